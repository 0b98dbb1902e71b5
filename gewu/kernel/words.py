"""Words to search by: pairs of neighbouring characters, made here so that every database finds the same."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# Ideographs, those of the extensions and of private use included: rare names must be found too.
_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\ue000-\uf8ff\U00020000-\U0003ffff\U000f0000-\U0010fffd"
_RUN = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+")
_WORD = re.compile(rf"(?:[{_HAN}]|[^\W_])+")
_IS_HAN = re.compile(rf"[{_HAN}]")


@dataclass(frozen=True)
class Phrase:
    """Tokens that must stand side by side; with `prefix` the last may go on."""

    tokens: tuple[str, ...]
    prefix: bool

    def __str__(self) -> str:
        return " ".join(self.tokens)


def bigrams(text: str) -> str:
    """Write `text` as tokens for a search index, separated by spaces.

    消防检查3号楼A12 becomes 消防 防检 检查 查 3 号楼 楼 a12: neighbouring pairs, the last character of a run
    alone (so that one character, and a word that ends in it, are found), runs of digits and letters whole.
    Full-width forms and capitals are made plain. Give no identifiers: they are never indexed.
    """
    return " ".join(token for run in _runs(text) for token in _tokens(run, ends=True))


def query_terms(text: str) -> tuple[Phrase, ...]:
    """Split what a person typed into phrases that must all be found; none for blank or punctuation.

    One character, and digits or letters at the end of a word, match as beginnings (2023 finds 2023001).
    """
    return tuple(_phrase(word) for word in _WORD.findall(_plain(text)))


def fts5(text: str) -> str:
    """Write `text` as an SQLite FTS5 query over bigrams(); "" if there is nothing to look for."""
    return " AND ".join(f'"{phrase}"{" *" if phrase.prefix else ""}' for phrase in query_terms(text))


def tsquery(text: str) -> str:
    """Write `text` for PostgreSQL to_tsquery('simple', …) over bigrams(); "" if there is nothing to look for."""
    return " & ".join(_adjacent(phrase) for phrase in query_terms(text))


def _phrase(word: str) -> Phrase:
    runs = _RUN.findall(word)
    tokens = [token for run in runs[:-1] for token in _tokens(run, ends=True)]
    tokens += _tokens(runs[-1], ends=False)
    return Phrase(tuple(tokens), prefix=len(runs[-1]) == 1 or not _IS_HAN.match(runs[-1]))


def _tokens(run: str, *, ends: bool) -> list[str]:
    if not _IS_HAN.match(run) or len(run) == 1:
        return [run]
    pairs = [run[at : at + 2] for at in range(len(run) - 1)]
    return pairs + [run[-1]] * ends


def _runs(text: str) -> list[str]:
    return _RUN.findall(_plain(text))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


def _adjacent(phrase: Phrase) -> str:
    tokens = [f"'{token}'" for token in phrase.tokens]
    return "(" + " <-> ".join([*tokens[:-1], tokens[-1] + (":*" if phrase.prefix else "")]) + ")"

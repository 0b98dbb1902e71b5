"""What is wrong in a file: place, stable id, words and cure, gathered so that all are said at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches


@dataclass(frozen=True)
class Problem:
    """One thing wrong. `id` ("scenario.E304") is never reused; `words` and `hint` are for the author, in Chinese."""

    place: str  # "matter.path.recheck (第41行)"
    id: str
    words: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.place} {self.id} {self.words}" + (f" — {self.hint}" if self.hint else "")


class ScenarioErrors(Exception):
    """A file that cannot be used; `problems` holds all of them, in the order of the file."""

    def __init__(self, problems: Sequence[Problem], file: str = ""):
        super().__init__("\n".join(f"{file}: {problem}" if file else str(problem) for problem in problems))
        self.problems = list(problems)
        self.file = file


@dataclass
class Problems:
    """Collects problems while a file is read; knows on which line every place stands."""

    lines: dict[str, int] = field(default_factory=dict)
    #: what is cited where ("matter.source", "fire_law 54"): looked up once the sources are known
    cited: list[tuple[str, str]] = field(default_factory=list)
    _found: list[tuple[int, str, Problem]] = field(default_factory=list)

    def add(self, at: str, code: str, words: str, hint: str = "") -> None:
        """Note a problem at the dotted path `at`; "E304" becomes "scenario.E304"."""
        line = self.line(at)
        self._found.append((line, at, Problem(f"{at or '全文'} (第{line}行)", f"scenario.{code}", words, hint)))

    def line(self, at: str) -> int:
        """Find the line of a place, or of the nearest thing around it."""
        while at and at not in self.lines:
            at = at.rpartition(".")[0]
        return self.lines.get(at, 1)

    def touches(self, at: str) -> bool:
        """Say whether something is already wrong at `at` or inside it."""
        return any(found == at or found.startswith(at + ".") for _, found, _ in self._found)

    def refuse(self, at: str, code: str, words: str, hint: str) -> None:
        """Note a problem, unless something is already wrong at that very place or inside it."""
        if not self.touches(at):
            self.add(at, code, words, hint)

    def known(self, at: str, code: str, what: str, used: Iterable[str], known: Collection[str]) -> None:
        """Refuse each used word that is not defined."""
        for word in used:
            if word and word not in known:
                self.add(at, code, f"没有这个{what}：“{word}”。", nearest(word, known))

    def has(self, at: str) -> bool:
        """Say whether the file has something at this place."""
        return at in self.lines

    @property
    def all(self) -> list[Problem]:
        """Everything found, in the order of the file."""
        return [problem for _, _, problem in sorted(self._found, key=lambda found: found[0])]


def nearest(word: object, known: Iterable[str]) -> str:
    """Say the cure for an unknown word: the nearest known one, or the list of all."""
    known = list(known)
    close = get_close_matches(str(word), known, n=1, cutoff=0.6)
    if close:
        return f"是不是想写“{close[0]}”？"
    if not known:
        return "这里还没有可用的词，请先定义。"
    return "可用：" + "、".join(known[:40]) + ("……" if len(known) > 40 else "。")

"""依据: on what a limit, a check, a frequency or a target stands; looked up in `sources` once the file is read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gewu.scenario.problems import Problems
from gewu.scenario.shapes import Across, Asked, Box, Pattern, Said, Text, Word, rows_of
from gewu.scenario.yamltree import Node, Plain

_PAPER = Across((("依据", Word(options=rows_of("sources"))), ("条号", Text())))


@dataclass(frozen=True)
class Cited(Pattern):
    named: str = "依据"
    pattern: str = r"[a-z][a-z0-9_]*( [0-9一-鿿]+)*"
    example: str = "fire_law 28"

    def box(self, asked: Asked) -> Box:
        return Box("rows", columns=_PAPER.columns(asked), most=1)

    def said(self, plain: Plain, asked: Asked) -> Said:
        paper, _, articles = str(plain or "").partition(" ")
        return [_PAPER.said([paper or None, articles.replace(" ", "、")], asked)]

    def typed(self, said: Said, asked: Asked) -> Plain:
        paper, articles = _PAPER.typed(said[0], asked) if said else (None, None)
        if articles and not paper:
            raise ValueError("写了条号，还要选是哪个文件的。")
        return " ".join([str(paper), *re.split("[、，, ]+", str(articles or ""))]).strip() if paper else None

    def read(self, node: Node, at: str, problems: Problems) -> str:
        cited = super().read(node, at, problems)
        if cited:
            problems.cited.append((at, cited))
        return cited


SOURCE = Cited()


def lacks(at: str, what: str, hint: str, problems: Problems) -> None:
    """Refuse what stands on nothing."""
    problems.refuse(at, "E503", f"{what}没有依据。", hint)

"""依据: on what a limit, a check, a frequency or a target stands; looked up in `sources` once the file is read."""

from __future__ import annotations

from dataclasses import dataclass

from gewu.scenario.problems import Problems
from gewu.scenario.shapes import Pattern
from gewu.scenario.yamltree import Node


@dataclass(frozen=True)
class Cited(Pattern):
    named: str = "依据"
    pattern: str = r"[a-z][a-z0-9_]*( [0-9一-鿿]+)*"
    example: str = "fire_law 28"

    def read(self, node: Node, at: str, problems: Problems) -> str:
        cited = super().read(node, at, problems)
        if cited:
            problems.cited.append((at, cited))
        return cited


SOURCE = Cited()


def lacks(at: str, what: str, hint: str, problems: Problems) -> None:
    """Refuse what stands on nothing."""
    problems.refuse(at, "E503", f"{what}没有依据。", hint)

"""A scenario's path made ready: its arrows, and which step is which station of the loop (loop.reading makes it)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gewu.scenario.grammar import MatterPart, Scenario, Step


@dataclass(frozen=True)
class Edge:
    """One arrow: the kind of event it is, where it leads, and which permission takes it ("" only `who`)."""

    kind: str
    to: Step
    permission: str


@dataclass(frozen=True)
class Path:
    """A path made ready: stations, phases (new, out, check, verified, end, aside) and arrows."""

    part: MatterPart
    phases: Mapping[str, str]
    edges: Mapping[str, tuple[Edge, ...]]
    dispatch: Step | None
    before_dispatch: Step
    doing: Step | None

    def step(self, key: str) -> Step:
        return self.part.path[key]

    def to(self, step: str, kind: str, wanted: str = "") -> Step | None:
        """The step that `kind` leads to from `step`: `wanted` if it is one of them, else the first; None: no arrow."""
        found = [edge.to for edge in self.edges[step] if edge.kind == kind and wanted in ("", edge.to.key)]
        return found[0] if found else None


def part_of(scenario: Scenario) -> MatterPart:
    """The matter section of a scenario that has one; a matter never stands on another."""
    assert scenario.matter is not None, scenario.scenario
    return scenario.matter

"""How a scenario's path is read: which event each of its arrows is, and which step is which station of the loop."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from gewu.matters.rules import Edge, Path
from gewu.matters.verbs import ALL
from gewu.scenario.grammar import MatterPart, Step
from gewu.scenario.sections.path import reached
from gewu.scenario.vocabulary import HANDLERS


@lru_cache(maxsize=512)
def path_of(part: MatterPart) -> Path:
    """Read the path of a scenario's matter section; cached per edition."""
    steps = list(part.path.values())
    dispatch = _marking(steps, "dispatched")
    doing = _marking(steps, "signed") or dispatch
    order = {step.key: number for number, step in enumerate(steps)}
    start = order[dispatch.key] if dispatch else 0
    phases = {step.key: _phase(step, part, order[step.key] >= start, doing) for step in steps}
    before = [step for step in steps[:start] if step.state in ("new", "running") and phases[step.key] == "new"]
    edges = {
        step.key: tuple(
            _edge(step, part.path[key], phases, before_dispatch=order[step.key] < start) for key in step.then
        )
        for step in steps
    }
    return Path(part, phases, edges, dispatch, before[-1] if before else steps[0], doing)


def ahead(path: Path, step: Step, wanted: str) -> bool:
    """Whether the clock of the step `wanted` goes on in `step`: it is still to be reached from there."""
    if step.state in ("done", "void") or step.key == wanted:
        return False
    if path.step(wanted).counts_from == "step":
        return wanted in step.then
    return wanted in reached(path.part.path, step.then)


def _marking(steps: list[Step], mark: str) -> Step | None:
    return next((step for step in steps if mark in step.marks and step.state == "running"), None)


def _phase(step: Step, part: MatterPart, out: bool, doing: Step | None) -> str:
    if step.state in ("done", "void"):
        return "end"
    if step.state == "paused" or step.key == "objected":
        return "aside"
    if "verified" in step.marks:
        return "verified"
    if not out or step.state == "new":
        return "new"
    return "check" if _checks(step, part, doing) else "out"


def _checks(step: Step, part: MatterPart, doing: Step | None) -> bool:
    """A step in which somebody else looks whether it was put right."""
    if step.marks or (doing and step.who == doing.who):
        return False
    ends = (part.path[key] for key in step.then)
    return any("verified" in end.marks or "closed" in end.marks for end in ends)


def _edge(a: Step, b: Step, phases: Mapping[str, str], *, before_dispatch: bool) -> Edge:
    kind = _kind(a, b, phases[a.key], phases[b.key], before_dispatch=before_dispatch)
    return Edge(kind, b, ALL[kind].permission_in.get(phases[a.key], ALL[kind].permission))


def _kind(a: Step, b: Step, was: str, becomes: str, *, before_dispatch: bool) -> str:
    """Name the event that leads from `a` to `b`; the first that fits, from the end of the loop to its beginning."""
    if a.key == "objected":
        return "objection_ruled"
    if b.key in ALL and ALL[b.key].by_name:
        return b.key
    if b.state == "void":
        return "not_accepted" if before_dispatch else "void"
    if a.state == "paused" or b.state == "paused":
        return "resumed" if a.state == "paused" else "paused"
    if b.state == "done":
        return "archived" if a.state == "done" else "closed"
    if a.state == "done":
        return "redo"
    if becomes == "verified":
        return "verified"
    if becomes == "check":
        return "handled" if was in ("new", "out") else "rework"
    if was in ("check", "verified") and (b.marks or b.who in HANDLERS):
        return "rework" if was == "check" else "redo"
    return _kind_of_mark(b, before_dispatch=before_dispatch)


def _kind_of_mark(b: Step, *, before_dispatch: bool) -> str:
    if "dispatched" in b.marks:
        return "dispatched" if before_dispatch else "reassigned"
    if "signed" in b.marks:
        return "signed"
    return "accepted" if "accepted" in b.marks else "step"

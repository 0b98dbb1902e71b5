"""The clock of a matter: what the events say about it, and the deadline that follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from gewu.kernel import clocks
from gewu.kernel.calendar import Calendar
from gewu.kernel.clocks import Clock, Colour, Limit, Pause
from gewu.kernel.limits import MINUTE
from gewu.kernel.types import there
from gewu.matters.rules.said import Said, StepClock
from gewu.matters.rules.words import HAND_TO, OPEN
from gewu.scenario.grammar import Grade, MatterPart, Step
from gewu.scenario.sections.path import MARKS

if TYPE_CHECKING:
    from gewu.matters.models import Matter
    from gewu.matters.rules.folded import Folded

#: 重办 (E1-R29); an office overrides it by the rule row "matter.redo_within"
REDO_WITHIN = Limit(3, clocks.WORKDAY)
#: each caller of a merged matter is called back after the main one closed, as one is after a 重办 (E1-R18, E1-R29)
ANSWER_WITHIN = Limit(3, clocks.WORKDAY)
#: an emergency is told to those who come for it (E1-R12); an office overrides it by "matter.hand_over_within"
HAND_OVER_WITHIN = Limit(30, MINUTE)


def starts_at_receipt(grade: Grade, limit: Limit) -> bool:
    """An on-the-spot limit (0 days) runs from the finding; others from dispatch (E1-R25), or as their grade says."""
    return not limit.amount or grade.counts_from == "received"


def started(said: Said, start: datetime, limit: Limit, warn: Limit | None, calendar: Calendar) -> Said:
    """What the event that starts the clock remembers: the limit it took (E1-R21) and the moments that follow."""
    return due(replace(said, clock_from=start, limit=limit), clocks.replay(start, limit, calendar), warn)


def due(said: Said, clock: Clock, warn: Limit | None) -> Said:
    """The moments an event remembers."""
    return replace(said, due_at=clock.due_at, warn_at=clocks.warned_from(clock, warn))


def of_step(step: Step, start: datetime, limit: Limit, calendar: Calendar, pauses: Iterable[Pause] = ()) -> StepClock:
    """Start the clock of a step, or count it again after a pause."""
    clock = clocks.replay(start, limit, calendar, pauses)
    return StepClock(step.key, start, limit, clock.due_at, clocks.warned_from(clock, step.warn))


def of_hand_over(to: str, start: datetime, limit: Limit, calendar: Calendar) -> StepClock:
    """Start the clock by which a matter is handed over to `to`; it is soon from the first minute."""
    return StepClock(to, start, limit, clocks.deadline(start, limit, calendar), start)


def pauses(state: Folded | Matter, until: datetime | None = None) -> list[Pause]:
    """The suspensions; `until` closes an open one at this moment."""
    moments = [[datetime.fromisoformat(one) if one else until for one in pair] for pair in state.pauses]
    return [Pause(start, end) for start, end in moments if start]


def replay(state: Folded | Matter, calendar: Calendar, *, until: datetime | None = None) -> Clock | None:
    """Count the deadline again from its facts; None before the clock runs."""
    if not state.limit or state.clock_from is None:
        return None
    extended = map(Limit.parse, state.extended)
    return clocks.replay(state.clock_from, Limit.parse(state.limit), calendar, pauses(state, until), extended)


def look(row: Folded | Matter, part: MatterPart, calendar: Calendar, now: datetime) -> Colour:
    """How the matter looks now and why, the same for list, page, slip and export.

    Of the clocks that run the one is said that is late, else soon; of several the first to be due.
    """
    if row.state == "void":
        return Colour("done", without="void")
    if row.merged_into_id is not None and row.closed_at is None:
        return Colour("running", without="merged")
    found = colours(row, part, calendar, now)
    if not found:
        name = row.state if row.state in ("done", "paused") else "running"
        return Colour(name, without="" if row.dispatched_at or row.closed_at else "undispatched")
    return min(found, key=lambda one: (_URGENCY.get(one.name, 0), there(one.facts).due_at))


def colours(row: Folded | Matter, part: MatterPart, calendar: Calendar, now: datetime) -> list[Colour]:
    """How every clock of the matter looks now: its own, and those of steps, which a request or a pause stops."""
    clock = replay(row, calendar)
    found = [clocks.colour(clock, now, row.closed_at, row.warn_at)] if clock else []
    for one in map(StepClock.read, row.steps):
        step = part.path[one.step]
        what = next((mark for mark in _SAID if mark in step.marks), step.title)
        clock = clocks.replay(one.start, one.limit, calendar, pauses(row))
        found.append(clocks.colour(clock, now, None, one.warn_at, what))
    return [*found, *_handing_over(row, calendar, now)]


def _handing_over(row: Folded | Matter, calendar: Calendar, now: datetime) -> Iterator[Colour]:
    """The clock by which it is to be handed over, which nothing stops."""
    if row.hand_clock and row.state in OPEN:
        one = StepClock.read(row.hand_clock)
        what = f"移交{HAND_TO.get(one.step, one.step)}"
        yield clocks.colour(clocks.replay(one.start, one.limit, calendar), now, None, one.warn_at, what)


def untold(row: Matter, part: MatterPart, now: datetime) -> list[str]:
    """Name the clocks that ran out by `now` and of which nobody was told yet, as the office says them: 办理, 签收."""
    found = [(row.due_at, HANDLING)] if row.due_at else []
    for one in map(StepClock.read, row.steps):
        step = part.path[one.step]
        found.append((one.due_at, next((MARKS[mark] for mark in _SAID if mark in step.marks), f"到“{step.title}”")))
    if row.hand_clock:
        one = StepClock.read(row.hand_clock)
        found.append((one.due_at, f"移交{HAND_TO.get(one.step, one.step)}"))
    told = row.overdue_told_at
    return [what for due, what in sorted(found) if due < now and (told is None or due > told)]


#: what is done within the matter's own limit
HANDLING = "办理"
#: what reaching a step is called, by the first of these that it marks
_SAID = ("signed", "dispatched", "verified", "closed", "accepted")
_URGENCY = {"late": 0, "soon": 1, "running": 2}

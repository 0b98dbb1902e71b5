"""The clock of a matter: what the events say about it, and the deadline that follows."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from gewu.kernel import clocks
from gewu.kernel.calendar import Calendar
from gewu.kernel.clocks import Clock, Colour, Limit, Pause
from gewu.matters.rules.folded import Folded
from gewu.matters.rules.said import Said
from gewu.scenario.grammar import Grade, MatterPart
from gewu.scenario.rules import promised, warned

#: 重办 (E1-R29); an office overrides it by the rule row "matter.redo_within"
REDO_WITHIN = Limit(3, clocks.WORKDAY)


def starts_at_receipt(limit: Limit) -> bool:
    """An on-the-spot limit (0 days) runs from the finding; every other from dispatch (E1-R25)."""
    return not limit.amount


def started(said: Said, start: datetime, limit: Limit, warn: Limit | None, calendar: Calendar) -> Said:
    """What the event that starts the clock remembers: the limit it took (E1-R21) and the moments that follow."""
    clock, _warn_at = promised(start, limit, warn, calendar)
    return due(replace(said, clock_from=start, limit=limit), clock, warn)


def due(said: Said, clock: Clock, warn: Limit | None) -> Said:
    """The moments an event remembers; no `warn_at` while the scenario names none."""
    return replace(said, due_at=clock.due_at, warn_at=warned(clock, warn), provisional=clock.provisional)


def replay(state: Folded, calendar: Calendar, *, until: datetime | None = None) -> Clock | None:
    """Count the deadline again from the facts of a folded state; None before the clock runs.

    until  closes an open pause at this moment
    """
    if state.limit is None or state.clock_from is None:
        return None
    pauses = [Pause(pause.start, pause.end or until) for pause in state.pauses]
    return clocks.replay(state.clock_from, state.limit, calendar, pauses, state.extended)


def grade_of(part: MatterPart, grade: str) -> Grade | None:
    """The grade, or None for matters without one (they have no deadline)."""
    return part.grades.get(grade)


def look(state: Folded, part: MatterPart, calendar: Calendar, now: datetime) -> Colour | None:
    """How the matter looks now, with the sentence that says why; None without a deadline."""
    clock = replay(state, calendar)
    if clock is None:
        return None
    grade = grade_of(part, state.grade)
    return clocks.colour(clock, now, state.closed_at, grade.warn if grade else None)

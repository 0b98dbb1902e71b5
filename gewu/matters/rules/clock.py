"""The clock of a matter: what the events say about it, and the deadline that follows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from gewu.kernel import clocks
from gewu.kernel.calendar import Calendar
from gewu.kernel.clocks import Clock, Colour, Limit, Pause
from gewu.scenario.grammar import Grade, MatterPart
from gewu.scenario.rules import promised, warned

#: 重办 (E1-R29); an office overrides it by the rule row "matter.redo_within"
REDO_WITHIN = Limit(3, clocks.WORKDAY)


def starts_at_receipt(limit: Limit) -> bool:
    """An on-the-spot limit (0 days) runs from the finding; every other from dispatch (E1-R25)."""
    return not limit.amount


def started(start: datetime, limit: Limit, warn: Limit | None, calendar: Calendar) -> dict[str, object]:
    """What the event that starts the clock remembers: the limit it took (E1-R21) and the moments that follow."""
    clock, _warn_at = promised(start, limit, warn, calendar)
    return {"clock_from": start.isoformat(), "limit": limit.written()} | due(clock, warn)


def due(clock: Clock, warn: Limit | None) -> dict[str, object]:
    """The moments an event remembers, as text; `warn_at` is empty while the scenario names none."""
    warn_at = warned(clock, warn)
    warned_at = warn_at.isoformat() if warn_at else ""
    return {"due_at": clock.due_at.isoformat(), "warn_at": warned_at, "provisional": clock.provisional}


def replay(state: Mapping[str, Any], calendar: Calendar, *, until: datetime | None = None) -> Clock | None:
    """Count the deadline again from the facts of a folded state (see folding); None before the clock runs.

    until  closes an open pause at this moment
    """
    if not state["_limit"]:
        return None
    pauses = [Pause(start, end or until) for start, end in state["_pauses"]]
    extensions = [Limit.parse(text) for text in state["_extensions"]]
    return clocks.replay(state["_clock_from"], Limit.parse(state["_limit"]), calendar, pauses, extensions)


def grade_of(part: MatterPart, grade: str) -> Grade | None:
    """The grade, or None for matters without one (they have no deadline)."""
    return part.grades.get(grade)


def look(state: Mapping[str, Any], part: MatterPart, calendar: Calendar, now: datetime) -> Colour | None:
    """How the matter looks now, with the sentence that says why; None without a deadline."""
    clock = replay(state, calendar)
    if clock is None:
        return None
    grade = grade_of(part, str(state.get("grade") or ""))
    return clocks.colour(clock, now, state["closed_at"], grade.warn if grade else None)

"""An honest clock: when something is due after pauses and extensions, and why it is red."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from gewu.kernel.calendar import Calendar, local
from gewu.kernel.explain import Facts, facts
from gewu.kernel.limits import (
    CONTINUOUS_HOUR,
    MONTH,
    NATURAL_DAY,
    WORKDAY,
    WORKING_HOUR,
    YEAR,
    Limit,
    deadline,
    passed,
    reach,
    warning,
)

#: Without a `warn` limit: amber on the day it is due; for hours in the last hour.
_WARN_DAY, _WARN_HOUR = Limit(0, NATURAL_DAY), Limit(1, CONTINUOUS_HOUR)


@dataclass(frozen=True)
class Pause:
    """A suspension (挂账) from `start` to `end` (aware); `end` None while it lasts."""

    start: datetime
    end: datetime | None = None


@dataclass(frozen=True)
class Clock:
    """What a replay found.

    `due_at`          local moment; while a pause is open, the one that held when it began
    `paused_seconds`  all closed pauses together, in plain seconds, each second once (E1-R23)
    `provisional`     the days off of a year it crosses are not announced yet
    `paused_ticks`    what the pauses added: days for day units, seconds for the others
    `paused_since`    start of the open pause, or None
    """

    due_at: datetime
    paused_seconds: int
    provisional: bool
    start: datetime
    limit: Limit
    calendar: Calendar = field(repr=False, compare=False)
    paused_ticks: int
    paused_since: datetime | None
    extensions: tuple[Limit, ...]


@dataclass(frozen=True)
class Colour:
    """How a clock looks: `name` is late, soon, running, done, done_late or paused.

    No facts where no clock runs; `without` then says why: void, merged, undispatched, or "" where there is no limit.
    """

    name: str
    facts: Facts | None = None
    without: str = ""


def replay(
    start: datetime,
    limit: Limit,
    calendar: Calendar,
    pauses: Iterable[Pause] = (),
    extensions: Iterable[Limit] = (),
) -> Clock:
    """Count a deadline again from its facts (E1-R21).

    Extensions add up with the limit where their unit agrees (60日 and 30日 are 90日 from the start, and a
    workday is eight working hours); one in another unit runs on from the deadline so far. A pause moves the
    deadline by what the unit counts inside it: seconds, working seconds, or days after the pause's first
    day, as with every limit in days. What of a pause lies before `start` does not count, nor does a pause that
    begins when the time is already over.
    """
    start = local(start)
    extensions = tuple(extensions)
    legs = _legs(limit, extensions, calendar)
    closed, open_since = _merged(start, pauses)
    due_at, ticks, seconds = _run(start, legs, calendar), 0, 0
    for frm, to in closed:
        seconds += int((to - frm).total_seconds())
        if frm <= due_at:
            if legs[-1][0] in (MONTH, YEAR):
                legs.append((NATURAL_DAY, 0))  # a pause is no part of a month: it adds its days
            added = passed(frm, to, legs[-1][0], calendar)
            legs[-1] = (legs[-1][0], legs[-1][1] + added)
            ticks += added
            due_at = _run(start, legs, calendar)
    return Clock(
        due_at=due_at,
        paused_seconds=seconds,
        provisional=_provisional(start, due_at, limit, extensions, calendar),
        start=start,
        limit=limit,
        calendar=calendar,
        paused_ticks=ticks,
        paused_since=open_since if open_since and open_since <= due_at else None,
        extensions=extensions,
    )


def colour(
    clock: Clock,
    now: datetime,
    closed_at: datetime | None = None,
    warn_at: datetime | None = None,
    what: str = "closed",
) -> Colour:
    """Say how `clock` stands at `now`, or how it ended at `closed_at` (all aware), and why.

    It is soon from `warn_at` on; without it, from where warned_from() says. `what` has to be done by then: closed,
    signed, answered, or the title of a step.
    """
    now, closed_at = local(now), local(closed_at) if closed_at else None
    return Colour(_name(clock, now, closed_at, warn_at), facts(clock, now, closed_at, what))


def warned_from(clock: Clock, warn: Limit | None) -> datetime:
    """Find the moment from which `clock` counts as soon due: `warn` before, else on the day, or in the last hour."""
    return warning(clock.due_at, warn or (_WARN_DAY if clock.limit.in_days else _WARN_HOUR), clock.calendar)


def _name(clock: Clock, now: datetime, closed_at: datetime | None, warn_at: datetime | None) -> str:
    if closed_at is not None:
        return "done" if closed_at <= clock.due_at else "done_late"
    if clock.paused_since is not None and clock.paused_since <= now:
        return "paused"
    if now > clock.due_at:
        return "late"
    return "soon" if now >= (warn_at or warned_from(clock, None)) else "running"


def _legs(limit: Limit, extensions: Sequence[Limit], calendar: Calendar) -> list[tuple[str, int]]:
    """Join a limit and its extensions into legs of one unit each: [(unit, ticks)]."""
    legs = [(limit.unit, limit.ticks)]
    for more in extensions:
        unit, ticks = legs[-1]
        added = _as(more, unit, calendar)
        if added is None:
            legs.append((more.unit, more.ticks))
        else:
            legs[-1] = (unit, ticks + added)
    return legs


def _as(limit: Limit, unit: str, calendar: Calendar) -> int | None:
    """Express a limit in the ticks of another unit; None where that needs a date."""
    if limit.unit == unit or {limit.unit, unit} == {MONTH, YEAR}:
        return limit.ticks
    if (limit.unit, unit) == (WORKDAY, WORKING_HOUR):
        return limit.amount * calendar.seconds_per_day
    return None


def _run(start: datetime, legs: Sequence[tuple[str, int]], calendar: Calendar) -> datetime:
    for unit, ticks in legs:
        start = reach(start, unit, ticks, calendar)
    return start


def _merged(start: datetime, pauses: Iterable[Pause]) -> tuple[list[tuple[datetime, datetime]], datetime | None]:
    """Put pauses in order, joined where they touch, cut at `start`; the start of the open one apart."""
    pauses = tuple(pauses)
    opened = min((local(pause.start) for pause in pauses if pause.end is None), default=None)
    merged: list[tuple[datetime, datetime]] = []
    for frm, to in sorted((max(start, local(p.start)), local(p.end)) for p in pauses if p.end is not None):
        to = min(to, opened) if opened else to
        if merged and frm <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(to, merged[-1][1]))
        elif to > frm:
            merged.append((frm, to))
    return merged, opened


def _provisional(
    start: datetime, due_at: datetime, limit: Limit, extensions: Sequence[Limit], calendar: Calendar
) -> bool:
    limits = [one for one in (limit, *extensions) if one.needs_calendar and one.amount]
    if not limits:
        return False
    # A limit in natural days asks the calendar only where it ends.
    first = due_at.year if all(one.counted_in == NATURAL_DAY for one in limits) else start.year
    return not all(calendar.announced(year) for year in range(first, due_at.year + 1))

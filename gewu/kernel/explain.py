"""Why a clock looks as it does: the facts behind its colour. Their words are made in front, in two languages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from typing import TYPE_CHECKING

from gewu.kernel.calendar import DAY
from gewu.kernel.limits import CONTINUOUS_HOUR, NATURAL_DAY, WORKDAY, WORKING_HOUR, Limit, passed

if TYPE_CHECKING:
    from gewu.kernel.clocks import Clock


@dataclass(frozen=True)
class Span:
    """A length of time: whole days for the units workday and natural_day, seconds for the others."""

    unit: str
    ticks: int


@dataclass(frozen=True)
class DaysOff:
    """Days that the calendar names, first to last: a holiday that did not count, or make-up days that did."""

    first: date
    last: date
    name: str
    counted: bool


@dataclass(frozen=True)
class Facts:
    """Why a clock looks as it does at `at`; all moments local.

    `what`         what has to be done by `due_at`: closed, signed, answered, or the title of a step
    `over`         how much too late, for late and done_late: 0 workdays is less than one
    `left`         how much is left, for soon and running
    `taken_off`    what the pauses added
    `ran_on`       the last of the natural days, which was off (Civil Code 203), with its name ("" a weekend)
    `unannounced`  the year whose days off are not announced yet, so that the deadline is provisional
    """

    at: datetime
    what: str
    due_at: datetime
    limit: Limit
    over: Span | None = None
    left: Span | None = None
    closed_at: datetime | None = None
    paused_since: datetime | None = None
    extensions: tuple[Limit, ...] = ()
    taken_off: Span | None = None
    days_off: tuple[DaysOff, ...] = ()
    ran_on: DaysOff | None = None
    unannounced: int | None = None


def facts(clock: Clock, now: datetime, closed_at: datetime | None, what: str) -> Facts:
    """Collect what is to be said of `clock` at `now`, or of how it ended at `closed_at` (all local)."""
    end = closed_at or now
    running = closed_at is None and now <= clock.due_at
    return Facts(
        at=now,
        what=what,
        due_at=clock.due_at,
        limit=clock.limit,
        over=_over(clock, end) if end > clock.due_at else None,
        left=_left(clock, now) if running else None,
        closed_at=closed_at,
        paused_since=clock.paused_since,
        extensions=clock.extensions,
        taken_off=_taken_off(clock),
        days_off=_days_off(clock),
        ran_on=_ran_on(clock),
        unannounced=_unannounced(clock) if clock.provisional else None,
    )


def _over(clock: Clock, now: datetime) -> Span:
    unit = clock.limit.counted_in
    if unit == NATURAL_DAY:
        return Span(unit, max(1, (now.date() - clock.due_at.date()).days))
    return Span(unit, passed(clock.due_at, now, unit, clock.calendar))


def _left(clock: Clock, now: datetime) -> Span:
    """How much is left: days while it is due on a later day, then time."""
    unit = clock.limit.counted_in
    if clock.limit.in_days and now.date() >= clock.due_at.date():
        return Span(CONTINUOUS_HOUR, int((clock.due_at - now).total_seconds()))
    return Span(unit, passed(now, clock.due_at, unit, clock.calendar))


def _taken_off(clock: Clock) -> Span | None:
    unit = (clock.extensions or (clock.limit,))[-1].counted_in
    return Span(unit, clock.paused_ticks) if clock.paused_ticks else None


def _days_off(clock: Clock) -> tuple[DaysOff, ...]:
    """Name the holidays that were skipped, then the make-up days that were counted."""
    first, last = clock.start.date(), clock.due_at.date()
    if clock.limit.counted_in not in (WORKDAY, WORKING_HOUR):
        return ()
    named = [day for n in range(1, (last - first).days + 1) if clock.calendar.name(day := first + DAY * n)]
    worked = [day for day in named if clock.calendar.is_workday(day)]
    off = [day for day in named if day not in worked]
    return tuple(
        DaysOff(run[0], run[-1], clock.calendar.name(run[0]), days is worked)
        for days in (off, worked)
        for run in _runs(days)
    )


def _ran_on(clock: Clock) -> DaysOff | None:
    limits = (clock.limit, *clock.extensions)
    if any(one.unit != NATURAL_DAY for one in limits):
        return None
    full = clock.start.date() + DAY * (sum(one.amount for one in limits) + clock.paused_ticks)
    if full == clock.due_at.date():
        return None
    return DaysOff(full, full, clock.calendar.name(full), counted=False)


def _runs(days: list[date]) -> list[list[date]]:
    runs: list[list[date]] = []
    for day in days:
        if runs and day - runs[-1][-1] == DAY:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _unannounced(clock: Clock) -> int:
    return next(year for year in count(clock.start.year) if not clock.calendar.announced(year))

"""From when to when a duty runs, and what fulfils it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gewu.kernel.calendar import Calendar
from gewu.kernel.periods import DAY, Period, due_period, last_workday
from gewu.kernel.terms import Term
from gewu.scenario.grammar import Visit


class State(Term):
    DUE = "due", "待办"
    DONE = "done", "已办"
    EXEMPT = "exempt", "免办"
    VOID = "void", "作废"


@dataclass(frozen=True)
class Span:
    """A duty's days: open from `opens_on`, due on the last workday, over on `closes_on` (half-open)."""

    opens_on: date
    due_on: date
    closes_on: date


def span(visit: Visit, day: date, calendar: Calendar, *, known_from: date) -> Span | None:
    """Return the stretch of the rule that holds `day`; None outside its season.

    `once` has one stretch only: the quarter in which the subject became known.
    """
    if visit.every == "once":
        return _cut(due_period("quarter", known_from), known_from, date.max, calendar)
    first, last = _season(visit, day)
    if not first <= day <= last:
        return None
    return _cut(due_period(visit.every, day), first, last, calendar)


def on_time(done_on: date | None, due_on: date) -> bool:
    return done_on is not None and done_on <= due_on


def may_fulfil(*, opens_on: date, closes_on: date, happened_on: date, entered_on: date) -> bool:
    """Say whether a record repairs a duty: it happened inside the period, and was entered inside it too."""
    return opens_on <= happened_on < closes_on and entered_on < closes_on


def _cut(period: Period, first: date, last: date, calendar: Calendar) -> Span:
    start = max(period.start, first)
    end = period.end if last == date.max else min(period.end, last + DAY)
    return Span(start, last_workday(Period(start, end), calendar), end)


def _season(visit: Visit, day: date) -> tuple[date, date]:
    """First and last day of the season around `day`; a season may run over New Year."""
    if visit.season is None:
        return date.min, date.max
    first, last = (date.fromisoformat(f"{day.year}-{text}") for text in visit.season)
    if first <= last:
        return first, last
    return (first, last.replace(year=day.year + 1)) if day >= first else (first.replace(year=day.year - 1), last)

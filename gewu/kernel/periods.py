"""Stretches of days: weeks, months, quarters, halves, years, and any other from–to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from gewu.kernel.limits import months_after

DAY = timedelta(days=1)
QUARTERS = "一二三四"


class Workdays(Protocol):
    """What last_workday needs of a calendar (kernel.calendar.Calendar has it)."""

    def is_workday(self, day: date) -> bool: ...


@dataclass(frozen=True, order=True)
class Period:
    """Days from `start` up to but not including `end`; never empty (ValueError)."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError(f"a period ends after it starts: {self.start} .. {self.end}")

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read "2023-01-01..2023-06-28", both days included; ValueError if it cannot be read."""
        first, dots, last = text.strip().partition("..")
        if not dots:
            raise ValueError(f"a period reads FIRST..LAST: {text!r}")
        return cls(date.fromisoformat(first.strip()), date.fromisoformat(last.strip()) + DAY)

    @classmethod
    def of(cls, first: date, last: date) -> Period:
        """Make the period from `first` to `last`, both included."""
        return cls(first, last + DAY)

    @property
    def last(self) -> date:
        """The last day inside."""
        return self.end - DAY

    def cut_off(self, today: date) -> date:
        """Return the last day that can be looked at: its own last one, never later than today."""
        return min(self.last, today)

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.end - self.start).days

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    def __iter__(self) -> Iterator[date]:
        return (self.start + DAY * n for n in range(self.days))

    def printed(self) -> str:
        """Write it as parse() reads it: "2023-01-01..2023-06-28"."""
        return f"{self.start.isoformat()}..{self.last.isoformat()}"

    __str__ = printed

    @property
    def kind(self) -> str:
        """Name it: day, week, month, quarter, half, year; "" for any other stretch."""
        return next((every for every in _OF if due_period(every, self.start) == self), "")

    def label(self) -> str:
        """Say it as a paper does: "2023年上半年", "2023年6月", "1月1日至6月28日"."""
        return _LABELS.get(self.kind, _stretch)(self)

    def previous(self) -> Period:
        """Return the one of the same kind before it; for any other stretch, as many days before it."""
        if self.kind:
            return due_period(self.kind, self.start - DAY)
        return Period(self.start - DAY * self.days, self.start)

    def year_before(self) -> Period:
        """Return the same period one year earlier, for 同比; a week keeps its number, 29 February becomes the 28th."""
        if self.kind == "week":
            year, week, _ = self.start.isocalendar()
            return week_of(date.fromisocalendar(year - 1, min(week, 52), 1))  # before one of 53 weeks has 52
        if self.kind:
            return due_period(self.kind, months_after(self.start, -12))
        return Period.of(months_after(self.start, -12), months_after(self.last, -12))

    def split(self, every: str) -> list[Period]:
        """Cut it into weeks, months …, the first and the last cut short where they stick out."""
        pieces, day = [], self.start
        while day < self.end:
            end = min(due_period(every, day).end, self.end)
            pieces.append(Period(day, end))
            day = end
        return pieces


def laid_end_to_end(whole: Period, parts: Iterable[Period]) -> list[Period]:
    """Choose parts that make up `whole` without gap or overlap, as few as will do; none where they do not."""
    chains: dict[date, list[Period]] = {whole.start: []}
    for part in sorted(parts):
        if part.start in chains and part.end <= whole.end:
            chain = [*chains[part.start], part]
            if len(chain) < len(chains.get(part.end, (*chain, part))):
                chains[part.end] = chain
    return chains.get(whole.end, [])


def left_out(whole: Period, parts: Iterable[Period]) -> list[Period]:
    """Find the days of `whole` that lie in none of the parts inside it, stretch by stretch."""
    found, day = [], whole.start
    for part in sorted(parts):
        if part.start >= whole.start and part.end <= whole.end:
            if part.start > day:
                found.append(Period(day, part.start))
            day = max(day, part.end)
    return [*found, Period(day, whole.end)] if day < whole.end else found


def day_of(day: date) -> Period:
    """Return the one day."""
    return Period(day, day + DAY)


def week_of(day: date) -> Period:
    """Return the ISO week, Monday to Sunday."""
    monday = day - DAY * day.weekday()
    return Period(monday, monday + DAY * 7)


def month_of(day: date) -> Period:
    """Return the calendar month."""
    return _months(day, 1)


def quarter_of(day: date) -> Period:
    """Return the calendar quarter."""
    return _months(day, 3)


def half_of(day: date) -> Period:
    """Return the calendar half-year."""
    return _months(day, 6)


def year_of(day: date) -> Period:
    """Return the calendar year."""
    return Period(date(day.year, 1, 1), date(day.year + 1, 1, 1))


def due_period(every: str, day: date) -> Period:
    """Return the period of a rule ("day", "week", "month", "quarter", "half", "year") that holds `day`.

    Errors: ValueError for another word.
    """
    if every not in _OF:
        raise ValueError(f"every must be one of {', '.join(_OF)}: {every!r}")
    return _OF[every](day)


def last_workday(period: Period, calendar: Workdays) -> date:
    """Return the day on which the duties of `period` fall due: its last workday, or its last day if it has none."""
    worked = (period.last - DAY * n for n in range(period.days))
    return next(filter(calendar.is_workday, worked), period.last)


_OF = {"day": day_of, "week": week_of, "month": month_of, "quarter": quarter_of, "half": half_of, "year": year_of}


def _months(day: date, size: int) -> Period:
    first = (day.month - 1) // size * size + 1
    end = date(day.year + 1, 1, 1) if first + size > 12 else date(day.year, first + size, 1)
    return Period(date(day.year, first, 1), end)


def _stretch(period: Period) -> str:
    first, last = period.start, period.last
    whole_months = first.day == 1 and period.end.day == 1
    if first.year != last.year:
        return f"{_long(first)}至{_long(last)}"
    if whole_months:
        return f"{first.year}年{first.month}至{last.month}月"
    return f"{_short(first)}至{_short(last)}"


def _week(period: Period) -> str:
    year, week, _ = period.start.isocalendar()
    return f"{year}年第{week}周（{_short(period.start)}至{_short(period.last)}）"


def _short(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _long(day: date) -> str:
    return f"{day.year}年{_short(day)}"


_LABELS = {
    "day": lambda period: _long(period.start),
    "week": _week,
    "month": lambda period: f"{period.start.year}年{period.start.month}月",
    "quarter": lambda period: f"{period.start.year}年第{QUARTERS[period.start.month // 3]}季度",
    "half": lambda period: f"{period.start.year}年{'上' if period.start.month == 1 else '下'}半年",
    "year": lambda period: f"{period.start.year}年",
}

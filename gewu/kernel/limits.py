"""Time limits as the file writes them and the office says them, and the moments they lead to."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from gewu.kernel.calendar import DAY, LOCAL, Calendar, local

WORKDAY, NATURAL_DAY = "workday", "natural_day"
WORKING_HOUR, CONTINUOUS_HOUR, MINUTE = "working_hour", "continuous_hour", "minute"
MONTH, YEAR = "month", "year"

#: unit -> (words of the file, word of the office, words that people type: the first is the one forms offer)
_UNITS = {
    WORKDAY: ("workdays?", "个工作日", "工作日"),
    NATURAL_DAY: ("(?:natural[ _])?days?", "日", "天|日|自然日"),
    WORKING_HOUR: ("working[ _]hours?", "个工作时", "工作小时|工作时"),
    CONTINUOUS_HOUR: ("(?:continuous[ _])?hours?", "小时", "小时"),
    MINUTE: ("minutes?", "分钟", "分钟"),
    MONTH: ("months?", "个月", "个月|月"),
    YEAR: ("years?", "年", "年"),
}
#: unit -> the word by which a form offers it
OFFERED = {unit: typed.partition("|")[0] for unit, (_, _, typed) in _UNITS.items()}
_SECONDS = {WORKING_HOUR: 3600, CONTINUOUS_HOUR: 3600, MINUTE: 60}


@dataclass(frozen=True)
class Limit:
    """So many units of time; `unit` is workday, natural_day, working_hour, continuous_hour, minute, month or year."""

    amount: int
    unit: str

    def __post_init__(self) -> None:
        if self.unit not in _UNITS:
            raise ValueError(f"unit must be one of {', '.join(_UNITS)}: {self.unit!r}")
        if self.amount < 0:
            raise ValueError("a limit is not negative")

    @classmethod
    def parse(cls, text: str) -> Limit:
        """Read "3 workdays", "4 working_hours", "24 hours", "60 days", "0 days", "15 minutes", "2 months" or "1 year".

        Errors: ValueError that names the text.
        """
        amount, _, word = text.strip().partition(" ")
        for unit, (words, _said, _typed) in _UNITS.items():
            if re.fullmatch(words, word.strip()) and re.fullmatch("[0-9]{1,5}", amount):
                return cls(int(amount), unit)
        raise ValueError(f"a limit reads like '3 workdays' or '24 hours': {text!r}")

    @classmethod
    def heard(cls, text: str) -> Limit:
        """Read it as people type it, 5个工作日, 2个月 or 当日, or as the file has it. Errors: as parse()."""
        text = text.strip()
        if text in ("当日", "当天"):
            return cls(0, NATURAL_DAY)
        for unit, (_words, _said, typed) in _UNITS.items():
            if found := re.fullmatch(f"([0-9]{{1,5}}) *个?(?:{typed})", text):
                return cls(int(found[1]), unit)
        return cls.parse(text)

    def __str__(self) -> str:
        """Say it: 3个工作日, 60日, 24小时, 4个工作时, 15分钟; 当日 for no days."""
        if not self.amount and self.in_days:
            return "当日"
        return f"{self.amount}{_UNITS[self.unit][1]}"

    def written(self) -> str:
        """Write it as parse() reads it."""
        word = {NATURAL_DAY: "day", CONTINUOUS_HOUR: "hour"}.get(self.unit, self.unit)
        return f"{self.amount} {word}{'' if self.amount == 1 else 's'}"

    @property
    def in_days(self) -> bool:
        """Whether it counts whole days (and then leaves the first one out)."""
        return self.unit in (WORKDAY, NATURAL_DAY, MONTH, YEAR)

    @property
    def counted_in(self) -> str:
        """The unit in which what is left, over or paused is counted: natural days for months and years."""
        return NATURAL_DAY if self.unit in (MONTH, YEAR) else self.unit

    @property
    def needs_calendar(self) -> bool:
        """Whether days off change it."""
        return self.in_days or self.unit == WORKING_HOUR

    @property
    def ticks(self) -> int:
        """The amount in what it counts: days for the day units, months, or seconds."""
        return self.amount * (12 if self.unit == YEAR else _SECONDS.get(self.unit, 1))


def deadline(start: datetime, limit: Limit, calendar: Calendar) -> datetime:
    """Find the moment by which something begun at `start` (aware) must be done, in local time.

    workday          close of the n-th workday; the day of `start` is not counted (Civil Code 201)
    natural_day      end of the n-th day; a last day off runs on to the next workday (Civil Code 203)
    month, year      end of the day of the same number (or the month's last), run on likewise (Civil Code 202, 203)
    working_hour     only working periods run
    continuous_hour, minute   always run, nights and holidays included
    No days means the end of the same day, worked or not. Never before `start`.
    """
    return reach(start, limit.unit, limit.ticks, calendar)


def reach(start: datetime, unit: str, ticks: int, calendar: Calendar) -> datetime:
    """Do as deadline(), for an amount already in ticks (days, months or seconds)."""
    start = local(start)
    if unit == WORKING_HOUR:
        return calendar.add_working_seconds(start, ticks)
    if unit in _SECONDS:
        return _later(start, ticks)
    if not ticks:
        return max(start, day_end(start.date()))
    if unit == WORKDAY:
        return calendar.closing(calendar.after(start.date(), ticks))
    day = months_after(start.date(), ticks) if unit in (MONTH, YEAR) else start.date() + DAY * ticks
    return day_end(calendar.on_or_after(day))


def months_after(day: date, months: int) -> date:
    """Find the day of the same number so many months later (or before), or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def warning(due_at: datetime, warn: Limit, calendar: Calendar) -> datetime:
    """Find the moment from which `due_at` counts as soon: the start of the day for day units."""
    due_at = local(due_at)
    if warn.unit == WORKDAY:
        return day_start(calendar.before(due_at.date(), warn.amount))
    if warn.unit == NATURAL_DAY:
        return day_start(due_at.date() - DAY * warn.amount)
    if warn.unit in (MONTH, YEAR):
        return day_start(months_after(due_at.date(), -warn.ticks))
    if warn.unit == WORKING_HOUR:
        return calendar.take_working_seconds(due_at, warn.ticks)
    return _later(due_at, -warn.ticks)


def passed(start: datetime, end: datetime, unit: str, calendar: Calendar) -> int:
    """Count the ticks of `unit` in [start, end): seconds, or days after the first day."""
    start, end = local(start), local(end)
    if unit == WORKDAY:
        return calendar.workdays_between(start.date(), end.date())
    if unit == NATURAL_DAY:
        return max(0, (end.date() - start.date()).days)
    if unit == WORKING_HOUR:
        return calendar.working_seconds(start, end)
    return max(0, int((end - start).total_seconds()))


def day_start(day: date) -> datetime:
    """Return midnight at which a local day begins."""
    return datetime.combine(day, time(), LOCAL)


def day_end(day: date) -> datetime:
    """Return its last whole second, 23:59:59."""
    return datetime.combine(day, time(23, 59, 59), LOCAL)


def _later(moment: datetime, seconds: int) -> datetime:
    return moment + timedelta(seconds=seconds)

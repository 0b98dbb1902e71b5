"""The official calendar: which days are worked, and how working time adds up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

#: The one time zone of every office; stored moments are UTC, days are local.
LOCAL = ZoneInfo("Asia/Shanghai")

DAY = timedelta(days=1)
OFFICE_HOURS = ((time(8), time(12)), (time(14), time(18)))


@dataclass(frozen=True, eq=False)
class Calendar:
    """Official days of one office.

    `days`             what differs from Monday–Friday: date -> is it worked
    `announced_years`  years whose days off the State Council has published
    `periods`          working periods of a workday, in order, apart
    `names`            date -> why it is off or worked ("端午节", "调休上班"), for sentences
    """

    days: Mapping[date, bool]
    announced_years: frozenset[int]
    periods: tuple[tuple[time, time], ...] = OFFICE_HOURS
    names: Mapping[date, str] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        edges = [edge for period in self.periods for edge in period]
        if not edges or edges != sorted(set(edges)):
            raise ValueError("working periods must follow one another and not be empty")

    @classmethod
    def seeded(cls, years: Iterable[int], **more: object) -> Calendar:
        """Build the calendar of `years` from the `holidays` package (see seed_days)."""
        seeds = {year: seed_days(year) for year in years}
        rows = {day: row for seed in seeds.values() for day, row in seed.items()}
        return cls(
            days={day: worked for day, (worked, _) in rows.items()},
            announced_years=frozenset(year for year, seed in seeds.items() if seed),
            names={day: name for day, (_, name) in rows.items()},
            **more,  # type: ignore[arg-type]
        )

    # days ---------------------------------------------------------------------------------

    def is_workday(self, day: date) -> bool:
        """Say whether `day` is worked: by its row, else Monday–Friday without the days off by law (lawful_days)."""
        known = self.days.get(day)
        return day.weekday() < 5 and day not in lawful_days(day.year) if known is None else known

    def announced(self, year: int) -> bool:
        """Say whether the days off of `year` are published; if not, its dates are provisional."""
        return year in self.announced_years

    def name(self, day: date) -> str:
        """Name the holiday or make-up day; "" for ordinary ones."""
        return self.names.get(day, "" if day in self.days else lawful_days(day.year).get(day, ""))

    def after(self, day: date, workdays: int) -> date:
        """Find the n-th workday after `day`; `day` itself for 0.

        The day of the event is not counted (Civil Code 201).
        """
        return self._step(day, workdays, DAY)

    def before(self, day: date, workdays: int) -> date:
        """Find the n-th workday before `day`; `day` itself for 0."""
        return self._step(day, workdays, -DAY)

    def on_or_after(self, day: date) -> date:
        """Find the first workday from `day` on (Civil Code 203: a last day off runs on)."""
        return day if self.is_workday(day) else self.after(day, 1)

    def workdays_between(self, start: date, end: date) -> int:
        """Count the workdays in (start, end]: the first day is not counted; 0 if end <= start."""
        return sum(self.is_workday(start + DAY * n) for n in range(1, (end - start).days + 1))

    def _step(self, day: date, count: int, step: timedelta) -> date:
        if count < 0:
            raise ValueError("count of workdays must not be negative")
        while count:
            day += step
            count -= self.is_workday(day)
        return day

    # working time -------------------------------------------------------------------------

    @property
    def seconds_per_day(self) -> int:
        """Working seconds of one workday (28,800 with the usual hours)."""
        return sum(_seconds(end) - _seconds(start) for start, end in self.periods)

    def closing(self, day: date) -> datetime:
        """Return the end of the last working period of `day`."""
        return datetime.combine(day, self.periods[-1][1], LOCAL)

    def working_seconds(self, start: datetime, end: datetime) -> int:
        """Count whole working seconds in [start, end); 0 if end <= start."""
        start, end = local(start), local(end)
        spans = self._spans(start.date(), end.date() + DAY)
        return sum(max(0, int((min(end, to) - max(start, frm)).total_seconds())) for frm, to in spans)

    def add_working_seconds(self, start: datetime, seconds: int) -> datetime:
        """Find the moment when `seconds` of working time have passed since `start`.

        A count that fills a period ends at its close (18:00), not at the next opening.
        Errors: OverflowError where no workday ever comes.
        """
        start = local(start)
        if seconds <= 0:
            return start
        for frm, to in self._spans(start.date()):
            open_from = max(start, frm)
            room = int((to - open_from).total_seconds())
            if room >= seconds:
                return open_from + timedelta(seconds=seconds)
            seconds -= max(0, room)
        raise OverflowError("no working time")

    def take_working_seconds(self, end: datetime, seconds: int) -> datetime:
        """Find the moment from which `seconds` of working time remain until `end`."""
        end = local(end)
        day = end.date()
        while seconds > 0:
            for frm, to in reversed(list(self._spans(day, day + DAY))):
                close = min(end, to)
                room = max(0, int((close - frm).total_seconds()))
                if room >= seconds:
                    return close - timedelta(seconds=seconds)
                seconds -= room
            day -= DAY
        return end

    def _spans(self, day: date, until: date = date.max) -> Iterator[tuple[datetime, datetime]]:
        while day < until:
            if self.is_workday(day):
                for start, end in self.periods:
                    yield datetime.combine(day, start, LOCAL), datetime.combine(day, end, LOCAL)
            day += DAY


def local(moment: datetime) -> datetime:
    """Turn an aware moment into office time; ValueError for a naive one."""
    if moment.tzinfo is None:
        raise ValueError("a moment without time zone cannot be placed on the calendar")
    return moment.astimezone(LOCAL)


def local_day(moment: datetime) -> date:
    """Return the local date of an aware moment (happened_on of happened_at)."""
    return local(moment).date()


def seed_days(year: int) -> dict[date, tuple[bool, str]]:
    """List what differs from Monday–Friday in `year`: date -> (is it worked, its name).

    Off: public holidays and the days moved to them, weekend days inside such a run included, so that
    the runs are those of the State Council's notice. Worked: make-up days ("调休上班").
    Empty for a year whose make-up days the package does not know; such a year is provisional.
    Source: the `holidays` package, China.
    """
    named, made_up = _published(year)
    if not any(day.year == year for day in made_up):
        return {}
    off = {day: (False, name) for day, name in _runs(named, made_up).items() if day.year == year}
    return off | {day: (True, "调休上班") for day in made_up if day.year == year}


@lru_cache(maxsize=256)
def lawful_days(year: int) -> dict[date, str]:
    """List the days that are off in `year` whatever its notice says: date -> its name; make-up days are not known.

    1 January, 春节 from its eve on, 清明, 1 and 2 May, 端午, 中秋, 1 to 3 October, and the workdays after those that
    fall on a weekend. Source: 全国年节及纪念日放假办法 (2024 revision, from 2025: 13 days), arts. 2 and 6; the lunar
    days are those of the `holidays` package.
    """
    named, _made_up = _published(year)
    return {day: "、".join(names) for day, name in named.items() if day.year == year and (names := _plain(name))}


@lru_cache(maxsize=64)
def _published(year: int) -> tuple[dict[date, str], frozenset[date]]:
    # The year after matters: 2022-12-31 belongs to the New Year of 2023.
    book = holidays.country_holidays("CN", years=(year, year + 1), language="zh_CN")
    return dict(book.items()), frozenset(book.weekend_workdays)


def _runs(named: Mapping[date, str], made_up: frozenset[date]) -> dict[date, str]:
    """Join holidays and the days off around them into runs, each called after its holidays."""

    def is_off(day: date) -> bool:
        return day in named or (day.weekday() >= 5 and day not in made_up)

    found: dict[date, str] = {}
    for holiday in named:
        if holiday in found:
            continue
        first = last = holiday
        while is_off(first - DAY):
            first -= DAY
        while is_off(last + DAY):
            last += DAY
        run = [first + DAY * n for n in range((last - first).days + 1)]
        said = dict.fromkeys(word for day in run for word in _plain(named.get(day, "")))
        found |= dict.fromkeys(run, "、".join(said) or "放假")
    return found


def _plain(name: str) -> list[str]:
    """Reduce "中秋节; 国庆节（补假）" to its holidays; nothing for "休息日（由 … 调休）"."""
    words = [word.split("（")[0] for word in name.split("; ")]
    return [{"除夕": "春节", "农历除夕": "春节"}.get(word, word) for word in words if word not in ("", "休息日")]


def _seconds(moment: time) -> int:
    return moment.hour * 3600 + moment.minute * 60 + moment.second

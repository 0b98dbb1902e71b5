"""When things happen: the rhythm of a half year, and moments within a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from demo import own
from demo.dice import days, spread
from gewu.kernel.calendar import LOCAL, Calendar

START, CUT_OFF = date(2023, 1, 1), date(2023, 6, 28)
NOW = datetime(2023, 6, 28, 9, 0, tzinfo=LOCAL)

Weight = Callable[[date], float]


def season(name: str) -> tuple[date, date]:
    """The first and the last day of a season of the year."""
    first, last = own.word("seasons")[name]
    return first, last


def office_days(calendar: Calendar) -> Weight:
    """Workdays full, Saturdays thin, Sundays empty but for the duty line; month ends a little fuller."""

    def weight(day: date) -> float:
        if calendar.is_workday(day):
            return 1.25 if (day + timedelta(days=3)).month != day.month else 1.0
        return 0.16 if day.weekday() == 5 else 0.0

    return weight


def every_day(calendar: Calendar) -> Weight:
    """People call on all days: less on days off, least on Sundays and during the Spring Festival."""

    def weight(day: date) -> float:
        base = 1.0 if calendar.is_workday(day) else 0.45 if day.weekday() == 5 else 0.12
        return base * (0.3 if date(2023, 1, 21) <= day <= date(2023, 1, 27) else 1.0)

    return weight


def raised(base: Weight, season: tuple[date, date], times: float) -> Weight:
    """`base`, `times` as much within the season."""
    return lambda day: base(day) * (times if season[0] <= day <= season[1] else 1.0)


def dates(total: int, weight: Weight, first: date = START, last: date = CUT_OFF) -> list[date]:
    return spread(total, days(first, last), weight)


def moment(day: date, dice, *, office: bool = False) -> datetime:
    """A time of that day: office hours, or a resident's day between 7 and 22. Never after NOW on the cut-off day."""
    if day == CUT_OFF:  # twenty minutes are left for what is done about it
        return datetime.combine(day, time(7, 0), LOCAL) + timedelta(seconds=dice.randrange(2 * 3600) * 5 // 6)
    if office:
        hour = dice.choice((8, 8, 9, 9, 9, 10, 10, 11, 14, 14, 15, 15, 16, 17))
    else:
        hour = dice.choice((7, 8, 8, 9, 9, 10, 10, 11, 12, 13, 14, 15, 15, 16, 17, 18, 19, 19, 20, 21))
    return datetime.combine(day, time(hour, dice.randrange(60), dice.randrange(60)), LOCAL)

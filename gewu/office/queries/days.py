"""The official calendar of this installation."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from gewu.journal import versions
from gewu.kernel.calendar import Calendar
from gewu.office.models import AnnouncedYear, CalendarDay

#: without rows in the table the calendar of these years is taken from the seed
SEEDED = range(2019, 2028)


def calendar(today: date | None = None) -> Calendar:
    """Return the calendar that deadlines and duties use: the table's rows, or the seed while the table is empty.

    `today` widens the seed to its year.
    """
    return versions.part(versions.SHARED, _kept) or _seeded(today.year if today else SEEDED[-1])


def special_days(year: int) -> list[CalendarDay]:
    """Return the days of a year that differ from Monday-to-Friday, as the administrator keeps them."""
    return list(CalendarDay.objects.filter(day__year=year).order_by("day"))


def announced_years() -> list[int]:
    """Return years whose days off are published; deadlines in others are provisional."""
    return list(AnnouncedYear.objects.order_by("year").values_list("year", flat=True))


@lru_cache(maxsize=8)
def _seeded(year: int) -> Calendar:
    return Calendar.seeded(range(min(SEEDED[0], year), max(SEEDED[-1], year) + 1))


def _kept(_shared: int) -> Calendar | None:
    rows = list(CalendarDay.objects.values_list("day", "is_workday", "name"))
    if not rows:
        return None
    return Calendar(
        days={day: worked for day, worked, _ in rows},
        announced_years=frozenset(AnnouncedYear.objects.values_list("year", flat=True)),
        names={day: name for day, _, name in rows if name},
    )

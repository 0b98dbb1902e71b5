"""English where rooms hand over Chinese sentences: periods and clocks."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from gewu.front import english
from gewu.kernel.calendar import LOCAL, Calendar
from gewu.kernel.clocks import Limit, colour, replay
from gewu.kernel.periods import Period, due_period

DAY = date(2023, 6, 28)
CALENDAR = Calendar.seeded(range(2022, 2025))


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("day", "28 Jun 2023"),
        ("week", "week 26 of 2023"),
        ("month", "Jun 2023"),
        ("quarter", "Q2 2023"),
        ("half", "first half of 2023"),
        ("year", "2023"),
    ],
)
def test_a_period_is_named_in_english(kind, said):
    assert english.period(due_period(kind, DAY)) == said


def test_a_stretch_of_days_is_named_by_its_ends():
    assert english.period(Period.of(date(2023, 1, 3), DAY)) == "3 Jan 2023 to 28 Jun 2023"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("还剩 3 个工作日", "3 workdays left"),
        ("还剩 8 小时 59 分", "8 h 59 min left"),
        ("超 35 个工作日", "late by 35 workdays"),
        ("超时不到 1 个工作日", "less than 1 workday late"),
        ("已按期办结", "closed in time"),
        ("挂账中", "suspended"),
        ("超 2 天办结", "late by 2 days when closed"),
        ("—", "—"),
    ],
)
def test_a_clock_is_read_in_english(words, said):
    assert english.clock(words) == said


def at(day: int, hour: int) -> datetime:
    return datetime(2023, 6, day, hour, tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (at(26, 9), "2 workdays left (due 2023-06-28 18:00; 3 workdays)"),
        (at(30, 19), "Red: late by 2 workdays (due 2023-06-28 18:00; 3 workdays)"),
    ],
)
def test_the_reason_of_a_colour_is_a_sentence_in_english(now, said):
    clock = replay(at(25, 9), Limit.parse("3 workdays"), CALENDAR)
    assert english.clock(colour(clock, now).sentence) == said

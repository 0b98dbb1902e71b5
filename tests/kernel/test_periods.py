"""Stretches of days: how they are cut, said and compared."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gewu.kernel.calendar import Calendar
from gewu.kernel.periods import (
    Period,
    due_period,
    half_of,
    laid_end_to_end,
    last_workday,
    left_out,
    month_of,
    quarter_of,
    week_of,
)

CALENDAR = Calendar.seeded([2023, 2024, 2025, 2026])
DAYS = st.dates(date(2001, 1, 1), date(2100, 1, 1))
EVERY = st.sampled_from(["day", "week", "month", "quarter", "half", "year"])


def test_both_printed_days_belong_to_the_period():
    period = Period.parse("2023-01-01..2023-06-28")
    assert (period.start, period.end, period.last) == (date(2023, 1, 1), date(2023, 6, 29), date(2023, 6, 28))
    assert [date(2023, 6, day) in period for day in (28, 29)] == [True, False]


@pytest.mark.parametrize("text", ["2023-01-01..", "2023-06-28..2023-06-27", "2023-06-28..2023-01-01", "a..b"])
def test_text_that_is_no_period_is_an_error(text):
    with pytest.raises(ValueError):
        Period.parse(text)


def test_text_without_dots_is_told_how_a_period_reads():
    with pytest.raises(ValueError, match=r"FIRST\.\.LAST: '2023-01-01'"):
        Period.parse("2023-01-01")


def test_a_period_without_a_day_is_an_error():
    with pytest.raises(ValueError, match="ends after it starts"):
        Period(date(2023, 6, 28), date(2023, 6, 28))


def test_the_days_of_a_period_come_one_after_another():
    assert list(Period.parse("2023-02-27..2023-03-01")) == [date(2023, 2, 27), date(2023, 2, 28), date(2023, 3, 1)]


@pytest.mark.parametrize(("today", "last"), [("2023-06-20", "2023-06-20"), ("2023-07-20", "2023-06-28")])
def test_a_period_is_looked_at_up_to_today(today, last):
    period = Period.parse("2023-01-01..2023-06-28")
    assert period.cut_off(date.fromisoformat(today)) == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2023-01-01..2023-12-31", "2023年"),
        ("2023-01-01..2023-06-30", "2023年上半年"),
        ("2023-07-01..2023-12-31", "2023年下半年"),
        ("2023-04-01..2023-06-30", "2023年第二季度"),
        ("2023-10-01..2023-12-31", "2023年第四季度"),
        ("2023-06-01..2023-06-30", "2023年6月"),
        ("2023-06-26..2023-07-02", "2023年第26周（6月26日至7月2日）"),
        ("2023-06-28..2023-06-28", "2023年6月28日"),
        ("2023-01-01..2023-06-28", "1月1日至6月28日"),
        ("2023-01-01..2023-10-31", "2023年1至10月"),
        ("2022-12-01..2023-02-03", "2022年12月1日至2023年2月3日"),
    ],
)
def test_periods_are_said_as_papers_say_them(text, said):
    assert Period.parse(text).label() == said


def test_weeks_start_on_monday_and_may_cross_the_year():
    assert week_of(date(2023, 1, 1)).printed() == "2022-12-26..2023-01-01"


def test_months_quarters_and_halves_hold_their_day():
    day = date(2023, 11, 30)
    found = [of(day).printed() for of in (month_of, quarter_of, half_of)]
    assert found == ["2023-11-01..2023-11-30", "2023-10-01..2023-12-31", "2023-07-01..2023-12-31"]


@pytest.mark.parametrize(
    ("text", "before", "year_before"),
    [
        ("2023-03-01..2023-03-31", "2023-02-01..2023-02-28", "2022-03-01..2022-03-31"),
        ("2024-02-01..2024-02-29", "2024-01-01..2024-01-31", "2023-02-01..2023-02-28"),
        ("2023-01-01..2023-03-31", "2022-10-01..2022-12-31", "2022-01-01..2022-03-31"),
        ("2023-01-01..2023-06-28", "2022-07-06..2022-12-31", "2022-01-01..2022-06-28"),
        ("2024-02-29..2024-02-29", "2024-02-28..2024-02-28", "2023-02-28..2023-02-28"),
        ("2020-12-28..2021-01-03", "2020-12-21..2020-12-27", "2019-12-23..2019-12-29"),
        ("2023-06-26..2023-07-02", "2023-06-19..2023-06-25", "2022-06-27..2022-07-03"),
        ("2023-01-01..2023-12-31", "2022-01-01..2022-12-31", "2022-01-01..2022-12-31"),
    ],
)
def test_what_a_period_is_compared_with(text, before, year_before):
    period = Period.parse(text)
    assert (period.previous().printed(), period.year_before().printed()) == (before, year_before)


def test_an_unknown_rhythm_is_an_error():
    with pytest.raises(ValueError, match="fortnight"):
        due_period("fortnight", date(2023, 1, 1))


def test_duties_of_a_month_fall_due_on_its_last_workday():
    assert last_workday(month_of(date(2023, 4, 1)), CALENDAR) == date(2023, 4, 28)


def test_a_make_up_sunday_can_be_the_last_workday_of_a_week():
    assert last_workday(week_of(date(2023, 6, 19)), CALENDAR) == date(2023, 6, 25)


def test_a_week_without_workdays_falls_due_on_its_sunday():
    assert last_workday(week_of(date(2026, 2, 18)), CALENDAR) == date(2026, 2, 22)


def test_splitting_cuts_the_ends_short():
    pieces = Period.parse("2023-01-15..2023-03-10").split("month")
    assert [piece.printed() for piece in pieces] == [
        "2023-01-15..2023-01-31",
        "2023-02-01..2023-02-28",
        "2023-03-01..2023-03-10",
    ]


@given(EVERY, DAYS)
def test_every_day_lies_in_its_period_and_not_in_the_one_before(every, day):
    period = due_period(every, day)
    assert (day in period, day in period.previous(), period.previous().end) == (True, False, period.start)


@given(DAYS, st.integers(0, 900))
def test_what_is_printed_reads_back(day, length):
    period = Period.of(day, day.fromordinal(day.toordinal() + length))
    assert Period.parse(period.printed()) == period


@given(DAYS, st.integers(0, 900), EVERY)
def test_pieces_join_to_the_whole(day, length, every):
    period = Period.of(day, day.fromordinal(day.toordinal() + length))
    pieces = period.split(every)
    assert (pieces[0].start, pieces[-1].end, sum(piece.days for piece in pieces)) == (
        period.start,
        period.end,
        period.days,
    )


WHOLE = Period(date(2023, 1, 1), date(2023, 1, 13))
PARTS = st.sets(
    st.tuples(st.integers(-2, 13), st.integers(1, 6)).map(
        lambda one: Period(
            date.fromordinal(WHOLE.start.toordinal() + one[0]), date.fromordinal(WHOLE.start.toordinal() + sum(one))
        )
    ),
    max_size=12,
)


def _fewest(day: date, parts: set[Period]) -> int | None:
    """Try every way of going on from `day`: the fewest parts that lead to the end of WHOLE."""
    if day == WHOLE.end:
        return 0
    ways = [_fewest(part.end, parts) for part in parts if part.start == day and part.end <= WHOLE.end]
    found = [way for way in ways if way is not None]
    return min(found) + 1 if found else None


@settings(max_examples=300)
@given(PARTS)
def test_parts_make_up_the_whole_only_without_gap_or_overlap_and_as_few_as_will_do(parts):
    chain = laid_end_to_end(WHOLE, parts)
    assert len(chain) == (_fewest(WHOLE.start, parts) or 0)
    assert [day for part in chain for day in part] == (list(WHOLE) if chain else [])


@settings(max_examples=300)
@given(PARTS)
def test_what_is_left_out_are_the_days_that_no_part_inside_has(parts):
    inside = {day for part in parts if part.start >= WHOLE.start and part.end <= WHOLE.end for day in part}
    assert [day for gap in left_out(WHOLE, parts) for day in gap] == [day for day in WHOLE if day not in inside]

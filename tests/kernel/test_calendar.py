"""The official calendar: make-up days, runs of days off, working time."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gewu.kernel.calendar import LOCAL, Calendar, lawful_days, local, local_day, seed_days

CALENDAR = Calendar.seeded(range(2022, 2028))
MOMENTS = st.integers(0, 4 * 365 * 24 * 3600).map(
    lambda seconds: datetime(2022, 2, 1, tzinfo=LOCAL) + timedelta(seconds=seconds)
)


@pytest.mark.parametrize(
    "day",
    ["2023-01-28", "2023-01-29", "2023-04-23", "2023-05-06", "2023-06-25", "2026-02-14"],
)
def test_make_up_weekend_days_are_worked(day):
    found = date.fromisoformat(day)
    assert (found.weekday() >= 5, CALENDAR.is_workday(found), CALENDAR.name(found)) == (True, True, "调休上班")


def test_dragon_boat_festival_runs_as_the_notice_of_2023_says():
    off = [day for day, (worked, name) in seed_days(2023).items() if name == "端午节" and not worked]
    assert sorted(off) == [date(2023, 6, 22), date(2023, 6, 23), date(2023, 6, 24)]


def test_new_years_run_of_2023_begins_in_the_year_before():
    assert seed_days(2022)[date(2022, 12, 31)] == (False, "元旦")


def test_two_holidays_in_one_run_are_both_named():
    assert seed_days(2020)[date(2020, 10, 1)] == (False, "中秋节、国庆节")


def test_the_notice_of_2018_is_met_day_by_day():
    """Years that no other test asks for: what is known of a year is kept."""

    def days(month, *numbers):
        return {date(2018, month, number) for number in numbers}

    off = days(1, 1) | days(2, *range(15, 22)) | days(4, 5, 6, 7, 29, 30) | days(5, 1) | days(6, 16, 17, 18)
    off |= days(9, 22, 23, 24) | days(10, *range(1, 8)) | days(12, 30, 31)
    worked = days(2, 11, 24) | days(4, 8, 28) | days(9, 29, 30) | days(12, 29)
    said = {day: worked for day, (worked, _) in seed_days(2018).items()}
    assert said == dict.fromkeys(off, False) | dict.fromkeys(worked, True)


def test_a_make_up_day_is_worked_and_called_so():
    assert seed_days(2019)[date(2019, 2, 2)] == (True, "调休上班")


def test_only_years_with_a_notice_are_announced():
    made = Calendar.seeded([2026, 2027])
    assert (made.announced_years, made.is_workday(date(2026, 2, 14)), made.name(date(2026, 2, 17))) == (
        frozenset({2026}),
        True,
        "春节",
    )


def test_days_of_another_year_are_not_listed():
    assert {day.year for day in seed_days(2026)} == {2026}


def test_a_year_without_a_notice_has_the_days_off_that_the_law_gives():
    assert seed_days(2027) == {}
    assert (CALENDAR.announced(2026), CALENDAR.announced(2027)) == (True, False)
    off = {day for day in lawful_days(2027) if day.weekday() < 5}
    new_year, spring = {date(2027, 1, 1)}, {date(2027, 2, day) for day in (5, 8, 9, 10)}
    others = {date(2027, 4, 5), date(2027, 5, 3), date(2027, 5, 4), date(2027, 6, 9), date(2027, 9, 15)}
    october = {date(2027, 10, day) for day in (1, 4, 5)}
    assert off == new_year | spring | others | october
    assert [CALENDAR.is_workday(day) for day in sorted(off)] == [False] * len(off)
    assert (CALENDAR.name(date(2027, 6, 9)), CALENDAR.is_workday(date(2027, 6, 10))) == ("端午节", True)


def test_five_workdays_over_a_new_year_that_is_not_announced_leave_it_out():
    assert CALENDAR.after(date(2026, 12, 28), 5) == date(2027, 1, 5)


def test_a_row_says_more_than_the_law():
    worked = Calendar({date(2027, 10, 4): True}, frozenset())
    assert [worked.is_workday(date(2027, 10, day)) for day in (1, 4, 5)] == [False, True, False]


def test_a_day_off_by_law_needs_no_row_when_the_notice_is_out():
    assert not Calendar({}, frozenset({2027})).is_workday(date(2027, 10, 1))


@pytest.mark.parametrize("year", range(2019, 2027))
def test_the_law_takes_nothing_away_from_the_notices_that_are_known(year):
    rows = seed_days(year)
    assert [day for day in lawful_days(year) if rows.get(day, (True, ""))[0]] == []


def test_a_matter_found_on_friday_is_due_in_three_workdays():
    assert CALENDAR.after(date(2026, 3, 6), 3) == date(2026, 3, 11)


def test_workdays_are_counted_over_a_festival_with_a_make_up_sunday():
    assert CALENDAR.after(date(2023, 6, 20), 3) == date(2023, 6, 26)


def test_one_workday_before_monday_is_friday():
    assert CALENDAR.before(date(2026, 3, 9), 1) == date(2026, 3, 6)


def test_zero_workdays_after_a_sunday_is_the_sunday():
    assert CALENDAR.after(date(2026, 3, 8), 0) == date(2026, 3, 8)


def test_first_workday_from_a_day_off_on():
    assert CALENDAR.on_or_after(date(2023, 6, 22)) == date(2023, 6, 25)


def test_negative_counts_are_an_error():
    with pytest.raises(ValueError, match="must not be negative"):
        CALENDAR.after(date(2026, 3, 6), -1)


def test_lunch_is_not_working_time():
    start, end = datetime(2026, 3, 6, 11, tzinfo=LOCAL), datetime(2026, 3, 6, 15, tzinfo=LOCAL)
    assert CALENDAR.working_seconds(start, end) == 2 * 3600


def test_four_working_hours_from_friday_at_five_end_on_monday_at_eleven():
    start = datetime(2026, 3, 6, 17, tzinfo=LOCAL)
    assert CALENDAR.add_working_seconds(start, 4 * 3600) == datetime(2026, 3, 9, 11, tzinfo=LOCAL)


@pytest.mark.parametrize("when", [datetime(2023, 6, 18, 3, tzinfo=LOCAL), datetime(2023, 6, 19, 13, tzinfo=LOCAL)])
def test_no_working_time_more_is_the_moment_itself_even_when_nobody_works(when):
    assert CALENDAR.add_working_seconds(when, 0) == when


def test_working_time_ends_at_closing_and_not_at_the_next_opening():
    start = datetime(2026, 3, 6, 14, tzinfo=LOCAL)
    assert CALENDAR.add_working_seconds(start, 4 * 3600) == datetime(2026, 3, 6, 18, tzinfo=LOCAL)


def test_a_working_day_has_eight_hours():
    assert CALENDAR.seconds_per_day == 8 * 3600


def test_an_office_may_have_other_hours():
    summer = Calendar({}, frozenset(), ((time(8, 30), time(12)), (time(15), time(18))))
    assert summer.seconds_per_day == 6 * 3600 + 1800


def test_the_last_of_three_periods_closes_the_day_and_seconds_count():
    long = Calendar({}, frozenset(), ((time(8), time(11)), (time(13, 0, 30), time(17)), (time(19), time(21, 0, 10))))
    closing = datetime(2026, 3, 6, 21, 0, 10, tzinfo=LOCAL)
    assert (long.seconds_per_day, long.closing(date(2026, 3, 6))) == (9 * 3600 - 20, closing)


def test_where_no_workday_ever_comes_no_working_time_is_found():
    weekend = datetime(9999, 12, 25, 10, tzinfo=LOCAL)
    with pytest.raises(OverflowError, match="no working time"):
        CALENDAR.add_working_seconds(weekend, 60 * 3600)


@pytest.mark.parametrize("end", [datetime(2026, 3, 8, 3, tzinfo=LOCAL), datetime(2026, 3, 9, 13, tzinfo=LOCAL)])
def test_no_working_time_taken_back_is_the_moment_itself_even_when_nobody_works(end):
    assert CALENDAR.take_working_seconds(end, 0) == end


def test_a_calendar_prints_without_its_days_names():
    assert "端午节" not in repr(CALENDAR)


@pytest.mark.parametrize("periods", [(), ((time(14), time(18)), (time(8), time(12))), ((time(8), time(8)),)])
def test_hours_out_of_order_are_an_error(periods):
    with pytest.raises(ValueError, match="working periods"):
        Calendar({}, frozenset(), periods)


def test_moments_without_time_zone_are_an_error():
    with pytest.raises(ValueError, match="without time zone"):
        local(datetime(2026, 3, 6, 14))  # noqa: DTZ001


def test_local_day_of_an_evening_in_utc_is_the_next_day():
    assert local_day(datetime(2026, 3, 6, 16, tzinfo=UTC)) == date(2026, 3, 7)


@given(MOMENTS, st.integers(1, 40 * 8 * 3600))
def test_working_time_added_is_working_time_counted(start, seconds):
    assert CALENDAR.working_seconds(start, CALENDAR.add_working_seconds(start, seconds)) == seconds


@given(MOMENTS, st.integers(1, 40 * 8 * 3600))
def test_working_time_taken_back_is_working_time_counted(end, seconds):
    assert CALENDAR.working_seconds(CALENDAR.take_working_seconds(end, seconds), end) == seconds


@given(MOMENTS, st.integers(0, 10**6), st.integers(0, 10**6))
def test_working_time_of_two_stretches_adds_up(start, first, second):
    middle = start + timedelta(seconds=first)
    end = middle + timedelta(seconds=second)
    parts = CALENDAR.working_seconds(start, middle) + CALENDAR.working_seconds(middle, end)
    assert CALENDAR.working_seconds(start, end) == parts


@given(st.dates(date(2022, 2, 1), date(2026, 6, 1)), st.integers(0, 80))
def test_counting_forward_and_between_agree(day, count):
    assert CALENDAR.workdays_between(day, CALENDAR.after(day, count)) == count

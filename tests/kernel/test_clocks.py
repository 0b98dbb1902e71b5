"""Deadlines, pauses, extensions, and the facts that say why a clock is red."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gewu.kernel.calendar import LOCAL, Calendar
from gewu.kernel.clocks import Clock, Limit, Pause, colour, deadline, replay, warned_from, warning
from gewu.kernel.explain import DaysOff, Span
from gewu.kernel.limits import passed

CALENDAR = Calendar.seeded(range(2022, 2028))
LIMITS = st.builds(
    Limit,
    st.integers(0, 40),
    st.sampled_from(["workday", "natural_day", "working_hour", "continuous_hour", "minute"]),
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL)


MOMENTS = st.integers(0, 4 * 365 * 24 * 3600).map(lambda seconds: at("2022-02-01 00:00") + timedelta(seconds=seconds))
LENGTHS = st.integers(0, 30 * 24 * 3600).map(lambda seconds: timedelta(seconds=seconds))


def due(start: str, limit: str, **more) -> datetime:
    return replay(at(start), Limit.parse(limit), CALENDAR, **more).due_at


# limits ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "limit", "said"),
    [
        ("3 workdays", Limit(3, "workday"), "3个工作日"),
        ("1 workday", Limit(1, "workday"), "1个工作日"),
        ("4 working_hours", Limit(4, "working_hour"), "4个工作时"),
        ("2 hours", Limit(2, "continuous_hour"), "2小时"),
        ("24 hours", Limit(24, "continuous_hour"), "24小时"),
        ("60 days", Limit(60, "natural_day"), "60日"),
        ("0 days", Limit(0, "natural_day"), "当日"),
        ("15 minutes", Limit(15, "minute"), "15分钟"),
    ],
)
def test_limits_are_read_and_said(text, limit, said):
    assert (Limit.parse(text), str(limit), limit.written()) == (limit, said, text)


@pytest.mark.parametrize("text", ["", "3", "days", "three days", "-1 days", "3 fortnights", "3 workdays please"])
def test_what_is_no_limit_is_an_error_that_names_it(text):
    with pytest.raises(ValueError, match=f"'{text}'"):
        Limit.parse(text)


@given(LIMITS)
def test_what_a_limit_writes_it_reads(limit):
    assert Limit.parse(limit.written()) == limit


# deadlines ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "limit", "end"),
    [
        ("2026-03-06 10:00", "3 workdays", "2026-03-11 18:00"),
        ("2026-03-06 10:00", "1 workday", "2026-03-09 18:00"),
        ("2026-03-06 10:00", "0 days", "2026-03-06 23:59:59"),
        ("2026-03-07 10:00", "0 days", "2026-03-07 23:59:59"),
        ("2026-03-06 21:00", "0 workdays", "2026-03-06 23:59:59"),
        ("2023-06-20 10:00", "3 workdays", "2023-06-26 18:00"),
        ("2026-02-13 10:00", "1 workday", "2026-02-14 18:00"),
        ("2026-03-06 17:00", "4 working_hours", "2026-03-09 11:00"),
        ("2026-03-07 10:00", "4 working_hours", "2026-03-09 12:00"),
        ("2026-03-06 17:00", "24 hours", "2026-03-07 17:00"),
        ("2026-03-06 23:50", "15 minutes", "2026-03-07 00:05"),
        ("2023-03-01 10:00", "60 days", "2023-05-04 23:59:59"),
        ("2026-03-06 10:00", "3 days", "2026-03-09 23:59:59"),
        ("2026-03-06 10:00", "1 day", "2026-03-09 23:59:59"),
    ],
)
def test_a_deadline_ends_with_its_last_day_or_working_hour(start, limit, end):
    assert deadline(at(start), Limit.parse(limit), CALENDAR) == at(end)


def test_a_moment_in_utc_counts_from_its_local_day():
    evening = datetime(2026, 3, 5, 16, 30, tzinfo=UTC)
    assert deadline(evening, Limit.parse("1 workday"), CALENDAR) == at("2026-03-09 18:00")


@pytest.mark.parametrize(
    ("warn", "moment"),
    [
        ("1 workday", "2026-03-10 00:00"),
        ("2 days", "2026-03-09 00:00"),
        ("10 working_hours", "2026-03-10 16:00"),
        ("2 hours", "2026-03-11 16:00"),
        ("1 month", "2026-02-11 00:00"),
        ("1 year", "2025-03-11 00:00"),
    ],
)
def test_warnings_come_before_the_deadline(warn, moment):
    assert warning(at("2026-03-11 18:00"), Limit.parse(warn), CALENDAR) == at(moment)


@given(MOMENTS, LIMITS)
def test_no_deadline_lies_before_its_start(start, limit):
    assert deadline(start, limit, CALENDAR) >= start


@given(MOMENTS, st.integers(0, 40), st.integers(0, 40), st.sampled_from(["workday", "natural_day", "working_hour"]))
def test_more_of_a_unit_never_ends_earlier(start, few, more, unit):
    shorter, longer = (deadline(start, Limit(amount, unit), CALENDAR) for amount in sorted((few, more)))
    assert shorter <= longer


# pauses and extensions ------------------------------------------------------------------------


def test_a_pause_over_workdays_moves_the_deadline_by_its_workdays():
    pause = Pause(at("2026-03-09 10:00"), at("2026-03-11 15:00"))
    assert due("2026-03-06 10:00", "3 workdays", pauses=[pause]) == at("2026-03-13 18:00")


def test_a_pause_inside_one_day_moves_no_limit_in_days():
    pause = Pause(at("2026-03-09 08:00"), at("2026-03-09 17:00"))
    assert due("2026-03-06 10:00", "3 workdays", pauses=[pause]) == at("2026-03-11 18:00")


def test_a_pause_moves_hours_by_its_hours():
    pause = Pause(at("2026-03-06 20:00"), at("2026-03-07 08:00"))
    assert due("2026-03-06 17:00", "24 hours", pauses=[pause]) == at("2026-03-08 05:00")


def test_a_pause_over_night_costs_no_working_hour():
    pause = Pause(at("2026-03-06 18:00"), at("2026-03-09 08:00"))
    assert due("2026-03-06 17:00", "4 working_hours", pauses=[pause]) == at("2026-03-09 11:00")


def test_a_pause_after_the_deadline_cures_nothing():
    pause = Pause(at("2026-03-12 08:00"), at("2026-03-20 08:00"))
    assert due("2026-03-06 10:00", "3 workdays", pauses=[pause]) == at("2026-03-11 18:00")


def test_seconds_in_two_pauses_that_overlap_count_once():
    first = Pause(at("2026-03-06 10:00"), at("2026-03-06 12:00"))
    second = Pause(at("2026-03-06 11:00"), at("2026-03-06 13:00"))
    clock = replay(at("2026-03-06 09:00"), Limit.parse("24 hours"), CALENDAR, [second, first])
    assert (clock.paused_seconds, clock.due_at) == (3 * 3600, at("2026-03-07 12:00"))


def test_what_of_a_pause_lies_before_the_start_does_not_count():
    pause = Pause(at("2026-03-06 08:00"), at("2026-03-06 10:00"))
    clock = replay(at("2026-03-06 09:00"), Limit.parse("2 hours"), CALENDAR, [pause])
    assert (clock.paused_seconds, clock.due_at) == (3600, at("2026-03-06 12:00"))


def test_sixty_days_and_thirty_more_are_ninety_from_the_start():
    extended = due("2023-03-01 10:00", "60 days", extensions=[Limit.parse("30 days")])
    assert extended == due("2023-03-01 10:00", "90 days") == at("2023-05-30 23:59:59")


def test_a_workday_more_is_eight_working_hours():
    extended = due("2026-03-06 17:00", "4 working_hours", extensions=[Limit.parse("1 workday")])
    assert extended == at("2026-03-10 11:00")


def test_an_extension_in_another_unit_runs_on_from_the_deadline():
    extended = due("2026-03-06 10:00", "3 workdays", extensions=[Limit.parse("2 hours")])
    assert extended == at("2026-03-11 20:00")


def test_a_pause_after_the_first_deadline_but_in_the_extension_counts():
    clock = {
        "extensions": [Limit.parse("2 workdays")],
        "pauses": [Pause(at("2026-03-12 09:00"), at("2026-03-13 09:00"))],
    }
    assert due("2026-03-06 10:00", "3 workdays", **clock) == at("2026-03-16 18:00")


@pytest.mark.parametrize(
    ("start", "limit", "provisional"),
    [
        ("2026-12-30 10:00", "1 workday", False),
        ("2026-12-31 10:00", "1 workday", True),
        ("2026-12-31 10:00", "4 days", True),
        ("2026-12-31 10:00", "48 hours", False),
        ("2027-03-01 10:00", "0 days", False),
    ],
)
def test_a_deadline_in_a_year_without_a_notice_is_provisional(start, limit, provisional):
    assert replay(at(start), Limit.parse(limit), CALENDAR).provisional is provisional


@pytest.mark.parametrize(("more", "provisional"), [((), False), (("1 workday",), True)])
def test_days_ask_the_calendar_where_they_end_and_workdays_on_the_whole_way(more, provisional):
    only_2024 = Calendar(days={}, announced_years=frozenset({2024}))
    limits = {"extensions": [Limit.parse(text) for text in more]}
    assert replay(at("2023-12-30 10:00"), Limit.parse("5 days"), only_2024, **limits).provisional is provisional


def test_a_limit_has_a_unit_of_the_language():
    with pytest.raises(ValueError, match="fortnight"):
        Limit(1, "fortnight")


@pytest.mark.parametrize(
    ("unit", "count"),
    [("workday", 2), ("natural_day", 4), ("working_hour", 13 * 3600), ("continuous_hour", 91 * 3600)],
)
def test_what_has_passed_is_counted_in_its_unit_and_nothing_before_the_beginning(unit, count):
    first, last = at("2026-03-06 14:00"), at("2026-03-10 09:00")
    between = [passed(*ends, unit, CALENDAR) for ends in ((first, last), (first, first), (last, first))]
    assert between == [count, 0, 0]


def test_a_limit_is_not_negative():
    with pytest.raises(ValueError, match="negative"):
        Limit(-1, "workday")


PAUSES = st.lists(st.tuples(MOMENTS, LENGTHS).map(lambda pair: Pause(pair[0], pair[0] + pair[1])), max_size=4)


@given(MOMENTS, LIMITS, PAUSES)
def test_pauses_only_ever_move_a_deadline_later(start, limit, pauses):
    assert replay(start, limit, CALENDAR, pauses).due_at >= deadline(start, limit, CALENDAR)


@given(MOMENTS, LIMITS, st.lists(st.tuples(LENGTHS, LENGTHS), max_size=3))
def test_the_order_in_which_pauses_are_told_does_not_matter(start, limit, lengths):
    pauses = [Pause(start + wait, start + wait + length) for wait, length in lengths]
    assert replay(start, limit, CALENDAR, pauses) == replay(start, limit, CALENDAR, reversed(pauses))


@given(MOMENTS, LIMITS, LENGTHS, LENGTHS, LENGTHS)
def test_one_pause_told_in_two_parts_is_the_same_pause(start, limit, wait, first, second):
    frm, middle, to = start + wait, start + wait + first, start + wait + first + second
    parts = [Pause(frm, middle), Pause(middle, to)]
    assert replay(start, limit, CALENDAR, parts) == replay(start, limit, CALENDAR, [Pause(frm, to)])


@given(MOMENTS, st.integers(1, 30), st.integers(0, 30), st.sampled_from(["workday", "natural_day", "working_hour"]))
def test_an_extension_equals_a_longer_limit(start, amount, more, unit):
    extended = replay(start, Limit(amount, unit), CALENDAR, extensions=[Limit(more, unit)])
    assert extended.due_at == deadline(start, Limit(amount + more, unit), CALENDAR)


@given(MOMENTS, st.integers(1, 400), LENGTHS)
def test_seconds_of_continuous_pauses_add_to_the_deadline(start, hours, length):
    clock = replay(start, Limit(hours, "continuous_hour"), CALENDAR, [Pause(start, start + length)])
    assert clock.due_at == start + timedelta(hours=hours) + length


# colours --------------------------------------------------------------------------------------


def clock_of(start: str, limit: str, **more) -> Clock:
    return replay(at(start), Limit.parse(limit), CALENDAR, **more)


WORKDAY, DAY, WORKING, HOUR = "workday", "natural_day", "working_hour", "continuous_hour"


@pytest.mark.parametrize(
    ("limit", "now", "name", "left", "over"),
    [
        ("3 workdays", "2026-03-06 11:00", "running", Span(WORKDAY, 3), None),
        ("3 workdays", "2026-03-10 23:59", "running", Span(WORKDAY, 1), None),
        ("3 workdays", "2026-03-11 14:40", "soon", Span(HOUR, 3 * 3600 + 20 * 60), None),
        ("3 workdays", "2026-03-11 18:00", "soon", Span(HOUR, 0), None),
        ("3 workdays", "2026-03-11 19:00", "late", None, Span(WORKDAY, 0)),
        ("3 workdays", "2026-03-12 08:00", "late", None, Span(WORKDAY, 1)),
        ("24 hours", "2026-03-07 08:30", "running", Span(HOUR, 90 * 60), None),
        ("24 hours", "2026-03-07 09:15", "soon", Span(HOUR, 45 * 60), None),
        ("24 hours", "2026-03-09 12:00", "late", None, Span(HOUR, 50 * 3600)),
        ("4 working_hours", "2026-03-06 11:30", "running", Span(WORKING, 9000), None),
        ("4 working_hours", "2026-03-09 09:05", "late", None, Span(WORKING, 3 * 3600 + 300)),
        ("3 days", "2026-03-07 10:00", "running", Span(DAY, 2), None),
        ("3 days", "2026-03-10 00:01", "late", None, Span(DAY, 1)),
        ("3 days", "2026-03-13 08:00", "late", None, Span(DAY, 4)),
        ("1 month", "2026-03-07 10:00", "running", Span(DAY, 31), None),
        ("1 month", "2026-04-09 10:00", "late", None, Span(DAY, 2)),
        ("0 days", "2026-03-06 20:00", "soon", Span(HOUR, 3 * 3600 + 3599), None),
    ],
)
def test_a_colour_knows_how_much_is_left_or_over(limit, now, name, left, over):
    found = colour(clock_of("2026-03-06 10:00", limit), at(now))
    assert (found.name, found.facts.left, found.facts.over) == (name, left, over)


def test_a_warning_of_one_workday_turns_amber_the_day_before():
    clock, warn = clock_of("2026-03-06 10:00", "3 workdays"), Limit.parse("1 workday")
    warn_at = warned_from(clock, warn)
    names = [colour(clock, at(now), warn_at=warn_at).name for now in ("2026-03-09 23:59", "2026-03-10 00:00")]
    assert names == ["running", "soon"]


def test_the_facts_name_holidays_that_did_not_count_and_make_up_days_that_did():
    facts = colour(clock_of("2023-06-20 10:00", "3 workdays"), at("2023-06-27 09:00")).facts
    assert facts.days_off == (
        DaysOff(date(2023, 6, 22), date(2023, 6, 24), "端午节", counted=False),
        DaysOff(date(2023, 6, 25), date(2023, 6, 25), "调休上班", counted=True),
    )


def test_the_facts_name_extensions_pauses_and_unannounced_years():
    clock = clock_of(
        "2026-12-21 10:00",
        "5 workdays",
        pauses=[Pause(at("2026-12-22 10:00"), at("2026-12-24 10:00"))],
        extensions=[Limit.parse("2 workdays")],
    )
    facts = colour(clock, at("2026-12-25 09:00")).facts
    assert (facts.due_at, facts.extensions, facts.taken_off, facts.unannounced) == (
        at("2027-01-04 18:00"),
        (Limit(2, WORKDAY),),
        Span(WORKDAY, 2),
        2027,
    )


@pytest.mark.parametrize(
    ("start", "limit", "ran_on"),
    [
        ("2023-03-02 10:00", "60 days", DaysOff(date(2023, 5, 1), date(2023, 5, 1), "劳动节", counted=False)),
        ("2026-03-06 10:00", "3 days", None),
    ],
)
def test_a_last_day_off_runs_on_and_a_monday_does_not(start, limit, ran_on):
    assert colour(clock_of(start, limit), at(start)).facts.ran_on == ran_on


def test_a_last_day_off_is_found_behind_the_days_of_a_pause():
    pause = Pause(at("2026-03-07 10:00"), at("2026-03-09 10:00"))
    facts = colour(clock_of("2026-03-06 10:00", "6 days", pauses=[pause]), at("2026-03-09 12:00")).facts
    assert facts.ran_on == DaysOff(date(2026, 3, 14), date(2026, 3, 14), "", counted=False)


def test_days_that_run_on_in_workdays_name_no_last_day_off():
    clock = clock_of("2026-03-06 10:00", "1 day", extensions=[Limit.parse("2 workdays")])
    assert colour(clock, at("2026-03-06 12:00")).facts.ran_on is None


@pytest.mark.parametrize(
    ("limit", "days_off"),
    [
        ("1 workday", (DaysOff(date(2026, 2, 14), date(2026, 2, 14), "调休上班", counted=True),)),
        ("20 days", ()),
        ("72 hours", ()),
    ],
)
def test_days_off_are_named_from_the_first_day_to_the_last_where_workdays_count(limit, days_off):
    assert colour(clock_of("2026-02-13 10:00", limit), at("2026-02-13 12:00")).facts.days_off == days_off


def test_what_a_log_prints_of_a_clock_leaves_its_calendar_out():
    again = Calendar.seeded([2026])
    clocks = [replay(at("2026-03-06 10:00"), Limit.parse("3 workdays"), calendar) for calendar in (CALENDAR, again)]
    assert ("Calendar" in repr(clocks[0]), clocks[0] == clocks[1]) == (False, True)


def test_a_pause_that_begins_with_the_last_second_still_counts():
    pause = Pause(at("2026-03-07 17:00"), at("2026-03-07 19:00"))
    assert due("2026-03-06 17:00", "24 hours", pauses=[pause]) == at("2026-03-07 19:00")


@pytest.mark.parametrize("now", ["2026-03-07 17:00", "2026-03-07 18:00"])
def test_who_suspends_with_the_last_second_is_suspended_from_then_on(now):
    clock = clock_of("2026-03-06 17:00", "24 hours", pauses=[Pause(at("2026-03-07 17:00"))])
    assert colour(clock, at(now)).name == "paused"


def test_of_two_open_pauses_the_first_holds_and_cuts_what_runs_beside_it():
    open_ones = [Pause(at("2026-03-06 14:00")), Pause(at("2026-03-06 12:00"))]
    clock = clock_of(
        "2026-03-06 09:00", "24 hours", pauses=[*open_ones, Pause(at("2026-03-06 10:00"), at("2026-03-06 13:00"))]
    )
    assert (clock.paused_since, clock.paused_seconds) == (at("2026-03-06 12:00"), 2 * 3600)


def test_a_pause_that_goes_on_over_the_close_is_one_pause():
    """In two parts the second would begin after the deadline, and cure nothing."""
    parts = [
        Pause(at("2026-03-11 17:00"), at("2026-03-11 20:00")),
        Pause(at("2026-03-11 20:00"), at("2026-03-13 20:00")),
    ]
    assert due("2026-03-06 10:00", "3 workdays", pauses=parts) == at("2026-03-13 18:00")


def test_while_suspended_the_clock_stands_still():
    clock = clock_of("2026-03-06 10:00", "3 workdays", pauses=[Pause(at("2026-03-09 10:00"))])
    found = colour(clock, at("2026-04-09 10:00"))
    assert (found.name, found.facts.paused_since, found.facts.due_at) == (
        "paused",
        at("2026-03-09 10:00"),
        at("2026-03-11 18:00"),
    )


def test_a_suspension_that_begins_too_late_leaves_it_red():
    clock = clock_of("2026-03-06 10:00", "3 workdays", pauses=[Pause(at("2026-03-12 10:00"))])
    assert colour(clock, at("2026-03-13 10:00")).name == "late"


@pytest.mark.parametrize(
    ("closed", "name", "over"),
    [("2026-03-11 18:00", "done", None), ("2026-03-12 09:00", "done_late", Span(WORKDAY, 1))],
)
def test_how_a_clock_ended_does_not_change_any_more(closed, name, over):
    found = colour(clock_of("2026-03-06 10:00", "3 workdays"), at("2026-09-01 10:00"), closed_at=at(closed))
    assert (found.name, found.facts.over, found.facts.left, found.facts.closed_at) == (name, over, None, at(closed))


@given(MOMENTS, LIMITS, LENGTHS, PAUSES)
def test_a_clock_that_runs_has_either_something_left_or_something_over(start, limit, wait, pauses):
    found = colour(replay(start, limit, CALENDAR, pauses), start + wait)
    assert (found.name == "late", found.facts.left is None) == (found.facts.over is not None,) * 2


@pytest.mark.parametrize(
    ("start", "limit", "ends"),
    [
        ("2026-01-31 09:00", "1 month", "2026-02-28"),
        ("2026-01-30 09:00", "3 months", "2026-04-30"),
        ("2026-03-06 09:00", "1 month", "2026-04-07"),  # the 6th is a day off of Qingming
        ("2024-02-29 09:00", "1 year", "2025-02-28"),
    ],
)
def test_months_and_years_end_on_the_day_of_the_same_number_or_the_last_and_run_on_over_days_off(start, limit, ends):
    assert due(start, limit) == at(f"{ends} 23:59:59")


@pytest.mark.parametrize(("limit", "more"), [("1 month", "1 year"), ("1 year", "1 month")])
def test_a_year_more_is_twelve_months_from_the_start(limit, more):
    """Not from the day off on which the first month ended."""
    assert due("2026-03-06 09:00", limit, extensions=[Limit.parse(more)]) == at("2027-04-06 23:59:59")


def test_a_pause_adds_its_days_to_a_limit_in_months():
    pause = Pause(at("2026-03-09 09:00"), at("2026-03-12 09:00"))
    found = replay(at("2026-03-02 09:00"), Limit(2, "month"), CALENDAR, [pause])
    assert (found.due_at, found.paused_ticks) == (at("2026-05-09 23:59:59"), 3)

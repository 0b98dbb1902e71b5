"""Spans of duty and which rule holds: pure."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gewu.kernel.calendar import Calendar
from gewu.scenario.grammar import Visit
from gewu.scenario.rules import rule_for
from gewu.tasks.rules import Span, may_fulfil, span

CALENDAR = Calendar.seeded([2022, 2023, 2024])
KNOWN = {"known_from": date(2023, 1, 1)}


def visit(every: str, **more) -> Visit:
    return Visit(key=more.pop("key", "all"), every=every, who="grid_officer", **more)


def test_a_quarter_falls_due_on_its_last_workday():
    found = span(visit("quarter"), date(2023, 5, 3), CALENDAR, **KNOWN)
    assert found == Span(date(2023, 4, 1), date(2023, 6, 30), date(2023, 7, 1))


def test_a_month_that_ends_on_a_sunday_falls_due_on_the_friday_before():
    assert span(visit("month"), date(2023, 7, 2), CALENDAR, **KNOWN).due_on == date(2023, 7, 31)
    assert span(visit("month"), date(2023, 12, 2), CALENDAR, **KNOWN).due_on == date(2023, 12, 29)


def test_a_season_cuts_the_period_and_is_silent_outside():
    straw = visit("week", season=("05-25", "06-30"))
    assert span(straw, date(2023, 5, 24), CALENDAR, **KNOWN) is None
    assert span(straw, date(2023, 5, 25), CALENDAR, **KNOWN) == Span(
        date(2023, 5, 25), date(2023, 5, 26), date(2023, 5, 29)
    )


def test_a_season_may_run_over_new_year():
    winter = visit("month", season=("11-15", "02-15"))
    found = [span(winter, day, CALENDAR, **KNOWN) for day in (date(2023, 1, 5), date(2023, 2, 16), date(2023, 11, 20))]
    assert [one and one.opens_on for one in found] == [date(2023, 1, 1), None, date(2023, 11, 15)]


def test_once_has_one_stretch_from_the_day_the_subject_became_known():
    found = span(visit("once"), date(2023, 9, 1), CALENDAR, known_from=date(2023, 2, 10))
    assert (found.opens_on, found.closes_on) == (date(2023, 2, 10), date(2023, 4, 1))


def test_the_more_frequent_of_two_named_rules_holds_and_the_general_one_only_without_them():
    general = visit("quarter")
    hotels = visit("month", kinds=("hotel",), key="hotel")
    weekly = visit("week", tags=("risky",), key="risky")
    chosen = [
        rule_for([general, hotels, weekly], split, tags)
        for split, tags in (("shop", ()), ("hotel", ()), ("hotel", {"risky"}))
    ]
    assert chosen == [general, hotels, weekly]


def test_no_rule_holds_for_who_is_not_named():
    assert rule_for([visit("week", tags=("risky",))], "shop", ()) is None


@pytest.mark.parametrize(
    ("happened", "entered", "fits"),
    [("2023-06-30", "2023-06-30", True), ("2023-06-30", "2023-07-01", False), ("2023-07-01", "2023-07-01", False)],
)
def test_a_duty_is_repaired_only_inside_its_period(happened, entered, fits):
    days = {"opens_on": date(2023, 6, 1), "closes_on": date(2023, 7, 1)}
    days |= {"happened_on": date.fromisoformat(happened), "entered_on": date.fromisoformat(entered)}
    assert may_fulfil(**days) is fits


@given(
    st.sampled_from(["day", "week", "month", "quarter", "half", "year"]),
    st.dates(date(2023, 1, 1), date(2023, 12, 31)),
)
def test_a_span_holds_its_day_and_falls_due_inside_itself(every, day):
    found = span(visit(every), day, CALENDAR, **KNOWN)
    assert found.opens_on <= day < found.closes_on
    assert found.opens_on <= found.due_on < found.closes_on

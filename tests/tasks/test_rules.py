"""Spans of duty and which rule holds: pure."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gewu.kernel.calendar import Calendar
from gewu.kernel.clocks import Limit
from gewu.scenario.grammar import Condition, Duty, Period, When
from gewu.scenario.rules import Span, duty_for, periods_on, span
from gewu.tasks.rules import may_fulfil, on_time

CALENDAR = Calendar.seeded([2022, 2023, 2024])
KNOWN = {"known_from": date(2023, 1, 1)}


def asked(**lines: str) -> When:
    return When((tuple(Condition(word, "in", (value,)) for word, value in lines.items()),))


def duty(every: str, key: str = "visit", **more) -> Duty:
    return Duty(key=key, title="走访", every=every, do="visit", who="grid_officer", source="rule", **more)


def scenario(*duties: Duty, **periods: tuple[str, str]):
    """As much of a scenario as the rules ask for."""
    made = {key: Period(key, key, between) for key, between in periods.items()}
    return SimpleNamespace(duties={one.key: one for one in duties}, periods=made)


def spanned(every: str, day: date, **more) -> Span:
    return span(scenario(), duty(every, **more), day, CALENDAR, **KNOWN)


def test_a_quarter_falls_due_on_its_last_workday():
    found = spanned("quarter", date(2023, 5, 3))
    assert found == Span(date(2023, 4, 1), date(2023, 6, 30), date(2023, 7, 1))


def test_a_month_that_ends_on_a_sunday_falls_due_on_the_friday_before():
    assert spanned("month", date(2023, 7, 2)).due_on == date(2023, 7, 31)
    assert spanned("month", date(2023, 12, 2)).due_on == date(2023, 12, 29)


def test_a_duty_of_a_period_is_cut_by_it_and_does_not_hold_outside():
    daily = duty("week", when=asked(period="ban"))
    ban = scenario(daily, ban=("05-25", "06-30"))
    held = [duty_for(ban, {"period": periods_on(ban, day)}) for day in (date(2023, 5, 24), date(2023, 5, 25))]
    assert held == [None, daily]
    assert span(ban, daily, date(2023, 5, 25), CALENDAR, **KNOWN) == Span(
        date(2023, 5, 25), date(2023, 5, 26), date(2023, 5, 29)
    )


def test_a_period_may_run_over_new_year():
    winter = Period("winter", "冬季", ("11-15", "02-15"))
    found = [winter.around(day) for day in (date(2023, 1, 5), date(2023, 2, 16), date(2023, 11, 20))]
    assert found == [
        (date(2022, 11, 15), date(2023, 2, 15)),
        None,
        (date(2023, 11, 15), date(2024, 2, 15)),
    ]


def test_a_duty_may_be_due_before_the_end_of_its_period():
    found = spanned("month", date(2023, 5, 20), within=Limit(5, "workday"))
    assert found == Span(date(2023, 5, 1), date(2023, 5, 9), date(2023, 6, 1))  # after the holiday of May


def test_once_has_one_stretch_from_the_day_the_subject_became_known():
    found = span(scenario(), duty("once"), date(2023, 9, 1), CALENDAR, known_from=date(2023, 2, 10))
    assert (found.opens_on, found.closes_on) == (date(2023, 2, 10), date(2023, 4, 1))


def test_of_the_duties_that_hold_the_most_frequent_is_raised():
    general = duty("quarter", "general")
    hotels = duty("month", "hotel", when=asked(split="hotel"))
    weekly = duty("week", "risky", when=asked(tag="risky"))
    chosen = [
        duty_for(scenario(general, hotels, weekly), {"split": split, "tag": tags})
        for split, tags in (("shop", ()), ("hotel", ()), ("hotel", {"risky"}))
    ]
    assert chosen == [general, hotels, weekly]


def test_no_duty_holds_for_who_is_not_asked_for():
    assert duty_for(scenario(duty("week", when=asked(tag="risky"))), {"split": "shop", "tag": ()}) is None


@pytest.mark.parametrize(
    ("happened", "entered", "fits"),
    [
        ("2023-06-30", "2023-06-30", True),
        ("2023-06-30", "2023-07-01", False),
        ("2023-07-01", "2023-07-01", False),
        ("2023-06-01", "2023-06-01", True),
        ("2023-05-31", "2023-06-01", False),
        ("2023-07-01", "2023-06-30", False),
    ],
)
def test_a_duty_is_repaired_only_inside_its_period(happened, entered, fits):
    days = {"opens_on": date(2023, 6, 1), "closes_on": date(2023, 7, 1)}
    days |= {"happened_on": date.fromisoformat(happened), "entered_on": date.fromisoformat(entered)}
    assert may_fulfil(**days) is fits


@pytest.mark.parametrize(
    ("done", "punctual"),
    [(None, False), (date(2023, 6, 29), True), (date(2023, 6, 30), True), (date(2023, 7, 1), False)],
)
def test_who_is_done_on_the_due_day_is_on_time(done, punctual):
    assert on_time(done, date(2023, 6, 30)) is punctual


@given(
    st.sampled_from(["day", "week", "month", "quarter", "half", "year"]),
    st.dates(date(2023, 1, 1), date(2023, 12, 31)),
)
def test_a_span_holds_its_day_and_falls_due_inside_itself(every, day):
    found = spanned(every, day)
    assert found.opens_on <= day < found.closes_on
    assert found.opens_on <= found.due_on < found.closes_on

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gewu.kernel.calendar import LOCAL
from gewu.kernel.clocks import CONTINUOUS_HOUR, NATURAL_DAY, WORKDAY, WORKING_HOUR, Limit
from gewu.kernel.types import Refused
from gewu.matters.rules import clock
from gewu.matters.rules.said import Said
from gewu.records.rules import clean_checks
from gewu.scenario import examples, reader
from gewu.scenario.grammar import Example
from gewu.scenario.rules import applicable


@pytest.mark.parametrize(
    ("right", "wrong", "id", "words"),
    [
        (
            "due: 2026-03-11, warn",
            "due: 2026-03-10, warn",
            "E706",
            "3个工作日到期应是2026-03-11，用例写的是2026-03-10。",
        ),
        ("warn: 2026-03-10}", "warn: 2026-03-09}", "E706", "提醒应是2026-03-10，用例写的是2026-03-09。"),
        ("hidden: [gas_cylinders]", "hidden: [exits_clear]", "E704", "不问的是gas_cylinders，用例写的是exits_clear。"),
        (
            "raises: {monthly: 2026-02-28}",
            "raises: {quarterly: 2026-03-31}",
            "E705",
            "应有的任务是monthly（2026-02-28到期），用例写的是quarterly（2026-03-31到期）。",
        ),
        ("    due: 2026-02-26", "    due: 2026-02-19", "E706", "3个工作日到期应是2026-02-26，用例写的是2026-02-19。"),
        ("    failed: []\n", "    failed: [gas_cylinders]\n", "E703", "这一类不查gas_cylinders，不会不合格。"),
        ("    failed: []\n", "    failed: [duty_card]\n", "E703", "应登记duty_card，用例写的是无。"),
        ("grade: serious, due: 2026-03-09", "grade: ordinary, due: 2026-03-11", "E703", None),
    ],
)
def test_an_example_that_does_not_come_true_is_a_problem(text, calendar, right, wrong, id, words):
    assert text.count(right) == 1
    (problem,) = examples.run(reader.read(text.replace(right, wrong)), calendar)
    assert problem.id == f"scenario.{id}"
    assert words is None or problem.words.split("：", 1)[1] == words


def test_an_hour_limit_is_worked_out_to_the_minute(text, calendar):
    hours = text.replace("within: 1 workday,", "within: 4 working_hours,").replace(
        "opens:\n      - {check: exits_clear, grade: serious, due: 2026-03-09}",
        "opens:\n      - {check: exits_clear, grade: serious, due: 2026-03-06 15:00}",
    )
    assert examples.run(reader.read(hours), calendar) == []


def test_the_most_frequent_duty_holds_in_an_example_too(text, calendar):
    """Version 0.1 took the first rule in examples and the most frequent one in tasks."""
    weekly = "  weekly: {title: 重点, every: week, do: visit, who: checker, source: local_rule, when: {tag: noted}}\n"
    changed = text.replace("\nrecord:\n", f"{weekly}\nrecord:\n").replace(
        "  measure_word: 家", "  measure_word: 家\n  tags: {noted: 重点}"
    )
    noted = changed.replace("raises: {monthly: 2026-02-28}", "tags: [noted]\n    raises: {weekly: 2026-02-06}")
    assert examples.run(reader.read(noted), calendar) == []


STARTS = st.integers(0, 353 * 24 * 60).map(lambda n: datetime(2026, 1, 1, tzinfo=LOCAL) + timedelta(minutes=n))
LIMITS = st.builds(Limit, st.integers(0, 40), st.sampled_from([WORKDAY, NATURAL_DAY, WORKING_HOUR, CONTINUOUS_HOUR]))


@given(start=STARTS, limit=LIMITS, warn=st.one_of(st.none(), st.just(Limit(1, WORKDAY))))
def test_an_example_and_a_matter_are_due_and_warn_at_the_same_moment(scenario, calendar, start, limit, warn):
    promised = clock.started(Said(), start, limit, warn, calendar)
    grade = replace(scenario.matter.grades["ordinary"], within=limit, warn=warn)
    example = Example(
        say="到期",
        day=start.replace(tzinfo=None),
        grade="ordinary",
        due=_written(promised.due_at),
        warn=_written(promised.warn_at),
    )
    made = replace(scenario, matter=replace(scenario.matter, grades={"ordinary": grade}), examples=(example,))
    assert examples.run(made, calendar) == []


def _written(moment: datetime | None) -> datetime | None:
    return moment.astimezone(LOCAL).replace(tzinfo=None, second=0, microsecond=0) if moment else None


@pytest.mark.parametrize("kind", ["shop", "restaurant", "hotel", "hazmat"])
def test_an_example_hides_exactly_the_checks_that_a_record_refuses(scenario, calendar, kind):
    asked = clean_checks(scenario.record, kind, "", dict.fromkeys(applicable(scenario.record, kind, ""), "pass"))
    hidden = tuple(key for key in scenario.record.checks if key not in asked)
    shown = Example(say="不问的", split=kind, hidden=hidden)
    assert examples.run(replace(scenario, examples=(shown,)), calendar) == []
    for key in hidden:
        with pytest.raises(Refused):
            clean_checks(scenario.record, kind, "", {**dict.fromkeys(asked, "pass"), key: "pass"})

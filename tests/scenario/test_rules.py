"""What follows from a scenario for rooms, tasks and examples alike: grades, checks, questions."""

from datetime import date
from types import SimpleNamespace

import pytest

from gewu.kernel.calendar import Calendar
from gewu.kernel.limits import Limit
from gewu.scenario import rules
from gewu.scenario.grammar import Check, Condition, Field, Period, RecordPart, When

CALENDAR = Calendar.seeded([2023])


def where(**lines: str) -> When:
    return When((tuple(Condition(word, "in", (value,)) for word, value in lines.items()),))


def check(key: str, fails_as: str = "ordinary", **lines: str) -> Check:
    return Check(key, key, fails_as, "rule", where(**lines) if lines else When())


@pytest.mark.parametrize(
    ("category", "grade"),
    [("noise", "urgent"), ("dirt", "ordinary"), ("wiring", "serious"), ("lining", "urgent"), ("unheard", "ordinary")],
)
def test_a_category_has_its_grade_an_item_the_one_it_fails_as_and_all_others_the_default(category, grade):
    """Where a category and an item bear one name, the category speaks."""
    categories = {"noise": "urgent", "dirt": "", "lining": "urgent"}
    matter = SimpleNamespace(categories={key: SimpleNamespace(grade=one) for key, one in categories.items()})
    matter.fallback = "ordinary"
    checks = {key: check(key, "serious") for key in ("wiring", "lining")}
    scenario = SimpleNamespace(matter=matter, record=RecordPart(checks=checks))
    assert rules.grade_for(scenario, category) == grade


def test_without_matters_there_is_no_grade_and_without_records_no_item():
    matter = SimpleNamespace(categories={}, fallback="ordinary")
    found = [rules.grade_for(SimpleNamespace(matter=one, record=None), "wiring") for one in (None, matter)]
    assert found == ["", "ordinary"]


@pytest.mark.parametrize(
    ("split", "form", "asked"),
    [
        ("shop", "inspection", ["exits"]),
        ("hotel", "inspection", ["exits", "lining"]),
        ("hotel", "training", ["drill"]),
        ("shop", "", []),
    ],
)
def test_an_item_that_names_no_form_is_looked_at_in_the_first_one(split, form, asked):
    checks = [check("exits"), check("lining", split="hotel"), check("drill", form="training")]
    part = RecordPart(forms={"inspection": "检查", "training": "培训"}, checks={one.key: one for one in checks})
    assert list(rules.applicable(part, split, form)) == asked


def test_without_forms_every_item_is_looked_at():
    part = RecordPart(checks={"exits": check("exits")})
    assert list(rules.applicable(part, "shop", "")) == ["exits"]


def test_questions_are_asked_of_their_kind_and_form():
    fields = {
        "rooms": Field("rooms", "房间", "whole_number", when=where(split="hotel")),
        "team": Field("team", "人数", "whole_number", when=where(form="training")),
    }
    found = [list(rules.asked(fields, **more)) for more in ({}, {"split": "hotel"}, {"form": "training"})]
    assert found == [[], ["rooms"], ["team"]]


def duty(**more) -> SimpleNamespace:
    return SimpleNamespace(**{"every": "month", "when": When(), "within": None} | more)


SUMMER = SimpleNamespace(
    periods={"ban": Period("ban", "禁渔", ("05-10", "06-20")), "cold": Period("cold", "寒潮", ("12-01", "02-15"))}
)
BAN = Condition("period", "in", ("ban",))


@pytest.mark.parametrize(
    ("asks", "day", "stretch"),
    [
        (duty(when=When(((BAN,),))), date(2023, 5, 12), (date(2023, 5, 10), date(2023, 5, 31), date(2023, 6, 1))),
        (duty(when=When(((BAN,),))), date(2023, 6, 12), (date(2023, 6, 1), date(2023, 6, 20), date(2023, 6, 21))),
        (
            duty(when=When(((Condition("period", "in", ("ban", "cold")),),))),
            date(2023, 6, 12),
            (date(2023, 6, 1), date(2023, 6, 20), date(2023, 6, 21)),
        ),
        (
            duty(when=When(((Condition("period", "not_in", ("ban",)),),))),
            date(2023, 6, 12),
            (date(2023, 6, 1), date(2023, 6, 30), date(2023, 7, 1)),
        ),
        (duty(within=Limit(3, "workday")), date(2023, 6, 12), (date(2023, 6, 1), date(2023, 6, 6), date(2023, 7, 1))),
        (
            duty(within=Limit(90, "natural_day")),
            date(2023, 6, 12),
            (date(2023, 6, 1), date(2023, 6, 30), date(2023, 7, 1)),
        ),
        (duty(every="once"), date(2023, 9, 1), (date(2023, 2, 10), date(2023, 3, 31), date(2023, 4, 1))),
    ],
)
def test_a_stretch_is_cut_by_the_periods_that_a_duty_asks_for_and_falls_due_within_its_limit(asks, day, stretch):
    found = rules.span(SUMMER, asks, day, CALENDAR, known_from=date(2023, 2, 10))
    assert found == rules.Span(*stretch)


def test_a_day_names_the_periods_it_is_in():
    assert [rules.periods_on(SUMMER, date(2023, month, 15)) for month in (4, 5)] == [frozenset(), {"ban"}]

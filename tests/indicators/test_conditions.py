"""One thing and many: a condition holds of a subject in Python exactly where SQL finds its row."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from gewu.indicators.definitions import define
from gewu.office.models import Adoption
from gewu.registry import actions as registry
from gewu.registry.models import StageSpan
from gewu.registry.rules import NewSubject
from gewu.scenario import reader
from gewu.scenario.grammar import Condition, When
from gewu.scenario.ideas.conditions import SIZES, shown
from tests.cast import AT
from tests.indicators import rows
from tests.indicators.conftest import HALF
from tests.looking import looking

FIELDS = """
    invest_wan: {say: 总投资, type: whole_number, unit: 万元}
    permit_to: {say: 证照有效期, type: date}
    night: {say: 夜间营业, type: yes_no}
    uses: {say: 用途, type: choices, options: {shop: 经营, home: 居住, store: 仓储}}
"""
COUNTED = """indicators:
  n1: {title: 一, count: registry.on_register, where: {permit_to: {at_least: 2023-01-01}}, unit: 个, better: neither}
  n2: {title: 二, count: registry.on_register, where: {night: true, uses: [shop]}, unit: 个, better: neither}
"""
MARCH = date(2023, 3, 5)
DAYS = [date(2023, 1, 1), date(2023, 6, 30), date(2024, 2, 29)]
VALUES = {
    "split": ["small", "large"],
    "tag": ["busy", "quiet"],
    "stage": ["talking", "signed", "landed"],
    "fuel": ["gas", "power"],
    "uses": ["shop", "home", "store"],
    "night": [0, 1],
    "invest_wan": [0, 3000, 5000],
    "permit_to": DAYS,
}


@pytest.fixture
def kiosks(cast):
    """Sixty subjects that differ in everything a condition can ask, and what each of them shows."""
    text = rows.COUNTING.replace("\n    invest_wan: {say: 总投资, type: whole_number, unit: 万元}\n", FIELDS)
    text = text.replace("tags: {busy: 人流密集}", "tags: {busy: 人流密集, quiet: 清静}").replace(
        "indicators:\n", COUNTED
    )
    cast.adopt(text)
    scenario, dice = reader.read(text), Random(5)
    people = [_random(n, dice) for n in range(60)]
    ids = registry.admit_many(people, by=cast.system, at=AT)
    facts = {}
    for new in people:
        stage = dice.choice(["", *VALUES["stage"]])
        if stage:
            StageSpan.objects.create(
                office=cast.office, subject_id=ids[new.code], scenario="kiosks", stage=stage, entered_on=DAYS[0]
            )
        own = {"split": new.split, "tag": set(new.tags), "stage": stage, "kind": "kiosk"}
        facts[ids[new.code]] = own | shown(scenario.subject.attributes, new.attributes)
    return cast, scenario, facts


def _random(n: int, dice: Random) -> NewSubject:
    asked = {
        "fuel": dice.choice(VALUES["fuel"]),
        "uses": dice.sample(VALUES["uses"], dice.randint(1, 3)),
        "night": dice.choice(["yes", "no"]),
        "invest_wan": dice.choice([0, 2999, 3000, 3001, 5000]),
        "permit_to": dice.choice(DAYS).isoformat(),
    }
    answers = {key: value for key, value in asked.items() if dice.random() < 0.7}
    tags = [tag for tag in VALUES["tag"] if dice.random() < 0.4]
    split = dice.choice(VALUES["split"])
    return NewSubject("place", "kiosk", f"K{n:03}", f"便民亭{n}", split=split, attributes=answers, tags=tags)


def _when(dice: Random) -> When:
    return When(tuple(tuple(_line(dice) for _ in range(dice.randint(1, 3))) for _ in range(dice.randint(1, 3))))


def _line(dice: Random) -> Condition:
    word = dice.choice(list(VALUES))
    on, field = ("field", word) if word in ("fuel", "uses", "night", "invest_wan", "permit_to") else (word, "")
    if word in ("invest_wan", "permit_to") and dice.random() < 0.6:
        return Condition(on, dice.choice(SIZES), (dice.choice(VALUES[word]),), field)
    values = tuple(dice.sample(VALUES[word], dice.randint(1, 2)))
    return Condition(on, dice.choice(["in", "not_in"]), values, field)


def test_a_condition_holds_of_one_subject_exactly_where_it_finds_the_row_among_many(kiosks):
    cast, scenario, facts = kiosks
    reading, dice = looking(period=HALF, for_=cast.system.scope), Random(7)
    found, held = {}, {}
    for n in range(150):
        when = _when(dice)
        indicator = replace(scenario.indicators["on_register"], where=when)
        definition = define(scenario, indicator, {"kiosks": scenario}).part
        found[n, when] = [id for (id,) in reading.run(definition, "ids")]
        held[n, when] = sorted(id for id, shows in facts.items() if when.holds(shows))
    assert found == held
    assert len({tuple(ids) for ids in held.values()}) > 60


def test_a_domain_means_the_scenarios_of_that_domain(counting):
    counting.adopt("packs/safety/fire")
    adopted = {row.scenario: reader.read(row.text) for row in Adoption.objects.filter(office=counting.office)}
    fire = rows.matter(counting, MARCH, closed=MARCH, scenario="fire")
    kiosk = rows.matter(counting, MARCH, closed=MARCH)
    scenario = adopted["kiosks"]
    reading = looking(period=HALF, for_=counting.system.scope)

    def found(*domains: str) -> list[int]:
        when = When(((Condition("domain", "in", domains),),))
        indicator = replace(scenario.indicators["platform"], where=when)
        return [id for (id,) in reading.run(define(scenario, indicator, adopted).part, "ids")]

    assert (found("safety"), found("urban"), found("social")) == ([fire.id], [kiosk.id], [])


@pytest.mark.parametrize(
    ("on", "operator", "values", "expected"),
    [
        ("split", "in", ("small",), ["small"]),
        ("split", "not_in", ("small",), ["large"]),
        ("kind", "in", ("kiosk",), ["small", "large"]),
        ("kind", "in", ("shop",), []),
        ("subject", "in", ("K-large",), ["large"]),
    ],
)
def test_records_are_counted_by_what_they_are_about(counting, on, operator, values, expected):
    made = {}
    for split in ("small", "large"):
        about = rows.subject(counting, split=split, code=f"K-{split}")
        made[rows.record(counting, MARCH, about=about).id] = split
    rows.record(counting, MARCH)
    scenario = reader.read(rows.COUNTING)
    indicator = replace(scenario.indicators["visits"], where=When(((Condition(on, operator, values),),)))
    reading = looking(period=HALF, for_=counting.system.scope)
    found = reading.run(define(scenario, indicator, {"kiosks": scenario}).part, "ids")
    assert [made[id] for (id,) in found] == expected

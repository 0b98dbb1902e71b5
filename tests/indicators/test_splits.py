"""Splits: parts of the same figure, with labels, in order, and none that gives a person away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gewu.indicators import rules, splits
from gewu.indicators.rules import Cell
from gewu.kernel.periods import Period
from gewu.kernel.types import Refused
from gewu.office import queries as office
from gewu.scenario import reader
from tests.indicators import rows
from tests.indicators.busy import make_busy
from tests.looking import looking

HALF = Period.parse("2023-01-01..2023-06-28")
MARCH = date(2023, 3, 1)


def cells(cast, key, by, **more):
    found = looking(**{"period": HALF, "for_": cast.system.scope, **more}).split(f"kiosks.{key}", by=by)
    return [(cell.label, cell.value) for cell in found]


@pytest.mark.parametrize("key", ["received", "closed", "team", "fines", "paid", "busy", "landed", "due"])
def test_communities_add_up_to_the_office(counting, key):
    make_busy(counting)
    whole = looking(period=HALF, for_=counting.system.scope).value(f"kiosks.{key}").value
    assert whole > 0
    assert sum(value for _, value in cells(counting, key, "community")) == whole


def test_a_place_visited_from_two_communities_counts_in_each(counting):
    kiosk = rows.subject(counting)
    for area in ("willow_1", "willow_2", "bridge_1"):
        rows.record(counting, MARCH, about=kiosk, area=counting.areas[area])
    assert cells(counting, "seen", "community") == [("柳荫社区", 1), ("石桥社区", 1)]


def test_a_share_is_split_in_both_parts(counting):
    rows.matter(counting, MARCH, closed=MARCH)
    rows.matter(counting, MARCH)
    rows.matter(counting, MARCH, area=counting.areas["bridge_1"])
    assert cells(counting, "closed_rate", "community") == [("柳荫社区", Fraction(50)), ("石桥社区", Fraction(0))]


def test_categories_come_in_the_order_of_the_scenario_with_their_titles(counting):
    for category in ("noise", "dirt", "noise", ""):
        rows.matter(counting, MARCH, category=category)
    assert cells(counting, "received", "category") == [("脏乱", 1), ("噪声", 2), ("未分类", 1)]


def test_months_are_all_there_even_the_empty_ones(counting):
    rows.matter(counting, date(2023, 2, 28))
    found = cells(counting, "received", "month", period=Period.parse("2023-01-01..2023-03-31"))
    assert found == [("1月", 0), ("2月", 1), ("3月", 0)]


def test_a_stock_by_month_is_that_of_each_months_end(counting):
    rows.subject(counting, valid_from=date(2023, 2, 10), valid_to=date(2023, 3, 10))
    found = cells(counting, "on_register", "month", period=Period.parse("2023-01-01..2023-03-31"))
    assert found == [("1月", 0), ("2月", 1), ("3月", 0)]


def test_a_finer_class_and_a_field_split_the_register(counting):
    rows.subject(counting, split="large", facts={"fuel": "gas"})
    rows.subject(counting, split="small", facts={"fuel": "power"})
    rows.subject(counting, split="small", facts={"fuel": "power"})
    assert cells(counting, "on_register", "split") == [("小亭", 2), ("大亭", 1)]
    assert cells(counting, "on_register", "size") == [("小亭", 2), ("大亭", 1)]
    assert cells(counting, "on_register", "fuel") == [("瓶装气", 1), ("用电", 2)]


def test_units_and_scenarios_are_named(counting):
    rows.matter(counting, MARCH, closed=MARCH)
    assert cells(counting, "received", "unit") == [("城市管理办公室", 1)]
    assert cells(counting, "platform", "scenario") == [("便民亭管理", 1)]


def test_a_secretary_sees_only_her_own_community_in_a_split(counting):
    for area in ("willow_1", "bridge_1"):
        rows.matter(counting, MARCH, area=counting.areas[area])
    assert cells(counting, "received", "community", for_=counting.scope("secretary")) == [("柳荫社区", 1)]


def test_a_word_that_does_not_divide_it_is_refused(counting):
    with pytest.raises(Refused) as refused:
        cells(counting, "paid", "category")
    assert refused.value.id == "indicators.R424"


def test_small_numbers_of_a_confidential_scenario_are_hidden_and_cannot_be_worked_out(counting):
    counting.adopt(rows.scenario_text("confidential.yaml"))
    for category, times in (("land", 2), ("work", 5), ("other", 9)):
        for _ in range(times):
            rows.matter(counting, MARCH, scenario="secrets", category=category, space="petitions")
    asked = {"period": HALF, "for_": counting.scope("leader_main")}
    found = looking(**asked).split("secrets.open_total", by="category")
    assert [(cell.label, cell.value, cell.said) for cell in found] == [
        ("土地", None, "<3"),
        ("劳动", None, "<3"),
        ("其他", 9, ""),
    ]


@given(st.lists(st.integers(0, 9), max_size=8))
def test_no_single_hidden_cell_can_be_worked_out_from_the_total(sizes):
    found = rules.protect([Cell(place, "", size) for place, size in enumerate(sizes)])
    hidden = [size for size, cell in zip(sizes, found, strict=True) if cell.hidden]
    assert not any(0 < (cell.value or 0) < rules.FEWEST for cell in found)
    assert len(hidden) != 1 or sum(sizes) == hidden[0]


def test_what_lies_in_no_community_or_grid_has_a_line_of_its_own_and_the_split_adds_up(counting):
    """F031: the figure said 1907, its table by community 1898, without a word."""
    for area in ("willow_1", "willow", "street"):
        rows.matter(counting, MARCH, area=counting.areas[area])
    row = rows.matter(counting, MARCH)
    row.area = None
    row.save()
    assert cells(counting, "received", "community") == [("柳荫社区", 2), ("未落到网格", 2)]
    assert cells(counting, "closed_rate", "community") == [("柳荫社区", Fraction(0)), ("未落到网格", Fraction(0))]
    assert [value for _, value in cells(counting, "received", "grid")] == [1, 3]


def test_what_was_never_answered_has_a_line_of_its_own(counting):
    rows.subject(counting, facts={"fuel": "gas"})
    rows.subject(counting)
    assert cells(counting, "on_register", "fuel") == [("瓶装气", 1), ("未分类", 1)]


def test_a_stage_entered_twice_counts_and_adds_once(counting):
    """F027: 已验收, 反弹, 已验收 of one parcel of 3335 gave 6670."""
    first = rows.subject(counting, split="small", facts={"invest_wan": 3335, "fuel": "gas"})
    other = rows.subject(counting, split="large", area=counting.areas["bridge_1"], facts={"invest_wan": 100})
    for one, days in ((first, (3, 5, 7)), (other, (4,))):
        for number, day in enumerate(days):
            word = "talking" if number == 1 else "signed"
            until = date(2023, 3, days[number + 1]) if number + 1 < len(days) else None
            rows.stage(counting, one, word, date(2023, 3, day), until)
    reading = looking(period=HALF, for_=counting.system.scope)
    said = {key: reading.value(f"kiosks.{key}") for key in ("reached", "entered", "reached_sum")}
    assert {key: (one.value, one.rows) for key, one in said.items()} == {
        "reached": (2, 2),
        "entered": (3, 3),
        "reached_sum": (3435, 2),
    }
    assert reading.values(["kiosks.reached_sum"])["kiosks.reached_sum"].value == 3435
    assert reading.rows("kiosks.reached_sum").ids == (first.id, other.id)
    assert cells(counting, "reached_sum", "community") == [("柳荫社区", 3335), ("石桥社区", 100)]
    assert cells(counting, "reached_sum", "fuel") == [("瓶装气", 3335), ("未分类", 100)]


def test_reports_count_what_was_merged_and_accepted_what_was_accepted(counting):
    """F034, F036: five calls on one pipe are one matter and five reports; what waits is received, not accepted."""
    main = rows.matter(counting, MARCH)
    for _ in range(4):
        rows.matter(counting, MARCH, merged_into=main)
    main.accepted_on = MARCH
    main.save()
    rows.matter(counting, MARCH)
    reading = looking(period=HALF, for_=counting.system.scope)
    found = {key: reading.value(f"kiosks.{key}").value for key in ("received", "reports", "accepted")}
    assert found == {"received": 2, "reports": 6, "accepted": 1}


def test_a_split_by_what_is_personal_is_refused_by_the_reader_and_at_the_figure(counting):
    personal = rows.COUNTING.replace("say: 用能, type: choice,", "say: 用能, type: choice, personal: true,")
    assert {(one.id, one.place.split(" ")[0]) for one in reader.problems(personal)} == {
        ("scenario.E417", f"indicators.{key}.by") for key in ("on_register", "reached_sum")
    }
    adopted = office.adopted(counting.office.id, MARCH)["kiosks"]
    fuel = replace(adopted.subject.attributes["fuel"], personal=True)
    kept = replace(adopted, subject=replace(adopted.subject, attributes={**adopted.subject.attributes, "fuel": fuel}))
    reading = looking(period=HALF, for_=counting.system.scope)
    entry = replace(reading.entries["kiosks.on_register"], scenario=kept)
    with pytest.raises(Refused, match=r"indicators\.R424"):
        splits.cells(reading, entry, "fuel")

"""Answers are made clean, shown with their unit, and counted as typed facts."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gewu.answers import rules
from gewu.answers.rules import FactValue
from gewu.kernel.types import Refused
from gewu.scenario.grammar import Condition, Field, When
from gewu.scenario.rules import asked

AREA = Field("area", "面积", "decimal", unit="公里", digits=2, counted=True)
RENT = Field("rent", "租金", "money", counted=True)
WAN = Field("invest", "投资额", "money", unit="万元", counted=True)
STAFF = Field("staff", "出动人数", "whole_number", unit="人", between=(1, 50), needed=True, counted=True)
NIGHT = Field("night", "夜间营业", "yes_no", counted=True)
DAY = Field("day", "开业日期", "date", counted=True)
FUEL = Field("fuel", "燃料", "choice", options={"pipe": "管道燃气", "bottle": "瓶装燃气"}, counted=True)
USES = Field("uses", "用途", "choices", options={"shop": "经营", "home": "居住"}, counted=True)
WORDS = Field("words", "备注", "text")


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        (AREA, "2.5", 250),
        (AREA, 2.5, 250),
        (AREA, 250, 250),
        (RENT, "5,340", 534000),
        (RENT, "0.01", 1),
        (WAN, "238.16", 238160000),
        (STAFF, " 12 ", 12),
        (NIGHT, "是", "yes"),
        (NIGHT, False, "no"),
        (DAY, "2023年6月8日", "2023-06-08"),
        (DAY, date(2023, 6, 8), "2023-06-08"),
        (FUEL, "瓶装燃气", "bottle"),
        (USES, "居住、经营", ["shop", "home"]),
        (WORDS, "  好 ", "好"),
        (WORDS, "长" * 200, "长" * 200),
        (Field("words", "备注", "long_text"), "长" * 201, "长" * 201),
        (NIGHT, "TRUE", "yes"),
        (NIGHT, True, "yes"),
        (NIGHT, "无", "no"),
        (DAY, "2023/6/8", "2023-06-08"),
        (DAY, datetime(2023, 6, 8, 23, 59), "2023-06-08"),  # noqa: DTZ001 (a cell of a spreadsheet)
        (FUEL, "pipe", "pipe"),
        (USES, ["home", "shop", "home"], ["shop", "home"]),
        (USES, ("经营",), ["shop"]),
        (USES, "居住；经营，", ["shop", "home"]),
        (RENT, "5 340", 534000),
        (RENT, "５，３４０．５", 534050),
        (RENT, "-3", -300),
        (RENT, "9999999999999", 10**15 - 100),
        (RENT, 5, 5),
    ],
)
def test_what_is_typed_is_kept_in_the_smallest_unit(field, typed, kept):
    assert rules.clean({field.key: field}, {field.key: typed}) == {field.key: kept}


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        (STAFF, "", "请填写"),
        (STAFF, "51", "应在1人到50人之间"),
        (STAFF, "1.5", "请填写整数"),
        (RENT, "0.001", "最多2位小数"),
        (AREA, "很大", "请填写数字"),
        *((RENT, typed, "请填写数字") for typed in ("1e200000", "Infinity", "NaN", "1e5", "0x10", "1.2.3", "9" * 21)),
        (RENT, "110105194912310021", "数字太大，请核对单位和位数"),
        (RENT, 10**15 + 1, "数字太大，请核对单位和位数"),
        (DAY, "2023-02-30", "请按 2023-06-28 的样子填写日期"),
        (FUEL, "煤", "请从选项中选择：管道燃气、瓶装燃气"),
        (NIGHT, "也许", "请选择是或否"),
        (STAFF, True, "请填写数字"),
        (STAFF, "  ", "请填写"),
        (Field("uses", "用途", "choices", options={"shop": "经营"}, needed=True), [], "请填写"),
        (STAFF, 0, "应在1人到50人之间"),
        (WORDS, "长" * 201, "最多200字，现有201字"),
    ],
)
def test_a_wrong_answer_is_refused_in_its_own_words(field, typed, words):
    with pytest.raises(Refused) as refused:
        rules.clean({field.key: field}, {field.key: typed})
    assert (refused.value.id, refused.value.fields) == ("answers.R101", {field.key: words})


@pytest.mark.parametrize(
    ("unit", "fen"), [("", 100), ("元", 100), ("万元", 1_000_000), ("亿元", 10_000_000_000), ("分", 1)]
)
def test_money_is_kept_in_fen_whatever_unit_it_is_asked_in(unit, fen):
    field = Field("sum", "金额", "money", unit=unit)
    assert rules.clean({"sum": field}, {"sum": "3"}) == {"sum": 3 * fen}


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        (STAFF, "0", "应在1人到50人之间"),
        (Field("sum", "金额", "money", unit="万元"), "0.0000001", "最多6位小数"),
        (Field("sum", "长度", "decimal", unit="公里", digits=1), "0.05", "最多1位小数"),
        (DAY, "2023.13.1", "请按 2023-06-28 的样子填写日期"),
        (DAY, "昨天", "请按 2023-06-28 的样子填写日期"),
        (USES, "居住、开会", "请从选项中选择：经营、居住"),
    ],
)
def test_the_edges_of_an_answer_are_said(field, typed, words):
    with pytest.raises(Refused) as refused:
        rules.clean({field.key: field}, {field.key: typed})
    assert refused.value.fields == {field.key: words}


@pytest.mark.parametrize("count", [1, 50])
def test_both_ends_of_a_range_are_inside(count):
    assert rules.clean({"staff": STAFF}, {"staff": str(count)}) == {"staff": count}


def test_all_wrong_answers_are_said_at_once():
    with pytest.raises(Refused) as refused:
        rules.clean({"staff": STAFF, "fuel": FUEL}, {"fuel": "煤", "colour": "红"})
    assert sorted(refused.value.fields) == ["colour", "fuel", "staff"]


def test_what_is_not_answered_is_left_out():
    assert rules.clean({"rent": RENT, "night": NIGHT}, {"rent": "", "night": None}) == {}


@pytest.mark.parametrize(
    ("field", "kept", "shown"),
    [
        (AREA, 250, "2.5公里"),
        (AREA, 0, "0公里"),
        (RENT, 534000, "5340元"),
        (WAN, 238160000, "238.16万元"),
        (STAFF, 12, "12人"),
        (NIGHT, "yes", "是"),
        (FUEL, "bottle", "瓶装燃气"),
        (USES, ["shop", "home"], "经营、居住"),
        (DAY, "2023-06-08", "2023-06-08"),
        (WORDS, None, "—"),
        (WORDS, "", "—"),
        (USES, [], "—"),
        (NIGHT, "no", "否"),
        (NIGHT, "也许", "也许"),
        (FUEL, "coal", "coal"),
        (USES, ["shop", "office"], "经营、office"),
        (AREA, 1000, "10公里"),
        (Field("sum", "长度", "decimal", digits=1), 1005, "100.5"),
    ],
)
def test_what_is_kept_is_shown_with_its_unit(field, kept, shown):
    assert rules.show(field, kept) == shown


def asked_where(**lines: str) -> When:
    return When((tuple(Condition(word, "in", (value,)) for word, value in lines.items()),))


def test_a_field_is_asked_of_its_kinds_and_forms_only():
    fields = {
        "exits": Field("exits", "出口", "yes_no", when=asked_where(split="hotel")),
        "team": Field("team", "人数", "whole_number", when=asked_where(form="inspection")),
        "words": WORDS,
    }
    assert list(asked(fields, split="shop", form="inspection")) == ["team", "words"]


def test_every_type_of_answer_is_one_kind_of_fact():
    fields = {field.key: field for field in [RENT, NIGHT, DAY, FUEL, USES, WORDS]}
    kept = {"rent": 1, "night": "yes", "day": "2023-06-08", "fuel": "pipe", "uses": ["shop", "home"], "words": "好"}
    assert rules.facts(fields, kept) == [
        FactValue("rent", number=1),
        FactValue("night", number=1, text="yes"),
        FactValue("day", on_date=date(2023, 6, 8)),
        FactValue("fuel", text="pipe"),
        FactValue("uses", text="shop"),
        FactValue("uses", text="home"),
    ]


def test_what_no_indicator_counts_and_what_is_not_asked_is_no_fact():
    silent = Field("kept", "备注", "text")
    long = Field("long", "情况", "long_text", counted=True)
    given = {"kept": "好", "gone": "x", "long": "长" * 300, "night": "no"}
    found = rules.facts({"kept": silent, "long": long, "night": NIGHT}, given)
    assert found == [FactValue("long", text="长" * 200), FactValue("night", number=0, text="no")]


@given(some.integers(-(10**12), 10**12), some.sampled_from([AREA, RENT, WAN]))
def test_what_is_shown_is_read_back_as_the_same(number, field):
    shown = rules.show(field, number).removesuffix(field.unit or "元")
    assert rules.clean({field.key: field}, {field.key: shown}) == {field.key: number}


@given(some.decimals(min_value=0, max_value=10**9, places=2))
def test_money_typed_with_two_places_is_never_rounded(amount):
    assert rules.clean({"rent": RENT}, {"rent": Decimal(amount)}) == {"rent": int(amount * 100)}

"""Slots in a text, numbers that are bound to nothing, numbers of papers."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gewu.kernel.periods import Period
from gewu.reports import rules


def test_slots_are_found_in_order_with_their_parts():
    found = rules.slots("{period}受理{hotline.received}，办结率{hotline.closed_rate.value}。")
    assert [(one.ref, one.part) for one in found] == [
        ("", "period"),
        ("hotline.received", ""),
        ("hotline.closed_rate", "value"),
    ]


def test_a_slot_knows_where_it_stands():
    text = "{period}受理{hotline.received}。"
    assert [text[one.start : one.end] for one in rules.slots(text)] == ["{period}", "{hotline.received}"]


def test_braces_with_anything_else_are_broken():
    assert rules.broken("{hotline.received}和{没有}、{hotline.closed.sum}") == ["{没有}", "{hotline.closed.sum}"]


def test_a_scenarios_own_slots_get_its_name():
    text = rules.qualified("{period}受理{received.value}，{other.x}", "hotline", {"received"})
    assert text == "{period}受理{hotline.received.value}，{other.x}"


def test_plain_words_are_put_into_their_slots():
    words = rules.plain_words("东澄街道", Period.parse("2023-01-01..2023-06-28"), date(2023, 6, 28))
    assert rules.filled("{office}{period}工作情况（截至{day}），{hotline.received}", words) == (
        "东澄街道2023年上半年工作情况（截至2023年6月28日），{hotline.received}"
    )


@pytest.mark.parametrize(
    ("office", "short"),
    [
        ("东澄街道办事处", "东澄"),
        ("石桥镇", "石桥"),
        ("石桥镇人民政府", "石桥镇"),
        ("乡", "乡"),
        ("园区管委会", "园区管委会"),
    ],
)
def test_an_office_is_short_before_the_year_of_a_paper(office, short):
    assert rules.short_name(office) == short


def test_a_figure_is_no_plain_word_and_has_its_part():
    figure, word = rules.slots("{hotline.received.share}{ day }")
    assert [(one.is_figure, one.ref, one.part) for one in (figure, word)] == [
        (True, "hotline.received", "share"),
        (False, "", "day"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("受理工单1896件，办结1811件。", ["1896件", "1811件"]),
        ("诉求1900余件，意愿近200家。", ["1900余件", "近200家"]),
        ("发放238.16万元，办证率83.14%。", ["238.16万元", "83.14%"]),
        ("惠及35万人次，突破30万。", ["35万人次", "突破30万"]),
        ("聚焦三大领域21个场景、四大功能板块。", ["三大领域", "21个", "四大功能板块"]),
        (
            "一期（5-9层）预计6月底完成，7月底前建成，自5月中旬启动，年底前投用。",
            ["5-9层", "预计6月底", "7月底前", "5月中旬", "年底前"],
        ),
        ("开展两场培训，走访115户147人。", ["两场", "115户", "147人"]),
        ("召集120余个单位开会。", ["120余个"]),
        ("受理{hotline.received}，另有3件。", ["3件"]),
    ],
)
def test_typed_numbers_are_found(text, found):
    assert [one.text for one in rules.unbound(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "一、主要工作",
        "（二）社会治理",
        "3.城市管理",
        "贯彻党的二十大精神，推进一体化建设，聚焦一老一幼。",
        "2023年上半年，1至6月，截至10月底。",
        "受理12345工单{hotline.received}。",
        "围绕“五大行动”“1+8+N”，编发《治理100问》。",
        "金江苑二村三期开工，对C级主体按季督查。",
        "一是抓学习，二是抓落实，进一步压实责任。",
        "遇有火情拨打119，急救拨打120。",
    ],
)
def test_names_headings_and_periods_state_nothing(text):
    assert rules.unbound(text) == []


def test_a_claim_without_a_verdict_is_pointed_out():
    assert [(one.text, one.kind) for one in rules.unbound("翻建农房，超额完成年度任务。")] == [("超额完成", "claim")]


@given(st.text(alphabet="受理一二三十百千万余近约件处户人次%0123456789.-，。{}（）“”年月底", max_size=40))
def test_marks_lie_apart_inside_the_text_and_never_in_a_slot(text):
    at = 0
    for one in rules.unbound(text):
        assert at <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.text
        at = one.end


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("2023-01-01..2023-06-28", "2023年上半年"),
        ("2023-01-01..2023-06-30", "2023年上半年"),
        ("2023-01-01..2023-05-31", "2023年1至5月"),
        ("2023-01-01..2023-06-23", "2023年上半年"),
        ("2023-01-01..2023-06-22", "1月1日至6月22日"),
        ("2023-01-01..2023-11-30", "2023年"),
        ("2023-01-01..2023-11-29", "1月1日至11月29日"),
        ("2023-04-01..2023-06-25", "2023年第二季度"),
        ("2023-04-01..2023-06-24", "4月1日至6月24日"),
        ("2023-06-01..2023-06-30", "2023年6月"),
        ("2023-06-01..2023-06-29", "6月1日至6月29日"),
        ("2023-02-01..2023-06-30", "2023年2至6月"),
        ("2023-06-12..2023-06-18", "2023年第24周（6月12日至6月18日）"),
    ],
)
def test_a_period_has_its_name_a_week_before_it_ends(period, said):
    assert rules.period_words(Period.parse(period)) == said


def test_document_numbers_have_hexagonal_brackets_and_no_leading_zero():
    assert rules.document_number(rules.short_name("东澄街道"), 2023, 5) == "东澄〔2023〕5号"

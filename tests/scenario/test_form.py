from __future__ import annotations

import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gewu.scenario import edit, form, lines, reader
from gewu.scenario.grammar import EVERY
from gewu.scenario.problems import Problems
from gewu.scenario.yamltree import parse


def inputs(scenario) -> dict[str, dict]:
    return {each["name"]: each for group in form.to_form(scenario)["groups"] for each in group["inputs"]}


def plain(text: str):
    return parse(text, Problems()).plain()


def changed_lines(before: str, after: str) -> list[str]:
    return [row for row in difflib.ndiff(before.splitlines(), after.splitlines()) if row[0] in "+-"]


def test_the_form_shows_whom_words_frequency_checks_limits_unit_indicators_and_paragraph(scenario):
    shown = inputs(scenario)
    assert [group["title"] for group in form.to_form(scenario)["groups"]] == [
        "归口单位",
        "查谁",
        "问题",
        "走访频次",
        "怎么叫",
        "检查项",
        "办理期限",
        "统计指标",
        "报告段落",
    ]
    assert shown["duties.monthly.every"] == {
        "name": "duties.monthly.every",
        "label": "重点类别每月检查：多久一次",
        "type": "choice",
        "value": "month",
        "options": EVERY,
    }
    assert shown["matter.grades.ordinary.within"]["value"] == "3 workdays"
    assert shown["indicators.checked_on_time.target.at_least"]["value"] == 95


def test_sending_the_form_back_unchanged_changes_nothing(scenario, text):
    shown = inputs(scenario).items()
    answers = {name: each["value"] for name, each in shown if each["type"] != "condition"}
    assert form.apply(text, answers) == text


def test_lines_of_a_condition_say_what_the_file_says(scenario):
    asked = [each for each in inputs(scenario).values() if each["type"] == "condition" and each["value"]]
    read = [lines.read(each["value"], each["lefts"]) for each in asked]
    assert [list(lines.written(plain, each["lefts"])) for plain, each in zip(read, asked, strict=True)] == [
        each["value"] for each in asked
    ]
    assert {"split": ["hotel", "hazmat"]} in read and {"fuel": "bottled", "floor_area_m2": {"over": 50}} in read


def test_a_title_with_a_comma_of_its_own_is_one_value(text):
    scenario = reader.read(text.replace("title: 小旅馆", "title: 小旅馆、民宿"))
    each = inputs(scenario)["duties.monthly.when"]
    assert each["value"] == [("and", "split", "in", "小旅馆和民宿、易燃易爆小场所")]
    assert lines.read(each["value"], each["lefts"]) == {"split": ["hotel", "hazmat"]}


def test_a_comparison_stands_once_in_a_group(scenario):
    known = inputs(scenario)["duties.monthly.when"]["lefts"]
    with pytest.raises(ValueError, match="只能写一行"):
        lines.read([("and", "seats", "over", "5"), ("and", "seats", "over", "9")], known)
    assert lines.read([("and", "seats", "over", "5"), ("or", "seats", "under", "2")], known) == [
        {"seats": {"over": 5}},
        {"seats": {"under": 2}},
    ]


def test_a_changed_limit_changes_one_line_and_keeps_the_comments(text):
    after = form.apply(text, {"matter.grades.ordinary.within": "5 workdays"})
    assert changed_lines(text, after) == [
        "-     ordinary:    {title: 一般隐患, within: 3 workdays, warn: 1 workday}",
        "+     ordinary:    {title: 一般隐患, within: 5 workdays, warn: 1 workday}",
    ]
    assert "# 合格、不合格、不适用" in after


def test_a_new_check_is_written_after_the_others(text):
    check = {"say": "电动车不进屋充电", "fails_as": "ordinary", "source": "local_rule"}
    after = form.apply(text, {"record.checks.bikes_outside": check})
    assert changed_lines(text, after) == [
        "+     bikes_outside: {say: 电动车不进屋充电, fails_as: ordinary, source: local_rule}"
    ]
    assert list(reader.read(after).record.checks)[-1] == "bikes_outside"


def test_every_list_of_the_file_can_grow_and_shrink(scenario, text):
    laid = form.to_form(scenario)
    assert {row["place"]: row["title"] for row in laid["growing"]} == {
        "subject.splits": "细类",
        "subject.attributes": "登记项",
        "subject.stages": "阶段",
        "duties": "走访任务",
        "record.forms": "记录种类",
        "record.asks": "记录的问题",
        "record.checks": "检查项",
        "matter.categories": "类别",
        "matter.grades": "等级",
        "matter.asks": "事项的问题",
        "indicators": "统计指标",
    }
    rows = [place for place in laid["removable"] if not place.startswith("examples")]
    empty = ("matter.categories", "matter.asks", "subject.stages", "record.forms")
    assert {place.rpartition(".")[0] for place in rows} == {
        row["place"] for row in laid["growing"] if row["place"] not in empty
    }


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("subject.splits.stall", {"title": "摊点"}),
        ("subject.attributes.floors", {"say": "层数", "type": "whole_number"}),
        ("duties.yearly", {"title": "年检", "every": "year", "do": "visit", "who": "checker", "source": "local_rule"}),
        ("record.asks.lit", {"say": "灯亮不亮", "type": "yes_no"}),
        ("matter.categories.smoke", {"title": "冒烟", "grade": "serious"}),
        ("matter.grades.slow", {"title": "缓办", "within": "2 months", "warn": ""}),
        ("matter.asks.cost", {"say": "花费", "type": "money"}),
        ("indicators.walks", {"title": "检查次数", "count": "records.submitted", "better": "higher", "unit": "次"}),
    ],
)
def test_a_row_made_of_what_the_form_asks_is_read_without_a_problem(scenario, text, place, words):
    (row,) = [row for row in form.to_form(scenario)["growing"] if row["place"] == place.rpartition(".")[0]]
    assert set(words) <= {each["name"] for each in row["inputs"]}
    assert reader.problems(form.apply(text, {place: words})) == []


@pytest.mark.parametrize(
    ("rows", "key"),
    [
        ("matter.categories", "category_1"),
        ("duties", "duty_1"),
        ("indicators", "indicator_1"),
        ("record.forms", "form_1"),
    ],
)
def test_what_is_added_makes_its_own_key_that_no_edition_has_used(text, rows, key):
    after = form.apply(text, {f"{rows}.+": "新的"})
    assert list(edit.change(text, {f"{rows}.{key}": "新的"}).split()) == list(after.split())
    assert f"{key[:-1]}2: 新的" in form.apply(text, {f"{rows}.+": "新的"}, former=f"  {key}: 旧的")


def test_a_check_can_be_taken_out(text):
    after = form.apply(text, {"record.checks.exits_clear": None})
    assert changed_lines(text, after) == [
        "-     exits_clear:",
        "-       say: 出口和通道没有堵、占、锁",
        "-       fails_as: serious",
        "-       source: fire_law 28",
    ]


def test_another_register_and_other_words_make_another_kind_of_scenario(text):
    after = form.apply(text, {"subject.is": "thing", "subject.title": "电梯", "record.noun": "巡查"})
    made = reader.read(after)
    assert (made.subject.nature, made.subject.title, made.record.noun) == ("thing", "电梯", "巡查")


def test_examples_are_struck_out_together_whatever_their_order(text):
    assert len(reader.read(text).examples) > 2
    after = form.apply(text, {"examples[1]": None, "examples[2]": None})
    assert reader.read(after).examples == reader.read(text).examples[2:]


def test_what_is_struck_out_is_not_changed_as_well(text):
    after = form.apply(text, {"record.checks.exits_clear.say": "出口畅通", "record.checks.exits_clear": None})
    assert "exits_clear" not in plain(after)["record"]["checks"]


def test_a_new_paragraph_is_read_back_as_it_was_written(text):
    says = "{period}在册小场所{on_register}。" + "社区按时上门，看清楚、说明白、盯到改好。" * 6 + "\n第二段。"
    assert reader.read(form.apply(text, {"report.says": says.replace("\n", "\r\n")})).report.says == says


def test_an_emptied_optional_limit_is_removed(text):
    after = form.apply(text, {"matter.grades.ordinary.warn": ""})
    assert reader.problems(after.replace(", warn: 2026-03-10", "")) == []
    assert reader.read(after).matter.grades["ordinary"].warn is None


def test_a_missing_section_is_made_for_an_answer(text):
    after = form.apply(text, {"indicators.still_open.target.at_most": "10"})
    assert plain(after)["indicators"]["still_open"]["target"] == {"at_most": 10}


def test_a_copy_is_a_draft_of_its_own(text):
    copied = reader.read(form.copy(text, key="small_places_b", title="小场所检查（乙）", edition="2026-02"))
    assert (copied.scenario, copied.title, copied.edition, copied.care.state) == (
        "small_places_b",
        "小场所检查（乙）",
        "2026-02",
        "draft",
    )
    assert copied.matter == reader.read(text).matter


VALUES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["true", "no", "null", "~", "12", "1.5", "a: b", "# x", "- x", "{x}", "甲，乙。" * 20, "a\nb\n\nc"]
    ),
    st.integers(-1000, 1000),
    st.booleans(),
    st.lists(st.text(max_size=8), max_size=3),
    st.dictionaries(st.sampled_from(["say", "source", "only"]), st.text(max_size=12), min_size=1, max_size=3),
)
PLACES = st.sampled_from(
    [
        "why",
        "title",
        "care.owner",
        "sources.local_rule",
        "subject.splits.shop.title",
        "subject.attributes.fuel.options.wood",
        "duties.quarterly.every",
        "duties.monthly.when.split",
        "duties.monthly",
        "record.checks.exits_clear",
        "record.checks.brand_new",
        "record.checks.duty_card.say",
        "matter.grades.ordinary.within",
        "matter.path.told.then",
        "matter.sign_within",
        "indicators.still_open.target.at_most",
        "report.says",
        "report.table.columns",
        "documents",
        "examples[2].opens[1].due",
        "examples[3].failed",
        "renames.old",
        "access.readers",
    ]
)


def put(data, steps, value):
    """The same change on plain values, the slow and obvious way."""
    step, *rest = steps
    if not rest and value is None:
        if isinstance(data, list):
            del data[step]
        else:
            data.pop(step, None)
    elif not rest:
        data[step] = value
    elif value is not None or (step in data if isinstance(data, dict) else True):
        if isinstance(data, dict):
            data.setdefault(step, {})
        put(data[step], rest, value)


@given(place=PLACES, value=st.one_of(st.none(), VALUES))
def test_a_change_changes_what_was_named_and_nothing_else(text, place, value):
    expected = plain(text)
    put(expected, edit.steps(place), value)
    after = plain(edit.change(text, {place: value}))
    assert after == expected
    assert list(after) == list(expected)

"""The form: every pack can be made in it, and what is typed changes what was meant and nothing else."""

from __future__ import annotations

import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gewu.kernel.clocks import Limit
from gewu.scenario import edit, form, packs, reader
from gewu.scenario.grammar import Scenario
from gewu.scenario.problems import Problems
from gewu.scenario.yamltree import parse


def card(text: str, place: str) -> form.Card:
    """The card of a place of the text, finished or not."""
    found = form.card(form.groups(reader.draft(text)[0]), place)
    assert found, place
    return found


def said(one: form.Card) -> dict:
    """What a browser sends of a card that nobody typed into."""
    return {each.place: each.said for each in one.inputs}


def typed(text: str, place: str, **words) -> str:
    """Type into boxes of one card (their keys, dots as __) and save it; the text."""
    one = card(text, place)
    changes, wrong = one.typed(
        said(one) | {f"{place}.{key}".lstrip(".").replace("__", "."): word for key, word in words.items()}
    )
    assert not wrong, wrong
    return one.apply(text, changes)[0]


def refused(text: str, place: str, key: str, words) -> str:
    one = card(text, place)
    return one.typed(said(one) | {f"{place}.{key}": words})[1][f"{place}.{key}"]


def plain(text: str):
    return parse(text, Problems()).plain()


def changed_lines(before: str, after: str) -> list[str]:
    return [row for row in difflib.ndiff(before.splitlines(), after.splitlines()) if row[0] in "+-"]


# every file ---------------------------------------------------------------------------------


def retyped(scenario: Scenario) -> str:
    """Type a whole scenario, card by card, into one that has nothing but its name."""
    text = f'scenario: {scenario.scenario}\nedition: "{scenario.edition}"\n'
    later: dict[str, dict] = {}
    for one in form.cards(form.groups(scenario)):
        empty = form.Card(one.place, "", one.section, {}, scenario)
        changes, wrong = empty.typed({each.place: "" for each in empty.inputs} | said(one))
        assert not wrong, (one.place, wrong)
        text = empty.apply(text, changes)[0]
        later |= {one.place: {at: word for at, word in said(one).items() if at not in said(empty)}}
    # Of a figure one has to say first what it counts: then it can be said which of them.
    for one in form.cards(form.groups(reader.draft(text)[0])):
        changes, wrong = one.typed(said(one) | later[one.place])
        assert not wrong, (one.place, wrong)
        text = one.apply(text, changes)[0]
    return text


@pytest.mark.parametrize("pack", packs.shipped(), ids=lambda pack: pack.key)
def test_every_pack_can_be_made_by_form_alone(pack):
    scenario = reader.read(packs.sample(pack.text))
    assert reader.read(retyped(scenario)) == scenario


def test_a_card_sent_back_unchanged_changes_nothing(scenario, text):
    for one in form.cards(form.groups(scenario)):
        assert one.typed(said(one)) == ({}, {}), one.place
        assert one.apply(text, {}) == (text, one.place)


def test_the_overview_has_a_card_for_each_section_and_each_row(scenario):
    laid = form.groups(scenario)
    assert {group.title: len(group.cards) for group in laid if group.cards} == {
        "场景": 1,
        "谁负责这份文件": 1,
        "依据": 2,
        "摸底": 1,
        "细类": 4,
        "登记项": 4,
        "走访": 2,
        "记录": 1,
        "记录的问题": 2,
        "检查项": 4,
        "办理": 1,
        "等级和期限": 3,
        "办理路径": 5,
        "统计": 6,
        "报送": 1,
        "文书": 1,
        "整改告知书：文书要填的": 1,
        "谁能看": 1,
        "用例": 6,
    }
    assert {group.place for group in laid if not group.cards} == {
        "periods",
        "matter.categories",
        "matter.asks",
        "payment.programmes",
        "series",
        "access.only",
    }


# conditions and numbers ---------------------------------------------------------------------

MONEY = "    fuel:          {say"
TEXT_WITH_MONEY = (MONEY, "    rent:          {say: 月租金, type: money, between: [50, 2000000]}\n" + MONEY)


def test_a_title_with_a_comma_of_its_own_is_one_value(text):
    text = text.replace("title: 小旅馆", "title: 小旅馆、民宿")
    assert said(card(text, "duties.monthly"))["duties.monthly.when"] == [
        ["and", "split", "in", "小旅馆和民宿、易燃易爆小场所"]
    ]
    again = typed(text, "duties.monthly", when=[["and", "split", "in", "小旅馆和民宿"]])
    assert plain(again)["duties"]["monthly"]["when"] == {"split": "hotel"}


def test_a_comparison_stands_once_in_a_group(text):
    lines = [["and", "seats", "over", "5"], ["and", "seats", "over", "9"]]
    assert "只能写一行" in refused(text, "duties.monthly", "when", lines)
    after = typed(text, "duties.monthly", when=[["and", "seats", "over", "5"], ["or", "seats", "under", "2"]])
    assert plain(after)["duties"]["monthly"]["when"] == [{"seats": {"over": 5}}, {"seats": {"under": 2}}]


def test_money_is_typed_in_yuan(text):
    text = text.replace(*TEXT_WITH_MONEY)
    after = typed(text, "duties.monthly", when=[["and", "rent", "over", "1,200.5"]])
    assert plain(after)["duties"]["monthly"]["when"] == {"rent": {"over": 120050}}
    assert said(card(after, "duties.monthly"))["duties.monthly.when"] == [["and", "rent", "over", "1200.5"]]
    assert "最多2位小数" in refused(text, "duties.monthly", "when", [["and", "rent", "over", "0.001"]])
    assert said(card(text, "subject.attributes.rent"))["subject.attributes.rent.between"] == [["0.5", "20000"]]
    after = typed(text, "subject.attributes.rent", between=[["100", "300.25"]])
    assert plain(after)["subject"]["attributes"]["rent"]["between"] == [10000, 30025]


def test_a_question_that_becomes_one_of_money_keeps_what_was_typed(text):
    after = typed(
        text.replace("unit: 人, between: [0, 200]", "between: [0, 200]"), "record.asks.people_living", type="money"
    )
    assert reader.read(after).record.asks["people_living"].between == (0, 20000)


def test_all_and_nothing_said_are_two_things_for_the_whole_of_a_share(text):
    after = typed(text, "indicators.closed_on_time", of_where=[["and", "*", "in", ""]])
    assert plain(after)["indicators"]["closed_on_time"]["of_where"] == {}
    assert "of_where" not in typed(after, "indicators.closed_on_time", of_where=[])


# what a step asks ---------------------------------------------------------------------------


def test_a_step_has_one_limit_or_one_for_each_grade(text):
    after = typed(
        text, "matter.path.recheck", within=[["serious", "4", "working_hour"], ["ordinary", "2个工作日", "workday"]]
    )
    within = reader.read(after).matter.path["recheck"].within
    assert (within.per, within.each) == (
        "grade",
        {"serious": Limit(4, "working_hour"), "ordinary": Limit(2, "workday")},
    )
    after = typed(after, "matter.path.recheck", within=[["", "3", "workday"]])
    assert plain(after)["matter"]["path"]["recheck"]["within"] == "3 workdays"
    wrong = [["serious", "4", "workday"], ["", "2", "workday"]]
    assert refused(text, "matter.path.recheck", "within", wrong) == "每一行都要选是哪一个。"


def test_what_a_step_needs_is_said_with_its_conditions(text):
    needs = [
        ["", "rechecked_by", "", "in", "", ""],
        ["", "photo", "grade", "in", "严重隐患", ""],
        ["and", "words", "", "in", "", ""],
        ["", "", "grade", "not_in", "当场整改", "当场整改的不用走到这一步"],
    ]
    after = typed(text, "matter.path.closed", needs=needs)
    assert plain(after)["matter"]["path"]["closed"]["needs"] == [
        "rechecked_by",
        {"when": {"grade": "serious"}, "have": ["photo", "words"]},
        {"holds": {"grade": {"not_in": "on_the_spot"}}, "say": "当场整改的不用走到这一步"},
    ]
    assert reader.problems(after) == []
    assert said(card(after, "matter.path.closed"))["matter.path.closed.needs"] == needs


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (["", "photo", "grade", "in", "", ""], "也要写值"),
        (["", "photo", "", "in", "", "说法"], "一行要选要什么"),
        (["", "", "grade", "in", "严重隐患", ""], "两样取一样"),
        (["", "gold", "", "in", "", ""], "没有“gold”"),
    ],
)
def test_a_need_that_cannot_be_is_refused(text, row, words):
    assert words in refused(text, "matter.path.closed", "needs", [row])


# rows ---------------------------------------------------------------------------------------


def test_options_of_a_question_are_added_renamed_and_taken_away(text):
    rows = [["bottled", "液化气瓶"], ["piped", ""], ["none", "不用气"], ["", "电磁炉"]]
    after = typed(text, "subject.attributes.fuel", options=rows)
    assert reader.read(after).subject.attributes["fuel"].options == {
        "bottled": "液化气瓶",
        "none": "不用气",
        "option_1": "电磁炉",
    }


def test_a_limit_changed_changes_one_line_and_keeps_the_comments(text):
    after = typed(text, "matter.grades.ordinary", within=[["5", "workday"]])
    assert changed_lines(text, after) == [
        "-     ordinary:    {title: 一般隐患, within: 3 workdays, warn: 1 workday}",
        "+     ordinary:    {title: 一般隐患, within: 5 workdays, warn: 1 workday}",
    ]
    assert "# 合格、不合格、不适用" in after


def test_an_emptied_limit_is_gone(text):
    assert (
        reader.draft(typed(text, "matter.grades.ordinary", warn=[["", "workday"]]))[0].matter.grades["ordinary"].warn
        is None
    )


CHECK = {"say": "电动车不进屋充电", "fails_as": "ordinary", "source": [["local_rule", ""]]}


def test_a_new_row_makes_its_own_key_that_no_edition_has_used(text):
    after = typed(text, "record.checks.+", **CHECK)
    assert changed_lines(text, after) == [
        "+     check_1: {say: 电动车不进屋充电, fails_as: ordinary, source: local_rule}"
    ]
    laid = form.groups(reader.read(text), former="check_1: 旧的")
    new = form.card(laid, "record.checks.+")
    changes, _ = new.typed(said(new) | {f"record.checks.+.{key}": word for key, word in CHECK.items()})
    assert new.apply(text, changes)[1] == "record.checks.check_2"


def test_a_row_of_which_only_a_part_is_filled_in_says_what_it_lacks(text):
    one = card(text, "record.checks.+")
    assert one.typed(said(one) | {"record.checks.+.say": "新的"})[1] == {
        "record.checks.+.fails_as": "请填写。",
        "record.checks.+.source": "请填写。",
    }


def test_a_check_can_be_taken_out(text):
    assert changed_lines(text, card(text, "record.checks.exits_clear").without(text)) == [
        "-     exits_clear:",
        "-       say: 出口和通道没有堵、占、锁",
        "-       fails_as: serious",
        "-       source: fire_law 28",
    ]


def test_an_example_is_added_and_taken_out_in_its_place(text):
    new = {"say": "消防法的例子", "grade": "serious", "day": "2026-03-06", "due": "2026-03-09"}
    after = typed(text, "examples.+", **new)
    assert changed_lines(text, after) == [
        "+   - {say: 消防法的例子, day: 2026-03-06, grade: serious, due: 2026-03-09}"
    ]
    assert card(after, "examples[7]").without(after) == text


def test_no_matters_at_all_is_something_an_example_may_say(text):
    assert said(card(text, "examples[3]"))["examples[3].opens"] == [["*", "", "", ""]]
    after = typed(text, "examples[3]", opens=[["duty_card", "on_the_spot", "", ""]])
    assert reader.read(after).examples[2].opens[0].check == "duty_card"


def test_a_text_that_stands_for_a_section_becomes_one(text):
    text = text.replace("{title: 街道消防检查办法（占位）, note: 占位，启用前换成本地文件}", "街道消防检查办法")
    after = typed(text, "sources.local_rule", note="占位")
    assert "local_rule: {title: 街道消防检查办法, note: 占位}" in after


def test_a_target_is_made_and_taken_away_with_its_last_word(text):
    after = typed(text, "indicators.still_open", target__at_most="10", target__source=[["local_rule", ""]])
    assert reader.read(after).indicators["still_open"].target.at_most == 10
    assert typed(after, "indicators.still_open", target__at_most="", target__source=[]) == text


def test_a_section_that_is_not_there_is_made_and_taken_away(text):
    bare = card(text, "access").without(text)
    assert "access" not in plain(bare)
    readers = ("checker", "grid_officer", "section_head")
    assert reader.read(typed(bare, "access", rows=[[one] for one in readers])).access.rows == readers


def test_a_new_paragraph_is_read_back_as_it_was_written(text):
    says = "{period}在册小场所{on_register}。" + "社区按时上门，看清楚、说明白、盯到改好。" * 6 + "\n第二段。"
    assert reader.read(typed(text, "report", says=says.replace("\n", "\r\n"))).report.says == says


def test_what_is_chosen_by_its_title_is_the_word_of_the_file(text):
    assert (
        "fails_as: serious"
        in typed(text, "record.checks.+", **CHECK | {"fails_as": "严重隐患"}).partition("check_1")[2]
    )
    assert "可选：当场整改、一般隐患、严重隐患" in refused(text, "record.checks.exits_clear", "fails_as", "吓人")


BOXES = {
    "file": ("", ["why", "title"]),
    "duty": ("duties.monthly", ["title", "when", "within", "source"]),
    "step": ("matter.path.recheck", ["needs", "within", "then"]),
    "question": ("subject.attributes.fuel", ["options", "between", "digits"]),
    "matter": ("matter", ["verify", "channels", "recur_within_days", "number_prefix"]),
    "example": ("examples[1]", ["opens", "day", "raises"]),
}
WORDS = st.one_of(
    st.text(max_size=9),
    st.sampled_from(["", "、", "hotel", "小旅馆", "seats", "5", "-1", "1.5", "*", "in", "or", "day"]),
)


@given(box=st.sampled_from([(at, key) for at, keys in BOXES.values() for key in keys]), data=st.data())
def test_whatever_is_typed_is_taken_or_refused_beside_its_box(text, box, data):
    at, key = box
    one = card(text, at)
    (here,) = [each for each in one.inputs if each.place == f"{at}.{key}".lstrip(".")]
    row = st.lists(WORDS, min_size=len(here.box.columns), max_size=len(here.box.columns))
    words = data.draw(st.lists(row, max_size=3) if here.box.columns else WORDS)
    changes, wrong = one.typed(said(one) | {here.place: words})
    assert set(wrong) <= {here.place}
    assert reader.draft(one.apply(text, changes)[0])[0]


# what is wrong ------------------------------------------------------------------------------


def wrong(text: str) -> dict[str, dict[str, list[str]]]:
    scenario, problems = reader.draft(text)
    return form.beside(form.groups(scenario), problems)


def test_a_problem_stands_beside_its_box_in_the_words_of_the_form(text):
    spoilt = text.replace("who: grid_officer, then: [recheck, referred]", "who: grid_officer, then: []")
    assert wrong(spoilt) == {
        "matter.path.told": {"": ["从这一步走不到办结。在“接下来可以到”里写上通向办结的步骤。（scenario.E304）"]}
    }
    spoilt = text.replace("fails_as: serious", "fails_as: frightful")
    (words,) = wrong(spoilt)["record.checks.exits_clear"]["record.checks.exits_clear.fails_as"]
    assert words.startswith("没有这个等级：“frightful”。可用：“当场整改”、“一般隐患”、“严重隐患”。")


@pytest.mark.parametrize(
    ("right", "spoilt", "words"),
    [
        (
            "is: done,    marks: [verified, closed],",
            "is: done, ",
            "给办结的一步写“状态”:“已办结”，“走到这步记下的时间”:“已销号”。",
        ),
        ("target: {at_least: 95", "target: {at_most: 95", "“高好还是低好”:“高好”的目标写“目标：不低于”。"),
        (
            "needs: [rechecked_by]",
            "needs: [gold]",
            "可用：“处理说明”、“处理后照片”、“另一人复查”、“回访结果”、“整改告知书”。",
        ),
        ("\n  source: local_rule\n  verify", "\n  verify", "补上“期限依据”，或写“期限的依据”。"),
        ("share: tasks.done_on_time", "share: matters.closed", "“办结数”不全在“应办任务”里"),
    ],
)
def test_a_problem_names_boxes_choices_and_measures_as_the_form_does(text, right, spoilt, words):
    found = wrong(text.replace(right, spoilt))
    assert [one for boxes in found.values() for said in boxes.values() for one in said if words in one]


def test_what_no_card_has_stands_with_the_card_around_it(text):
    assert wrong(text.replace("care:", "carre:"))[""][""]


def test_a_copy_is_a_draft_of_its_own(text):
    copied = reader.read(form.copy(text, key="small_places_b", title="小场所检查（乙）", edition="2026-02"))
    assert (copied.scenario, copied.title, copied.edition, copied.care.state) == (
        "small_places_b",
        "小场所检查（乙）",
        "2026-02",
        "draft",
    )
    assert copied.matter == reader.read(text).matter


# single places ------------------------------------------------------------------------------

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
        "documents.rectification_notice.says",
        "examples[2].opens[1].due",
        "examples[3].failed",
        "renames.old",
        "access.rows",
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

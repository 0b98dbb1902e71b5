from __future__ import annotations

from datetime import date

import pytest

from gewu.kernel.types import Refused
from gewu.scenario import checking, checklist_rows, from_checklist, reader

ROWS = [
    ["小场所消防检查表", "", "", ""],
    ["序号", "检查 项", "依据", "不合格等级"],
    ["1", "出口畅通", "《中华人民共和国消防法》第28条", "严重隐患"],
    ["2", "灭火器有效：压力正常", "《中华人民共和国消防法》第十六条、第二十八条", "一般"],
    ["3", "会报警", "", "当场改"],
    ["", "", "", ""],
]
MAKE = {"key": "from_excel", "title": "小场所检查", "today": date(2026, 3, 2)}


def test_a_checklist_becomes_a_scenario_without_problems():
    text = from_checklist.scenario_text(ROWS, **MAKE)
    assert checking.problems(text) == []
    checks = reader.read(text).record.checks.values()
    assert [(check.say, check.fails_as, check.source) for check in checks] == [
        ("出口畅通", "serious", "source_1 28"),
        ("灭火器有效：压力正常", "ordinary", "source_1 16 28"),
        ("会报警", "on_the_spot", "local_rule"),
    ]
    assert reader.read(text).sources["source_1"].articles == (28, 16)


def test_a_checklist_of_one_grade_brings_only_that_grade():
    text = from_checklist.scenario_text([["检查项"], ["出口畅通"]], **MAKE)
    assert list(reader.read(text).matter.grades) == ["ordinary"]
    assert checking.problems(text) == []


@pytest.mark.parametrize(
    ("rows", "id"), [([["甲", "乙"]], "scenario.R801"), ([["检查项"], [""]], "scenario.R802"), ([], "scenario.R801")]
)
def test_a_sheet_without_checks_is_refused(rows, id):
    with pytest.raises(Refused) as refused:
        checklist_rows.lines(rows)
    assert refused.value.id == id


def refused(*rows):
    with pytest.raises(Refused) as found:
        from_checklist.scenario_text([["检查项", "依据", "不合格等级"], *rows], **MAKE)
    return found.value.id, found.value.words


def test_a_column_that_is_no_key_of_a_check_is_refused_with_its_place():
    with pytest.raises(Refused) as found:
        checklist_rows.lines([["检查表"], ["序号", "检查项", "整改期限"], ["1", "出口畅通", "3天"]])
    assert (found.value.id, found.value.words) == ("scenario.R804", "第2行第3列“整改期限”不是检查项的内容。")
    assert "检查表只能有：检查项、不合格等级、检查依据。" in found.value.hint


def test_the_columns_are_called_as_the_form_calls_the_keys_of_a_check():
    head = ["合格是什么样", "依据", "不合格算"]
    text = from_checklist.scenario_text([head, ["出口畅通", "消防法第28条", "严重隐患"]], **MAKE)
    assert [check.fails_as for check in reader.read(text).record.checks.values()] == ["serious"]


@pytest.mark.parametrize(
    ("row", "id", "words"),
    [
        (
            ["出口畅通", "消防法", "吓人"],
            "scenario.R805",
            "第2行“不合格等级”：没有“吓人”，可选：当场整改、一般隐患、严重隐患。",
        ),
        (["", "消防法", "一般"], "scenario.R806", "第2行没有写检查项。"),
    ],
)
def test_a_cell_that_cannot_be_is_refused_with_its_row(row, id, words):
    assert refused(row) == (id, words)


def test_cells_that_are_empty_are_said_with_their_rows():
    rows = [["检查项", "依据", "不合格等级"], ["甲", "消防法", "一般"], ["乙", "", "一般"], ["丙", "消防法", ""]]
    note = reader.read(from_checklist.scenario_text(rows, **MAKE)).sources["local_rule"].note
    assert note.endswith("启用前换成本地文件；第3行没有写依据；第4行没有写不合格等级，先按一般隐患")


def test_an_article_of_no_number_is_left_out():
    text = from_checklist.scenario_text([["检查项", "依据"], ["甲", "消防法第百百条"]], **MAKE)
    assert reader.read(text).record.checks["check_1"].source == "source_1"


def says(*rows):
    text = from_checklist.scenario_text(rows, **MAKE)
    assert checking.problems(text) == []
    return [check.say for check in reader.read(text).record.checks.values()]


TABLE = [
    ["检查内容（要点）", "检查项目*", "依据"],
    ["出口畅通", "疏散", "消防法第16条"],
    ["标志完好", "", "消防法第16条"],
    ["灭火器有效", "器材", "消防法第16条"],
]


def test_the_content_is_the_check_and_its_category_is_carried_down():
    assert says(*TABLE) == ["疏散：出口畅通", "疏散：标志完好", "器材：灭火器有效"]


def test_it_is_the_fuller_column_that_holds_the_checks():
    rows = [["检查内容", "检查项目"], ["疏散", "出口畅通"], ["疏散", "标志完好"], ["器材", "灭火器有效"]]
    assert says(*rows) == ["疏散：出口畅通", "疏散：标志完好", "器材：灭火器有效"]


def test_sums_signatures_remarks_and_headings_are_no_checks_and_are_listed():
    rows = [
        ["序号", "检查项", "依据"],
        ["", "一、疏散", ""],
        ["1", "出口畅通", ""],
        ["2", "负责人签字", ""],
        ["合计", "2项", ""],
        ["", "检查人（签字）：", "日期："],
        ["注：一式两份，各留一份", "", ""],
    ]
    text = from_checklist.scenario_text(rows, **MAKE)
    scenario = reader.read(text)
    assert [one.say for one in scenario.record.checks.values()] == ["疏散：出口畅通", "疏散：负责人签字"]
    left_out = [words for words in scenario.sources["local_rule"].note.split("；") if "不是检查项" in words]
    assert left_out == [
        "第2行“一、疏散”不是检查项，没有写入",
        "第5行“合计”不是检查项，没有写入",
        "第6行“检查人（签字）：”不是检查项，没有写入",
        "第7行“注：一式两份，各留一份”不是检查项，没有写入",
    ]


@pytest.mark.parametrize("said", ["不影响", "非重大", "非重大隐患"])
def test_a_grade_is_read_whole_and_else_refused(said):
    assert refused(["出口畅通", "消防法", said])[0] == "scenario.R805"


@pytest.mark.parametrize(
    ("cell", "papers"),
    [
        ("消防法第12、13条", [("消防法", ["12", "13"])]),
        ("《消防法》第十二条、第十三条第二款", [("消防法", ["12", "13"])]),
        ("消防法第三至五条", [("消防法", ["3", "4", "5"])]),
        ("消防法第12条第一款；《安全生产法》第3条", [("消防法", ["12"]), ("安全生产法", ["3"])]),
        ("《消防法》第12条\n《本市办法》", [("消防法", ["12"]), ("本市办法", [])]),
        ("GB 50016-2014 第5.5.1条", [("GB 50016-2014 第5.5.1条", [])]),
        ("", []),
    ],
)
def test_each_paper_of_a_cell_has_its_own_articles(cell, papers):
    assert checklist_rows.cited(cell) == papers

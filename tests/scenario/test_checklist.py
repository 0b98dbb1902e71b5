from __future__ import annotations

from datetime import date

import pytest

from gewu.kernel.types import Refused
from gewu.scenario import checking, from_checklist, reader

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
        from_checklist.lines(rows)
    assert refused.value.id == id


def refused(*rows):
    with pytest.raises(Refused) as found:
        from_checklist.scenario_text([["检查项", "依据", "不合格等级"], *rows], **MAKE)
    return found.value.id, found.value.words


def test_a_column_that_is_no_key_of_a_check_is_refused_with_its_place():
    with pytest.raises(Refused) as found:
        from_checklist.lines([["检查表"], ["序号", "检查项", "整改期限"], ["1", "出口畅通", "3天"]])
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

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

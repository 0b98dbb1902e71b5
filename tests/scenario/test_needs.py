"""What a step needs, and within what time it is reached."""

from __future__ import annotations

import pytest

from gewu.kernel.clocks import Limit
from gewu.matters.rules.folded import Folded
from gewu.matters.rules.needs import missing
from gewu.matters.rules.said import Said
from gewu.scenario import reader

RECHECK = "    recheck:  {title: 待复查, is: running,                    who: checker,      "
CLOSED = "needs: [rechecked_by]}"
ASKS = """  asks:
    told: {say: 已告知权利, type: yes_no}
    way:  {say: 怎么结的, type: choice, options: {fixed: 整改, moved: 搬走}}
    sum:  {say: 金额, type: money, unit: 元}
    on:   {say: 哪天, type: date}
  path:
"""


@pytest.fixture
def stepped(text):
    """Give a function that puts keys into the step 待复查 and reads the whole."""

    def put(keys: str) -> str:
        return text.replace("  path:\n", ASKS).replace(RECHECK, RECHECK + keys + ", ")

    return put


def lacking(text: str, answers: dict, grade: str = "ordinary") -> list[str]:
    part = reader.read(text).matter
    state = Folded()
    state.grade = grade
    return missing(part, part.path["recheck"], state, Said(answers=answers), "")


def test_a_needed_yes_or_no_must_be_yes(stepped):
    """No was an answer, and the right was "told" (F011)."""
    text = stepped("needs: [told]")
    assert [lacking(text, answers) for answers in ({}, {"told": "no"}, {"told": "yes"})] == [
        ["已告知权利（须为“是”）"],
        ["已告知权利（须为“是”）"],
        [],
    ]


def test_a_condition_that_must_hold_says_its_own_words(stepped):
    text = stepped(
        "needs: [way, {holds: [{way: moved}, {sum: {over: 0}, on: {at_least: 2026-01-01}}], say: 整改要有金额}]"
    )
    assert lacking(text, {}) == ["怎么结的", "整改要有金额"]
    assert lacking(text, {"way": "moved"}) == []
    assert lacking(text, {"way": "fixed", "sum": 100, "on": "2025-12-31"}) == ["整改要有金额"]
    assert lacking(text, {"way": "fixed", "sum": 100, "on": "2026-01-01"}) == []


def test_what_is_needed_only_in_some_cases_is_asked_only_there(stepped):
    text = stepped("needs: [{when: {grade: serious}, have: [sum, photo]}]")
    assert lacking(text, {}) == []
    assert lacking(text, {}, "serious") == ["金额", "处理后照片"]


@pytest.mark.parametrize(
    ("keys", "place", "id"),
    [
        ("needs: [{each: tenant, have: [sum]}]", "needs[1].each", "E209"),
        ("needs: [{approved_by: section_head}]", "needs[1].approved_by", "E209"),
        ("needs: [{when: {grade: serious}, have: [summe]}]", "needs[1].have", "E310"),
        ("needs: [{when: {grade: serius}, have: [sum]}]", "needs[1].when.grade", "E405"),
        ("needs: [{when: {grade: serious}, have: [rechecked_by]}]", "needs[1].have", "E310"),
        (
            "needs: [{when: {grade: serious}, have: [{when: {grade: serious}, have: [sum]}]}]",
            "needs[1].have",
            "E323",
        ),
        ("within: {field: promised}", "within.field", "E209"),
        ("within: 3 workdays, from: happened", "from", "E209"),
        ("within: 3 workdays, from: signed", "from", "E204"),
        ("within: {serious: 1 workday, fixed: 2 workdays}", "within", "E321"),
        ("from: received", "from", "E318"),
    ],
)
def test_what_can_never_work_is_refused_where_it_stands(stepped, keys, place, id):
    (problem,) = [one for one in reader.problems(stepped(keys)) if one.id != "scenario.E202"]
    assert (problem.place.split(" ")[0], problem.id) == (f"matter.path.recheck.{place}", f"scenario.{id}")


def test_a_limit_may_differ_by_grade_or_by_the_options_of_one_question(stepped):
    by_grade = reader.read(stepped("within: {serious: 30 minutes, ordinary: 2 months}")).matter.path["recheck"].within
    assert [by_grade.of({"grade": grade}) for grade in ("serious", "ordinary", "on_the_spot")] == [
        Limit(30, "minute"),
        Limit(2, "month"),
        None,
    ]
    by_way = reader.read(stepped("within: {moved: 1 year}")).matter.path["recheck"].within
    assert (by_way.per, by_way.of({"way": "moved"}), by_way.of({})) == ("way", Limit(1, "year"), None)


def test_a_limit_of_a_step_without_a_source_is_refused(stepped):
    text = stepped("within: 3 workdays").replace(
        "  title: 消防隐患：{check}\n  source: local_rule", "  title: 消防隐患：{check}"
    )
    places = [problem.place.split(" ")[0] for problem in reader.problems(text) if problem.id == "scenario.E503"]
    assert "matter.path.recheck" in places


def test_somebody_outside_cannot_be_sent_yet(text):
    (problem,) = reader.problems(text.replace("who: checker,      then", "who: outside, then"))
    assert (problem.place.split(" ")[0], problem.id) == ("matter.path.recheck.who", "scenario.E209")

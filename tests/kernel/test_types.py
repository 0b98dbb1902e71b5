"""Who may, what is in sight, and what a refusal carries."""

import pytest

from gewu.kernel.types import Actor, Measure, Refused, Scope, there


@pytest.mark.parametrize(
    ("areas", "area", "seen"),
    [(None, 7, True), (None, None, True), ({7}, 7, True), ({7}, 8, False), ({7}, None, False), (set(), 7, False)],
)
def test_an_area_is_seen_by_the_whole_office_or_who_holds_it(areas, area, seen):
    scope = Scope(1, area_ids=None if areas is None else frozenset(areas))
    assert scope.sees_area(area) is seen


@pytest.mark.parametrize(("staff_id", "can"), [(None, set()), (3, {"tasks.do"})])
def test_the_system_and_who_holds_a_permission_may(staff_id, can):
    Actor(1, staff_id, "王芳", Scope(1, can=frozenset(can))).must("tasks.do")


@pytest.mark.parametrize("thing", [0, "", "王芳"])
def test_what_must_be_there_is_handed_on(thing):
    assert there(thing) == thing


def test_where_nothing_is_something_went_wrong():
    with pytest.raises(AssertionError, match="nothing is there"):
        there(None)


def test_a_measure_may_stand_in_a_set():
    measures = [
        Measure("matters.closed", "办结数", "matters_matter", "件", dims={"unit": "unit_id"}) for _ in range(2)
    ]
    assert len(set(measures)) == 1


def test_who_does_not_hold_a_permission_is_told_whom_to_ask():
    with pytest.raises(Refused) as refused:
        Actor(1, 3, "王芳", Scope(1)).must("tasks.do", ask="科室负责人")
    assert (refused.value.id, refused.value.hint) == ("office.R403", "如确需办理，请联系科室负责人。")


@pytest.mark.parametrize("fields", [None, {"reason": "请写明原因"}])
def test_a_refusal_carries_its_sentences_by_field(fields):
    refused = Refused("room.R101", "没有保存。", "请补齐。", fields)
    assert (refused.fields, str(refused)) == (fields or {}, "room.R101: 没有保存。 — 请补齐。")


def test_a_refusal_without_a_hint_ends_with_its_words():
    assert str(Refused("room.R101", "没有保存。")) == "room.R101: 没有保存。"

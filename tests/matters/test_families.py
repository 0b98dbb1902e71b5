"""Reports of one matter that were merged: each ends with an answer of its own, however the main matter ends."""

from __future__ import annotations

import pytest

from gewu.kernel.types import Refused
from gewu.matters import actions, queries
from gewu.matters.models import Matter
from gewu.matters.rules import History, NewMatter, NewReporter
from tests.matters.conftest import at


def refused(act, *args, **words) -> str:
    with pytest.raises(Refused) as found:
        act(*args, **words)
    return found.value.id


def reported(number: int, **more) -> dict:
    return {"reporter": NewReporter("白小七", f"1390000000{number}"), **more}


def merged(hotline, child, parent, when: str = "06-21 11:00"):
    return hotline.do(child, "merged", "dispatcher", when, into=parent.id)


def in_step(hotline) -> bool:
    return not queries.replay_check(hotline.cast.office.id) and not queries.left_behind(hotline.cast.office.id)


def keys(hotline, matter, who: str) -> list[str]:
    return [button.key for button in queries.verbs(matter.id, hotline.cast.actor(who))]


def test_every_merged_caller_waits_for_an_answer_of_the_desk(hotline):
    child = merged(hotline, hotline.new("06-21 08:50", **reported(1)), parent := hotline.called_back(), "06-27 09:01")
    hotline.do(parent, "closed", "dispatcher", "06-27 09:05")
    child.refresh_from_db()
    handler = hotline.cast.people["handler"].id
    stands = (child.state, child.pending, child.who, child.handled_by_id)
    assert stands == ("done", "answer", "dispatcher", handler)
    mine = queries.Filters(mine=hotline.cast.actor("dispatcher"))
    assert child in queries.matching(hotline.cast.scope("dispatcher"), mine, at("06-28 09:00"))
    assert keys(hotline, child, "dispatcher")[0] == "called_back"
    said = {"contacted": "yes", "resolved": "yes", "satisfied": "yes"}
    child = hotline.do(child, "called_back", "dispatcher", "06-27 10:00", **said)
    assert (child.pending, child.who, child.resolved, in_step(hotline)) == ("", "", "yes", True)


def test_nobody_waits_for_an_answer_who_was_not_named(hotline):
    child = merged(hotline, hotline.new("06-21 08:50"), parent := hotline.called_back(), "06-27 09:01")
    hotline.do(parent, "closed", "dispatcher", "06-27 09:05")
    child.refresh_from_db()
    assert (child.state, child.pending) == ("done", "")


def test_a_merged_caller_who_is_not_content_has_the_matter_done_again_on_its_own(hotline):
    child = merged(hotline, hotline.new("06-21 08:50", **reported(1)), parent := hotline.called_back(), "06-27 09:01")
    hotline.do(parent, "closed", "dispatcher", "06-27 09:05")
    child.refresh_from_db()
    bad = {"contacted": "yes", "resolved": "no", "satisfied": "no"}
    assert refused(hotline.do, child, "called_back", "dispatcher", "06-27 10:00", **bad) == "matters.R167"
    child = hotline.do(child, "called_back", "dispatcher", "06-27 10:00", **bad, words="夜里照旧")
    child = hotline.do(
        child, "redo", "dispatcher", "06-27 10:10", words="夜里照旧", head=hotline.cast.people["section_head"].id
    )
    assert (child.merged_into_id, child.state, child.step, in_step(hotline)) == (None, "running", "redo", True)


def test_children_of_a_void_main_matter_go_on_alone(hotline):
    child, parent = hotline.new("06-21 08:50"), hotline.dispatched()
    child = merged(hotline, child, parent)
    hotline.do(parent, "void", "duty_chief", "06-21 12:00", reason="误登")
    child.refresh_from_db()
    last = child.events.last()
    assert (child.merged_into_id, child.state, child.who) == (None, "new", "dispatcher")
    assert (last.kind, last.said["words"]) == ("unmerged", f"主单{parent.number}已作废，恢复单独办理")
    assert "accepted" in keys(hotline, child, "dispatcher")
    assert in_step(hotline)


def test_children_of_a_main_matter_that_is_not_accepted_go_on_alone(hotline):
    child, parent = hotline.new("06-21 08:50"), hotline.new()
    child = merged(hotline, child, parent)
    said = {"reason": "legal_route", "told_at": "2023-06-21T12:00:00+08:00", "words": "已告知"}
    parent = hotline.do(parent, "refusal_asked", "dispatcher", "06-21 12:00", **said)
    child.refresh_from_db()
    assert child.merged_into_id == parent.id
    hotline.do(parent, "not_accepted", "duty_chief", "06-21 12:10", granted=True)
    child.refresh_from_db()
    assert (child.merged_into_id, child.state, in_step(hotline)) == (None, "new", True)


def test_a_wrong_merge_is_undone_by_the_desk(hotline):
    child = merged(hotline, hotline.new("06-21 08:50"), hotline.new())
    assert "unmerged" in keys(hotline, child, "dispatcher")
    child = hotline.do(child, "unmerged", "dispatcher", "06-21 12:00", words="不是同一处")
    assert (child.merged_into_id, child.who, in_step(hotline)) == (None, "dispatcher", True)
    assert refused(hotline.do, child, "unmerged", "dispatcher", "06-21 12:10") == "matters.R184"


def test_a_child_of_a_lost_main_matter_is_named(hotline):
    child = merged(hotline, hotline.new("06-21 08:50"), parent := hotline.new())
    Matter.objects.filter(id=parent.id).update(state="void", void_at=at("06-21 12:00"), void_reason="误登")
    assert queries.left_behind(hotline.cast.office.id) == [(child.number, parent.number)]


# loads -------------------------------------------------------------------------------------------


def history(hotline, number: int, *events, **more) -> History:
    desk = hotline.cast.people["dispatcher"]
    new = NewMatter(
        "hotline", channel="hotline", category="noise", place="柳荫路5号", external_number=f"SJ{number}", **more
    )
    told = [(verb, at(when), by or desk, None, said) for verb, when, by, said in events]
    return History(new, [("received", at("06-21 09:00"), desk, None, {}), *told])


def follows(main: int) -> tuple:
    return ("merged", "06-21 10:00", None, {"into_external": f"SJ{main}"})


def load(hotline, *histories) -> list[Matter]:
    ids = actions.take_in_many(histories, by=hotline.cast.system, at=at("07-01 09:00"))
    return [Matter.objects.get(id=id) for id in ids]


@pytest.mark.parametrize("turned", [False, True])
def test_a_loaded_child_of_a_void_main_matter_goes_on_alone_whatever_the_order_of_the_file(hotline, turned):
    void = ("void", "06-21 11:00", hotline.cast.people["duty_chief"], {"reason": "误登"})
    rows = [history(hotline, 1, void), history(hotline, 2, follows(1))]
    found = load(hotline, *(reversed(rows) if turned else rows))
    child = found[0] if turned else found[1]
    assert (child.merged_into_id, child.state, child.events.last().kind) == (None, "new", "unmerged")
    assert in_step(hotline)


def test_a_loaded_child_of_a_main_matter_that_was_void_before_goes_on_alone(hotline):
    parent = hotline.new(external_number="SJ1")
    hotline.do(parent, "void", "duty_chief", "06-21 09:30", reason="误登")
    (child,) = load(hotline, history(hotline, 2, follows(1)))
    assert (child.merged_into_id, child.state, in_step(hotline)) == (None, "new", True)


def test_a_load_makes_no_chains(hotline):
    rows = [history(hotline, 1), history(hotline, 2, follows(1)), history(hotline, 3, follows(2))]
    assert refused(load, hotline, *rows) == "matters.R188"

"""Ways to steps that have a clock: kept as the events say, whatever happens, and counted."""

from __future__ import annotations

import pytest

from gewu.kernel.periods import Period
from gewu.matters import actions, queries
from gewu.matters.models import Passage
from gewu.matters.rules import NewMatter
from tests.looking import looking
from tests.matters.conftest import at
from tests.matters.test_moves import object_

YEAR = Period.parse("2023-01-01..2023-12-31")


def ways(matter) -> list[tuple]:
    """Of each way of a matter: the step, whether it was in time, whether one came there."""
    found = Passage.objects.filter(matter=matter).order_by("seq", "step")
    return [(one.step, one.on_time, one.reached_on is not None) for one in found]


def agree(hotline) -> bool:
    """Say whether rows are what the events say, and what one act wrote is what all events together write."""
    return queries.replay_check(hotline.cast.office.id) == []


def test_a_way_begins_with_its_clock_and_ends_where_its_step_is_reached(hotline):
    matter = hotline.new()
    assert ways(matter) == [("to_sign", None, False)]
    matter = hotline.signed()
    assert ways(matter) == [("to_sign", True, True), ("handling", True, True)]
    assert agree(hotline)


def test_a_step_that_is_reached_late_is_late_for_ever(hotline):
    matter = hotline.do(hotline.dispatched(), "signed", "handler", "06-25 10:00")
    hotline.do(matter, "handled", "handler", "06-26 10:00", words="已劝离并处罚", result="solved")
    assert ways(matter) == [("to_sign", True, True), ("handling", False, True)]


def undone(hotline):
    matter = hotline.do(hotline.new(), "accepted", "dispatcher", "06-21 09:10")
    matter = hotline.do(matter, "dispatched", "dispatcher", "06-21 09:20", unit=hotline.cast.units["city"].id)
    return hotline.do(matter, "undone", "dispatcher", "06-21 09:29")


def handed_on(hotline):
    matter, safety = object_(hotline, hotline.dispatched(), "06-21 11:00"), hotline.cast.units["safety"].id
    return hotline.do(matter, "objection_ruled", "dispatcher", "06-21 11:30", accepted=True, unit=safety)


def done_again(hotline):
    matter = hotline.called_back(satisfied="no")
    return hotline.do(
        matter, "redo", "dispatcher", "06-27 10:00", words="没解决", head=hotline.cast.people["section_head"].id
    )


def void(hotline):
    return hotline.do(hotline.new(), "void", "duty_chief", "06-21 10:00", reason="误登")


def merged(hotline):
    child, parent = hotline.new("06-21 08:50"), hotline.called_back()
    child = hotline.do(child, "merged", "dispatcher", "06-27 09:01", into=parent.id)
    hotline.do(parent, "closed", "dispatcher", "06-27 09:05")
    return child


@pytest.mark.parametrize(
    ("act", "out", "kept"),
    [
        (undone, "", [("to_sign", None, False)]),
        (handed_on, "", [("to_sign", True, True), ("handling", None, False)]),
        (done_again, "", [("to_sign", True, True), ("handling", True, True)]),
        (void, "void", [("to_sign", None, False)]),
        (merged, "merged", [("to_sign", False, False)]),
    ],
)
def test_whatever_is_done_the_ways_are_what_all_events_say(hotline, act, out, kept):
    matter = act(hotline)
    assert agree(hotline)
    assert set(ways(matter)) == set(kept)
    assert set(Passage.objects.filter(matter=matter).values_list("not_counted", flat=True)) == {out}


def test_a_way_that_is_handed_on_is_the_new_units(hotline):
    row = Passage.objects.get(matter=handed_on(hotline), step="handling", left_at=None)
    assert row.unit_id == hotline.cast.units["safety"].id


def test_while_a_pause_lasts_nothing_is_due_and_then_it_is_due_later(hotline):
    """City works of a size: to be stopped and planned, each within its time from dispatch."""
    hotline.cast.adopt("packs/urban/city_cases")
    fields = {"channel": "patrol", "category": "appearance", "grade": "project", "level": "street"}
    new = NewMatter("city_cases", place="柳荫路5号", **fields)
    matter = actions.take_in(new, by=hotline.cast.actor("dispatcher"), at=at("06-20 09:00"))
    matter = hotline.do(matter, "dispatched", "dispatcher", "06-20 09:10", unit=hotline.cast.units["city"].id)
    matter = hotline.do(matter, "signed", "handler", "06-20 09:30")
    plan = Passage.objects.filter(matter=matter, step="planned")
    first = plan.get().due_at
    matter = hotline.do(matter, "pause_asked", "handler", "06-20 09:40", reason="engineering", review_on="2023-07-10")
    matter = hotline.do(matter, "paused", "duty_chief", "06-20 10:00")
    assert (plan.get().due_at, plan.get().due_on, agree(hotline)) == (None, None, True)
    matter = hotline.do(matter, "resumed", "duty_chief", "06-27 10:00")
    assert plan.get().due_at > first
    assert agree(hotline)


def test_rows_that_say_something_else_are_found_and_mended(hotline):
    matter = hotline.signed()
    Passage.objects.filter(matter=matter, step="to_sign").update(on_time=False)
    Passage.objects.filter(matter=matter, step="handling").delete()
    found = queries.replay_check(hotline.cast.office.id)
    assert {(one.number, one.column.split(".")[0]) for one in found} == {(matter.number, "passages")}
    assert len(found) == 2
    actions.reproject(by=hotline.cast.system, at=at("06-22 09:00"))
    assert agree(hotline)
    assert ways(matter) == [("to_sign", True, True), ("handling", True, True)]


def test_what_is_told_late_lowers_the_rate_and_opens_to_the_rows_behind_it(cast):
    """信访工作条例22条: fifteen days, from receipt."""
    cast.adopt("packs/social/petitions")
    for place, told in (("柳荫路5号", "06-05 10:00"), ("石桥路", "06-28 10:00")):
        new = NewMatter("petitions", channel="letter", category="first", grade="ordinary", place=place)
        desk = cast.actor("dispatcher")
        matter = actions.take_in(new, by=desk, at=at("06-01 09:00"))
        said = {"unit": cast.units["city"].id, "papers_kept_in": "纸质案卷"}
        actions.do(matter.id, "dispatched", by=desk, at=at(told), seq=matter.seq, said=said)
    reading = looking(period=YEAR, for_=cast.system.scope)
    value = reading.value("petitions.told_rate")
    assert (value.value, len(reading.rows("petitions.told_rate", "of").ids)) == (50, 2)

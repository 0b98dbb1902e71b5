"""What the clock brings when time is over: each clock told once, the matter moved on, what is to be handed over."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gewu.front import spoken
from gewu.front.commands import tick
from gewu.journal.models import JournalLine, Outgoing
from gewu.kernel.types import Refused
from gewu.matters import actions, queries
from gewu.matters.rules import NewMatter
from gewu.scenario import reader
from tests.cast import pack
from tests.matters.conftest import at
from tests.matters.test_families import in_step, keys, refused


def ticked(hotline, when: str) -> tuple[int, int]:
    done = tick.tick(hotline.cast.office, at(when))
    return done["overdue"], done["moved"]


def told(matter) -> list[str]:
    return [event.said["words"] for event in matter.events.filter(kind="reminded").order_by("seq")]


# each clock ----------------------------------------------------------------------------------------


def test_signing_that_is_late_is_told_once_and_handling_that_is_late_again(hotline):
    matter = hotline.dispatched()
    assert [ticked(hotline, f"06-23 0{hour}:00")[0] for hour in (8, 9)] == [1, 0]
    assert ticked(hotline, "06-30 18:30")[0] == 1
    assert told(matter) == ["已超过签收时限", "已超过办理时限"]
    words = Outgoing.objects.filter(kind="overdue", to_staff_id=hotline.cast.people["dispatcher"].id)
    assert sorted({one.partition("：")[0] for one in words.values_list("words", flat=True)}) == [
        "已逾期",
        "签收已逾期",
    ]
    assert in_step(hotline)


def test_an_emergency_shows_the_clock_of_its_hand_over_and_is_told_when_that_is_late(hotline):
    matter, see = hotline.new(category="gas_leak"), hotline.cast.scope("dispatcher")
    line = queries.detail(matter.id, see, at("06-21 09:10")).line
    assert (line.colour.name, spoken.short(line.colour)) == ("soon", "移交消防119还剩20分")
    assert spoken.sentence(line.colour) == "还剩20分，6月21日09:30前移交消防119（时限30分钟）"
    assert [ticked(hotline, f"06-21 09:{minute}")[0] for minute in (29, 31, 32)] == [0, 1, 0]
    assert told(matter) == ["已超过移交消防119时限"]


def test_the_button_of_handing_over_has_the_number_of_the_category_filled_in(hotline):
    matter = hotline.new(category="gas_leak")
    (button, *_) = queries.verbs(matter.id, hotline.cast.actor("dispatcher"))
    assert (button.key, button.known) == ("handed_over", {"to": "119"})


# what a grade refers to others ---------------------------------------------------------------------


@pytest.fixture
def serious(cast, hotline):
    """A blocked passage: its grade names the fire brigade, within one workday."""
    cast.adopt("packs/safety/fire")
    new = NewMatter("fire", channel="grid", category="exits", place="柳荫路5号", area_id=cast.areas["willow_1"].id)
    return actions.take_in(new, by=cast.actor("officer_a"), at=at("06-21 09:00"))


def test_a_grade_that_refers_to_others_opens_a_hand_over_with_their_name_and_its_clock(hotline, serious):
    see = hotline.cast.scope("officer_a")
    entry = queries.detail(serious.id, see, at("06-21 09:10")).entries[0]
    assert (serious.hand_to, entry.notes) == ("消防救援机构", ("应于6月25日18:00前移交消防救援机构",))
    (button,) = [one for one in queries.verbs(serious.id, hotline.cast.actor("officer_a")) if one.key == "handed_over"]
    assert (button.known["to"], "消防救援机构" in button.asks[0].options) == ("消防救援机构", True)


def test_what_is_to_be_handed_over_is_so_by_saying_who_was_told_and_before_that_it_is_not_merged(hotline, serious):
    cast = hotline.cast
    assert "merged" not in keys(hotline, serious, "dispatcher")
    said = {"to": "消防救援机构", "told": "值班员王某", "told_at": "2023-06-21T09:20:00+08:00"}
    one = hotline.do(serious, "handed_over", "officer_a", "06-21 09:30", **said)
    story = queries.detail(one.id, cast.scope("officer_a"), at("06-21 09:40")).entries
    assert (one.hand_to, one.hand_clock, story[-1].notes[0]) == ("", {}, "移交：消防救援机构")
    assert refused(hotline.do, one, "handed_over", "officer_a", "06-21 09:31", **said) == "matters.R115"


# moved on ------------------------------------------------------------------------------------------


def told_of_hazard(hotline, serious):
    cast = hotline.cast
    said = {"to": "none", "words": "现场已清"}
    one = hotline.do(serious, "handed_over", "officer_a", "06-21 09:02", **said)
    one = hotline.do(one, "dispatched", "officer_a", "06-21 09:05", unit=cast.units["city"].id)
    return hotline.do(one, "signed", "handler", "06-21 09:30")


def test_a_hazard_over_its_time_goes_to_the_step_its_scenario_names_once(hotline, serious):
    matter = told_of_hazard(hotline, serious)
    assert [ticked(hotline, f"06-26 08:0{minute}") for minute in (1, 2)] == [(1, 1), (0, 0)]
    matter.refresh_from_db()
    last = matter.events.order_by("seq").last()
    assert (matter.step, matter.unit_id, last.kind, last.actor, last.said["words"]) == (
        "referred",
        hotline.cast.units["city"].id,
        "escalated",
        "系统",
        "因超期，转到“已移交”",
    )
    assert JournalLine.objects.filter(act="matters.escalated", row_id=matter.id, staff_id=None).count() == 1
    head = Outgoing.objects.filter(to_staff_id=hotline.cast.people["section_head"].id, words__startswith="因超期转来")
    assert head.count() == 1
    assert in_step(hotline)


def test_who_had_it_in_hand_does_not_verify_what_the_clock_moved_on(hotline, serious, cast):
    matter = told_of_hazard(hotline, serious)
    ticked(hotline, "06-26 08:01")
    matter.refresh_from_db()
    matter = hotline.do(matter, "handled", "section_head", "06-26 09:00", words="已整改", photo_kept_in="相册")
    by = replace(cast.actor("checker"), staff_id=cast.people["handler"].id)
    with pytest.raises(Refused) as found:
        actions.do(matter.id, "closed", by=by, at=at("06-26 10:00"), seq=matter.seq, said={"words": "看过了"})
    assert found.value.id == "matters.R120"


def test_what_nobody_signed_for_is_not_signed_by_the_clock(hotline):
    matter = hotline.dispatched()
    assert ticked(hotline, "06-30 18:30") == (1, 1)
    matter.refresh_from_db()
    assert (matter.step, matter.signed_at, matter.staff_id) == ("handling", None, None)
    assert hotline.do(matter, "handled", "handler", "06-30 19:00", words="已劝离", result="solved").step == "verifying"


def test_what_waits_for_a_ruling_or_for_the_checker_is_not_moved(hotline):
    asked = hotline.do(hotline.signed(), "pause_asked", "handler", "06-21 11:00", reason="season")
    handed = hotline.handled()
    assert ticked(hotline, "07-20 08:00")[1] == 0
    for matter in (asked, handed):
        step = matter.step
        matter.refresh_from_db()
        assert matter.step == step


@pytest.mark.parametrize("step", ["verifying", "closed", "paused", "to_callback"])
def test_a_scenario_cannot_let_the_clock_say_what_only_a_person_can(step):
    text = pack("packs/social/hotline").replace("then: handling}\n\nind", f"then: {step}}}\n\nind")
    found = reader.problems(text)
    assert [(one.place.partition(" ")[0], one.id) for one in found] == [("matter.overdue.then", "scenario.E329")]

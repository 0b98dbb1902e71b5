"""Sentences that cross rooms."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from gewu.flows import campaign, look_back, overdue
from gewu.flows.hand_over import hand_over
from gewu.flows.inspect import inspect
from gewu.journal.models import Outgoing
from gewu.kernel.periods import Period
from gewu.kernel.types import Refused
from gewu.matters import actions as matters
from gewu.matters.actions import take_in
from gewu.matters.models import Matter
from gewu.matters.rules import NewMatter
from gewu.tasks.models import Task
from tests.matters.conftest import at

JUNE = Period.parse("2023-06-01..2023-06-30")


def refused(call, *args, **more) -> str:
    with pytest.raises(Refused) as found:
        call(*args, **more)
    return found.value.id


def look(visits, place, when="06-09 10:00", *failed, **more):
    return inspect(visits.record(place, when, *failed, **more), by=visits.cast.actor("officer_a"), at=at(when))


def put_right(visits, matter, when: str):
    """Sign, handle and recheck by three hands; return the closed matter."""
    cast, photo = visits.cast, {"sha256": f"{matter.id:064d}", "what": "after"}

    def do(matter, verb, who, minute, **said):
        moment = at(f"{when} {minute}")
        return matters.do(matter.id, verb, by=cast.actor(who), at=moment, seq=matter.seq, said=said)

    matter = do(matter, "signed", "secretary", "09:00")
    matter = do(matter, "handled", "secretary", "09:30", words="已更换", files=[photo])
    return do(matter, "closed", "checker", "10:00")


# inspect -----------------------------------------------------------------------------------


def test_each_failed_item_opens_one_matter_and_the_clock_runs_from_the_visit(visits):
    found = look(visits, visits.place("A1"), "06-09 10:00", "extinguishers", "exits_clear")
    assert [(one.title, one.grade, one.step, one.due_on) for one in found.opened] == [
        ("隐患：安全出口畅通", "serious", "told", date(2023, 6, 12)),
        ("隐患：灭火器有效", "ordinary", "told", date(2023, 6, 14)),
    ]


def test_what_is_still_open_is_joined_and_not_opened_again(visits):
    place = visits.place("A1")
    (first,) = look(visits, place, "06-09 10:00", "wiring").opened
    again = look(visits, place, "06-12 10:00", "wiring")
    assert ([one.id for one in again.joined], again.opened, Matter.objects.count()) == ([first.id], [], 1)
    assert first.events.last().said["words"] == "再次检查仍不合格（JL202306120001）"


@pytest.mark.parametrize("state", ["new", "running", "paused"])
def test_what_waits_is_still_open_and_not_opened_again(visits, state):
    place = visits.place("A1")
    (first,) = look(visits, place, "06-09 10:00", "wiring").opened
    Matter.objects.filter(id=first.id).update(state=state)
    again = look(visits, place, "06-12 10:00", "wiring")
    assert ([one.id for one in again.joined], again.opened) == ([first.id], [])


def test_another_item_or_another_place_is_opened_beside_it(visits):
    place, other = visits.place("A1"), visits.place("A2")
    look(visits, place, "06-09 10:00", "wiring")
    found = [look(visits, place, "06-12 10:00", "lining"), look(visits, other, "06-12 11:00", "wiring")]
    assert [(len(one.opened), len(one.joined)) for one in found] == [(1, 0), (1, 0)]


@pytest.mark.parametrize(("day", "repeated"), [("07-12", True), ("07-13", False)])
def test_what_came_back_after_the_days_is_a_new_one(visits, day, repeated):
    place = visits.place("A1")
    (first,) = look(visits, place, "06-09 10:00", "wiring").opened
    put_right(visits, first, "06-12")
    (again,) = look(visits, place, f"{day} 10:00", "wiring").opened
    assert again.repeat_of_id == (first.id if repeated else None)


def test_photos_of_before_go_with_the_hazard_and_those_of_after_do_not(visits):
    before, after = ({"sha256": word * 64, "what": what} for word, what in (("a", "before"), ("b", "after")))
    (opened,) = look(visits, visits.place("A1"), "06-09 10:00", "wiring", files=[before, after]).opened
    assert [file["sha256"] for file in opened.events.first().said["files"]] == ["a" * 64]


def test_what_came_back_within_the_days_is_marked_repeated(visits):
    place = visits.place("A1")
    (first,) = look(visits, place, "06-09 10:00", "wiring").opened
    put_right(visits, first, "06-12")
    (again,) = look(visits, place, "06-20 10:00", "wiring").opened
    assert again.repeat_of_id == first.id


def test_all_in_order_opens_nothing_and_does_the_task(visits):
    place = visits.place("A1")
    visits.tick("06-01")
    assert (look(visits, place).opened, Task.objects.get().state) == ([], "done")


def test_a_refused_record_opens_nothing(visits):
    place = visits.place("A1")
    assert refused(look, visits, place, "06-09 10:00", "wiring", answers={}) == "answers.R101"
    assert Matter.objects.count() == 0


# take in -----------------------------------------------------------------------------------


def test_the_place_in_words_finds_its_grid(hotline):
    from gewu.grid import actions as grid

    cast = hotline.cast
    row = grid.NewAddress(text="柳荫路5号", code="DZ1", area_id=cast.areas["willow_1"].id, source="standard")
    grid.admit_addresses([row], by=cast.system, at=at("01-04 09:00"))
    new = NewMatter("hotline", channel="hotline", category="noise", place="柳荫路5号")
    assert take_in(new, by=cast.actor("dispatcher"), at=at("06-21 09:00")).area_id == cast.areas["willow_1"].id


def test_an_emergency_is_told_to_the_officer_on_duty(hotline):
    cast = hotline.cast
    new = NewMatter("hotline", channel="hotline", category="gas_leak", place="石桥路")
    take_in(new, by=cast.actor("dispatcher"), at=at("06-21 09:00"))
    told = Outgoing.objects.filter(kind="emergency").values_list("to_staff_id", "words")
    assert list(told) == [(cast.people["duty_chief"].id, "紧急：RX202306210001 燃气泄漏：石桥路，应移交119")]


def test_what_another_system_sent_before_is_refused_with_our_number(hotline):
    cast = hotline.cast
    new = NewMatter("hotline", channel="hotline", category="noise", place="石桥路", external_number="SJ-1")
    take_in(new, by=cast.actor("dispatcher"), at=at("06-21 09:00"))
    assert refused(take_in, new, by=cast.actor("dispatcher"), at=at("06-21 09:05")) == "matters.R205"


# overdue, hand over ------------------------------------------------------------------------


def test_an_overdue_matter_is_told_once_to_community_and_desk(hotline):
    cast, matter = hotline.cast, hotline.signed()
    assert overdue.tell_overdue(by=cast.system, at=at("06-29 18:00")) == 0
    assert [
        overdue.tell_overdue(by=cast.system, at=at("06-29 18:01")),
        overdue.tell_overdue(by=cast.system, at=at("06-30 08:00")),
    ] == [1, 0]
    told = Outgoing.objects.filter(kind="overdue").values_list("to_staff_id", flat=True)
    names = ("secretary", "dispatcher", "section_head", "duty_chief")
    assert sorted(told) == sorted(cast.people[name].id for name in names)
    matter.refresh_from_db()
    assert matter.overdue_told_at == at("06-29 18:01")


def test_a_leavers_open_work_passes_on_and_what_was_done_stays(visits):
    cast, place, other = visits.cast, visits.place("A1"), visits.place("A2")
    visits.tick("06-01")
    look(visits, place, "06-09 10:00")
    leaver, successor = cast.people["officer_a"], cast.people["officer_a2"]
    found = hand_over(by=cast.actor("grid_leader"), at=at("06-15 09:00"), leaver=leaver, successor=successor)
    assert (found.tasks, found.matters) == (1, 0)
    assert dict(Task.objects.values_list("subject_id", "staff_id")) == {place.id: leaver.id, other.id: successor.id}


def test_a_signed_matter_passes_to_the_successor_who_signs_anew(hotline):
    cast, matter = hotline.cast, hotline.signed()
    assert matter.staff_id == cast.people["handler"].id
    hand_over(
        by=cast.actor("duty_chief"),
        at=at("06-21 11:00"),
        leaver=cast.people["handler"],
        successor=cast.people["handler_b"],
    )
    matter.refresh_from_db()
    assert (matter.staff_id, matter.signed_at, matter.due_at) == (cast.people["handler_b"].id, None, at("06-29 18:00"))


# campaign, look back -----------------------------------------------------------------------


def test_a_campaign_sheet_says_places_hazards_and_quantities(visits):
    cast = visits.cast
    places = [visits.place(f"A{n}") for n in range(3)]
    row = campaign.start(
        by=cast.system,
        at=at("06-01 08:00"),
        scenario="fire",
        title="见底排查",
        from_on=date(2023, 6, 1),
        to_on=date(2023, 6, 30),
        split="hotel",
    )
    opened = look(visits, places[0], "06-09 10:00", "wiring", "lining", answers={"team": 3}).opened
    look(visits, places[1], "06-09 11:00", answers={"team": 2})
    put_right(visits, opened[0], "06-12")
    sheet = campaign.sheet(cast.scope("section_head"), row.id)
    said = dict(campaign.lines(sheet))
    assert (said["底册"], said["已检查"], said["未检查"]) == ("3家", "2家", "A2号店")
    assert (sheet.found, sheet.fixed, float(sheet.rate), said["出动检查人员"]) == (2, 1, 50.0, "5人次")


def test_second_looks_are_found_in_an_index_of_their_own(cast):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL reads small tables whole, whatever indexes they have")
    assert "event_looked_at" in look_back._events(cast.scope("duty_chief")).explain()


def test_a_draw_is_repeated_by_its_seed(hotline):
    for _ in range(5):
        hotline.closed()
    drawn = []
    for _ in range(2):
        plan = look_back.plan(
            by=hotline.cast.actor("duty_chief"),
            at=at("07-03 09:00"),
            scenario="hotline",
            title="七月回头看",
            closed=JUNE,
            due_on=date(2023, 7, 31),
            size=3,
            seed=42,
        )
        drawn.append([matter.id for matter in plan.matters])
    assert (drawn[0], len(drawn[0])) == (drawn[1], 3)


def test_a_rebound_opens_a_linked_matter_and_the_handler_may_not_look(hotline):
    cast = hotline.cast
    matter = hotline.dispatched(unit="willow")
    matter = hotline.do(matter, "signed", "secretary", "06-21 10:00")
    matter = hotline.do(matter, "handled", "secretary", "06-21 11:00", words="已调解", result="solved")
    matter = hotline.do(matter, "verified", "checker", "06-21 12:00")
    matter = hotline.do(
        matter, "called_back", "dispatcher", "06-21 14:00", contacted="yes", resolved="yes", satisfied="yes"
    )
    matter = hotline.do(matter, "closed", "dispatcher", "06-21 14:05")
    plan = look_back.plan(
        by=cast.actor("duty_chief"),
        at=at("07-03 09:00"),
        scenario="hotline",
        title="七月回头看",
        closed=JUNE,
        due_on=date(2023, 7, 31),
    )
    matter.refresh_from_db()
    said = {"seq": matter.seq, "plan_id": plan.campaign.id, "result": "rebounded", "words": "又摆出来了"}
    by_another = {"by": cast.actor("secretary"), "at": at("07-10 09:00")}
    assert refused(look_back.look, matter.id, **by_another, **said) == "matters.R165"
    new = look_back.look(matter.id, by=cast.actor("checker"), at=at("07-10 09:00"), **said)
    sheet = look_back.sheet(cast.scope("duty_chief"), plan.campaign.id)
    assert (new.follows_id, new.title[:5], sheet.missing) == (matter.id, "回头看反弹", [])
    assert sheet.rebounds == {cast.people["secretary"].id: 1}

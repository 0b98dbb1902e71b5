"""Who leaves hands over what is open, in their own office and areas only; what waits or is done stays."""

from __future__ import annotations

from datetime import date

import pytest

from gewu.flows.hand_over import HandedOver, OpenWork, depart, hand_over, open_work
from gewu.journal.models import JournalLine, Outgoing
from gewu.kernel.types import Refused
from gewu.matters.models import Matter
from gewu.tasks.models import Task
from tests.matters.conftest import Hotline, at

DONE = {"state": "done", "closed_at": at("06-22 10:00"), "closed_on": date(2023, 6, 22)}


def handed(desk, who: str = "duty_chief", leaver: str = "handler", successor: str = "handler_b", **more) -> HandedOver:
    people = desk.cast.people
    asked = {"leaver": people[leaver], "successor": people[successor], "at": at("06-22 11:00")} | more
    return hand_over(by=desk.cast.actor(who), **asked)


def refused(call, *args, **more) -> str:
    with pytest.raises(Refused) as found:
        call(*args, **more)
    return found.value.id


def test_the_matter_is_held_by_the_unit_of_whoever_took_it_over_and_says_so(hotline):
    matter = hotline.signed()
    assert handed(hotline) == HandedOver(0, 1)
    matter.refresh_from_db()
    cast = hotline.cast
    assert (matter.staff_id, matter.unit_id) == (cast.people["handler_b"].id, cast.units["safety"].id)
    assert matter.events.last().said["words"] == "周强的工作由孙立接手"


@pytest.mark.parametrize(
    "waits",
    [
        {"state": "paused"},
        {"pending": "pause"},
        {"handled_at": at("06-22 09:00")},
        DONE,
        {"merged_into": True},
    ],
)
def test_what_waits_is_handled_or_merged_is_not_handed_over(hotline, waits):
    matter, other = hotline.signed(), hotline.signed(unit="city", place="柳荫路6号")
    waits = {"merged_into": other} if "merged_into" in waits else waits
    Matter.objects.filter(id=matter.id).update(**waits)
    assert handed(hotline) == HandedOver(0, 1)
    matter.refresh_from_db()
    assert matter.staff_id == hotline.cast.people["handler"].id


def test_open_work_counts_tasks_matters_and_what_waits_apart(visits):
    hotline, leaver = Hotline(visits.cast), visits.cast.people["handler"]
    for _ in range(6):
        hotline.signed()
    ids = list(Matter.objects.order_by("id").values_list("id", flat=True))
    changes = [{"state": "paused"}, {"pending": "pause"}, DONE, {"handled_at": at("06-22 09:00")}]
    for id, change in zip(ids, changes, strict=False):
        Matter.objects.filter(id=id).update(**change)
    visits.place("A1"), visits.place("A2")
    visits.tick("06-01")
    Task.objects.update(staff=leaver)
    Task.objects.filter(subject__code="A2").update(state="exempt", reason="停业")
    assert open_work(visits.cast.scope("admin_system"), leaver) == OpenWork(tasks=1, matters=2, waiting=2)


def test_a_merged_matter_waits_for_nobody(hotline):
    first, second = hotline.signed(), hotline.signed()
    Matter.objects.filter(id=first.id).update(state="paused", merged_into=second)
    assert open_work(hotline.cast.scope("admin_system"), hotline.cast.people["handler"]).waiting == 0


def test_the_work_of_some_areas_passes_and_the_rest_stays(hotline):
    areas = hotline.cast.areas
    here, there = hotline.signed(), hotline.signed(area_id=areas["willow_2"].id)
    assert handed(hotline, area_ids=iter([areas["willow_2"].id])) == HandedOver(0, 1)
    here.refresh_from_db(), there.refresh_from_db()
    people = hotline.cast.people
    assert (here.staff_id, there.staff_id) == (people["handler"].id, people["handler_b"].id)


def test_tasks_of_some_areas_pass_with_the_unit_of_who_takes_them(visits):
    visits.place("A1"), visits.place("A2", area="willow_2")
    visits.tick("06-01")
    cast = visits.cast
    Task.objects.update(staff=cast.people["officer_a"])
    areas = [cast.areas["willow_2"].id]
    assert handed(visits, "grid_leader", "officer_a", "officer_b", area_ids=areas) == HandedOver(1, 0)
    found = Task.objects.order_by("subject__code").values_list("staff__code", "unit__code")
    assert list(found) == [("042", "SQ1"), ("051", "SQ2")]
    line = JournalLine.objects.get(act="tasks.handed_over")
    assert (line.row_id, line.count, line.detail) == (
        cast.people["officer_a"].id,
        1,
        {"successor": cast.people["officer_b"].id},
    )


def test_a_hand_over_is_one_line_of_the_journal(hotline):
    hotline.signed(), hotline.signed()
    handed(hotline)
    people, line = hotline.cast.people, JournalLine.objects.get(act="flows.handed_over")
    assert (line.noun, line.row_id, line.count) == ("staff", people["handler"].id, 2)
    assert line.detail == {"successor": people["handler_b"].id, "tasks": 0, "matters": 2}


@pytest.mark.parametrize(
    ("who", "allowed"),
    [("duty_chief", True), ("admin_system", True), ("checker", False), ("handler", False), ("admin_audit", False)],
)
def test_who_keeps_the_accounts_or_supervises_hands_over(hotline, who, allowed):
    if allowed:
        assert handed(hotline, who) == HandedOver(0, 0)
    else:
        assert refused(handed, hotline, who) == "flows.R121"


def test_nobody_hands_over_to_oneself(hotline):
    assert refused(handed, hotline, successor="handler") == "flows.R120"


def test_nothing_of_the_office_next_door_is_counted_or_moved(hotline, neighbour):
    """Both sides name the same person: the rows of an office are found by the office first."""
    matter, leaver = hotline.signed(), hotline.cast.people["handler"]
    assert open_work(neighbour.scope("admin_system"), leaver) == OpenWork(0, 0, 0)
    successor = neighbour.people["handler"]
    moved = hand_over(by=neighbour.system, at=at("06-22 11:00"), leaver=leaver, successor=successor)
    matter.refresh_from_db()
    assert (moved, matter.staff_id) == (HandedOver(0, 0), leaver.id)


# depart ------------------------------------------------------------------------------------


def departs(desk, leaver: str, successor: str = ""):
    people = desk.cast.people
    named = people[successor] if successor else None
    by, day = desk.cast.actor("admin_system"), date(2023, 6, 23)
    return depart(by=by, at=at("06-22 11:00"), leaver=people[leaver], successor=named, on=day)


def test_nobody_leaves_with_work_in_hand_unless_somebody_takes_it(hotline):
    hotline.signed()
    with pytest.raises(Refused) as found:
        departs(hotline, "handler")
    leaver = hotline.cast.people["handler"]
    leaver.refresh_from_db()
    assert (found.value.id, found.value.words, leaver.to_on) == (
        "flows.R122",
        "周强手上还有0项任务、1件事项，没有办理离岗。",
        None,
    )
    assert departs(hotline, "handler", "handler_b") == HandedOver(0, 1)
    leaver.refresh_from_db()
    assert leaver.to_on == date(2023, 6, 23)


def test_who_has_nothing_open_leaves_without_a_successor(hotline):
    assert departs(hotline, "handler") == HandedOver(0, 0)
    leaver = hotline.cast.people["handler"]
    leaver.refresh_from_db()
    assert (leaver.to_on, Outgoing.objects.count()) == (date(2023, 6, 23), 0)


def test_one_open_task_keeps_somebody_too(visits):
    visits.place("A1")
    visits.tick("06-01")
    assert refused(departs, visits, "officer_a") == "flows.R122"

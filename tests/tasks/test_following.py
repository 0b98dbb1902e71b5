"""A task follows its place; a record repairs its own task only; what is added to a campaign is added to that one."""

from __future__ import annotations

from datetime import date

import pytest

from gewu.journal.models import JournalLine
from gewu.kernel.types import Refused
from gewu.registry import actions as registry
from gewu.tasks import actions, queries
from gewu.tasks.actions.doing import Done
from gewu.tasks.models import CampaignItem, Task
from tests.matters.conftest import at
from tests.tasks.conftest import Ground

VISIT = {"form": "inspection"}
SPRING = {"from_on": date(2023, 5, 4), "to_on": date(2023, 8, 11)}


def refused(call, *args, **more) -> str:
    with pytest.raises(Refused) as found:
        call(*args, **more)
    return found.value.id


def moves(ground, place, **columns) -> None:
    registry.change(by=ground.cast.system, at=at("06-10 09:00"), subject_id=place.id, reason="重新认定", **columns)


def test_an_open_task_goes_with_its_place_to_another_officer_and_rule(ground):
    place = ground.place("A1")
    ground.place("A2")
    ground.tick("06-01")
    moves(ground, place, area_id=ground.cast.areas["bridge_1"].id, split="shop")
    assert ground.tick("06-12") == 0
    columns = ("subject__code", "rule", "split", "area__name", "staff__name", "unit__code", "opens_on", "closes_on")
    assert list(Task.objects.order_by("subject__code").values_list(*columns)) == [
        ("A1", "quarterly", "shop", "石桥一网格", "吴迪", "SQ2", date(2023, 4, 1), date(2023, 7, 1)),
        ("A2", "monthly", "hotel", "柳荫一网格", "王芳", "SQ1", date(2023, 6, 1), date(2023, 7, 1)),
    ]


def test_a_task_in_a_grid_without_an_officer_is_nobodys(ground):
    place = ground.place("A1")
    ground.tick("06-01")
    moves(ground, place, area_id=ground.cast.areas["bridge_2"].id)
    ground.tick("06-12")
    assert Task.objects.values_list("state", "staff_id", "unit_id").get() == ("due", None, None)


def test_a_done_task_stays_where_it_was_done(ground):
    place = ground.place("A1")
    ground.tick("06-01")
    repaired(ground, place, "06-05")
    moves(ground, place, area_id=ground.cast.areas["bridge_1"].id)
    ground.tick("06-12")
    assert Task.objects.values_list("state", "area__name").get() == ("done", "柳荫一网格")


def test_a_place_that_bears_its_tag_again_has_its_task_again(ground):
    place = ground.place("A1")
    ground.tick("06-01")
    by = {"by": ground.cast.system, "subject_id": place.id, "tag": "fire_key_place"}
    registry.untag(**by, at=at("06-05 09:00"), on=date(2023, 6, 5))
    ground.tick("06-06")
    was = Task.objects.values_list("state", "reason").get()
    registry.tag(**by, at=at("06-08 09:00"))
    assert ground.tick("06-09") == 0
    assert (was, Task.objects.values_list("state", "reason").get()) == (("void", "对象已不在本场景"), ("due", ""))


# records and tasks --------------------------------------------------------------------------


def repaired(ground, place, day: str, id: int = 1, **more) -> int:
    happened = date.fromisoformat(f"2023-{day}")
    done = {"office_id": ground.office.id, "scenario": "fire", "subject_id": place.id} | more
    return actions.fulfil([Done(id=id, happened_on=happened, entered_on=happened, facts=VISIT, **done)])


def test_records_of_several_months_repair_the_tasks_of_each(ground):
    first, second = ground.place("A1"), ground.place("A2")
    ground.tick("05-04")
    ground.tick("06-01")
    days = [(first, date(2023, 5, 10)), (second, date(2023, 6, 20)), (first, date(2023, 6, 2))]
    rows = [Done(id, ground.office.id, "fire", place.id, day, day, VISIT) for id, (place, day) in enumerate(days, 1)]
    assert actions.fulfil(rows) == 3
    found = Task.objects.filter(state="done").order_by("opens_on", "subject__code")
    assert list(found.values_list("subject__code", "record_id", "done_on")) == [
        ("A1", 1, date(2023, 5, 10)),
        ("A1", 3, date(2023, 6, 2)),
        ("A2", 2, date(2023, 6, 20)),
    ]


@pytest.mark.parametrize(("day", "repairs"), [("05-31", 0), ("06-01", 1), ("06-30", 1), ("07-01", 0)])
def test_a_record_repairs_from_the_first_day_of_the_period_to_the_last(ground, day, repairs):
    place = ground.place("A1")
    ground.tick("06-01")
    assert repaired(ground, place, day) == repairs


@pytest.mark.parametrize("other", [{"scenario": "gas"}, {"office_id": 0}, {"subject_id": None}])
def test_a_record_of_something_else_repairs_nothing(ground, other):
    place = ground.place("A1")
    ground.tick("06-01")
    assert (repaired(ground, place, "06-10", **other), Task.objects.get().state) == (0, "due")


def test_the_first_of_two_records_is_the_one_that_counts(ground):
    place = ground.place("A1")
    ground.tick("06-01")
    rows = [
        Done(id, ground.office.id, "fire", place.id, date(2023, 6, day), date(2023, 6, day), VISIT)
        for id, day in ((1, 20), (3, 10), (2, 10))
    ]
    assert (actions.fulfil(rows), Task.objects.get().record_id) == (1, 2)


def test_a_void_record_opens_the_task_of_its_own_office_only(ground, neighbour):
    place = ground.place("A1")
    ground.tick("06-01")
    repaired(ground, place, "06-10", id=7)
    assert actions.doing.reopen(8, office_id=ground.office.id) == 0
    assert actions.doing.reopen(7, office_id=neighbour.office.id) == 0
    assert actions.doing.reopen(7, office_id=ground.office.id) == 1
    assert Task.objects.values_list("state", "done_on", "late", "record_id").get() == ("due", None, None, None)


def test_a_task_of_next_door_or_done_already_is_not_excused(ground, neighbour):
    place = ground.place("A1")
    ground.tick("06-01")
    task, more = Task.objects.get(), {"at": at("06-02 09:00"), "reason": " 停业装修 "}
    assert refused(actions.excuse, task.id, by=neighbour.actor("section_head"), **more) == "tasks.R404"
    assert refused(actions.excuse, task.id, by=ground.cast.actor("checker"), **more) == "office.R403"
    row = actions.excuse(task.id, by=ground.cast.actor("section_head"), **more)
    assert (row.reason, JournalLine.objects.get(act="tasks.excused").row_id) == ("停业装修", task.id)
    assert repaired(ground, place, "06-10") == 0
    assert refused(actions.excuse, task.id, by=ground.cast.actor("section_head"), **more) == "tasks.R112"


# campaigns ----------------------------------------------------------------------------------


def started(ground, *places, title: str = "攻坚", who: str = "section_head", **more):
    asked = {"scenario": "fire", "title": title, "subject_ids": [place.id for place in places]} | SPRING | more
    return actions.start_campaign(by=ground.cast.actor(who), at=at("05-04 09:00"), **asked)


def test_what_is_added_goes_to_the_campaign_that_was_named(ground):
    places = [ground.place(f"A{n}", "shop") for n in range(3)]
    first, second = started(ground, places[0]), started(ground, places[1], title="回潮")
    by = {"by": ground.cast.actor("section_head"), "at": at("06-01 09:00")}
    assert actions.add_to_campaign(second.id, [places[2].id, places[1].id, places[2].id], **by) == 1
    items = CampaignItem.objects.order_by("id").values_list("campaign_id", "subject_id", "added_late")
    ids = [place.id for place in places]
    assert list(items) == [(first.id, ids[0], False), (second.id, ids[1], False), (second.id, ids[2], True)]
    line = JournalLine.objects.get(act="tasks.campaign_added")
    assert (line.row_id, line.count) == (second.id, 1)


def test_a_campaign_gives_each_place_one_task_with_its_officer_and_last_workday(ground):
    campaign = started(
        ground, *(ground.place(f"A{n}", "shop", area) for n, area in enumerate(("willow_2", "bridge_2")))
    )
    columns = (
        "subject__code",
        "staff__name",
        "unit__code",
        "rule",
        "origin",
        "opens_on",
        "due_on",
        "closes_on",
        "edition",
    )
    common = (f"campaign:{campaign.id}", "campaign", date(2023, 5, 4), date(2023, 8, 11), date(2023, 8, 12), "2023-01")
    assert list(Task.objects.filter(campaign=campaign).order_by("id").values_list(*columns)) == [
        ("A0", "林森", "SQ1", *common),
        ("A1", None, None, *common),
    ]
    line = JournalLine.objects.get(act="tasks.campaign_started")
    assert (line.row_id, line.count, campaign.frozen_at) == (campaign.id, 2, at("05-04 09:00"))


def test_a_campaign_sends_whom_it_names(ground):
    campaign = started(ground, ground.place("A1", "shop"), who="section_head")
    other = actions.start_campaign(
        by=ground.cast.actor("section_head"),
        at=at("05-04 09:00"),
        scenario="fire",
        title="书记带队",
        subject_ids=[Task.objects.get(campaign=campaign).subject_id],
        who="community_secretary",
        **SPRING,
    )
    assert [row.staff.name for row in Task.objects.order_by("campaign_id")] == ["王芳", "赵兰"]
    assert [row.id for row in queries.campaigns(ground.cast.scope("section_head"))] == [other.id, campaign.id]


def test_a_campaign_of_a_day_is_one_and_of_less_is_refused(ground):
    place, day = ground.place("A1", "shop"), date(2023, 5, 4)
    assert started(ground, place, to_on=day).to_on == day
    assert refused(started, ground, place, to_on=date(2023, 5, 3)) == "tasks.R121"
    assert refused(started, ground) == "tasks.R120"
    assert refused(started, ground, place, scenario="gas") == "tasks.R123"


def test_a_place_of_next_door_or_a_void_one_is_not_taken_into_a_campaign(ground, neighbour):
    theirs, void = Ground(neighbour).place("A1", "shop"), ground.place("A2", "shop")
    registry.void(by=ground.cast.system, at=at("01-05 09:00"), subject_id=void.id, reason="误登")
    for place in (theirs, void):
        assert refused(started, ground, place) == "tasks.R122"
    mine = started(ground, ground.place("A3", "shop"))
    assert refused(queries.campaign_sheet, mine.id, neighbour.scope("section_head")) == "tasks.R405"
    assert queries.campaigns(neighbour.scope("section_head")) == []

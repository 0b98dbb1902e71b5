"""回头看 by the page: planned, seen again by another person, the missing ones named, a rebound opened anew."""

import pytest

from gewu.journal.models import Outgoing
from gewu.matters.models import Matter
from gewu.tasks.models import Campaign
from tests.front.actors import dispatched, hidden, step

NEW = {
    "scenario": "hotline",
    "title": "六月回头看",
    "start": "2023-06-01",
    "end": "2023-06-28",
    "due_on": "2023-07-10",
    "seed": "7",
}


def closed(cast, number=1):
    """A ticket handled by the secretary of its community and closed on 27 June."""
    matter = dispatched(cast, place=f"柳荫路{number}号")
    matter = step(cast, matter, "reassigned", "dispatcher", unit=cast.units["willow"].id, words="转社区", hour=10)
    matter = step(cast, matter, "signed", "secretary", hour=11)
    matter = step(cast, matter, "handled", "secretary", hour=12, words="已调解", result="solved")
    matter = step(cast, matter, "verified", "checker", hour=13)
    said = {"contacted": "yes", "resolved": "yes", "satisfied": "yes"}
    matter = step(cast, matter, "called_back", "dispatcher", hour=14, **said)
    return step(cast, matter, "closed", "dispatcher", hour=15)


@pytest.fixture
def plan(hotline, at_desk):
    """Everything of two tickets closed in June is to be looked at again."""
    closed(hotline, 1), closed(hotline, 2)
    at_desk("duty_chief").send("/supervision/look-backs/new/", **NEW)
    return Campaign.objects.get()


def look(desk, plan, matter, found, words="又摆出来了"):
    address = f"/supervision/look-backs/{plan.id}/{matter.id}/"
    return desk.send(address, seq=hidden(desk.read(address), "seq"), found=found, words=words)


def test_a_plan_takes_all_that_was_closed_and_tells_the_checker(plan, hotline, at_desk):
    page = at_desk("checker").read(f"/supervision/look-backs/{plan.id}/")
    told = Outgoing.objects.get(kind="look_back")
    assert ("已看 0/2" in page, told.to_staff_id, told.link) == (
        True,
        hotline.people["checker"].id,
        f"/supervision/look-backs/{plan.id}/",
    )


def test_a_draw_takes_so_many_as_were_asked_for(hotline, at_desk):
    closed(hotline, 1), closed(hotline, 2)
    at_desk("duty_chief").send("/supervision/look-backs/new/", **NEW, size="1")
    assert "已看 0/1" in at_desk("duty_chief").read("/supervision/look-backs/")


def test_the_sheet_names_what_is_missing(plan, at_desk):
    first, second = Matter.objects.order_by("id")
    look(at_desk("checker"), plan, first, "held")
    page = at_desk("duty_chief").read(f"/supervision/look-backs/{plan.id}/")
    missing, seen = page.split("<h2>还没看的")[1].split("<h2>看过的")
    named = [(number in missing, number in seen) for number in (first.number, second.number)]
    assert ("已看 1/2" in page, named) == (True, [(False, True), (True, False)])


def test_a_rebound_opens_a_matter_that_follows(plan, at_desk):
    matter = Matter.objects.order_by("id")[0]
    answer = look(at_desk("checker"), plan, matter, "rebounded")
    opened = Matter.objects.get(follows=matter)
    listed = "反弹 1 件" in at_desk("duty_chief").read("/supervision/look-backs/")
    assert (answer.headers["Location"], listed) == (f"/matters/{opened.id}/", True)


def test_who_handled_it_is_not_asked_and_refused(plan, at_desk):
    matter, desk = Matter.objects.order_by("id")[0], at_desk("secretary")
    page = desk.read(f"/supervision/look-backs/{plan.id}/")
    answer = look(desk, plan, matter, "held")
    assert ("您办理的，请别人去看" in page, answer.status_code, "matters.R165" in answer.content.decode()) == (
        True,
        422,
        True,
    )


def test_what_was_seen_is_not_seen_twice(plan, at_desk):
    matter, desk = Matter.objects.order_by("id")[0], at_desk("checker")
    look(desk, plan, matter, "unclear")
    assert "flows.R4041" in desk.read(f"/supervision/look-backs/{plan.id}/{matter.id}/", 404)


def test_a_stretch_without_anything_closed_makes_no_plan(hotline, at_desk):
    answer = at_desk("duty_chief").send("/supervision/look-backs/new/", **NEW)
    said = "这段时间没有办结的事项" in answer.content.decode()
    assert (answer.status_code, said, Campaign.objects.count()) == (422, True, 0)


def test_a_plan_is_no_campaign(plan, at_desk):
    assert "六月回头看" in at_desk("duty_chief").read("/supervision/look-backs/")
    assert "六月回头看" not in at_desk("duty_chief").read("/campaigns/")


@pytest.mark.parametrize(("who", "status"), [("checker", 200), ("duty_chief", 200), ("clerk", 403), ("assessor", 403)])
def test_the_plans_open_to_who_plans_and_who_goes(hotline, at_desk, who, status):
    assert at_desk(who).read("/supervision/look-backs/", status) != ""


def test_a_plan_of_the_next_office_is_not_found(plan, neighbour, at_desk):
    Campaign.objects.update(office=neighbour.office)
    assert at_desk("duty_chief").read(f"/supervision/look-backs/{plan.id}/", 404) != ""

"""Twelve places by the month under a small scenario: eleven visited, one named and told (S1-A7)."""

from __future__ import annotations

from datetime import date

from gewu.flows.inspect import inspect
from gewu.front.commands import tick
from gewu.journal.models import Outgoing
from gewu.kernel.periods import month_of
from gewu.records.rules import NewRecord
from gewu.registry import actions as registry
from gewu.tasks import actions, queries
from tests.front.actors import Desk, nine_o_clock  # noqa: F401
from tests.histories import at
from tests.looking import looking

MAY = month_of(date(2023, 5, 1))
CHECKS = dict.fromkeys(("exits_clear", "extinguishers", "wiring", "lining"), "pass")


def visit(cast, place, when: str, entered: str = ""):
    new = NewRecord("fire", at(when), subject_id=place.id, form="inspection", answers={"team": 2}, checks=CHECKS)
    return inspect(new, by=cast.actor("officer_a"), at=at(entered or when))


def twelve(cast):
    """Twelve hotels on one grid, with their tasks of May."""
    cast.adopt("tests/tasks/fire.yaml")
    places = [
        registry.admit(
            by=cast.system,
            at=at("01-04 09:00"),
            nature="place",
            kind="merchant",
            split="hotel",
            code=f"A{number:02}",
            name=f"{number}号旅馆",
            area_id=cast.areas["willow_1"].id,
            tags=["fire_key_place"],
        )
        for number in range(1, 13)
    ]
    actions.raise_due(cast.office.id, date(2023, 5, 4), by=cast.system, at=at("05-04 08:00"))
    return places


def test_coverage_is_91_7_per_cent_and_the_twelfth_is_named(cast):
    places = twelve(cast)
    for place in places[:11]:
        visit(cast, place, "05-31 10:00")
    visit(cast, places[11], "06-01 09:00")
    visit(cast, places[11], "05-31 17:00", entered="06-01 09:30")
    rate = looking(period=MAY, for_=cast.scope("section_head")).value("fire.checked_on_time")
    (cell,) = queries.coverage(cast.scope("section_head"), "fire", MAY)
    assert (rate.parts, round(float(rate.value), 1)) == ((11, 12), 91.7)
    missing = queries.missing(cast.scope("section_head"), "fire", MAY)
    assert [(task.subject.name, task.staff.name, task.area.name) for task in missing] == [
        ("12号旅馆", "王芳", "柳荫一网格")
    ]
    assert cell.missing == 1


def test_the_executor_and_the_community_of_the_twelfth_are_told_once_and_led_to_it(cast, nine_o_clock):  # noqa: F811
    for place in twelve(cast)[:11]:
        visit(cast, place, "05-31 10:00")
    assert [tick.tick(cast.office, at(day))["missed"] for day in ("05-31 20:00", "06-01 06:00", "06-01 06:01")] == [
        0,
        1,
        0,
    ]
    told = {one.to_staff_id: one for one in Outgoing.objects.filter(kind="missed")}
    assert set(told) == {cast.people["officer_a"].id, cast.people["secretary"].id}
    for who in ("officer_a", "secretary"):
        desk, one = Desk(cast, who), told[cast.people[who].id]
        assert "1项任务上一期没有办" in desk.read("/")
        assert "12号旅馆" in desk.read(one.link)

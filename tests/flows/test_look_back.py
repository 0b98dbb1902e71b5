"""What a look-back takes in, how it stands, and what a rebound brings with it."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from gewu.flows import campaign, look_back
from gewu.journal.models import JournalLine
from gewu.kernel.periods import Period
from gewu.kernel.types import Refused
from gewu.matters import queries
from gewu.matters.models import Matter
from gewu.registry import actions as registry
from gewu.registry.models import StageSpan
from tests.flows.test_flows import look, put_right
from tests.matters.conftest import Hotline, at
from tests.records.conftest import Visits
from tests.tasks.conftest import STAGED

JUNE = Period.parse("2023-06-01..2023-06-30")


def planned(desk, scenario: str = "hotline", when: str = "07-03 09:00", **more) -> look_back.Plan:
    asked = {"title": "回头看", "closed": JUNE, "due_on": date(2023, 7, 31)} | more
    return look_back.plan(by=desk.cast.actor("duty_chief"), at=at(when), scenario=scenario, **asked)


def seen(desk, plan, matter, found: str, when: str = "07-10 09:00"):
    matter.refresh_from_db()
    said = {"plan_id": plan.campaign.id, "result": found, "words": "又去看了一次"}
    return look_back.look(matter.id, by=desk.cast.actor("checker"), at=at(when), seq=matter.seq, **said)


def refused(call, *args, **more) -> str:
    with pytest.raises(Refused) as found:
        call(*args, **more)
    return found.value.id


@pytest.fixture
def hazards(visits):
    """Three hazards of one place, put right on 12 June."""
    found = look(visits, visits.place("A1"), "06-09 10:00", "wiring", "lining", "extinguishers").opened
    return [put_right(visits, one, "06-12") for one in found]


def test_a_plan_takes_what_was_closed_from_the_first_day_to_the_last(visits, hazards):
    days = [date(2023, 5, 31), date(2023, 6, 1), date(2023, 6, 30), date(2023, 7, 1)]
    more = look(visits, visits.place("A2"), "06-09 10:00", "wiring").opened
    closed = [*hazards, put_right(visits, more[0], "06-12")]
    for matter, day in zip(closed, days, strict=True):
        Matter.objects.filter(id=matter.id).update(closed_on=day)
    assert [one.id for one in planned(visits, "fire").matters] == [closed[1].id, closed[2].id]


@pytest.mark.parametrize("what", ["void", "merged", "reopened", "of another scenario"])
def test_what_is_void_merged_reopened_or_of_another_scenario_is_not_looked_at(visits, hazards, what):
    first, second, third = hazards
    now = {
        "void": {"void_at": at("06-20 09:00"), "void_reason": "误登"},
        "merged": {"merged_into": second},
        "reopened": {"state": "running"},
        "of another scenario": {"scenario": "gas"},
    }
    Matter.objects.filter(id=first.id).update(**now[what])
    assert [one.id for one in planned(visits, "fire").matters] == [second.id, third.id]


def test_only_what_is_named_is_looked_at(visits, hazards):
    assert [one.id for one in planned(visits, "fire", matter_ids=[hazards[1].id]).matters] == [hazards[1].id]


def test_a_draw_of_as_many_as_there_are_takes_all_in_order(visits, hazards):
    ids = [one.id for one in hazards]
    assert [[one.id for one in planned(visits, "fire", size=size, seed=3).matters] for size in (3, 9)] == [ids, ids]


def test_a_draw_is_in_the_order_of_the_register_and_its_seed_and_size_are_on_record(visits, hazards):
    plan = planned(visits, "fire", size=2, seed=5)
    ids = [one.id for one in plan.matters]
    line = JournalLine.objects.get(act="flows.look_back_planned")
    assert (ids, len(ids), plan.seed) == (sorted(ids), 2, 5)
    assert (line.row_id, line.count, line.detail) == (plan.campaign.id, 2, {"seed": 5, "size": 2})
    events = [one.events.last() for one in plan.matters]
    said = {"plan": plan.campaign.id, "seed": 5, "words": "回头看，2023-07-31前看完"}
    assert [(event.kind, event.said) for event in events] == [("look_planned", said)] * 2


def test_the_office_next_door_plans_and_sees_its_own_only(hotline, neighbour):
    next_door = Hotline(neighbour)
    mine, theirs = hotline.closed(), next_door.closed()
    plans = [planned(desk) for desk in (hotline, next_door)]
    assert [[one.id for one in plan.matters] for plan in plans] == [[mine.id], [theirs.id]]
    scope = hotline.cast.scope("duty_chief")
    assert refused(look_back.sheet, scope, plans[1].campaign.id) == "flows.R404"
    assert [one.campaign.id for one in look_back.plans(scope)] == [plans[0].campaign.id]


def test_a_campaign_is_no_plan(visits):
    visits.place("A1")
    days = {"from_on": date(2023, 6, 1), "to_on": date(2023, 6, 30)}
    row = campaign.start(by=visits.cast.system, at=at("06-01 08:00"), scenario="fire", title="排查", **days)
    assert refused(look_back.sheet, visits.cast.scope("duty_chief"), row.id) == "flows.R404"


def test_a_matter_is_seen_once_in_a_plan_and_only_if_it_was_planned(visits, hazards):
    first, second, third = hazards
    plan = planned(visits, "fire", matter_ids=[first.id, second.id])
    seen(visits, plan, first, "held")
    refusals = [refused(seen, visits, plan, one, "rebounded") for one in (first, third)]
    assert refusals == ["flows.R4041", "flows.R4041"]
    assert look_back.sheet(visits.cast.scope("checker"), plan.campaign.id).results == {first.id: "held"}


def test_two_plans_of_the_same_matters_stand_each_for_itself(visits, hazards):
    first, second = planned(visits, "fire", "07-03 09:00"), planned(visits, "fire", "07-04 09:00")
    for matter, found in zip(hazards, ("held", "rebounded", ""), strict=True):
        if found:
            seen(visits, first, matter, found)
    seen(visits, second, hazards[2], "unclear")
    scope = visits.cast.scope("duty_chief")
    sheets = [look_back.sheet(scope, plan.campaign.id) for plan in (first, second)]
    ids = [one.id for one in hazards]
    assert [[one.id for one in sheet.planned] for sheet in sheets] == [ids, ids]
    assert [sheet.results for sheet in sheets] == [{ids[0]: "held", ids[1]: "rebounded"}, {ids[2]: "unclear"}]
    assert [[one.id for one in sheet.missing] for sheet in sheets] == [[ids[2]], ids[:2]]
    assert [sheet.rebounds for sheet in sheets] == [{visits.cast.people["secretary"].id: 1}, {}]
    assert [(one.campaign.id, one.planned, one.looked, one.rebounded) for one in look_back.plans(scope)] == [
        (second.campaign.id, 3, 1, 0),
        (first.campaign.id, 3, 2, 1),
    ]


@pytest.mark.parametrize("found", ["held", "unclear"])
def test_what_did_not_come_back_opens_nothing(visits, hazards, found):
    assert seen(visits, planned(visits, "fire"), hazards[0], found) is None
    assert Matter.objects.count() == 3


def test_a_rebound_is_of_the_same_place_and_kind_as_the_old_matter(visits, hazards):
    old = hazards[0]
    new = seen(visits, planned(visits, "fire"), old, "rebounded")
    same = ("scenario", "category", "grade", "level", "place_text", "area_id", "subject_id")
    assert [getattr(new, name) for name in same] == [getattr(old, name) for name in same]
    assert (new.title, new.body) == (f"回头看反弹：{old.title}", "又去看了一次")
    assert (new.follows_id, new.repeat_of_id, new.received_at) == (old.id, old.id, at("07-10 09:00"))


# stages ------------------------------------------------------------------------------------


@pytest.fixture
def staged(cast):
    """Places that are first open and then mended; one hazard of one of them, put right."""
    visits = Visits(cast, STAGED)
    place = visits.place("A1")
    (hazard,) = look(visits, place, "06-09 10:00", "wiring").opened
    return SimpleNamespace(visits=visits, place=place, hazard=put_right(visits, hazard, "06-12"))


def entered(staged, *stages: str) -> None:
    for number, stage in enumerate(stages, 1):
        registry.enter_stage(
            by=staged.visits.cast.system,
            at=at("06-13 09:00"),
            subject_id=staged.place.id,
            scenario="fire",
            stage=stage,
            on=date(2023, 6, number),
        )


@pytest.mark.parametrize(
    ("stages", "now"),
    [((), ""), (("listed",), "listed"), (("listed", "mended"), "listed"), (("listed", "open", "mended"), "open")],
)
def test_a_rebound_sends_the_place_back_to_the_stage_before(staged, stages, now):
    entered(staged, *stages)
    seen(staged.visits, planned(staged.visits, "fire"), staged.hazard, "rebounded")
    staged.place.refresh_from_db()
    newest = StageSpan.objects.order_by("-entered_on").first()
    went_back = len(stages) > 1
    assert (staged.place.stage, bool(newest and newest.note == f"回头看反弹：{staged.hazard.number}")) == (
        now,
        went_back,
    )


def test_a_stage_taken_back_is_not_the_one_before(staged):
    entered(staged, "listed", "open", "mended")
    StageSpan.objects.filter(stage="open").update(void_at=at("06-14 09:00"))
    seen(staged.visits, planned(staged.visits, "fire"), staged.hazard, "rebounded")
    staged.place.refresh_from_db()
    assert staged.place.stage == "listed"


def test_a_rebound_comes_in_by_the_look_back_and_counts_in_its_rate_and_not_in_the_old_channel(visits, hazards):
    plan = planned(visits, "fire")
    found = [
        seen(visits, plan, one, result) for one, result in zip(hazards, ("rebounded", "held", "held"), strict=True)
    ]
    rebound = found[0]
    scope = visits.cast.scope("duty_chief")
    line = queries.detail(rebound.id, scope, at("07-11 09:00")).line
    assert (rebound.channel, line.channel, hazards[0].channel) == ("look_back", "回头看发现", "inspection")
    rows = Matter.objects.filter(looked_on=date(2023, 7, 10))
    assert sorted(rows.values_list("looked", flat=True)) == ["held", "held", "rebounded"]
    assert queries.replay_check(visits.cast.office.id) == []

"""Exactly at the deadline, one too many, one of another kind: where a rule ends."""

from __future__ import annotations

import secrets
from datetime import timedelta
from zlib import crc32

import pytest

from gewu.kernel.periods import Period
from gewu.kernel.types import Refused
from gewu.matters import actions, queries, reporters
from gewu.matters.models import Matter
from gewu.matters.rules import History, NewMatter, NewReporter
from gewu.matters.rules.intake import drawn
from gewu.registry import actions as registry
from tests.matters.conftest import at

CALLER = NewReporter("白小七", "13900000001")


def refused(call, *args, **more) -> str:
    with pytest.raises(Refused) as found:
        call(*args, **more)
    return found.value.id


@pytest.fixture
def shops(cast) -> tuple[int, int]:
    """Two shops on the register."""
    area = cast.areas["willow_1"].id
    rows = [registry.NewSubject("place", "shop", f"S{n}", f"{n}号店", area_id=area) for n in (1, 2)]
    return tuple(registry.admit_many(rows, by=cast.system, at=cast.at).values())


@pytest.mark.parametrize(("closed", "late"), [("06-29 18:00", False), ("06-29 18:01", True)])
def test_closed_exactly_at_the_deadline_is_in_time(hotline, closed, late):
    matter = hotline.called_back(when="06-27 09:00")
    assert matter.due_at == at("06-29 18:00")
    assert hotline.do(matter, "closed", "dispatcher", closed).closed_late is late


@pytest.mark.parametrize(("accepted", "returns"), [(False, 0), (True, 1)])
def test_only_an_accepted_objection_counts_as_a_return(hotline, accepted, returns):
    matter = hotline.dispatched()
    matter = hotline.do(matter, "objected", "handler", "06-21 11:00", reason="not_ours", words="不在职责清单内")
    safety = hotline.cast.units["safety"].id
    ruling = {"accepted": accepted, "words": "依职责清单", "unit": safety}
    matter = hotline.do(matter, "objection_ruled", "dispatcher", "06-21 11:30", **ruling)
    assert (matter.objections, matter.returns) == (1, returns)


@pytest.mark.parametrize("contacted", ["no", "no_answer"])
def test_who_was_not_reached_has_nothing_said_for_them(hotline, contacted):
    said = {"contacted": contacted, "satisfied": "yes", "resolved": "yes"}
    matter = hotline.do(hotline.verified(), "called_back", "dispatcher", "06-27 09:00", **said)
    assert (matter.contacted, matter.resolved, matter.satisfied) == (contacted, "no_answer", "no_answer")


def test_a_sample_of_ten_per_cent_takes_the_first_ten_lots_of_a_hundred():
    numbers = {crc32(f"7 {number}".encode()) % 100: number for number in map(str, range(5000))}
    assert [drawn("sample 10%", numbers[lot], 7) for lot in (0, 9, 10, 99)] == [True, True, False, False]


def test_the_lot_is_drawn_when_it_is_handed_in_from_a_seed_that_anybody_can_repeat(hotline, monkeypatch):
    """Nothing about a matter says beforehand whether it will be looked at; its number alone does not."""
    cast = hotline.cast
    cast.adopt("packs/party/direct_stations")
    found = []
    for seed in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12):
        monkeypatch.setattr(secrets, "randbelow", lambda most, seed=seed: seed)
        new = NewMatter("direct_stations", channel="station", category="property", area_id=cast.areas["willow_1"].id)
        matter = actions.take_in(new, by=cast.actor("secretary"), at=at("06-21 09:00"))
        assert matter.drawn is None
        matter = hotline.do(matter, "dispatched", "dispatcher", "06-21 09:10", unit=cast.units["city"].id)
        matter = hotline.do(matter, "signed", "handler", "06-21 09:20")
        matter = hotline.do(matter, "handled", "handler", "06-21 10:00", words="已修好")
        event = matter.events.get(kind="handled")
        assert event.said["seed"] == seed
        assert matter.drawn == event.said["drawn"] == drawn("sample 10%", matter.number, seed)
        found.append(matter.drawn)
    assert set(found) == {True, False}


def test_the_same_caller_about_another_subject_is_no_repetition(hotline, shops):
    first = hotline.new(reporter=CALLER, subject_id=shops[0])
    other, same = (hotline.new("06-22 09:00", reporter=CALLER, subject_id=shop) for shop in reversed(shops))
    assert [other.repeat_of_id, same.repeat_of_id] == [None, first.id]


@pytest.mark.parametrize(("days", "repeated"), [(30, True), (31, False)])
def test_a_caller_comes_again_within_the_scenarios_days_in_a_load_too(hotline, days, repeated):
    new = NewMatter("hotline", channel="hotline", category="noise", place="柳荫路5号", reporter=CALLER)
    start = at("06-21 09:00")
    histories = [History(new, [("received", start + timedelta(days=n), None, None, {})]) for n in (0, days)]
    ids = actions.take_in_many(histories, by=hotline.cast.system, at=histories[-1].events[0][1])
    assert (Matter.objects.get(id=ids[1]).repeat_of_id == ids[0]) is repeated


def test_a_load_recognises_who_came_by_hand_before(hotline):
    first = hotline.new(reporter=CALLER)
    new = NewMatter("hotline", channel="hotline", category="noise", place="柳荫路5号", reporter=CALLER)
    history = History(new, [("received", at("06-24 09:00"), None, None, {})])
    (again,) = actions.take_in_many([history], by=hotline.cast.system, at=at("06-24 10:00"))
    row = Matter.objects.get(id=again)
    assert (row.repeat_of_id, row.reporter_id) == (first.id, first.reporter_id)


def test_what_is_no_telephone_is_kept_as_it_was_said_and_stops_nobody(hotline):
    said = {
        "无": "（没有认出号码）",
        "138****8000": "（没有认出号码）",
        "13800008000 打妻子电话": "138****8000（另有说明）",
    }
    for typed, shown in said.items():
        matter = hotline.new(reporter=NewReporter("张先生", typed))
        assert (reporters.opened(matter.reporter), matter.reporter.masked_phone) == (
            NewReporter("张先生", typed),
            shown,
        )
    again = hotline.new("06-22 09:00", reporter=NewReporter("张先生", "138 0000 8000"))
    assert again.repeat_of_id == matter.id


def test_a_name_alone_is_no_repetition_until_a_person_finds_that_it_is_one(hotline):
    first, second = (hotline.new(when, reporter=NewReporter("张先生")) for when in ("06-21 09:00", "06-22 09:00"))
    page = queries.detail(second.id, hotline.cast.scope("dispatcher"), at("06-22 10:00"))
    assert (
        second.repeat_of_id,
        first.reporter_id == second.reporter_id,
        [(one.word, one.matter) for one in page.kin],
    ) == (
        None,
        False,
        [("可能重复于", first)],
    )
    found = hotline.do(second, "repeats", "dispatcher", "06-22 10:00", earlier=first.number)
    page = queries.detail(second.id, hotline.cast.scope("dispatcher"), at("06-22 10:00"))
    said = (found.repeat_of_id, [one.word for one in page.kin], page.entries[-1].notes)
    assert said == (first.id, ["重复于"], (f"重复于{first.number}",))
    assert queries.replay_check(hotline.cast.office.id) == []


def test_a_later_matter_is_not_what_an_earlier_one_repeats(hotline):
    first, second = (hotline.new(when, reporter=NewReporter("张先生")) for when in ("06-21 09:00", "06-22 09:00"))
    assert refused(hotline.do, first, "repeats", "dispatcher", "06-22 10:00", earlier=second.id) == "matters.R242"


def test_of_two_received_at_the_same_minute_either_may_repeat_the_other(hotline):
    first, second = (hotline.new("06-21 09:00", reporter=NewReporter("张先生")) for _ in range(2))
    found = hotline.do(first, "repeats", "dispatcher", "06-22 10:00", earlier=second.number)
    assert found.repeat_of_id == second.id


def test_what_recurs_leaves_out_what_was_void(hotline, shops):
    matters = [hotline.new(f"06-{day} 09:00", subject_id=shops[0]) for day in (21, 26, 27)]
    june, scope = Period.of(at("06-01 00:00").date(), at("06-30 00:00").date()), hotline.cast.scope("duty_chief")
    assert [one.count for one in queries.recurring(scope, june)] == [3]
    hotline.do(matters[0], "void", "duty_chief", "06-27 10:00", reason="误登")
    assert queries.recurring(scope, june) == []


def test_a_person_without_the_number_of_the_last_event_takes_no_step(hotline):
    matter, desk = hotline.new(), hotline.cast.actor("dispatcher")
    assert refused(actions.do, matter.id, "accepted", by=desk, at=at("06-21 10:00"), seq=None) == "matters.R409"


def test_a_matter_is_not_merged_into_one_of_another_scenario(hotline):
    cast = hotline.cast
    cast.adopt("packs/urban/five_disorders")
    case = NewMatter("five_disorders", channel="patrol", category="parking", place="石桥路")
    parent = actions.take_in(by=cast.system, at=at("06-21 09:00"), new=case)
    assert refused(hotline.do, hotline.new(), "merged", "dispatcher", "06-21 10:00", into=parent.id) == "matters.R182"


@pytest.mark.parametrize("typed", ["²", "no such number", "99999"])
def test_a_main_matter_that_is_not_there_is_refused_whatever_was_typed(hotline, typed):
    assert refused(hotline.do, hotline.new(), "merged", "dispatcher", "06-21 10:00", into=typed) == "matters.R182"


def test_a_child_that_is_loaded_after_its_parent_closed_follows_it(hotline):
    cast, desk = hotline.cast, hotline.cast.people["dispatcher"]
    parent = hotline.closed(external_number="SJ1")
    new = NewMatter("hotline", channel="hotline", category="noise", place="柳荫路5号", external_number="SJ2")
    merged = ("merged", at("06-21 10:00"), desk, None, {"into_external": "SJ1"})
    history = History(new, [("received", at("06-21 09:30"), desk, None, {}), merged])
    (child,) = actions.take_in_many([history], by=cast.system, at=at("07-01 09:00"))
    row = Matter.objects.get(id=child)
    assert (row.state, row.merged_into_id, row.closed_at) == ("done", parent.id, parent.closed_at)


def test_a_station_to_which_many_things_are_brought_does_not_happen_again_and_again(hotline):
    cast = hotline.cast
    cast.adopt("packs/party/direct_stations")
    row = registry.NewSubject("place", "direct_station", "Z1", "柳荫直通站", area_id=cast.areas["willow_1"].id)
    (station,) = registry.admit_many([row], by=cast.system, at=cast.at).values()
    for _ in range(4):
        new = NewMatter("direct_stations", channel="station", category="property", subject_id=station)
        actions.take_in(new, by=cast.actor("dispatcher"), at=at("06-21 09:00"))
    assert queries.recurring(cast.scope("duty_chief"), Period.parse("2023-06-01..2023-06-30")) == []

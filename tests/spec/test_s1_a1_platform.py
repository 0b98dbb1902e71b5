"""S1-A1: one problem goes round, and the platform's number rises by exactly one."""

from __future__ import annotations

from datetime import date

from gewu.kernel.periods import Period
from gewu.matters import actions, queries
from gewu.matters.rules import NewMatter, NewReporter
from tests.looking import looking
from tests.spec.walk import at, figure

JUNE = Period.of(date(2023, 6, 1), date(2023, 6, 30))
REF = "the_platform.problems"


def walk_one(cast) -> int:
    photo = {"sha256": "e" * 64, "what": "after"}
    new = NewMatter(
        "hotline",
        channel="resident",
        category="garbage",
        place="柳荫路5号",
        area_id=cast.areas["willow_1"].id,
        reporter=NewReporter("白小七", "13900000001"),
        files=[{"sha256": "f" * 64, "what": "before"}],
    )
    matter = actions.take_in(new, by=cast.actor("officer_a"), at=at("06-05 09:00"))
    steps = [
        ("accepted", "dispatcher", "09:10", {}),
        ("dispatched", "dispatcher", "09:20", {"unit": cast.units["city"].id}),
        ("signed", "handler", "09:40", {}),
        ("handled", "handler", "11:00", {"words": "已清理", "result": "solved", "files": [photo]}),
        ("verified", "checker", "14:30", {}),
        ("called_back", "dispatcher", "15:00", {"contacted": "yes", "resolved": "yes", "satisfied": "yes"}),
        ("closed", "dispatcher", "15:05", {}),
    ]
    for verb, who, minute, said in steps:
        moment = at(f"06-05 {minute}")
        matter = actions.do(matter.id, verb, by=cast.actor(who), at=moment, seq=matter.seq, said=said)
    return matter.id


def test_s1_a1_the_number_rises_by_one_and_opens_into_that_one_case(cast):
    cast.adopt("packs/social/hotline")
    cast.adopt("packs/office/the_platform")
    before = figure(cast, REF, JUNE).value
    id = walk_one(cast)
    rows = looking(period=JUNE, for_=cast.scope("leader_main")).rows(REF)
    assert (before, figure(cast, REF, JUNE).value, rows.ids) == (0, 1, (id,))


def test_s1_a1_the_case_shows_six_dots_with_person_and_time_and_two_hands(cast):
    cast.adopt("packs/social/hotline")
    detail = queries.detail(walk_one(cast), cast.scope("leader_main"), at("06-06 09:00"))
    assert [dot.title for dot in detail.dots if dot.at and dot.actor] == [
        "发现",
        "交办",
        "处置",
        "督办",
        "反馈",
        "评价",
    ]
    assert detail.matter.handled_by_id != detail.matter.verified_by_id

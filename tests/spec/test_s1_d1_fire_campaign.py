"""S1-D1: ten places in the base register, nine inspected, four hazards, three rechecked; one sheet says it all."""

from __future__ import annotations

from datetime import date

import pytest

from gewu.flows import campaign
from gewu.flows.inspect import inspect
from gewu.kernel.types import Refused
from gewu.matters import actions as matters
from gewu.records.rules import NewRecord
from gewu.registry import actions as registry
from tests.histories import at, figure

CHECKS = dict.fromkeys(("exits_clear", "extinguishers", "wiring", "lining"), "pass")


def places(cast, count: int):
    cast.adopt("tests/tasks/fire.yaml")
    return [
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
        for number in range(1, count + 1)
    ]


def visit(cast, place, *failed: str, team: int = 2):
    checks = CHECKS | dict.fromkeys(failed, "fail")
    before = [{"sha256": f"{place.id:064d}", "what": "before"}]
    new = NewRecord(
        "fire", at("06-09 10:00"), place.id, "inspection", answers={"team": team}, checks=checks, files=before
    )
    return inspect(new, by=cast.actor("officer_a"), at=at("06-09 10:00")).opened


def step(cast, matter, verb: str, who: str, minute: str, **said):
    return matters.do(matter.id, verb, by=cast.actor(who), at=at(f"06-12 {minute}"), seq=matter.seq, said=said)


def put_right(cast, matter, photo: str):
    matter = step(cast, matter, "signed", "secretary", "09:00")
    files = [{"sha256": photo, "what": "after"}]
    matter = step(cast, matter, "handled", "secretary", "09:30", words="已整改", files=files)
    return step(cast, matter, "closed", "checker", "10:00")


def test_s1_d1_the_sheet_prints_nine_of_ten_four_three_and_seventy_five_per_cent(cast):
    hotels = places(cast, 10)
    row = campaign.start(
        by=cast.system,
        at=at("06-01 08:00"),
        scenario="fire",
        title="见底排查",
        from_on=date(2023, 6, 1),
        to_on=date(2023, 6, 30),
    )
    hazards = [one for place in hotels[:4] for one in visit(cast, place, "wiring", team=3)]
    for place in hotels[4:9]:
        visit(cast, place)
    for matter in hazards[:3]:
        put_right(cast, matter, f"{matter.id:063d}a")
    sheet = campaign.sheet(cast.scope("section_head"), row.id)
    said = dict(campaign.lines(sheet))
    assert [said[word] for word in ("底册", "已检查", "未检查", "发现隐患", "整改完成", "出动检查人员")] == [
        "10家",
        "9家",
        "10号旅馆",
        "4处",
        "3处",
        "22人次",
    ]
    assert (float(sheet.rate), figure(cast, "fire.fixed_rate").said) == (75.0, "75%")


def test_s1_d1_a_recheck_photo_identical_to_the_before_photo_is_refused(cast):
    (hotel,) = places(cast, 1)
    (matter,) = visit(cast, hotel, "wiring")
    with pytest.raises(Refused) as found:
        put_right(cast, matter, f"{hotel.id:064d}")
    assert found.value.id == "matters.R109"


def test_s1_d1_the_officer_who_put_it_right_does_not_recheck_it(cast):
    (hotel,) = places(cast, 1)
    (matter,) = visit(cast, hotel, "wiring")
    matter = step(cast, matter, "signed", "secretary", "09:00")
    files = [{"sha256": "9" * 64, "what": "after"}]
    matter = step(cast, matter, "handled", "secretary", "09:30", words="已整改", files=files)
    with pytest.raises(Refused) as found:
        step(cast, matter, "closed", "secretary", "10:00")
    assert found.value.id == "matters.R403"

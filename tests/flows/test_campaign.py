"""Which places a campaign takes, and which records and hazards its sheet counts."""

from __future__ import annotations

from datetime import date

import pytest

from gewu.flows import campaign
from gewu.kernel.types import Refused
from gewu.matters.models import Matter
from gewu.records import actions as records
from gewu.registry import actions as registry
from gewu.tasks import actions as tasks
from gewu.tasks.models import CampaignItem
from tests.flows.test_flows import look
from tests.matters.conftest import at

JUNE = {"from_on": date(2023, 6, 1), "to_on": date(2023, 6, 30)}


def started(visits, **more):
    asked = {"scenario": "fire", "title": "排查", "at": at("06-01 08:00")} | JUNE | more
    return campaign.start(by=visits.cast.system, **asked)


def said(visits, row) -> dict[str, str]:
    return dict(campaign.lines(campaign.sheet(visits.cast.scope("section_head"), row.id)))


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ({}, ["A1", "A2", "B1"]),
        ({"area_id": "willow"}, ["A1", "A2"]),
        ({"split": "shop"}, ["A2"]),
        ({"tag": "fire_key_place"}, ["A1", "A2", "B1"]),
    ],
)
def test_a_campaign_takes_the_places_of_its_scenario_area_and_kind(visits, more, codes):
    visits.place("A1"), visits.place("A2", "shop", "willow_2"), visits.place("B1", area="bridge_1")
    visits.place("A3", tag="")
    visits.place("A4", valid_from=date(2023, 6, 2))
    areas = {key: visits.cast.areas[area].id for key, area in more.items() if key == "area_id"}
    started(visits, **(more | areas))
    assert list(CampaignItem.objects.order_by("subject__code").values_list("subject__code", flat=True)) == codes


def test_a_scenario_not_in_use_has_no_campaign(visits):
    with pytest.raises(Refused, match=r"flows\.R130"):
        started(visits, scenario="gas")


def test_the_sheet_counts_records_of_its_days_and_places_and_no_void_one(visits):
    place, other = visits.place("A1"), visits.place("A2", "shop")
    row = started(visits, split="hotel")
    for when in ("05-31 10:00", "06-01 10:00", "06-30 10:00", "07-01 10:00"):
        look(visits, place, when, "wiring")
    look(visits, other, "06-12 10:00", checks=dict.fromkeys(("exits_clear", "extinguishers", "wiring"), "fail"))
    wrong = look(visits, place, "06-15 10:00", "lining", answers={"team": 40}).record
    records.void(wrong.id, by=visits.cast.actor("officer_a"), at=at("06-15 18:00"), reason="记错")
    sheet = campaign.sheet(visits.cast.scope("section_head"), row.id)
    assert (sheet.records, sheet.sums["team"][1]) == (2, 4)
    assert said(visits, row)["出动检查人员"] == "4人次"


def test_only_what_is_a_number_is_summed(visits):
    visits.place("A1")
    sheet = campaign.sheet(visits.cast.scope("section_head"), started(visits).id)
    assert (list(sheet.sums), sheet.rate) == (["team", "trained"], None)


def test_a_void_hazard_is_no_finding(visits):
    place = visits.place("A1")
    row = started(visits)
    first, _ = look(visits, place, "06-09 10:00", "wiring", "lining").opened
    Matter.objects.filter(id=first.id).update(void_at=at("06-10 09:00"), void_reason="误登")
    sheet = campaign.sheet(visits.cast.scope("section_head"), row.id)
    assert (sheet.found, sheet.fixed, sheet.rate) == (1, 0, 0)


def test_the_paper_says_what_was_added_only_where_something_was(visits):
    place = visits.place("A1")
    row = started(visits)
    look(visits, place, "06-09 10:00")
    assert (said(visits, row)["未检查"], "增补" in said(visits, row)) == ("无", False)
    late = visits.place("A2")
    tasks.add_to_campaign(row.id, [late.id], by=visits.cast.system, at=at("06-12 09:00"))
    assert said(visits, row)["增补"] == "1家，已检查0家"
    look(visits, late, "06-13 10:00")
    assert (said(visits, row)["底册"], said(visits, row)["增补"]) == ("1家", "1家，已检查1家")


def test_places_with_a_second_tag_are_a_campaign_of_their_own(visits):
    bearing, bare = visits.place("A1"), visits.place("A2")
    registry.untag(
        by=visits.cast.system, at=at("06-05 09:00"), subject_id=bare.id, tag="fire_key_place", on=date(2023, 6, 5)
    )
    late = started(visits, tag="fire_key_place", from_on=date(2023, 6, 6), at=at("06-06 08:00"))
    assert list(late.items.values_list("subject_id", flat=True)) == [bearing.id]

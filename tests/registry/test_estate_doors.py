"""100 of 120 doors collected is 83.3 %, the twenty are named; a vacant flat is no household (S1-A3)."""

from __future__ import annotations

import re

from gewu.registry.models import Subject, Tag
from tests.front.actors import Desk, nine_o_clock  # noqa: F401
from tests.front.knowing import estate
from tests.histories import figure


def test_twenty_doors_are_named_and_a_vacant_one_is_covered_without_a_household(cast, nine_o_clock):  # noqa: F811
    cast.adopt("packs/social/grid_visits")
    id, secretary, officer = estate(cast, doors=120, lived_in=100), Desk(cast, "secretary"), Desk(cast, "officer_a")
    before, households = secretary.read(f"/subjects/{id}/doors/"), figure(cast, "grid_visits.households").value
    dwelling = Subject.objects.get(code="D119")
    officer.send(f"/subjects/{dwelling.id}/tag/", tag="vacant", basis="楼长告知", valid_from="2023-06-20")
    after = secretary.read(f"/subjects/{id}/doors/")
    assert [("83.3" in before, "84.2" in before), ("83.3" in after, "84.2" in after)] == [(True, False), (False, True)]
    assert (len(named(before)), sorted(named(before) - named(after))) == (20, ["119室"])
    assert (households, figure(cast, "grid_visits.households").value) == (100, 100)
    said = Tag.objects.values_list("tag", "basis", "valid_from").get()
    assert (said[:2], str(said[2])) == (("vacant", "楼长告知"), "2023-06-20")


def test_an_estate_is_entered_door_by_door_on_pages(cast, nine_o_clock):  # noqa: F811
    cast.adopt("packs/social/grid_visits")
    officer, area = Desk(cast, "officer_a"), cast.areas["willow_1"].id

    def admitted(kind: str, name: str, **more) -> str:
        return officer.send(f"/subjects/kind/{kind}/new/", name=name, area=area, **more).headers["Location"]

    def related(page: str, tie: str, other: str) -> None:
        answer = officer.send(f"{page}relate/", tie=tie, other=other, valid_from="2023-06-01", source="走访")
        assert answer.status_code == 302, answer.content.decode()[:3000]

    estate_page, building = admitted("estate", "柳荫新村"), admitted("building", "柳荫新村1幢")
    related(building, "part_of:out", "柳荫新村")
    for room in ("101室", "102室", "103室"):
        related(admitted("dwelling", f"柳荫新村1幢{room}", place_text=room), "part_of:out", "柳荫新村1幢")
    home = admitted("household", "白家", ask_tenure="own", ask_members="2")
    related(home, "lives_in:out", "柳荫新村1幢101室")
    dwelling = Subject.objects.get(name="柳荫新村1幢102室")
    officer.send(f"/subjects/{dwelling.id}/tag/", tag="vacant", basis="楼长告知", valid_from="2023-06-20")
    page = officer.read(f"{estate_page}doors/")
    assert ("采集率 66.7%" in page, named(page), figure(cast, "grid_visits.households").value) == (True, {"103室"}, 1)


def named(page: str) -> set[str]:
    """The doors that the page lists as not collected."""
    return set(re.findall(r'title="(\S+) 未采集', page))

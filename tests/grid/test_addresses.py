"""Addresses and areas: who keeps them, what is refused, what merging moves, and the office next door."""

from __future__ import annotations

from datetime import date

import pytest

from gewu.grid import actions, queries
from gewu.grid.models import Address, AddressAlias, Area
from gewu.journal.models import JournalLine
from gewu.kernel.types import Refused
from gewu.registry import actions as registry


def refused(call, *args, **more) -> Refused:
    with pytest.raises(Refused) as found:
        call(*args, **more)
    return found.value


def line(act: str) -> JournalLine:
    return JournalLine.objects.filter(act=f"grid.{act}").latest("id")


def new(cast, code: str, text: str = "丰田路12号", area: str = "willow_1", **more) -> actions.NewAddress:
    return actions.NewAddress(code, text, cast.areas[area].id, **more)


@pytest.fixture
def three(cast):
    """Three addresses of one street: ids by code."""
    rows = [new(cast, f"A{number}", f"丰田路{number}号") for number in (1, 2, 3)]
    return actions.admit_addresses(rows, by=cast.actor("section_head"), at=cast.at)


def test_an_address_is_kept_as_it_was_given(cast):
    row = new(cast, "A1", "丰田路１２号", source="standard", lon=120.5, lat=31.25, accuracy_m=8)
    ids = actions.admit_addresses([row], by=cast.system, at=cast.at)
    columns = ("id", "text", "code", "source", "area__name", "lon", "lat", "accuracy_m")
    assert Address.objects.values_list(*columns).get() == (
        ids["A1"],
        "丰田路12号",
        "A1",
        "standard",
        "柳荫一网格",
        120.5,
        31.25,
        8,
    )
    assert (line("addresses_admitted").count, line("addresses_admitted").noun) == (1, "address")


def test_every_wrong_address_is_said_and_none_is_kept(cast, neighbour, three):
    rows = [
        new(cast, "B1"),
        new(cast, "B1"),
        new(cast, "A2"),
        new(cast, "B2", " "),
        actions.NewAddress("B3", "西路1号", neighbour.areas["willow_1"].id),
    ]
    wrong = refused(actions.admit_addresses, rows, by=cast.system, at=cast.at)
    place = "缺少地址文字，或所填网格不在本单位"
    assert (wrong.id, wrong.fields, Address.objects.count()) == (
        "grid.R110",
        {"第2行": "地址编码B1已有", "第3行": "地址编码A2已有", "第4行": place, "第5行": place},
        3,
    )


def test_a_code_of_next_door_is_free_here(cast, neighbour, three):
    assert set(actions.admit_addresses([new(neighbour, "A1")], by=neighbour.system, at=cast.at)) == {"A1"}


def test_addresses_are_kept_by_those_who_keep_the_register(cast, three):
    by = {"by": cast.actor("clerk"), "at": cast.at}
    for call in (
        lambda: actions.admit_addresses([new(cast, "B1")], **by),
        lambda: actions.add_alias(**by, address_id=three["A1"], text="老供销社"),
        lambda: actions.merge_address(**by, address_id=three["A1"], into_id=three["A2"]),
    ):
        assert refused(call).id == "office.R403"


def test_a_name_people_use_is_noted_and_not_given_next_door(cast, neighbour, three):
    row = actions.add_alias(by=cast.system, at=cast.at, address_id=three["A1"], text="老供销社　１号")
    assert (row.text, line("alias_added").row_id) == ("老供销社1号", three["A1"])
    next_door = {"by": neighbour.system, "at": cast.at, "address_id": three["A1"], "text": "老供销社"}
    assert refused(actions.add_alias, **next_door).id == "grid.R405"


def lived(cast, code: str, address_id: int):
    return registry.admit(
        by=cast.system,
        at=cast.at,
        nature="dwelling",
        kind="dwelling",
        code=code,
        name=code,
        area_id=cast.areas["willow_1"].id,
        address_id=address_id,
    )


def test_merging_moves_what_pointed_there_and_nothing_else(cast, three):
    moved, kept = lived(cast, "D1", three["A1"]), lived(cast, "D3", three["A3"])
    for code, text in (("A1", "小灰楼"), ("A3", "小红楼")):
        actions.add_alias(by=cast.system, at=cast.at, address_id=three[code], text=text)
    actions.merge_address(by=cast.system, at=cast.at, address_id=three["A1"], into_id=three["A2"])
    moved.refresh_from_db(), kept.refresh_from_db()
    assert (moved.address_id, kept.address_id) == (three["A2"], three["A3"])
    aliases = AddressAlias.objects.order_by("text").values_list("text", "address__code")
    assert set(aliases) == {("丰田路1号", "A2"), ("小灰楼", "A2"), ("小红楼", "A3")}
    assert dict(Address.objects.values_list("code", "merged_into__code")) == {"A1": "A2", "A2": None, "A3": None}
    said = line("address_merged")
    assert (said.row_id, said.detail) == (three["A1"], {"into": three["A2"], "moved": 1})


def test_an_address_is_not_merged_into_itself_or_over_the_border(cast, neighbour, three):
    theirs = actions.admit_addresses([new(neighbour, "A1")], by=neighbour.system, at=cast.at)["A1"]
    for ends in ((three["A1"], three["A1"]), (three["A1"], theirs), (theirs, three["A1"])):
        asked = {"by": cast.system, "at": cast.at, "address_id": ends[0], "into_id": ends[1]}
        assert refused(actions.merge_address, **asked).id == "grid.R111"


# areas --------------------------------------------------------------------------------------


def test_an_area_admitted_alone_lies_in_its_parent(cast):
    by = {"by": cast.actor("admin_system"), "at": cast.at}
    row = actions.admit_area(**by, kind="grid", code="W3", name="柳荫三网格", parent=cast.areas["willow"])
    assert (row.parent_id, row.path) == (cast.areas["willow"].id, f"{cast.areas['willow'].path}{row.id}/")
    assert (line("areas_admitted").row_id, line("areas_admitted").detail) == (row.id, {"codes": ["W3"]})
    assert row.id in queries.below(cast.office.id, cast.areas["willow"].id)


def test_a_second_street_lies_in_nothing(cast):
    row = actions.admit_area(by=cast.system, at=cast.at, kind="subdistrict", code="S2", name="南街道")
    assert (row.parent_id, row.path, row.valid_from) == (None, f"/{row.id}/", date(2000, 1, 1))


def test_areas_are_changed_by_those_who_keep_accounts(cast):
    by, area = {"by": cast.actor("section_head"), "at": cast.at}, cast.areas["willow_2"]
    for call in (
        lambda: actions.admit_areas([], **by),
        lambda: actions.close_area(**by, area=area, on=date(2023, 7, 1)),
        lambda: actions.draw_outline(**by, area=area, outline={}),
    ):
        assert refused(call).id == "office.R403"


@pytest.mark.parametrize(("days", "ends"), [(date(2000, 1, 1), False), (date(2000, 1, 2), True)])
def test_an_area_ends_a_day_after_it_began_at_the_earliest(cast, days, ends):
    asked = {"by": cast.actor("admin_system"), "at": cast.at, "area": cast.areas["willow_2"], "on": days}
    if ends:
        assert (actions.close_area(**asked).valid_to, line("area_closed").row_id) == (days, asked["area"].id)
    else:
        assert refused(actions.close_area, **asked).id == "grid.R106"
    assert Area.objects.filter(valid_to=None).count() == (6 if ends else 7)

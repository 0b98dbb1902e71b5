"""The doors of an estate: which dwellings are its own, in which building, who lives there, when last seen."""

from __future__ import annotations

from datetime import date

import pytest

from gewu.grid import actions as grid
from gewu.registry import actions, queries
from gewu.registry.actions import NewRelation, NewSubject
from gewu.registry.models import Relation, Subject
from gewu.registry.rules import VACANT

SEEN, SEEN_LATER = date(2023, 2, 1), date(2023, 3, 1)


class Estate:
    """翠苑 E1 with two buildings; doors as they are asked for."""

    def __init__(self, cast):
        self.cast, self.by = cast, {"by": cast.system, "at": cast.at}
        self.ids = {}
        self.row = self.admit("E1", nature="place", kind="estate", name="翠苑")
        for code, name in (("E1-1", "一幢"), ("E1-2", "二幢")):
            self.admit(code, nature="place", kind="building", name=name)
            self.related("part_of", code, "E1")

    def admit(self, code: str, *, area: str = "willow_1", **more) -> Subject:
        values = {"nature": "dwelling", "kind": "dwelling", "name": code, "valid_from": date(2023, 1, 1)} | more
        new = NewSubject(code=code, area_id=self.cast.areas[area].id, **values)
        self.ids |= actions.admit_many([new], **self.by)
        return Subject.objects.get(id=self.ids[code])

    def related(self, kind: str, code: str, other: str) -> None:
        actions.relate_many([NewRelation(kind, self.ids[code], self.ids[other])], **self.by)

    def door(self, code: str, inside: str = "E1-1", **more) -> Subject:
        row = self.admit(code, **more)
        if inside:
            self.related("part_of", code, inside)
        return row

    def doors(self, who: str = "dispatcher") -> list[queries.DoorRow]:
        return queries.doors(self.row, self.cast.scope(who))


@pytest.fixture
def estate(cast) -> Estate:
    return Estate(cast)


def test_a_door_says_its_building_or_the_estate(estate):
    estate.door("D1", "E1-1"), estate.door("D2", "E1-2"), estate.door("D3", "E1"), estate.door("D4", "")
    assert [(row.name, row.building) for row in estate.doors()] == [("D1", "一幢"), ("D2", "二幢"), ("D3", "翠苑")]


def test_a_door_is_found_by_the_address_of_a_building_of_the_estate(estate):
    area = estate.cast.areas["willow_1"].id
    rows = [grid.NewAddress(code, text, area) for code, text in (("E1-3", "翠苑3幢"), ("E19-3", "翠华3幢"))]
    ids = grid.admit_addresses(rows, **estate.by)
    estate.door("D1", "", address_id=ids["E1-3"]), estate.door("D2", "", address_id=ids["E19-3"])
    assert [(row.name, row.building) for row in estate.doors()] == [("D1", "翠苑3幢")]


def test_a_door_is_lived_in_or_vacant_and_was_seen_when_either_was(estate):
    estate.door("D1", verified_on=SEEN), estate.door("D2", tags=[VACANT]), estate.door("D3", verified_on=SEEN_LATER)
    for household, seen, code in (("H1", SEEN_LATER, "D1"), ("H3", SEEN, "D3")):
        estate.admit(household, nature="household", kind="household", verified_on=seen)
        estate.related("lives_in", household, code)
    assert [(row.name, row.household, row.vacant, row.verified_on) for row in estate.doors()] == [
        ("D1", True, False, SEEN_LATER),
        ("D2", False, True, None),
        ("D3", True, False, SEEN_LATER),
    ]


def test_a_household_that_moved_out_or_is_void_lives_there_no_more(estate):
    for door, household in (("D1", "H1"), ("D2", "H2")):
        estate.door(door)
        estate.admit(household, nature="household", kind="household")
        estate.related("lives_in", household, door)
    relation = Relation.objects.get(subject__code="H1")
    actions.end_relation(**estate.by, relation_id=relation.id, on=date(2023, 1, 2))
    actions.void(**estate.by, subject_id=estate.ids["H2"], reason="误登")
    assert [row.household for row in estate.doors()] == [False, False]


def test_a_door_that_is_void_closed_or_out_of_sight_is_no_door(estate):
    for code in ("D1", "D2", "D3"):
        estate.door(code, place_text=f"一幢{code}室")
    estate.door("D4", area="bridge_1")
    actions.void(**estate.by, subject_id=estate.ids["D1"], reason="误登")
    actions.close_subject(**estate.by, subject_id=estate.ids["D2"], on=date(2023, 1, 3), reason="拆除")
    assert [row.name for row in estate.doors()] == ["一幢D3室", "D4"]
    assert [row.name for row in estate.doors("officer_a")] == ["一幢D3室"]

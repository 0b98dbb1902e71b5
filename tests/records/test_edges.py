"""Whose a record is, where it lies, what the list finds, what the journal keeps of many."""

from __future__ import annotations

from datetime import date

import pytest

from gewu.answers import search
from gewu.journal.models import JournalLine
from gewu.kernel.ciphers import digest
from gewu.kernel.periods import Period
from gewu.kernel.types import Refused
from gewu.records import actions, queries
from gewu.records.models import Record
from gewu.records.rules import NewRecord
from gewu.registry import actions as registry
from gewu.tasks.models import Task
from tests.matters.conftest import at
from tests.records.conftest import Visits


def refused(call, *args, **more) -> str:
    with pytest.raises(Refused) as found:
        call(*args, **more)
    return found.value.id


def test_many_records_keep_their_order_and_a_digest_of_their_numbers(visits):
    place, told = visits.place("A1"), []
    rows = [visits.record(place, when) for when in ("06-12 10:00", "06-10 10:00", "06-12 09:00")]
    ids = actions.submit_many(
        rows, by=visits.cast.system, at=at("06-12 11:00"), on_progress=lambda *done: told.append(done)
    )
    numbers = ["JL202306120001", "JL202306100001", "JL202306120002"]
    assert [Record.objects.get(id=id).number for id in ids] == numbers
    line = JournalLine.objects.get(act="records.submitted")
    assert (line.row_id, line.count, told) == (None, 3, [(3, 3)])
    assert line.detail == {"manifest": digest("\n".join(numbers))}


def test_one_record_is_noted_by_its_row(visits):
    row = visits.submit(visits.place("A1"))
    line = JournalLine.objects.get(act="records.submitted")
    assert (line.noun, line.row_id, line.count, line.detail) == ("record", row.id, 1, {})


def test_a_record_is_of_who_is_named_and_of_their_unit(visits):
    cast, place = visits.cast, visits.place("A1")
    named = visits.submit(place, staff_id=cast.people["secretary_b"].id)
    moved = visits.submit(place, unit_id=cast.units["city"].id)
    system = actions.submit(visits.record(place), by=cast.system, at=at("06-10 10:00"))
    assert [(row.staff and row.staff.name, row.unit and row.unit.name) for row in (named, moved, system)] == [
        ("钱进", "石桥社区"),
        ("王芳", "城市管理办公室"),
        (None, None),
    ]


def test_a_record_lies_where_it_says_or_where_its_place_lies(visits):
    place, other = visits.place("A1"), visits.cast.areas["willow_2"]
    assert [visits.submit(place).area_id, visits.submit(place, area_id=other.id).area_id] == [place.area_id, other.id]


def test_a_title_of_ones_own_is_kept(visits):
    place = visits.place("A1")
    training = {"form": "training", "answers": {"trained": 1}, "checks": {}}
    titles = [visits.submit(place, **more).title for more in ({"title": "夜查"}, {}, training)]
    assert titles == ["夜查", "检查：A1号店", "培训：A1号店"]


def test_what_is_no_place_of_the_scenario_is_not_checked(visits):
    other = registry.admit(
        by=visits.cast.system,
        at=at("01-04 09:00"),
        nature="place",
        kind="estate",
        code="E1",
        name="翠苑",
        area_id=visits.cast.areas["willow_1"].id,
    )
    far = visits.place("B1", area="bridge_1")
    void = visits.place("A2")
    registry.void(by=visits.cast.system, at=at("01-05 09:00"), subject_id=void.id, reason="误登")
    assert [refused(visits.submit, row) for row in (other, far, void)] == [
        "records.R116",
        "records.R115",
        "records.R115",
    ]


def test_a_record_without_a_place_is_made_in_ones_own_ground(visits):
    def made(area: str) -> Record:
        row = NewRecord(
            "fire", at("06-10 10:00"), form="training", answers={"trained": 3}, area_id=visits.cast.areas[area].id
        )
        return actions.submit(row, by=visits.cast.actor("officer_a"), at=at("06-10 10:00"))

    assert (made("willow_1").title, refused(made, "bridge_1")) == ("培训", "records.R117")


def test_who_may_not_record_is_refused(visits):
    place = visits.place("A1")
    assert refused(visits.submit, place, who="assessor") == "office.R403"
    row = visits.submit(place)
    assert (
        refused(actions.void, row.id, by=visits.cast.actor("assessor"), at=at("06-11 09:00"), reason="误")
        == "office.R403"
    )


def test_a_void_record_is_void_once_and_of_its_own_office(visits, neighbour):
    row, by = visits.submit(visits.place("A1")), {"at": at("06-10 19:00"), "reason": " 误登 "}
    assert refused(actions.void, row.id, by=neighbour.system, **by) == "records.R404"
    void = actions.void(row.id, by=visits.cast.actor("officer_a"), **by)
    assert (void.void_at, void.void_reason) == (by["at"], "误登")
    assert JournalLine.objects.get(act="records.voided").row_id == row.id
    assert refused(actions.void, row.id, by=visits.cast.actor("officer_a"), **by) == "records.R121"


def test_the_list_finds_by_form_place_ground_days_and_words_newest_first(visits, neighbour):
    hotel, shop = visits.place("A1"), visits.place("B1", "hotel", "bridge_1")
    first = visits.submit(hotel, "06-10 10:00", said="灶台油污")
    second = visits.submit(hotel, "06-12 10:00", form="training", answers={"trained": 1}, checks={})
    third = visits.submit(shop, "06-11 10:00", who="officer_b")
    void = visits.submit(hotel, "06-13 10:00")
    actions.void(void.id, by=visits.cast.actor("officer_a"), at=at("06-13 19:00"), reason="误登")
    next_door = Visits(neighbour)
    next_door.submit(next_door.place("A1"))
    scope = visits.cast.scope("section_head")

    def ids(**wanted) -> list[int]:
        return [row.id for row in queries.records(scope, **wanted)]

    assert ids() == [second.id, third.id, first.id]
    assert ids(with_void=True) == [void.id, second.id, third.id, first.id]
    assert (ids(scenario="gas"), ids(scenario="fire", form="training")) == ([], [second.id])
    assert ids(subject_id=hotel.id) == [second.id, first.id]
    assert ids(area_id=visits.cast.areas["willow"].id) == [second.id, first.id]
    assert ids(happened=Period.parse("2023-06-10..2023-06-11")) == [third.id, first.id]
    assert (ids(text="灶台"), ids(text=third.number)) == ([first.id], [third.id])
    places = [hotel.id, shop.id]
    assert queries.last_seen(scope, places) == {hotel.id: date(2023, 6, 12), shop.id: date(2023, 6, 11)}
    assert queries.last_seen(visits.cast.scope("officer_b"), places) == {shop.id: date(2023, 6, 11)}


def test_a_record_is_found_by_those_who_see_its_ground(visits):
    row = visits.submit(visits.place("A1"), said="灶台油污")
    found = [
        [hit.owner_id for hit in search.find("灶台", visits.cast.scope(who))] for who in ("officer_a", "officer_b")
    ]
    assert found == [[row.id], []]


def test_a_training_is_no_inspection_and_leaves_the_task_open(visits):
    place = visits.place("A1")
    visits.tick("06-01")
    visits.submit(place, form="training", answers={"trained": 1}, checks={})
    assert Task.objects.values_list("state", "record_id", "done_on").get() == ("due", None, None)

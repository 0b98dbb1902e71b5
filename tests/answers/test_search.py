"""Finding words of two characters, within what the person may see."""

import pytest

from gewu.answers import search
from gewu.answers.models import SearchEntry
from gewu.answers.search import Entry


@pytest.fixture
def found(cast):
    """Entries in two grids, one of them in a confidential space, one of a unit."""
    a, b = cast.areas["willow_1"].id, cast.areas["bridge_1"].id
    office = cast.office.id
    search.index_many(
        [
            Entry(office, "subject", 1, "福满楼饭店", "丰田路12号", area_id=a),
            Entry(office, "subject", 2, "福来超市", "丰田路14号", area_id=b),
            Entry(office, "subject", 3, "独居老人张福", area_id=a, space="care"),
            Entry(office, "matter", 1, "饭店油烟扰民", "工单 RX20230601", area_id=b, unit_id=cast.units["city"].id),
        ],
        fresh=True,
    )
    return lambda text, who: [(hit.owner_kind, hit.owner_id) for hit in search.find(text, cast.scope(who))]


def test_a_word_of_two_characters_is_found(found):
    assert found("饭店", "dispatcher") == [("matter", 1), ("subject", 1)]


def test_one_character_is_found(found):
    assert found("烟", "dispatcher") == [("matter", 1)]


def test_every_word_must_be_there(found):
    assert found("丰田路 超市", "dispatcher") == [("subject", 2)]


def test_letters_are_found_from_their_beginning(found):
    assert found("rx2023", "dispatcher") == [("matter", 1)]


def test_a_grid_officer_finds_what_is_in_their_grid(found):
    assert found("丰田路", "officer_a") == [("subject", 1)]


def test_a_handler_finds_what_their_unit_holds(found):
    assert found("饭店", "handler") == [("matter", 1)]


def test_a_confidential_row_is_found_by_those_whose_space_it_is(found):
    assert [found("老人", who) for who in ["officer_a", "dispatcher", "leader_main"]] == [
        [("subject", 3)],
        [],
        [("subject", 3)],
    ]


def test_people_are_not_found_without_the_register(found):
    assert found("福满楼", "assessor") == []


def test_only_what_may_be_seen_is_counted(found, cast):
    counted = [search.count("丰田", cast.scope(who)) for who in ["dispatcher", "officer_a", "admin_audit"]]
    assert counted == [2, 1, 0]


def test_next_door_nothing_is_found(found, cast, neighbour):
    assert search.find("丰田", neighbour.scope("dispatcher")) == []


@pytest.mark.parametrize("text", ["", "   ", "，。", '"', "*", "' OR 1"])
def test_nothing_to_look_for_finds_nothing(found, text):
    assert found(text, "dispatcher") == []


def test_a_renamed_row_is_found_by_its_new_name_only(found, cast):
    search.index(Entry(cast.office.id, "subject", 1, "春风面馆", area_id=cast.areas["willow_1"].id))
    assert (found("春风", "dispatcher"), found("福满", "dispatcher")) == ([("subject", 1)], [])


def test_a_forgotten_row_is_not_found(found, cast):
    search.forget("subject", [2], office_id=cast.office.id)
    assert (found("超市", "dispatcher"), SearchEntry.objects.count()) == ([], 3)


def test_a_list_can_be_narrowed_to_one_kind(found, cast):
    assert [hit.owner_id for hit in search.find("饭店", cast.scope("dispatcher"), kinds=["matter"])] == [1]


def test_what_is_found_can_narrow_another_list(found, cast):
    ids = search.owner_ids("饭店", cast.scope("leader_main"), "matter")
    rows = SearchEntry.objects.filter(owner_kind="matter", owner_id__in=ids)
    assert list(rows.values_list("owner_id", flat=True)) == [1]

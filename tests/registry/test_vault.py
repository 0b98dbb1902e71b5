"""Identifiers: sealed, masked, found blind, revealed with a reason."""

from datetime import date, timedelta

import pytest

from gewu.answers.models import SearchEntry
from gewu.journal import vault
from gewu.journal.models import JournalLine
from gewu.kernel import identifiers
from gewu.kernel.types import Refused
from gewu.registry import actions, queries
from gewu.registry.actions import NewSubject
from gewu.registry.models import Reveal, Secret

ID = identifiers.demo_citizen_id(date(1950, 5, 1), 1)
PHONE = identifiers.demo_phone(1)


@pytest.fixture
def person(cast):
    new = NewSubject(
        "person",
        "resident",
        "P1",
        "张小三",
        area_id=cast.areas["willow_1"].id,
        secrets={"citizen_id": ID, "phone": PHONE},
    )
    ids = actions.admit_many([new], by=cast.system, at=cast.at)
    return queries.subject(ids["P1"], cast.system.scope)


def test_nothing_readable_of_an_identifier_is_stored(person):
    sealed = [row.sealed for row in Secret.objects.all()]
    assert ([ID in text or PHONE in text for text in sealed], [text[:8] for text in sealed]) == (
        [False, False],
        ["sm4gcm1:", "sm4gcm1:"],
    )


def test_identifiers_are_shown_masked(person):
    assert queries.masked(person) == {
        "citizen_id": identifiers.mask_id(ID),
        "phone": identifiers.mask_phone(PHONE),
    }


@pytest.mark.parametrize("typed", [ID, ID.lower(), f" {ID[:6]} {ID[6:]} ", PHONE, f"+86 {PHONE}"])
def test_a_person_is_found_by_a_whole_number(cast, person, typed):
    assert queries.find_by_identifier(typed, cast.scope("officer_a")) == [person]


def test_a_person_out_of_sight_is_not_found_by_number(cast, person):
    assert queries.find_by_identifier(ID, cast.scope("officer_b")) == []


def test_a_number_is_not_found_next_door(cast, person, neighbour):
    assert queries.find_by_identifier(ID, neighbour.system.scope) == []


def test_identifiers_are_not_in_the_search_index(person):
    grams = " ".join(SearchEntry.objects.values_list("grams", flat=True))
    assert (ID.lower() in grams, PHONE in grams) == (False, False)


def test_a_wrong_check_digit_is_refused_in_words(cast):
    wrong = ID[:17] + ("0" if ID[17] != "0" else "1")
    new = NewSubject("person", "resident", "P2", "李四", secrets={"citizen_id": wrong})
    with pytest.raises(Refused) as refused:
        actions.admit_many([new], by=cast.system, at=cast.at)
    assert (refused.value.id, list(refused.value.fields)) == ("registry.R101", ["第1行"])


def test_a_revealed_value_is_whole_and_who_looked_is_kept(cast, person):
    by = cast.actor("secretary")
    shown = actions.reveal(by=by, at=cast.at, subject_id=person.id, kind="phone", reason="联系监护人")
    kept = Reveal.objects.get()
    line = JournalLine.objects.get(act="registry.revealed")
    assert (shown, kept.staff_id, kept.reason, line.detail, line.private.values) == (
        PHONE,
        by.staff_id,
        "联系监护人",
        {"kind": "phone"},
        {"reason": "联系监护人"},
    )


def test_to_reveal_needs_a_reason(cast, person):
    with pytest.raises(Refused, match=r"registry\.R170"):
        actions.reveal(by=cast.actor("secretary"), at=cast.at, subject_id=person.id, kind="phone", reason="看")


def test_who_may_not_reveal_is_refused(cast, person):
    with pytest.raises(Refused, match=r"office\.R403"):
        actions.reveal(by=cast.actor("officer_a"), at=cast.at, subject_id=person.id, kind="phone", reason="入户走访")


def test_twenty_values_an_hour_are_enough(cast, person):
    by = cast.actor("secretary")
    look = {"by": by, "subject_id": person.id, "kind": "phone", "reason": "逐户核对"}
    for minute in range(20):
        actions.reveal(at=cast.at + timedelta(minutes=minute), **look)
    with pytest.raises(Refused, match=r"registry\.R171"):
        actions.reveal(at=cast.at + timedelta(minutes=59), **look)
    assert actions.reveal(at=cast.at + timedelta(minutes=61), **look) == PHONE


def test_what_is_not_in_the_vault_is_not_revealed(cast, person):
    with pytest.raises(Refused, match=r"registry\.R172"):
        actions.reveal(by=cast.actor("secretary"), at=cast.at, subject_id=person.id, kind="uscc", reason="核对执照")


def test_a_sealed_value_moved_to_another_row_does_not_open(cast, person):
    sealed = Secret.objects.get(kind="phone").sealed
    with pytest.raises(Refused, match=r"journal\.R140"):
        vault.of(cast.office.id).open(sealed, vault.place(person.id + 1, "phone"))


def test_a_new_number_takes_the_place_of_the_old(cast, person):
    newer = identifiers.demo_phone(2)
    said = {"kind": "phone", "text": newer, "reason": "本人换号"}
    actions.set_secret(by=cast.actor("officer_a"), at=cast.at, subject_id=person.id, **said)
    found = [queries.find_by_identifier(number, cast.scope("officer_a")) for number in [PHONE, newer]]
    assert found == [[], [person]]

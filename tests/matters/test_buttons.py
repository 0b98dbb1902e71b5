"""Which buttons a person sees in which order and what they ask; what a void, merged or archived matter still takes."""

from __future__ import annotations

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from gewu.kernel.calendar import LOCAL
from gewu.kernel.types import Actor, Refused, Scope
from gewu.matters import loop
from gewu.matters.loop.offering import buttons, check_right
from gewu.matters.rules import About, Folded, Move
from gewu.matters.verbs import ALL
from gewu.office.rules import permissions
from tests.matters.test_folding import book, said

AT = datetime(2023, 6, 21, 9, tzinfo=LOCAL)
DESK = "reassigned reminded supervised merged exclusion_asked"


def person(role: str, staff: int, unit: int) -> Actor:
    scope = Scope(1, staff, frozenset({unit}), None, frozenset({""}), permissions([role]))
    return Actor(1, staff, role, scope, frozenset({role}))


PEOPLE = {
    "handler": person("handler", 1, 7),
    "colleague": person("handler", 2, 8),
    "dispatcher": person("dispatcher", 3, 6),
    "duty_chief": person("duty_chief", 4, 6),
    "checker": person("checker", 5, 5),
    "clerk": person("clerk", 6, 6),
}


def row(step: str, **more) -> SimpleNamespace:
    """A matter of unit 7 at a step of the hotline's path."""
    blank = dict.fromkeys(("staff_id", "area_id", "handled_by_id", "merged_into_id", "repeat_of_id", "reporter_id"))
    blank |= dict.fromkeys(("pending", "contacted", "resolved", "satisfied", "not_counted", "hand_to"), "") | {
        "archived_at": None,
        "drawn": None,
        "links": 0,
        "answers": {},
    }
    stands = book()[0].path.step(step)
    known = {"number": "RX1", "category": "noise", "grade": "ordinary", "unit_id": 7}
    known |= {"step": step, "state": stands.state, "who": stands.who}
    return SimpleNamespace(**blank | known | more)


def offered(matter, who: str, asked=()) -> list:
    return buttons(book()[1], matter, PEOPLE[who], asked=asked)


@pytest.mark.parametrize(
    ("step", "more", "seen"),
    [
        (
            "received",
            {"unit_id": None},
            {
                "handler": "note",
                "dispatcher": "accepted refusal_asked supervised merged note linked",
                "duty_chief": "accepted refusal_asked supervised merged void note linked",
            },
        ),
        (
            "received",
            {"unit_id": None, "reporter_id": 9},
            {"dispatcher": "accepted refusal_asked supervised merged repeats note linked"},
        ),
        (
            "received",
            {"unit_id": None, "reporter_id": 9, "repeat_of_id": 8},
            {"dispatcher": "accepted refusal_asked supervised merged note linked"},
        ),
        ("to_dispatch", {"unit_id": None}, {"dispatcher": "dispatched supervised merged note linked"}),
        (
            "to_sign",
            {},
            {
                "handler": "signed objected extension_asked pause_asked co_asked exclusion_asked note",
                "colleague": "note",
                "dispatcher": f"co_asked {DESK} note linked",
                "duty_chief": f"co_asked {DESK} void note linked",
                "checker": "note",
                "clerk": "note",
            },
        ),
        (
            "handling",
            {},
            {
                "handler": "handled objected extension_asked pause_asked co_asked exclusion_asked note",
                "colleague": "note",
            },
        ),
        (
            "handling",
            {"staff_id": 2},
            {"colleague": "handled objected extension_asked pause_asked co_asked exclusion_asked note"},
        ),
        (
            "handling",
            {"not_counted": "untrue"},
            {"handler": "handled objected extension_asked pause_asked co_asked note"},
        ),
        ("handling", {"merged_into_id": 3}, {"handler": "note", "duty_chief": "unmerged void note linked"}),
        ("closed", {"merged_into_id": 3, "pending": "answer"}, {"dispatcher": "called_back redo note linked"}),
        (
            "received",
            {"hand_to": "119", "unit_id": None},
            {"dispatcher": "handed_over accepted refusal_asked supervised note linked"},
        ),
        (
            "handling",
            {"pending": "extension"},
            {
                "handler": "handled co_asked note",
                "duty_chief": "extended co_asked reminded supervised void note linked",
                "dispatcher": "co_asked reminded supervised note linked",
            },
        ),
        (
            "handling",
            {"pending": "exclusion"},
            {"duty_chief": "excluded co_asked reminded supervised void note linked"},
        ),
        (
            "handling",
            {"pending": "pause"},
            {"handler": "co_asked note", "duty_chief": "paused co_asked reminded supervised void note linked"},
        ),
        (
            "objected",
            {"pending": "objection"},
            {
                "dispatcher": "objection_ruled reminded supervised note linked",
                "duty_chief": "objection_ruled reminded supervised void note linked",
            },
        ),
        (
            "objected",
            {"pending": "ruling"},
            {
                "dispatcher": "reminded supervised note linked",
                "duty_chief": "objection_ruled reminded supervised void note linked",
            },
        ),
        ("paused", {}, {"handler": "note", "dispatcher": "note linked", "duty_chief": "resumed void note linked"}),
        ("verifying", {"handled_by_id": 1}, {"handler": "exclusion_asked note", "checker": "verified rework note"}),
        ("verifying", {"handled_by_id": 5}, {"checker": "note"}),
        (
            "to_callback",
            {"handled_by_id": 1},
            {"dispatcher": "closed redo called_back reminded supervised merged exclusion_asked note linked"},
        ),
        (
            "to_callback",
            {"handled_by_id": 3},
            {"dispatcher": "closed redo reminded supervised merged exclusion_asked note linked"},
        ),
        (
            "to_callback",
            {"handled_by_id": 1, "contacted": "yes"},
            {"dispatcher": "closed redo reminded supervised merged exclusion_asked note linked"},
        ),
        (
            "closed",
            {"handled_by_id": 1},
            {
                "handler": "exclusion_asked note",
                "dispatcher": "called_back redo archived exclusion_asked note linked",
                "duty_chief": "called_back redo archived exclusion_asked void note linked",
            },
        ),
        ("closed", {"archived_at": AT}, {"duty_chief": "exclusion_asked note linked"}),
        ("closed", {"archived_at": AT, "handled_by_id": 1}, {"dispatcher": "called_back exclusion_asked note linked"}),
        ("not_accepted", {"handled_by_id": 1}, {"dispatcher": "note", "duty_chief": "note"}),
    ],
)
def test_the_buttons_of_each_person_in_their_order(step, more, seen):
    matter = row(step, **more)
    assert {who: " ".join(one.key for one in offered(matter, who)) for who in seen} == seen


@pytest.mark.parametrize("state", ["handling", "paused"])
def test_the_unit_that_was_asked_to_help_answers_first(state):
    assert [one.key for one in offered(row(state), "colleague", asked=[8])] == ["co_answered", "note"]
    assert "co_answered" not in [one.key for one in offered(row("closed"), "colleague", asked=[8])]


@pytest.mark.parametrize(
    ("step", "more", "who", "primary"),
    [
        ("received", {}, "dispatcher", "accepted"),
        ("handling", {}, "handler", "handled"),
        ("handling", {"pending": "pause"}, "duty_chief", "paused"),
        ("closed", {"handled_by_id": 1}, "dispatcher", "called_back"),
        ("closed", {"handled_by_id": 1, "contacted": "yes"}, "dispatcher", None),
        ("handling", {}, "dispatcher", None),
        ("handling", {}, "checker", None),
    ],
)
def test_only_a_first_button_that_leads_on_is_primary(step, more, who, primary):
    marked = [one.key for one in offered(row(step, **more), who) if one.primary]
    assert marked == ([primary] if primary else [])


QUIET = {
    "archived", "co_asked", "exclusion_asked", "linked", "merged", "note", "redo", "reminded", "repeats", "supervised",
    "refusal_asked", "unlinked", "unmerged", "void",
}  # fmt: skip


def test_asides_are_never_primary():
    assert {kind for kind, verb in ALL.items() if verb.quiet} == QUIET


@pytest.mark.parametrize(
    ("kind", "needed", "free"),
    [
        ("dispatched", "unit", "staff words"),
        ("reassigned", "unit", "words"),
        ("handled", "words", ""),
        ("verified", "", "words"),
        ("rework", "words", ""),
        ("closed", "", "words"),
        ("redo", "words head", ""),
        ("void", "reason", ""),
        ("merged", "into", "words"),
        ("unmerged", "", "words"),
        ("handed_over", "to", "told told_at words"),
        ("repeats", "earlier", "words"),
        ("refusal_asked", "reason words", "told_at"),
        ("not_accepted", "granted", "told_at words"),
        ("objected", "reason words", ""),
        ("objection_ruled", "accepted", "unit words"),
        ("extension_asked", "more words told", ""),
        ("extended", "granted", "words"),
        ("pause_asked", "reason review_on", "words"),
        ("paused", "granted", "review_on words"),
        ("exclusion_asked", "category_of words", ""),
        ("excluded", "granted", "words"),
        ("co_asked", "co_unit", "within words"),
        ("co_answered", "words", ""),
        ("called_back", "contacted", "resolved satisfied words"),
        ("looked_back", "found", "words"),
        ("supervised", "words", "due_on"),
        ("reminded", "", "words"),
        ("note", "words", ""),
    ],
)
def test_what_a_button_asks_and_what_of_it_must_be_answered(kind, needed, free):
    asks = ALL[kind].asked(book()[0].path.part)
    assert [ask.key for ask in asks if ask.needed] == needed.split()
    assert [ask.key for ask in asks if not ask.needed] == free.split()


STILL = {
    "void": {"note"},
    "merged": {"note", "void", "closed", "called_back", "handed_over", "redo", "unmerged", "linked", "unlinked"},
    "archived": {
        *("note", "called_back", "exclusion_asked", "excluded", "look_planned", "looked_back", "linked", "unlinked"),
    },
}
BARRED = {"void": "R105", "merged": "R106", "archived": "R107"}


@pytest.mark.parametrize("how", STILL)
@pytest.mark.parametrize("kind", sorted(ALL))
def test_what_a_void_a_merged_and_an_archived_matter_still_take(how, kind):
    state = {
        "void": Folded(step="handling", state="void", seq=3, last_at=AT),
        "merged": Folded(step="handling", state="running", seq=3, last_at=AT, merged_into_id=8),
        "archived": Folded(step="closed", state="done", seq=3, last_at=AT, archived_at=AT),
    }[how]
    assert (refusal(state, kind) == f"matters.{BARRED[how]}") is (kind not in STILL[how])


def refusal(state: Folded, kind: str, *, staff: int = 9, hours: int = 1, **more) -> str:
    """The number of the refusal of a move; "" where it is taken."""
    move = Move(kind, AT + timedelta(hours=hours), staff, said=said(kind), **more)
    try:
        loop.next_event(book()[0], state, move, About("noise", "ordinary", "RX1"))
    except Refused as found:
        return found.id
    return ""


def test_slips_messages_hand_overs_and_what_the_system_alone_says():
    assert {kind for kind, verb in ALL.items() if verb.slip} == {"accepted", "dispatched", "reassigned", "signed"}
    told = {"dispatched", "reassigned", "rework", "redo", "objection_ruled", "supervised", "reminded", "escalated"}
    assert {kind for kind, verb in ALL.items() if verb.tells} == told
    handed = {kind for kind, verb in ALL.items() if verb.hands_over(SimpleNamespace(accepted=True))}
    assert handed == {"dispatched", "reassigned", "objection_ruled"}
    assert not ALL["objection_ruled"].hands_over(SimpleNamespace(accepted=False))


def test_a_right_that_is_lacking_names_whom_to_ask():
    with pytest.raises(Refused) as found:
        check_right(book()[1], row("verifying"), PEOPLE["clerk"], "verified", "")
    assert (found.value.id, found.value.hint) == ("matters.R403", "请联系核查员。")

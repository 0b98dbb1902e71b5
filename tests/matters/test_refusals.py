"""What must be true before a step: each line takes one thing away from a step that would be taken."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cache

import pytest

from gewu.kernel.types import Refused
from gewu.matters import loop
from gewu.matters.rules import About, Folded, Move
from gewu.matters.verbs import ALL
from gewu.scenario import reader
from tests.cast import pack
from tests.matters.test_buttons import AT
from tests.matters.test_folding import book, said

# The desk is 1, who handles 2, who looks again 3, the chief 4; steps are ten minutes apart.
LOOP = {"received": 1, "accepted": 1, "dispatched": 1, "signed": 2} | {"handled": 2, "verified": 3}
LOOP |= {"called_back": 1, "closed": 1}
ABOUT = About("noise", "ordinary", "RX1")


def step(state: Folded, kind: str, who: int, *, hours: float = 1 / 6, unit: int | None = None, **words):
    """The event of a step after the last one, with what it says by itself and `words` beside."""
    words = ({"reason": "repeated"} if kind == "refusal_asked" else {}) | words
    at, heard = (state.last_at or AT) + timedelta(hours=hours), replace(said(kind), **words)
    move = Move(kind, at, who, said=heard, unit_id=unit)
    return loop.next_event(book()[0], state, move, ABOUT)


@cache
def events(*kinds: str) -> tuple:
    state, found = Folded(), []
    for one in kinds:
        kind, _, who = one.partition(":")
        found.append(step(state, kind, int(who or LOOP.get(kind, 4)), unit=7 if kind == "dispatched" else None))
        loop.apply(book()[0].path, state, found[-1])
    return tuple(found)


def after(last: str, *more: str) -> Folded:
    """A matter that went round as far as `last`, and then took `more`."""
    kinds = list(LOOP)
    return loop.replay(book()[0].path, list(events(*kinds[: kinds.index(last) + 1], *more)))


def refusal(state: Folded, kind: str, who: int, **more) -> str:
    try:
        step(state, kind, who, **more)
    except Refused as found:
        return found.id.removeprefix("matters.")
    return ""


@pytest.mark.parametrize(
    ("last", "more", "kind", "who", "wrong", "id"),
    [
        ("received", (), "received", 1, {}, "R100"),
        ("received", (), "refusal_asked", 1, {}, ""),
        ("received", (), "refusal_asked", 1, {"reason": "tired"}, "R112"),
        ("received", (), "refusal_asked", 1, {"words": ""}, "R255"),
        ("accepted", (), "refusal_asked", 1, {}, "R254"),
        ("received", ("refusal_asked:1",), "refusal_asked", 1, {}, "R227"),
        ("received", ("refusal_asked:1",), "accepted", 1, {}, "R103"),
        ("received", ("refusal_asked:1",), "not_accepted", 4, {"told_at": "9:30"}, ""),
        ("received", ("refusal_asked:1",), "not_accepted", 4, {}, "R113"),
        ("received", ("refusal_asked:1",), "not_accepted", 1, {"told_at": "9:30"}, "R114"),
        ("received", ("refusal_asked:1",), "not_accepted", 4, {"granted": False, "words": ""}, "R257"),
        ("received", (), "not_accepted", 4, {"told_at": "9:30"}, "R256"),
        ("accepted", (), "dispatched", 1, {"unit": 7}, ""),
        ("accepted", (), "dispatched", 1, {}, "R110"),
        ("accepted", (), "dispatched", 1, {"staff": 2}, ""),
        ("accepted", (), "dispatched", 1, {"unit": 7, "grade": "quick"}, ""),
        ("accepted", (), "dispatched", 1, {"unit": 7, "grade": "sudden"}, "R111"),
        ("accepted", (), "reassigned", 1, {"unit": 8}, "R221"),
        ("accepted", (), "handled", 2, {}, "R102"),
        ("accepted", (), "objected", 2, {}, "R222"),
        ("accepted", (), "called_back", 1, {}, "R160"),
        ("accepted", (), "redo", 1, {}, "R224"),
        ("accepted", (), "archived", 1, {}, "R170"),
        ("accepted", (), "look_planned", 1, {}, "R199"),
        ("accepted", (), "looked_back", 3, {"found": "good"}, "R233"),
        ("dispatched", (), "escalated", 4, {"hours": 24 * 30}, ""),
        ("dispatched", (), "escalated", 4, {}, "R253"),
        ("signed", (), "escalated", 4, {"hours": 24 * 30}, "R253"),
        ("signed", (), "reassigned", 1, {"unit": 8}, ""),
        ("signed", (), "reassigned", 1, {}, "R230"),
        ("signed", (), "handled", 2, {"words": " "}, "R116"),
        ("signed", (), "objected", 2, {}, ""),
        ("signed", (), "objected", 2, {"reason": "tired"}, "R130"),
        ("signed", (), "objected", 2, {"words": ""}, "R132"),
        ("signed", (), "objected", 2, {"hours": 24 * 6}, "R133"),
        ("handled", (), "objected", 2, {}, "R222"),
        ("signed", ("objected:2",), "objection_ruled", 4, {}, ""),
        ("signed", ("objected:2",), "objection_ruled", 2, {}, "R136"),
        ("signed", ("objected:2",), "objection_ruled", 4, {"accepted": False, "words": ""}, "R135"),
        ("signed", ("objected:2",), "objected", 2, {}, "R227"),
        ("signed", ("objected:2",), "reassigned", 1, {"unit": 8}, "R103"),
        ("signed", (), "objection_ruled", 4, {}, "R134"),
        ("signed", (), "extension_asked", 2, {}, ""),
        ("signed", (), "extension_asked", 2, {"hours": 24 * 30}, "R140"),
        ("signed", (), "extension_asked", 2, {"words": ""}, "R142"),
        ("signed", (), "extension_asked", 2, {"told": False}, "R143"),
        ("signed", (), "extension_asked", 2, {"more": "soon"}, "R144"),
        ("accepted", (), "extension_asked", 2, {}, "R139"),
        ("signed", ("extension_asked:2",), "extended", 4, {}, ""),
        ("signed", ("extension_asked:2",), "extended", 2, {}, "R136"),
        ("signed", ("extension_asked:2",), "pause_asked", 2, {}, "R227"),
        ("signed", ("extension_asked:2",), "paused", 4, {}, "R228"),
        ("signed", ("extension_asked:2",), "handled", 2, {}, ""),
        ("signed", ("extension_asked:2", "extended"), "extension_asked", 2, {}, "R141"),
        ("signed", (), "extended", 4, {}, "R231"),
        ("signed", (), "pause_asked", 2, {}, ""),
        ("signed", (), "pause_asked", 2, {"reason": "tired"}, "R150"),
        ("signed", (), "pause_asked", 2, {"review_on": "2033-01-01"}, "R151"),
        ("signed", ("pause_asked:2",), "paused", 4, {}, ""),
        ("signed", ("pause_asked:2",), "paused", 2, {}, "R136"),
        ("signed", ("pause_asked:2",), "handled", 2, {}, "R103"),
        ("accepted", (), "paused", 4, {}, "R223"),
        ("signed", (), "resumed", 4, {}, "R152"),
        ("signed", ("paused",), "resumed", 4, {}, ""),
        ("signed", ("paused",), "handled", 2, {}, "R102"),
        ("signed", ("paused",), "merged", 1, {"into": 5}, "R180"),
        ("signed", ("paused",), "supervised", 4, {}, "R226"),
        ("signed", (), "co_asked", 2, {}, ""),
        ("signed", (), "co_asked", 2, {"co_unit": None}, "R155"),
        ("signed", (), "co_asked", 2, {"co_unit": 7}, "R156"),
        ("signed", (), "co_asked", 2, {"within": "soon"}, "R144"),
        ("signed", (), "co_answered", 2, {"words": ""}, "R157"),
        ("handled", (), "verified", 3, {}, ""),
        ("handled", (), "verified", 2, {}, "R120"),
        ("handled", (), "rework", 3, {}, ""),
        ("handled", (), "rework", 2, {}, "R120"),
        ("handled", (), "rework", 3, {"words": ""}, "R121"),
        ("handled", (), "called_back", 2, {}, "R161"),
        ("handled", (), "called_back", 1, {"contacted": ""}, "R162"),
        ("handled", (), "called_back", 1, {"resolved": ""}, "R163"),
        ("handled", (), "called_back", 1, {"satisfied": ""}, "R164"),
        ("handled", (), "called_back", 1, {"contacted": "no", "resolved": "", "satisfied": ""}, ""),
        ("verified", (), "closed", 1, {}, "R101"),
        ("called_back", (), "closed", 1, {}, ""),
        ("closed", (), "redo", 1, {}, ""),
        ("closed", (), "redo", 1, {"words": ""}, "R125"),
        ("closed", (), "redo", 1, {"head": None}, "R126"),
        ("closed", (), "looked_back", 2, {"found": "good"}, "R165"),
        ("closed", (), "looked_back", 3, {"found": "fine"}, "R166"),
        ("closed", (), "archived", 1, {}, ""),
        ("closed", (), "reminded", 4, {}, "R226"),
        ("closed", (), "merged", 1, {"into": 5}, "R180"),
        ("closed", (), "exclusion_asked", 2, {}, ""),
        ("closed", (), "exclusion_asked", 2, {"category_of": "dull"}, "R185"),
        ("closed", (), "exclusion_asked", 2, {"words": ""}, "R186"),
        ("closed", ("exclusion_asked:2",), "excluded", 4, {}, ""),
        ("closed", ("exclusion_asked:2",), "excluded", 2, {}, "R136"),
        ("closed", ("exclusion_asked:2",), "exclusion_asked", 2, {}, "R227"),
        ("closed", (), "excluded", 4, {}, "R232"),
        ("received", (), "merged", 1, {"into": 5}, ""),
        ("received", (), "merged", 1, {}, "R181"),
        ("received", (), "unmerged", 1, {}, "R184"),
        ("received", (), "linked", 1, {"other": 5}, ""),
        ("received", (), "linked", 1, {}, "R247"),
        ("received", (), "unlinked", 1, {}, "R247"),
        ("received", (), "handed_over", 1, {}, "R115"),
        ("received", (), "repeats", 1, {"earlier": 5}, ""),
        ("received", (), "repeats", 1, {}, "R240"),
        ("received", (), "void", 4, {"reason": "登记重了"}, ""),
        ("received", (), "void", 4, {"reason": " "}, "R175"),
        ("received", (), "supervised", 4, {"words": ""}, "R195"),
        ("received", (), "note", 1, {"words": ""}, "R198"),
        ("received", (), "note", 1, {"hours": -1}, "R104"),
        ("signed", (), "undone", 2, {}, ""),
        ("signed", (), "undone", 2, {"hours": 11 / 60}, "R192"),
        ("signed", (), "undone", 1, {}, "R191"),
        ("handled", (), "undone", 2, {}, "R190"),
    ],
)
def test_one_thing_that_is_lacking_is_named(last, more, kind, who, wrong, id):
    assert refusal(after(last, *more), kind, who, **wrong) == id


def test_a_matter_that_stands_still_takes_no_step_where_the_path_has_no_station_for_it():
    assert refusal(replace(after("signed"), state="paused"), "handled", 2) == "R108"


@pytest.mark.parametrize(("hours", "id"), [(1 / 6, ""), (1 / 6 + 1 / 3600, "R192")])
def test_a_slip_is_taken_back_up_to_ten_minutes_to_the_second(hours, id):
    assert refusal(after("signed"), "undone", 2, hours=hours) == id


@pytest.mark.parametrize(
    ("at", "who", "drawn", "id"),
    [
        ("handling", 2, True, "matters.R122"),
        ("handling", 2, None, "matters.R122"),
        ("verifying", 2, None, "matters.R120"),
        ("verifying", 2, True, "matters.R120"),
        ("verifying", 3, True, "looked"),
        ("verifying", 2, False, ""),
    ],
)
def test_a_matter_that_was_drawn_is_closed_only_by_another_person_who_looked(at, who, drawn, id):
    part = reader.read(pack("packs/party/direct_stations")).matter
    straight = replace(part.path["handling"], then=(*part.path["handling"].then, "closed"))
    part = replace(part, path={**part.path, "handling": straight})
    judge = replace(book()[0], path=loop.path_of(part), verify=part.verify)
    handled = {"handled_at": AT, "handled_by_id": 2} if at == "verifying" else {"finder": 2}
    state = Folded(step=at, state="running", seq=3, last_at=AT, dispatched_at=AT, drawn=drawn, **handled)
    move = Move("closed", AT, who, said=said("closed"))
    try:
        found = loop.next_event(judge, state, move, replace(ABOUT, category="property"))
    except Refused as refused:
        assert refused.id == id
    else:
        assert ("looked" if found.said.verifies else "") == id


def test_every_verb_that_may_be_refused_is_tried_here():
    (table,) = test_one_thing_that_is_lacking_is_named.pytestmark
    assert set(ALL) - {line[2] for line in table.args[1]} == {"signed", "step"}

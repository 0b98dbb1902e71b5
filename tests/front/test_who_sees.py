"""Every door against every row: whoever may not see one finds it nowhere, and no hint that it is there.

The test reads the map of addresses, the registry of nouns, the tables and the roles, so what is new is walked from its
first day: a noun or a table without a row in the town fails the first two tests.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client

from gewu.front.api import tokens
from gewu.indicators import catalogue
from gewu.journal.rows import kept
from gewu.kernel.nouns import Noun, noun
from gewu.kernel.periods import Period
from gewu.office.rules import ROLES
from tests.front.actors import Desk, nine_o_clock  # noqa: F401
from tests.walk import site
from tests.walk.town import (
    CLOSED,
    HERE,
    MISSING,
    NEXT_DOOR,
    OF_ALL,
    OF_ITS_OWN,
    OTHER,
    OWN,
    SPACED,
    WALKED,
    WORD,
    Ground,
    Town,
    build_town,
    empty,
    file_of,
)

#: a list is taken away, and words are looked for
ENDINGS = ("?as=csv", f"?q={WORD}")
#: daily these, of the most different sight; `make slow` walks as all roles
DAILY = {"dispatcher", "grid_officer"}
AS_ALL = [pytest.param(role, marks=[] if role in DAILY else [pytest.mark.slow]) for role in ROLES]


@pytest.fixture
def town(db, nine_o_clock) -> Town:  # noqa: F811
    return build_town()


def test_every_noun_has_a_row_on_every_ground(town):
    for cast, ground in (*((town.here, ground) for ground in HERE), (town.next_door, NEXT_DOOR)):
        rows = {one.kind for one in WALKED if kept(one, cast.system.scope).filter(id__gt=ground.first).exists()}
        some = {CLOSED: SPACED, OTHER: {one.kind for one in WALKED} - OF_ALL}
        assert rows >= some.get(ground, {one.kind for one in WALKED})


@pytest.mark.parametrize("side", ["here", "next_door"])
def test_every_table_has_a_row_in_both_offices(town, side):
    assert empty(getattr(town, side)) == set()


def words(town: Town) -> dict[str, list[str]]:
    """What is put for a parameter that is a word."""
    figures = [entry.ref for entry in catalogue.all_indicators(town.here.office.id, date(2023, 6, 1))]
    return {
        "kind": [one.kind for one in WALKED],
        "ref": [ref for ref in figures if ref.startswith("kiosks.")],
        "what": ["tag", "stage", "milestone"],
        "scenario": ["kiosks", OF_ITS_OWN],
        "key": ["kiosks", OF_ITS_OWN],
        "name": [*map(str, ids()), *town.matters.values()],
        "number": [*town.matters.values()],
    }


def ids() -> list[int]:
    """Ids of a row of every table on every ground, and one of none."""
    return [ground.ids[0] for ground in (*HERE, NEXT_DOOR)] + [MISSING]


def addresses(town: Town) -> Iterator[str]:
    """Every address of the site that is read: with each id, each kind of noun, each figure; lists as files too."""
    some = words(town)
    for route in site.routes():
        several = len(site.holes(route)) > 1
        narrow = some | {"kind": ["kiosk"], "key": ["kiosks"]} if several and "int" in route else some
        for address in site.addresses(route, ids(), narrow):
            yield address
            if not {"name", "number"} & {name for _, name in site.holes(route)} and "int" not in route:
                yield from (address + ending for ending in ENDINGS)


def hidden(town: Town, who: str) -> set[str]:
    """The marks that a person may see nowhere: of rows out of their scope, and of all rows next door."""
    scope = town.here.scope(who)
    grounds = [(one, ground) for one in WALKED for ground in HERE]
    seen = {ground.mark(one.kind) for one, ground in grounds if one.seen_by(scope) and _reaches(one, ground, scope)}
    return {ground.mark(one.kind) for one, ground in grounds} - seen


def _reaches(one: Noun, ground: Ground, scope) -> bool:
    return kept(one, scope).filter(id__gt=ground.first, id__lt=ground.first + 1000).exists()


def leaks(body: str, marks: set[str]) -> set[str]:
    """Which of the marks a text tells; of the office next door every mark and every id."""
    strange = re.findall(rf"{WORD}{NEXT_DOOR.letter}\w+?号|\b50000\d\d\b", body)
    return {mark for mark in marks if mark in body} | set(strange)


@pytest.mark.parametrize("role", AS_ALL)
def test_no_door_shows_what_is_out_of_scope_and_missing_answers_the_same(town, role):
    who = town.walkers[role]
    browser, marks = Desk(town.here, who).browser, hidden(town, who)
    found, answers = set(), {}
    for address in addresses(town):
        answer = browser.get(address)
        body = site.told(answer)
        answers[address] = (answer.status_code, _bare(body, address))
        found |= {(address, mark) for mark in leaks(body, marks) if mark not in address}
    assert found == set()
    assert {one for one in answers if _told_apart(one, answers)} == set()


def _bare(body: str, address: str) -> str:
    """A page without what differs from one asking to the next."""
    without = re.sub(r'(csrfmiddlewaretoken|_once)" value="[^"]*"|nonce="[^"]*"|data-clock="[^"]*"', "", body)
    return re.sub(r"\d{7,}", "#", without)


def _told_apart(address: str, answers: dict[str, tuple[int, str]]) -> bool:
    """Whether the answer for a row of next door is another than for a row that never was."""
    if "50000" not in address:
        return False
    missing = re.sub(r"50000\d\d", str(MISSING), address)
    return answers[address] != answers.get(missing, answers[address])


def test_the_office_next_door_is_found_by_no_program(town):
    leader = town.here.people["leader_main"].account
    program = {"Authorization": f"Bearer {tokens.make(leader, 30)}"}
    found = {
        (address, mark)
        for address in addresses(town)
        if address.startswith("/api/")
        for mark in leaks(site.told(Client().get(address, headers=program)), set())
        if mark not in address
    }
    assert found == set()


def test_a_file_is_handed_out_only_with_the_matter_that_it_is_of(town):
    for role, who in town.walkers.items():
        browser, scope = Desk(town.here, who).browser, town.here.scope(who)
        tried = {
            (matter.letter, file.letter): _handed_out(browser, f"/matters/{matter.ids[0]}/files/{file_of(file).id}/")
            for matter in (*HERE, NEXT_DOOR)
            for file in (*HERE, NEXT_DOOR)
        }
        seen = {one.letter for one in HERE if scope.may("matters.see") and _reaches(noun("matter"), one, scope)}
        assert {pair for pair, handed in tried.items() if handed} == {(one, one) for one in seen}, role


def _handed_out(browser, address: str) -> bool:
    answer = browser.get(address)
    site.told(answer)
    return answer.status_code == 200


@pytest.mark.parametrize("door", ["/rows/{kind}/{id}/", "/api/rows/{kind}/{id}"])
def test_what_is_forbidden_answers_as_what_is_not_there(town, door):
    """Out of sight, from next door and never there: one answer, so that nobody learns which."""
    asking = Desk(town.here, "officer_a").browser
    rows = (OTHER.ids[0], CLOSED.ids[0], NEXT_DOOR.ids[0], MISSING)
    for one in (one for one in WALKED if one.key == "id"):
        answers = [asking.get(door.format(kind=one.kind, id=row)) for row in rows]
        said = {(answer.status_code, _refused(answer)) for answer in answers if answer.status_code != 200}
        assert (one.kind, len(said), {status for status, _ in said} <= {403, 404}) == (one.kind, 1, True)


def _refused(answer) -> str:
    """The words of a refusal, of a page or of a program's answer."""
    return answer.context["refused"].words if answer.context else answer.content.decode()


def test_a_figure_tells_its_total_to_whoever_may_not_open_its_rows(town):
    half = Period.parse("2023-01-01..2023-06-28").printed()
    page = Desk(town.here, "assessor").read(f"/figures/kiosks.on_register/?period={half}")
    assert "亭" in page and noun("subject").seen_by(town.here.scope("assessor")) is False
    assert OWN.mark("subject") not in page

"""Every id in every form, address and body, tried with another office's: none is taken, none tells anything.

The forms are read from the pages themselves, so a new form is tried from its first day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.test import Client

from gewu.front.api import tokens
from gewu.front.api.views import WORDS
from gewu.office.rules import ROLES
from tests.front.actors import Desk, nine_o_clock  # noqa: F401
from tests.walk.site import Form
from tests.walk.town import MISSING, NEXT_DOOR, OTHER, WORD, Town, build_town
from tests.walk.walker import Walker

#: daily as who fills in most forms; `make slow` as everybody
DAILY = {"dispatcher", "section_head", "admin_system"}
AS_ALL = [pytest.param(role, marks=[] if role in DAILY else [pytest.mark.slow]) for role in ROLES]
#: wants several things that hang together
PICKY = "/do/not_accepted/"
STRANGE = str(NEXT_DOOR.ids[0])


@pytest.fixture
def town(db, nine_o_clock) -> Town:  # noqa: F811
    return build_town()


def strange(body: str) -> set[str]:
    """What a text tells of next door."""
    return set(re.findall(rf"{WORD}{NEXT_DOOR.letter}\w+?号", body))


@pytest.mark.parametrize("role", AS_ALL)
def test_no_form_takes_an_id_of_the_office_next_door_or_tells_that_it_is_there(town, role):
    walker = Walker(town, role)
    found = [
        fault for form in walker.forms for fault in (*faults_of_fields(walker, form), *faults_of_row(walker, form))
    ]
    assert found == []


def faults_of_fields(walker: Walker, form: Form) -> Iterator[tuple[str, str, object]]:
    """What is wrong with the fields that carry ids; a form refused for something else would say nothing of them."""
    carry = [one.name for one in form.fields.values() if one.is_id]
    honest = next(walker.accepted(form), None) if carry and form.method == "post" else {}
    if honest is None and not form.action.endswith(PICKY):
        yield form.action, "is refused as it stands", carry
    for name in carry:
        status, body = walker.send(form, **(honest or {}) | {name: STRANGE})
        if strange(body) or status >= 500 or (form.method == "post" and status == 302):
            yield form.action, name, (status, strange(body))


def faults_of_row(walker: Walker, form: Form) -> Iterator[tuple[str, str, object]]:
    """What is wrong where the form is sent to a row of next door: the answer must be that for a row of nowhere."""
    if form.method == "post" and re.search(r"/10000\d\d/", form.action):
        answers = [walker.send(form, re.sub(r"10000\d\d", row, form.action)) for row in (STRANGE, str(MISSING))]
        (first, told), (second, missing) = answers
        if (first, _bare(told)) != (second, _bare(missing)) or first not in (403, 404, 422):
            yield form.action, "sent to next door", (first, second)


def _bare(body: str) -> str:
    """A page without what differs from one asking to the next."""
    return re.sub(r'(csrfmiddlewaretoken|_once)" value="[^"]*"|nonce="[^"]*"|data-clock="[^"]*"|\d{7,}', "", body)


@pytest.mark.parametrize("word", [word for word, kinds in WORDS.items() if kinds == (int,)])
@pytest.mark.parametrize("row", [*NEXT_DOOR.ids, OTHER.ids[0], MISSING])
def test_no_program_says_an_id_out_of_its_sight(town, word, row):
    token = tokens.make(town.here.people["officer_a"].account, 30)
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": str(uuid4())}
    said = {"scenario": "hotline", "channel": "grid", "category": "noise", "place": "柳荫路1号", word: row}
    answer = Client().post("/api/matters", said, content_type="application/json", headers=headers)
    assert (answer.status_code, strange(answer.content.decode())) == (422, set())

"""Every door against every noun: whoever may not see rows of a kind finds them nowhere, and no hint that they are.

The test reads the registry of nouns and the map of addresses, so a new noun, page or file is walked from its first
day: a noun without a row here fails `test_every_noun_has_a_row_here`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import product

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from gewu.answers import search
from gewu.front.api import tokens
from gewu.indicators import catalogue
from gewu.indicators.models import Observation
from gewu.journal.rows import kept
from gewu.kernel.nouns import Noun, noun, nouns
from gewu.kernel.periods import Period
from gewu.registry.models import Milestone
from gewu.reports.models import Report
from gewu.tasks.models import Attempt, Campaign
from tests.front.actors import Desk, reported
from tests.indicators import rows

MARCH = date(2023, 3, 1)
MISSING = 987654
#: a list is taken away, and words are looked for
ENDINGS = ("?as=csv", "?q=玄钥")
#: what everybody of the office may know: they need no permission, or bear nothing of their own
OPEN = {"area", "unit", "staff", "scenario", "domain"}
WALKED = [one for one in nouns().values() if one.kind not in OPEN]


def mark(kind: str) -> str:
    """The word that stands in a text of the row of this kind, and nowhere else."""
    return f"玄钥{[*nouns()].index(kind):02}号"


@pytest.fixture
def full(hotline):
    """One row of every noun; each bears the word of its kind."""
    hotline.adopt(rows.COUNTING)
    person = rows.subject(hotline, nature="person", name=mark("subject"), place_text=mark("subject"))
    other = rows.subject(hotline, name="普通亭")
    rows.tag(hotline, person, mark("tag"))
    rows.stage(hotline, other, "open", MARCH).__class__.objects.update(stage=mark("stage"))
    Milestone.objects.create(office=hotline.office, subject=other, key="m", title=mark("milestone"), planned_on=MARCH)
    record = rows.record(hotline, MARCH, title=mark("record"), said=mark("record"))
    task = rows.task(hotline, rows.subject(hotline, name=mark("task")), MARCH)
    absent = rows.subject(hotline, name=mark("attempt"))
    Attempt.objects.create(
        office=hotline.office, task=task, record_id=record.id, scenario="kiosks", subject=absent, tried_on=MARCH
    )
    matter = reported(hotline, place=mark("matter"))
    late = reported(hotline, place=mark("passage"))
    rows.passage(late, MARCH, step="handling", seq=9)
    paid = rows.payment(hotline, rows.subject(hotline, name=mark("payment"), nature="person"), 53400, MARCH)
    type(paid.payment_list).objects.update(title=mark("payment_list"))
    Campaign.objects.create(
        office=hotline.office,
        scenario="kiosks",
        title=mark("campaign"),
        from_on=MARCH,
        to_on=MARCH,
        frozen_at=rows.at(MARCH),
    )
    Observation.objects.create(
        office=hotline.office, indicator="kiosks.views", start=MARCH, end=date(2023, 4, 1), value=7,
        signed_by=mark("observation"), signed_on=MARCH, source=mark("observation"),
    )  # fmt: skip
    Report.objects.create(
        office=hotline.office, template="t", title=mark("report"), start=MARCH, end=date(2023, 4, 1), as_of=MARCH
    )
    for kind, row in (("subject", person), ("record", record), ("matter", matter)):
        search.index(search.Entry(hotline.office.id, kind, row.id, mark(kind), area_id=row.area_id, day=MARCH))
    hotline.matter = matter
    return hotline


def test_every_noun_has_a_row_here(full):
    everything = full.system.scope
    assert {one.kind for one in WALKED if not kept(one, everything).exists()} == set()


def ids(cast) -> list[int]:
    """The ids of all rows here, and one of none."""
    found = {row.id for one in WALKED if one.key == "id" for row in kept(one, cast.system.scope)}
    return [*sorted(found), MISSING]


def addresses(cast) -> Iterator[str]:
    """Every address of the site that is read: with each id, each kind of noun, each figure; lists as files too."""
    some = [*map(str, ids(cast))]
    figures = [entry.ref for entry in catalogue.all_indicators(cast.office.id, date(2023, 6, 1))]
    named = {
        "kind": [one.kind for one in WALKED],
        "ref": [ref for ref in figures if ref.startswith("kiosks.")],
        "what": ["tag", "stage", "milestone"],
        "scenario": ["kiosks"],
        "key": ["kiosks"],
        "name": [*some, cast.matter.number],
        "number": [cast.matter.number],
    }
    for route in routes():
        holes = re.findall(r"<(?:(\w+):)?(\w+)>", route)
        fill = [some if kind == "int" else named.get(name, ["nothing"]) for kind, name in holes]
        for words in product(*fill) if len(holes) < 3 else ():
            address = "/" + re.sub(r"<[^>]+>", "{}", route).format(*words)
            yield address
            yield from (address + ending for ending in ENDINGS if "int" not in dict(holes))


def routes(patterns=None, before: str = "") -> Iterator[str]:
    """Every route of the map but those that end the session or write."""
    for one in patterns or get_resolver().url_patterns:
        if isinstance(one, URLPattern):
            if before + str(one.pattern) not in ("logout/", "language/"):
                yield before + str(one.pattern)
        else:
            yield from routes(one.url_patterns, before + str(one.pattern))


def told(answer) -> str:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body.decode("utf-8", "replace")


@pytest.mark.parametrize("who", ["assessor", "admin_audit", "officer_b"])
def test_no_door_shows_rows_that_a_person_may_not_see(full, who):
    scope = full.scope(who)
    visible = {one.kind for one in WALKED if one.seen_by(scope) and kept(one, scope).exists()}
    desk = Desk(full, who).browser
    found = {
        (address, one.kind)
        for address in addresses(full)
        for body in [told(desk.get(address))]
        for one in WALKED
        if one.kind not in visible and mark(one.kind) in body
    }
    assert found == set()


def test_the_office_next_door_finds_nothing_by_pages_and_by_programs(full, neighbour):
    person = neighbour.people["leader_main"].account
    browser, program = Client(), {"Authorization": f"Bearer {tokens.make(person, 30)}"}
    browser.force_login(person)
    found = {
        address
        for address in addresses(full)
        for headers in [program if address.startswith("/api/") else {}]
        if re.search(r"玄钥\d", told(browser.get(address, headers=headers)))
    }
    assert found == set()


@pytest.mark.parametrize("one", [one for one in WALKED if one.key == "id"], ids=lambda one: one.kind)
@pytest.mark.parametrize("door", ["/rows/{kind}/{id}/", "/api/rows/{kind}/{id}"])
def test_what_is_forbidden_answers_as_what_is_not_there(full, neighbour, one: Noun, door):
    """Out of sight, from next door and never there: one answer, so that nobody learns which."""
    row_id = kept(one, full.system.scope).first().id
    asking = Desk(neighbour, "leader_main").browser
    answers = [asking.get(door.format(kind=one.kind, id=id)) for id in (row_id, MISSING)]
    first, second = ((answer.status_code, _refused(answer)) for answer in answers)
    assert first == second and first[0] in (403, 404)


def _refused(answer) -> str:
    """The words of a refusal, of a page or of a program's answer."""
    return answer.context["refused"].words if answer.context else answer.content.decode()


def test_a_figure_tells_its_total_to_whoever_may_not_open_its_rows(full):
    half = Period.parse("2023-01-01..2023-06-28").printed()
    page = Desk(full, "assessor").read(f"/figures/kiosks.on_register/?period={half}")
    assert "亭" in page and noun("subject").seen_by(full.scope("assessor")) is False

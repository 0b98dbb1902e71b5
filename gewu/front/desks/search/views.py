"""The answer to the search box of the top bar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext

from gewu.answers import search
from gewu.front import finding, opening
from gewu.front.desk import Desk, desk_view
from gewu.front.menu import address_of
from gewu.indicators import catalogue, listing
from gewu.indicators.telling import Telling
from gewu.journal.rows import kept
from gewu.kernel import telltale
from gewu.kernel.clocks import Colour
from gewu.kernel.nouns import Noun, nouns
from gewu.kernel.types import Scope
from gewu.matters import queries as matters
from gewu.matters import reporters
from gewu.records import queries as records
from gewu.registry import queries as registry

SHOWN = 20
#: characters of the shortest number of a document
NUMBER = 6


@dataclass(frozen=True)
class Hit:
    """One found row: what it is called, where it opens, what else a list says of it, and its clock."""

    title: str
    url: str
    more: str = ""
    day: date | None = None
    colour: Colour | None = None


@dataclass(frozen=True)
class Group:
    """What was found of one kind, and how many there are in all."""

    title: str
    lines: Sequence[Hit]
    count: int


@desk_view(asks=True)
def find(request: Desk) -> HttpResponse:
    """Find rows, figures and scenarios whose words hold every word that was typed, or who bears a whole number.

    The number of a document opens it. Words go into the address; a number of a person is answered where it was sent.
    """
    words, number = finding.typed(request)
    if page := _document(request.scope, words):
        return HttpResponseRedirect(page)
    if request.method == "POST" and not number:
        return finding.with_words(request, words)
    found = _bearing(request, number) if number else iter(())
    if not telltale.find(number):  # what may be a local telephone may be part of a document's number too
        found = chain(found, _groups(request, words))
    context = {
        "words": words,
        "number": number,
        "groups": [group for group in found if group.count] if len(words) > 1 else [],
        "too_short": len(words) == 1,
        "in_address": finding.in_address(request),
    }
    return render(request, "search/find.html", context)


def _document(scope: Scope, number: str) -> str:
    """The page of the one document in sight that bears this number; "" where there is none, or more."""
    if len(number) < NUMBER or not number.isascii():
        return ""
    seen = [one for one in nouns().values() if one.numbers and one.page and one.key == "id" and one.seen_by(scope)]
    found = {
        (noun.kind, id)
        for noun in seen
        for column in noun.numbers
        for id in kept(noun, scope).filter(**{column: number.upper()}).values_list(noun.key, flat=True)[:2]
    }
    return opening.url(*found.pop()) if len(found) == 1 else ""


def _groups(request: Desk, words: str) -> Iterator[Group]:
    if not telltale.asked(words):
        yield _holders(request, words)
    for noun in nouns().values():
        if noun.search and noun.seen_by(request.scope):
            hits = search.find(words, request.scope, [noun.kind], limit=SHOWN)
            total = search.count(words, request.scope, [noun.kind]) if len(hits) == SHOWN else len(hits)
            yield Group(gettext(noun.many), _lines(request, noun, [hit.owner_id for hit in hits]), total)
    if request.scope.may("figures.see"):
        yield _figures(request, words)


def _bearing(request: Desk, number: str) -> Iterator[Group]:
    """Who or what bears this whole number, and where it was reported or written down."""
    yield _holders(request, number)
    found: dict[str, QuerySet[Any]] = {
        "matter": reporters.by_number(number, request.scope),
        "record": records.by_number(number, request.scope),
    }
    for kind, rows in found.items():
        noun = nouns()[kind]
        if noun.seen_by(request.scope):
            ids = list(rows.values_list("id", flat=True)[:SHOWN])
            total = rows.count() if len(ids) == SHOWN else len(ids)
            yield Group(gettext(noun.many), _lines(request, noun, ids), total)


def _holders(request: Desk, words: str) -> Group:
    """Who or what bears this whole identity number, credit code or telephone; such numbers are in no index."""
    found = registry.find_by_identifier(words, request.scope) if len(words) >= 8 else []
    lines = _lines(request, nouns()["subject"], [one.id for one in found])
    return Group(gettext("证件号、信用代码、电话相符"), lines, len(lines))


def _lines(request: Desk, noun: Noun, ids: Sequence[int]) -> list[Hit]:
    """Found rows as their lists show them, in the order of their ids."""
    if noun.kind == "matter":
        return [_matter(line) for line in matters.some(request.scope, ids, request.now)]
    rows = listing.some(noun, ids, Telling(request.scope, request.today)) if ids else {}
    titled = next(place for place, column in enumerate(noun.narrow) if column.key in ("name", "title"))
    return [_row(noun, rows[id], titled) for id in ids if id in rows]


def _row(noun: Noun, row: listing.Row, titled: int) -> Hit:
    said = [cell for place, cell in enumerate(row.cells) if place != titled and cell]
    return Hit(row.cells[titled], opening.url(noun.kind, int(row.id)), " · ".join(said))


def _matter(line: matters.Line) -> Hit:
    row = line.matter
    said = (row.number, row.place_text or str(row.area or ""), gettext(line.step))
    more = " · ".join(filter(None, said))
    return Hit(row.title, opening.url("matter", row.id), more, row.received_on, line.colour)


def _figures(request: Desk, words: str) -> Group:
    found = [
        Hit(f"{entry.scenario.title} · {entry.indicator.title}", address_of("figures:one", entry.ref))
        for entry in catalogue.all_indicators(request.actor.office_id, request.today)
        if all(word in f"{entry.scenario.title}{entry.indicator.title}" for word in words.split())
    ]
    return Group(gettext("统计指标"), found[:SHOWN], len(found))

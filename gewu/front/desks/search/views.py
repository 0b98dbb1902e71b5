"""The answer to the search box of the top bar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, gettext_lazy

from gewu.answers import search
from gewu.front import opening
from gewu.front.desk import Desk, desk_view
from gewu.front.menu import address_of
from gewu.indicators import catalogue
from gewu.kernel.nouns import Noun, nouns
from gewu.registry import queries as registry

SHOWN = 20


@dataclass(frozen=True)
class Group:
    """What was found of one kind: lines of (title, address, day), and how many there are in all."""

    title: str
    lines: Sequence[tuple[str, str, object]]
    count: int


@desk_view()
def find(request: Desk) -> HttpResponse:
    """Find rows, figures and scenarios whose words hold every word that was typed."""
    words = " ".join(request.GET.get("q", "").split())[:60]
    groups = [group for group in _groups(request, words) if group.count] if len(words) > 1 else []
    return render(request, "search/find.html", {"words": words, "groups": groups, "too_short": len(words) == 1})


def _groups(request: Desk, words: str) -> Iterator[Group]:
    yield _holders(request, words)
    for noun in nouns().values():
        if noun.search and noun.seen_by(request.scope):
            yield _rows(request, words, noun)
    if request.scope.may("figures.see"):
        yield _figures(request, words)


def _rows(request: Desk, words: str, noun: Noun) -> Group:
    hits = search.find(words, request.scope, [noun.kind], limit=SHOWN)
    total = search.count(words, request.scope, [noun.kind]) if len(hits) == SHOWN else len(hits)
    lines = [(hit.title, opening.url(noun.kind, hit.owner_id), hit.day) for hit in hits]
    return Group(gettext(noun.many), lines, total)


def _holders(request: Desk, words: str) -> Group:
    """Who or what bears this whole identity number, credit code or telephone; such numbers are in no index."""
    found = registry.find_by_identifier(words, request.scope) if len(words) >= 8 else []
    lines = [(one.name, address_of("subjects:one", one.id), None) for one in found]
    return Group(str(gettext_lazy("证件号、信用代码、电话相符")), lines, len(lines))


def _figures(request: Desk, words: str) -> Group:
    found = [
        (f"{entry.scenario.title} · {entry.indicator.title}", address_of("figures:one", entry.ref), None)
        for entry in catalogue.all_indicators(request.actor.office_id, request.today)
        if all(word in f"{entry.scenario.title}{entry.indicator.title}" for word in words.split())
    ]
    return Group(str(gettext_lazy("统计指标")), found[:SHOWN], len(found))

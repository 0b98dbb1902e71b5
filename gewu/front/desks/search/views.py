"""The answer to the search box of the top bar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from gewu.answers import search
from gewu.front.desk import Desk, desk_view
from gewu.front.menu import address_of
from gewu.indicators import catalogue
from gewu.registry import queries as registry

SHOWN = 20

#: kind of row -> (heading, page of one row, permission to see such rows)
KINDS = {
    "matter": (gettext_lazy("事项"), "matters:detail", "matters.see"),
    "subject": (gettext_lazy("人员、地点、单位"), "subjects:one", "registry.see"),
    "record": (gettext_lazy("走访检查记录"), "tasks:record", "registry.see"),
}


@dataclass(frozen=True)
class Group:
    """What was found of one kind: lines of (title, address, day), and how many there are in all."""

    title: str
    lines: list[tuple[str, str, object]]
    count: int


@desk_view()
def find(request: Desk) -> HttpResponse:
    """Find rows, figures and scenarios whose words hold every word that was typed."""
    words = " ".join(request.GET.get("q", "").split())[:60]
    groups = [group for group in _groups(request, words) if group.count] if len(words) > 1 else []
    return render(request, "search/find.html", {"words": words, "groups": groups, "too_short": len(words) == 1})


def _groups(request: Desk, words: str) -> Iterator[Group]:
    yield _holders(request, words)
    for kind, (title, page, permission) in KINDS.items():
        if request.scope.may(permission):
            yield _rows(request, words, kind, str(title), page)
    if request.scope.may("figures.see"):
        yield _figures(request, words)


def _rows(request: Desk, words: str, kind: str, title: str, page: str) -> Group:
    hits = search.find(words, request.scope, [kind], limit=SHOWN)
    total = search.count(words, request.scope, [kind]) if len(hits) == SHOWN else len(hits)
    return Group(title, [(hit.title, address_of(page, hit.owner_id), hit.day) for hit in hits], total)


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

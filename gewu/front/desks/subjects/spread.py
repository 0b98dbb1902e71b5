"""按网格查缺: which grid has none of a kind of which every grid has one (一网格一支部)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from gewu.front.desk import Desk, desk_view
from gewu.front.desks.subjects.views import nature_of
from gewu.front.desks.subjects.words import Words
from gewu.registry import queries as registry


@desk_view("registry.see")
def index(request: Desk, kind: str) -> HttpResponse:
    """Name the grids without one, those with several, and what lies in no grid."""
    words = Words(request.scope.office_id, request.today)
    nature_of(request, kind)
    found = registry.spread(request.scope, kind, request.today)
    return render(request, "subjects/spread.html", {"kind": kind, "title": words.title(kind), "found": found})

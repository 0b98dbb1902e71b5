"""各类数据: every noun that the person may see, its rows with search and files, one row."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from gewu.answers import revealing
from gewu.front import asking, chips, exports, opening, pages
from gewu.front.desk import Desk, desk_view
from gewu.front.fields import ReasonForm
from gewu.indicators import listing
from gewu.indicators.telling import Telling
from gewu.kernel.nouns import nouns


@desk_view()
def index(request: Desk) -> HttpResponse:
    """List the nouns in sight."""
    seen = [noun for noun in nouns().values() if noun.key == "id" and noun.seen_by(request.scope)]
    return render(request, "rows/index.html", {"seen": seen})


@desk_view()
def kind(request: Desk, kind: str) -> HttpResponse:
    """List the rows of one noun, newest first."""
    noun, tell = listing.seen(kind, request.scope), Telling(request.scope, request.today)
    chosen = chips.chosen(request, [], searchable=noun.search)
    rows = listing.every(noun, request.scope, chosen.words)
    table = exports.Table(_(noun.many), exports.columns(kind, request), rows, rows.count, request.now, chosen.sentence)
    if file := exports.taken(request, table):
        return file
    page = pages.cut(request, rows)
    context = {
        "noun": noun,
        "chosen": chosen,
        "page": page,
        "columns": [column.title for column in noun.narrow],
        "lines": [
            (opening.url(kind, row.pk), [(one.title, one.said(row, tell)) for one in noun.narrow]) for row in page
        ],
    }
    return render(request, "rows/kind.html", context)


@desk_view()
def one(request: Desk, kind: str, row_id: int) -> HttpResponse:
    """Show one row with all its columns, or go to the page of its own desk."""
    noun = listing.seen(kind, request.scope)
    row = listing.one(noun, request.scope, str(row_id))
    if noun.page:
        return HttpResponseRedirect(opening.url(kind, row.pk))
    tell = Telling(request.scope, request.today)
    context = {"noun": noun, "cells": [(column.title, column.said(row, tell)) for column in noun.columns]}
    return render(request, "rows/one.html", context)


@desk_view(*revealing.MAY)
def reveal(request: Desk, kind: str, row_id: int, what: str) -> HttpResponse:
    """Open what is masked of a row, with a reason; its own page then shows it for five minutes."""
    row = listing.one(listing.seen(kind, request.scope), request.scope, str(row_id))
    form, act = ReasonForm(request.POST or None), partial(revealing.reveal, noun=kind, row_id=row.pk, what=what)
    title = _("查看") + _(revealing.WHAT.get(what, what))
    return asking.act(request, form, act, title=title, back=f"{opening.url(kind, row.pk)}?opened=1")

"""Rows of any noun for programs: the columns its room declares, under the permissions of its pages."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from gewu.front import pages
from gewu.front.api.door import answer, api_view
from gewu.front.desk import Desk
from gewu.indicators import listing
from gewu.indicators.telling import Telling
from gewu.journal.paging import Page
from gewu.kernel.nouns import Noun, Teller

AT_MOST = 200


@api_view()
@require_safe
def rows(request: Desk, kind: str) -> HttpResponse:
    """List rows, newest first: what `about` says of the page, and its rows."""
    noun, tell = listing.seen(kind, request.scope), Telling(request.scope, request.today)
    found = listing.every(noun, request.scope, " ".join(request.GET.get("q", "").split())[:60] if noun.search else "")
    page = pages.cut(request, found, size_of(request))
    return answer(about(page) | {"rows": [described(noun, row, tell) for row in page]})


@api_view()
@require_safe
def row(request: Desk, kind: str, name: str) -> HttpResponse:
    """Read one row by its id or its number."""
    noun = listing.seen(kind, request.scope)
    found = listing.one(noun, request.scope, name)
    return answer(described(noun, found, Telling(request.scope, request.today)))


def size_of(request: Desk) -> int:
    """How many rows a page has: `per_page`, fifty by default."""
    asked = request.GET.get("per_page", "")
    return max(1, min(int(asked), AT_MOST)) if asked.isdecimal() and len(asked) < 6 else pages.SIZE


def about(page: Page) -> dict[str, object]:
    """How many rows there are, whether even more, and what `page` is for the next page; null after the last one."""
    return {"total": page.total, "more": page.beyond, "next": page.after or None}


def described(noun: Noun, row: Any, tell: Teller) -> dict[str, object]:
    """A row as JSON: its id and every column by its key; days and moments as text, money in 分."""
    return {"id": row.pk, **{column.key: _plain(column.of(row, tell)) for column in noun.columns}}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else value

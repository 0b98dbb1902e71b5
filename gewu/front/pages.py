"""Cutting long lists into pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from gewu.journal import paging
from gewu.journal.paging import Page

SIZE = 50


def cut(request: HttpRequest, rows: QuerySet | Sequence[Any], size: int = SIZE) -> Page:
    """Cut the page that `?page=` asks for out of a query set, or out of a list by its number; the nearest one."""
    asked = request.GET.get("page", "")
    if isinstance(rows, QuerySet):
        return paging.cut(rows, asked, size)
    wanted = int(asked) if asked.isdecimal() and len(asked) < 8 else 1
    number = max(1, min(wanted, -(-len(rows) // size)))
    start = (number - 1) * size
    before = str(number - 1) if start else ""
    after = str(number + 1) if start + size < len(rows) else ""
    return Page(rows[start : start + size], len(rows), start + 1, before, after)

"""Cutting long lists into pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.http import HttpRequest

Row = TypeVar("Row")
SIZE = 50


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page of a list: its rows, its number from 1, how many rows and pages there are."""

    rows: Sequence[Row]
    number: int
    total: int
    size: int = SIZE

    @property
    def count(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        return (self.number - 1) * self.size + 1 if self.total else 0

    @property
    def last(self) -> int:
        return min(self.number * self.size, self.total)

    @property
    def before(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        return self.number + 1 if self.number < self.count else None

    def __iter__(self):
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def cut(request: HttpRequest, rows, size: int = SIZE, total: int | None = None) -> Page:
    """Cut the page that `?page=` asks for out of a query set or a list; the nearest one where it lies outside."""
    total = (rows.count() if hasattr(rows, "query") else len(rows)) if total is None else total
    number = min(asked_for(request), max(1, -(-total // size)))
    return Page(list(rows[(number - 1) * size : number * size]), number, total, size)


def asked_for(request: HttpRequest) -> int:
    """Read `?page=`; 1 for anything that is no page number."""
    text = request.GET.get("page", "1")
    return max(1, int(text)) if text.isdecimal() and len(text) < 8 else 1

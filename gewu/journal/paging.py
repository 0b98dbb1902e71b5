"""Pages of long lists: each begins behind the row where the last one ended.

So a row that comes in meanwhile shifts no page, and the thousandth page costs no more than the first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, Generic, TypeVar

from django.core.signing import BadSignature, Signer
from django.db import connection
from django.db.models import Q, QuerySet

Row = TypeVar("Row")
#: rows that a page counts; of a longer list it says only that it is longer
BOUND = 10_000


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page: its rows, and what `?page=` is for the one before and the one after ("" for none).

    `first` is the number of its first row, from 1, as one walked here; `total` ends at BOUND where `beyond`.
    """

    rows: Sequence[Row]
    total: int
    first: int = 1
    before: str = ""
    after: str = ""
    beyond: bool = False

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1

    @property
    def count(self) -> str:
        """How many rows the list has, in words."""
        return "超过1万" if self.beyond else str(self.total)

    def __iter__(self):
        return iter(self.rows)


def cut(rows: QuerySet, asked: str, size: int, read: Callable[[QuerySet], Iterable[Any]] = list) -> Page:
    """Cut the page `asked` for out of a query set that has an order; the first one where nothing is there (any more).

    `read` makes rows of the part that is shown. A list that fits on its first page is not counted apart.
    """
    if rows.query.order_by[-1] not in ("id", "-id"):
        rows = rows.order_by(*rows.query.order_by, "id")  # rows alike in the rest need a place too
    keys = _keys(rows)
    seal = Signer(salt=f"{rows.model._meta.label} {keys}")  # a place in one list is none in another
    back, number, at = _asked(seal, asked)
    some = list(read(_behind(rows.reverse() if back else rows, at)[: size + 1]))
    if at and not some:
        return cut(rows, "", size, read)
    shown, more = some[:size], len(some) > size
    before, after = bool(at), more
    if back:
        shown, before, after = shown[::-1], more, True
        number = max(1, number - len(shown)) if more else 1
    total = rows.order_by()[: BOUND + 1].count() if before or after else len(shown)

    def place(back: bool, number: int, row: Any) -> str:
        return seal.sign_object([back, number, [key.of(row) for key in keys]])

    earlier = place(True, number, shown[0]) if before else ""
    later = place(False, number + len(shown), shown[-1]) if after else ""
    return Page(shown, min(total, BOUND), number, earlier, later, beyond=total > BOUND)


def _asked(seal: Signer, asked: str) -> tuple[bool, int, list | None]:
    """Read whether a page goes back, the number of its first row, and behind which keys it begins (None: at the top).

    The top too for an address that somebody changed, or that is of another list.
    """
    try:
        return seal.unsign_object(asked)
    except BadSignature:
        return False, 1, None


@dataclass(frozen=True)
class _Key:
    """A column of an order: whether it falls; whether rows come last in which it is empty (None: it never is)."""

    name: str
    falls: bool
    empty_last: bool | None

    def of(self, row: Any) -> str | None:
        value = reduce(getattr, self.name.split("__"), row)
        return None if value is None else str(value)

    def behind(self, value: str | None) -> Q:
        """Rows that this column alone puts behind `value`."""
        if value is None:
            return Q(pk__in=[]) if self.empty_last else Q(**{f"{self.name}__isnull": False})
        found = Q(**{f"{self.name}__{'lt' if self.falls else 'gt'}": value})
        return found | Q(**{f"{self.name}__isnull": True}) if self.empty_last else found


def _keys(rows: QuerySet) -> list[_Key]:
    """Read the order of a query set: names, or expressions that say where empty values go."""
    found, turned = [], not rows.query.standard_ordering
    order: Iterable[Any] = rows.query.order_by
    for one in order:
        if isinstance(one, str):
            name, falls = one.removeprefix("-"), one.startswith("-")
            last = connection.features.order_by_nulls_first == falls
        else:
            name, falls, last = one.expression.name, one.descending, bool(one.nulls_last)
        empty = rows.query.names_to_path(name.split("__"), rows.model._meta)[1].null
        found.append(_Key(name, falls != turned, last != turned if empty else None))
    return found


def _behind(rows: QuerySet, at: list | None) -> QuerySet:
    """Rows behind a place, the nearest first."""
    if not at:
        return rows
    keys, behind = _keys(rows), Q(pk__in=[])
    for key, value in zip(keys[::-1], at[::-1], strict=True):
        behind = key.behind(value) | Q(**{key.name: value}) & behind
    if keys[0].empty_last is None:
        # Follows from the rest; said apart, it lets databases begin in the index there.
        behind &= Q(**{f"{keys[0].name}__{'lte' if keys[0].falls else 'gte'}": at[0]})
    return rows.filter(behind)

"""Finding: words of two characters and more, within what the person may see, counted after that filter.

It is never given identifiers or telephones: those are found through the vault's blind index (registry.queries for
registers, answers.queries.bearing for words).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, models, transaction
from django.db.models.expressions import RawSQL

from gewu.answers.models import SearchEntry
from gewu.journal.actions import bulk
from gewu.kernel import words
from gewu.kernel.types import Scope

_COLUMNS = ("office", "owner_kind", "owner_id", "area", "unit_id", "space", "title", "day", "grams")

FENCE = 10**9


@dataclass(frozen=True)
class Entry:
    """What can be found of one row: `title` is shown, `text` is found beside it."""

    office_id: int
    owner_kind: str
    owner_id: int
    title: str
    text: str = ""
    area_id: int | None = None
    unit_id: int | None = None
    space: str = ""
    day: date | None = None


@dataclass(frozen=True)
class SearchHit:
    """One found row, newest first."""

    owner_kind: str
    owner_id: int
    title: str
    area_id: int | None
    day: date | None


def index(entry: Entry) -> None:
    """Make one row findable, in place of what was found of it before."""
    index_many([entry])


@transaction.atomic(savepoint=False)
def index_many(entries: Iterable[Entry], *, fresh: bool = False) -> int:
    """Make rows findable; `fresh` for rows that are not in the index yet, which is quicker."""
    if fresh:
        return bulk.insert(SearchEntry, _COLUMNS, _tuples(entries))
    names = [SearchEntry._meta.get_field(name).attname for name in _COLUMNS]  # type: ignore[union-attr]
    rows = [SearchEntry(**dict(zip(names, row, strict=True))) for row in _tuples(entries)]
    SearchEntry.objects.bulk_create(
        rows,
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["office", "owner_kind", "owner_id"],
        update_fields=["area", "unit_id", "space", "title", "day", "grams"],
    )
    return len(rows)


def entries(found: Iterable[Entry]) -> bulk.Part:
    """Say what can be found of rows that are not in the index yet, to be kept together with them."""
    return bulk.Part(SearchEntry, _COLUMNS, list(_tuples(found)))


def forget(owner_kind: str, owner_ids: Iterable[int], *, office_id: int) -> int:
    """Take rows out of the index."""
    rows = SearchEntry.objects.filter(office_id=office_id, owner_kind=owner_kind, owner_id__in=list(owner_ids))
    return rows.delete()[0]


def move(owner_kind: str, owner_ids: Iterable[int], *, office_id: int, area_id: int | None) -> int:
    """Let rows of the index follow their owners to another area."""
    rows = SearchEntry.objects.filter(office_id=office_id, owner_kind=owner_kind, owner_id__in=list(owner_ids))
    return rows.update(area_id=area_id)


def find(text: str, for_: Scope, kinds: Sequence[str] | None = None, limit: int = 50) -> list[SearchHit]:
    """Find rows that hold every word of `text`; nothing for blank text."""
    rows = matching(text, for_, kinds).order_by("-day", "-id")[:limit]
    return [SearchHit(row.owner_kind, row.owner_id, row.title, row.area_id, row.day) for row in rows]


def count(text: str, for_: Scope, kinds: Sequence[str] | None = None) -> int:
    """Say how many rows `find` would give without a limit: only those that `for_` may see are counted."""
    return matching(text, for_, kinds).count()


def owner_ids(text: str, for_: Scope, kind: str) -> models.QuerySet:
    """Return the ids of found rows of one kind, as a subquery for lists that are also filtered otherwise."""
    # A limit that none reaches makes PostgreSQL search first; without it, it may look into each row of the list.
    return matching(text, for_, [kind]).values("owner_id")[:FENCE]


def matching(text: str, for_: Scope, kinds: Sequence[str] | None = None) -> models.QuerySet[SearchEntry]:
    """Return found entries as a query set, already narrowed to what `for_` may see."""
    rows = SearchEntry.objects.for_scope(for_)
    if kinds is not None:
        rows = rows.filter(owner_kind__in=kinds)
    postgres = connection.vendor == "postgresql"
    query = words.tsquery(text) if postgres else words.fts5(text)
    if not query:
        return rows.none()
    return rows.filter(_Matches(models.F("grams"), models.Value(query)) if postgres else _in_fts5(query))


def _in_fts5(query: str) -> models.Q:
    return models.Q(id__in=RawSQL("SELECT rowid FROM answers_searchtext WHERE answers_searchtext MATCH %s", [query]))


class _Matches(models.Func):
    """Whether text_index matches: the column that PostgreSQL makes of `grams`, in the row's own table.

    As a subquery of a list that table has another name; a second look at it by id took longer than the search.
    """

    output_field = models.BooleanField()

    def as_sql(self, compiler: Any, connection: Any, *args: Any, **more: Any) -> tuple[str, Any]:
        grams, query = self.source_expressions
        column = compiler.compile(grams)[0].removesuffix('"grams"') + '"text_index"'
        placeholder, params = compiler.compile(query)
        return f"{column} @@ to_tsquery('simple', {placeholder})", params


def _tuples(entries: Iterable[Entry]) -> Iterator[tuple]:
    for entry in entries:
        yield (
            entry.office_id,
            entry.owner_kind,
            entry.owner_id,
            entry.area_id,
            entry.unit_id,
            entry.space,
            entry.title[:200],
            entry.day,
            words.bigrams(f"{entry.title} {entry.text}"),
        )

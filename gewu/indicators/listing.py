"""The rows behind a figure, and rows of any noun, as a list that can be read, printed and taken away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Q, QuerySet
from django.db.models.expressions import RawSQL

from gewu.answers import search
from gewu.indicators.figures import RowSet
from gewu.indicators.telling import Telling
from gewu.journal.actions import bulk
from gewu.journal.rows import kept
from gewu.kernel.nouns import Noun, noun, nouns
from gewu.kernel.types import Refused, Scope

BATCH = 500


@dataclass(frozen=True)
class Row:
    """One row: which one it is, and its cells as text in the order of the columns."""

    id: int | str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Listing:
    """Columns and rows; `hidden` of `total` rows lie outside the reader's areas and are only counted (明细受限)."""

    row_kind: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    total: int
    hidden: int


def listing(found: RowSet, for_: Scope) -> Listing:
    """List the rows behind a figure, or a page of them, in the order of their ids.

    Names of people are masked for whoever does not keep the register.
    Errors: Refused indicators.R4031 for whoever may not see rows of this kind.
    """
    kind = _kind(found, for_)
    rows = tuple(flow(found, for_))
    titles = tuple(column.title for column in kind.narrow)
    return Listing(found.row_kind, titles, rows, len(found.ids), len(found.ids) - len(rows))


def flow(found: RowSet, for_: Scope) -> Iterator[Row]:
    """Yield the rows of a long list one after the other, so that a file of them needs little memory."""
    kind, tell = _kind(found, for_), Telling(for_)
    for row_id, row in _rows(kind, found.ids, for_):
        yield Row(row_id, tuple(column.said(row, tell) for column in kind.narrow))


def count_seen(found: RowSet, for_: Scope) -> int:
    """Return how many of the rows behind a figure lie in sight. Errors: Refused indicators.R4031."""
    kind = _kind(found, for_)
    if kind.key != "id":
        return kept(kind, for_).filter(**{f"{kind.key}__in": found.ids}).count()
    rows, (condition, array) = kept(kind, for_), _ONE_OF[connection.vendor]
    # As one value: 244,000 ids, each a parameter, took four seconds, and somebody waits.
    ids = array % ",".join(map(str, found.ids))
    one_of = RawSQL(f"{rows.model._meta.db_table}.id {condition}", [ids], output_field=BooleanField())
    return rows.filter(one_of).count()


#: how a database finds whether an id is one of a list, and how such a list is written
_ONE_OF = {
    "sqlite": ("IN (SELECT value FROM json_each(%s))", "[%s]"),
    "postgresql": ("= ANY(%s::bigint[])", "{%s}"),
}


def seen(kind: str, for_: Scope) -> Noun:
    """A noun whose rows a page or a program asks for. Errors: Refused indicators.R4041 (no such), R4031."""
    found = nouns().get(kind)
    if found is None or found.key != "id":
        raise Refused("indicators.R4041", f"没有“{kind}”这种数据。", "请从各类数据中选择。")
    must_see(found, for_)
    return found


def some(kind: Noun, ids: Sequence[int], tell: Telling) -> dict[int | str, Row]:
    """Return a few rows of a noun in sight, by id, with what stands in the columns of lists."""
    rows = _rows(kind, ids, tell.for_)
    return {id: Row(id, tuple(column.said(row, tell) for column in kind.narrow)) for id, row in rows}


def every(kind: Noun, for_: Scope, text: str = "") -> QuerySet:
    """All rows of a noun in sight, newest first, without void ones; `text` narrows by the text index."""
    rows = kept(kind, for_).select_related(*kind.with_)
    if any(field.name == "void_at" for field in rows.model._meta.fields):
        rows = rows.filter(void_at=None)
    if text:
        rows = rows.filter(id__in=search.owner_ids(text, for_, kind.kind))
    return rows.order_by(*([f"-{kind.day}"] if kind.day else []), "-id")


def one(kind: Noun, for_: Scope, name: str) -> Any:
    """One row by its id or by one of its numbers. Errors: Refused indicators.R4042."""
    wanted = Q(id=int(name)) if name.isdecimal() and len(name) < 19 else Q()
    for number in kind.numbers:
        wanted |= Q(**{number: name})
    found = kept(kind, for_).select_related(*kind.with_).filter(wanted).order_by("id").first() if wanted else None
    if found is None:
        raise Refused("indicators.R4042", f"没有这{kind.measure_word}{kind.word}，或不在您的范围内。", "请核对编号。")
    return found


def must_see(kind: Noun, for_: Scope) -> None:
    """Refuse whoever may not see rows of a kind, at whatever door they are asked for."""
    if not kind.seen_by(for_):
        said = f"您的岗位不能查看{kind.many}，只能看到总数。"
        raise Refused("indicators.R4031", said, "如工作需要，请联系归口科室负责人。")


def _kind(found: RowSet, for_: Scope) -> Noun:
    """What the rows behind a figure are. Errors: Refused indicators.R4043 for what was never noted, R4031."""
    if not found.row_kind:
        raise Refused("indicators.R4043", "这个数还没有登记，没有明细。", "登记以后再来查看。")
    kind = noun(found.row_kind)
    must_see(kind, for_)
    return kind


def subjects_of(found: RowSet, for_: Scope) -> set[int]:
    """The subjects that the rows behind a figure are about."""
    if found.row_kind == "subject":
        return {int(one) for one in found.ids}
    kind, batches = noun(found.row_kind), bulk.batches(found.ids, BATCH)
    rows = (kept(kind, for_).filter(id__in=batch).values_list(kind.subject, flat=True) for batch in batches)
    return {one for batch in rows for one in batch if one}


def _rows(kind: Noun, ids: Sequence[int | str], for_: Scope) -> Iterator[tuple[int | str, Any]]:
    """Fetch rows in the order of `ids`, in batches that a database takes as one question."""
    for batch in bulk.batches(ids, BATCH):
        rows = kept(kind, for_).filter(**{f"{kind.key}__in": batch}).select_related(*kind.with_)
        found = {getattr(row, kind.key): row for row in rows}
        yield from ((one, found[one]) for one in batch if one in found)

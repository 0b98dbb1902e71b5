"""Facts are written with their owner's row, in its transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db import transaction

from gewu.answers import rules
from gewu.answers.models import Fact
from gewu.journal.actions import bulk
from gewu.scenario.grammar import Field

_COLUMNS = ("office", "owner_kind", "owner_id", "field", "edition", "number", "text", "on_date", "area")


@dataclass(frozen=True)
class Answered:
    """The kept values (rules.clean) of one owner, and the fields of the edition they were given under."""

    owner_kind: str
    owner_id: int
    office_id: int
    area_id: int | None
    fields: Mapping[str, Field]
    values: Mapping[str, object]
    edition: str = ""


def keep(
    owner_kind: str,
    owner_id: int,
    *,
    office_id: int,
    edition: str,
    area_id: int | None,
    fields: Mapping[str, Field],
    values: Mapping[str, object],
) -> int:
    """Keep the facts of one owner in place of what it had of these fields; answers how many."""
    return keep_many([Answered(owner_kind, owner_id, office_id, area_id, fields, values, edition)])


@transaction.atomic(savepoint=False)
def keep_many(rows: Iterable[Answered], *, fresh: bool = False) -> int:
    """Keep the facts of many owners; `fresh` for owners that have none yet, which is quicker."""
    if not fresh:
        rows = list(rows)
        for row in rows:
            Fact.objects.filter(
                office_id=row.office_id, owner_kind=row.owner_kind, owner_id=row.owner_id, field__in=row.fields
            ).delete()
    return bulk.insert(Fact, _COLUMNS, _tuples(rows))


def _tuples(rows: Iterable[Answered]) -> Iterator[tuple]:
    for row in rows:
        for fact in rules.facts(row.fields, row.values):
            yield (
                row.office_id,
                row.owner_kind,
                row.owner_id,
                fact.field,
                row.edition,
                fact.number,
                fact.text,
                fact.on_date,
                row.area_id,
            )


def move(owner_kind: str, owner_ids: Iterable[int], *, office_id: int, area_id: int | None) -> int:
    """Let facts follow their owners to another area."""
    rows = Fact.objects.filter(office_id=office_id, owner_kind=owner_kind, owner_id__in=list(owner_ids))
    return rows.update(area_id=area_id)


def forget(owner_kind: str, owner_id: int, *, office_id: int) -> int:
    """Drop the facts of an owner (its row was erased)."""
    return Fact.objects.filter(office_id=office_id, owner_kind=owner_kind, owner_id=owner_id).delete()[0]

"""Facts are written with their owner's row, in its transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db import transaction

from gewu.answers import rules
from gewu.answers.models import Fact
from gewu.answers.rules import Answered
from gewu.journal.actions import bulk

__all__ = ["Answered", "facts", "keep_many", "move"]

_COLUMNS = ("office", "owner_kind", "owner_id", "field", "edition", "number", "text", "on_date", "area")


@transaction.atomic(savepoint=False)
def keep_many(rows: Iterable[Answered], *, fresh: bool = False) -> int:
    """Keep the facts of many owners; `fresh` for owners that have none yet, which is quicker."""
    if not fresh:
        rows = list(rows)
        _drop(rows)
    return bulk.insert(Fact, _COLUMNS, _tuples(rows))


def facts(rows: Iterable[Answered]) -> bulk.Part:
    """Return the facts of owners that have none yet, to be kept together with their rows."""
    return bulk.Part(Fact, _COLUMNS, list(_tuples(rows)))


def _drop(rows: Iterable[Answered]) -> None:
    owners: dict[tuple, list[int]] = defaultdict(list)
    for row in rows:
        owners[row.office_id, row.owner_kind, tuple(row.fields)].append(row.owner_id)
    for (office_id, owner_kind, fields), ids in owners.items():
        old = Fact.objects.filter(office_id=office_id, owner_kind=owner_kind, owner_id__in=ids, field__in=fields)
        old.delete()


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

"""Facts, and the numbers that were covered in words, are written with their owner's row, in its transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from django.db import transaction
from django.db.models import QuerySet

from gewu.answers import rules
from gewu.answers.models import Covered, Fact
from gewu.answers.rules import Answered
from gewu.journal import vault
from gewu.journal.actions import bulk
from gewu.kernel import telltale
from gewu.kernel.telltale import Found
from gewu.kernel.types import Refused

__all__ = ["Answered", "change", "changed", "cover", "covered", "covers", "facts", "keep_many", "move"]

_COLUMNS = ("office", "owner_kind", "owner_id", "field", "edition", "number", "text", "on_date", "area", "valid_from")
#: (kind, id, field) of a fact -> since when it holds
Since = Mapping[tuple[str, int, str], date]


@transaction.atomic(savepoint=False)
def keep_many(rows: Iterable[Answered], *, fresh: bool = False) -> int:
    """Keep what holds of many owners in place of what held, since the same day.

    `fresh` for owners that have none yet, which is quicker.
    """
    since: Since = {}
    if not fresh:
        rows = list(rows)
        since = _drop(rows)
    return bulk.insert(Fact, _COLUMNS, _tuples(rows, since))


def changed(row: Answered) -> dict[str, date | None]:
    """Return the fields whose countable values are others than those kept, and since when those hold."""
    kept: dict[str, set[tuple]] = defaultdict(set)
    since: dict[str, date | None] = {}
    for field, number, text, on_date, valid_from in _open(row).values_list(
        "field", "number", "text", "on_date", "valid_from"
    ):
        kept[field].add((number, text, on_date))
        since[field] = valid_from
    new: dict[str, set[tuple]] = defaultdict(set)
    for fact in rules.facts(row.fields, row.values):
        new[fact.field].add((fact.number, fact.text, fact.on_date))
    return {field: since.get(field) for field in row.fields if kept[field] != new[field]}


@transaction.atomic(savepoint=False)
def change(row: Answered, on: date) -> int:
    """Keep what holds of an owner from a day on; what held before keeps its days. Return how many facts are new.

    Errors: Refused answers.R104 where it was changed after that day already.
    """
    fields = changed(row)
    held = _open(row).filter(field__in=fields)
    if late := held.filter(valid_from__gt=on).order_by("-valid_from").first():
        day = f"{late.valid_from:%Y年%-m月%-d日}"
        words = f"“{row.fields[late.field].say}”在{day}已有变更，不能从更早的日子改起，没有保存。"
        raise Refused(
            "answers.R104", words, f"请从{day}以后改起；原来就登记错了的，请选“更正”。", {"on": "早于上次变更"}
        )
    held.filter(valid_from=on).delete()  # twice on one day: the last one holds
    held.update(valid_to=on)
    new = ((*fact[:-1], on) for fact in _tuples([row]) if fact[3] in fields)
    return bulk.insert(Fact, _COLUMNS, new)


def _open(row: Answered) -> QuerySet[Fact]:
    """The facts that hold of an owner, of the fields it is asked."""
    mine = Fact.objects.filter(office_id=row.office_id, owner_kind=row.owner_kind, owner_id=row.owner_id)
    return mine.filter(field__in=row.fields, valid_to=None)


def facts(rows: Iterable[Answered]) -> bulk.Part:
    """Return the facts of owners that have none yet, to be kept together with their rows."""
    return bulk.Part(Fact, _COLUMNS, list(_tuples(rows)))


def _drop(rows: Iterable[Answered]) -> Since:
    """Delete what holds; return since when it did, where that is known."""
    since: dict[tuple[str, int, str], date] = {}
    owners: dict[tuple, list[int]] = defaultdict(list)
    for row in rows:
        owners[row.office_id, row.owner_kind, tuple(row.fields)].append(row.owner_id)
    for (office_id, owner_kind, fields), ids in owners.items():
        mine = Fact.objects.filter(office_id=office_id, owner_kind=owner_kind, owner_id__in=ids)
        old = mine.filter(field__in=fields, valid_to=None)
        dated = old.exclude(valid_from=None).values_list("owner_id", "field", "valid_from")
        since |= {(owner_kind, owner_id, field): day for owner_id, field, day in dated if day}
        old.delete()
    return since


def _tuples(rows: Iterable[Answered], since: Since = MappingProxyType({})) -> Iterator[tuple]:
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
                since.get((row.owner_kind, row.owner_id, fact.field)),
            )


def move(owner_kind: str, owner_ids: Iterable[int], *, office_id: int, area_id: int | None) -> int:
    """Let facts follow their owners to another area."""
    rows = Fact.objects.filter(office_id=office_id, owner_kind=owner_kind, owner_id__in=list(owner_ids))
    return rows.update(area_id=area_id)


_COVERED = ("office", "owner_kind", "owner_id", "kind", "masked", "sealed", "blind")


def covers(office_id: int, owner_kind: str, found: Mapping[int, Iterable[Found]]) -> bulk.Part:
    """Return the numbers that were covered in the words of new rows (owner id -> numbers), to be kept with them."""
    return bulk.Part(Covered, _COVERED, [row for id in found for row in _sealed(office_id, owner_kind, id, found[id])])


def cover(office_id: int, owner_kind: str, owner_id: int, found: Iterable[Found]) -> None:
    """Keep the numbers that were covered in later words of a row, each once."""
    names = [Covered._meta.get_field(name).attname for name in _COVERED]  # type: ignore[union-attr]
    rows = [dict(zip(names, row, strict=True)) for row in _sealed(office_id, owner_kind, owner_id, found)]
    if rows:
        Covered.objects.bulk_create((Covered(**row) for row in rows), ignore_conflicts=True)


def covered(text: str, office_id: int, owner_kind: str, owner_id: int) -> str:
    """Return words about a row as they may stand: numbers of persons masked, and kept sealed beside the row."""
    found: list[Found] = []
    masked = telltale.covered(text, found)
    cover(office_id, owner_kind, owner_id, found)
    return masked


def _sealed(office_id: int, owner_kind: str, owner_id: int, found: Iterable[Found]) -> Iterator[tuple]:
    keys, about = vault.of(office_id), rules.about(owner_kind, owner_id)
    for kind, value, masked in {one.value: (one.kind, one.value, one.masked) for one in found}.values():
        yield office_id, owner_kind, owner_id, kind, masked, keys.seal(value, about), keys.blind(kind, value)

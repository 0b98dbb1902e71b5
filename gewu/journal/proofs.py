"""Proof of rows: a keyed digest over what a row says, with the installation's key, which is not in the database.

Who writes into the database without Gewu can change a row, but not its proof: `gewu check data` names the row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db import models

from gewu.journal import rules, vault

if TYPE_CHECKING:
    from gewu.journal.rows import OfficeRow, Proved

COLUMN = "proof"


def of(row: OfficeRow) -> str:
    """Return the proof of a row as it stands."""
    return of_values(type(row), row.office_id, [getattr(row, field.attname) for field in fields(type(row))])


def of_values(model: type[OfficeRow], office_id: int, values: Iterable[Any]) -> str:
    """Return the proof of a row from the values of its proved columns, in their order."""
    said = [_said(field, value) for field, value in zip(fields(model), values, strict=True)]
    return vault.of(office_id).blind(f"row.{model._meta.db_table}", rules.canonical(said))


@lru_cache(maxsize=64)
def fields(model: type[OfficeRow]) -> Sequence[models.Field]:
    """The columns that the proof of a model's rows is made of."""
    return tuple(model._meta.get_field(name) for name in model.PROVED)  # type: ignore[misc]


def touched(model: type[OfficeRow], names: Iterable[str]) -> bool:
    """Say whether a change of these columns changes the proof."""
    known = {name for field in fields(model) for name in (field.name, field.attname)}
    return not known.isdisjoint(names)


def broken(model: type[Proved], office_id: int) -> Iterator[Any]:
    """Yield the rows of a model whose proof is not theirs."""
    for row in model._base_manager.filter(office_id=office_id).iterator(chunk_size=2000):
        if row.proof != of(row):
            yield row


#: values that a database gives back as they are
_PLAIN = (int, bool, type(None))


def _said(field: models.Field, value: Any) -> Any:
    """A value as the database gives it back."""
    kind = type(value)
    if kind in _PLAIN or isinstance(field, models.JSONField):
        return value
    if kind is not datetime:
        value = field.get_prep_value(value)
    if isinstance(value, datetime):
        return value.timestamp()
    return bytes(value).hex() if isinstance(value, (bytes, memoryview)) else value

"""Numbers of documents: without gaps inside a committed series, never given twice."""

from __future__ import annotations

from typing import Any

from django.db import connection, models, transaction

from gewu.journal import statements
from gewu.journal.models import NumberSeries

# One statement gives the number and takes the row's lock, so two clerks never get the same.
TAKE = (
    "INSERT INTO journal_numberseries (office_id, series, last, recorded_at) VALUES (%s, %s, %s, %s) "
    "ON CONFLICT (office_id, series) DO UPDATE SET last = journal_numberseries.last + excluded.last RETURNING last"
)


def next_number(office_id: int, series: str) -> int:
    """Give the next number of `series` (from 1), inside the caller's transaction: rolled back, it is free again."""
    return next_numbers(office_id, series, 1)[0]


@transaction.atomic(savepoint=False)
def next_numbers(office_id: int, series: str, n: int) -> range:
    """Give the next `n` numbers of `series` in one go."""
    if n < 1:
        return range(0)
    [(last,)] = statements.run(TAKE, _taking(office_id, series, n))
    return range(last - n + 1, last + 1)


@transaction.atomic(savepoint=False)
def next_number_and_id(office_id: int, series: str, model: type[models.Model]) -> tuple[int, int | None]:
    """Give the next number and, where the database can, the id of the row it is for, in one question."""
    if connection.vendor != "postgresql":
        return next_number(office_id, series), None
    text = f"{TAKE}, nextval(pg_get_serial_sequence(%s, 'id'))"
    [(number, id)] = statements.run(text, [*_taking(office_id, series, 1), model._meta.db_table])
    return number, id


def _taking(office_id: int, series: str, n: int) -> list[Any]:
    moment = connection.ops.adapt_datetimefield_value(NumberSeries._meta.get_field("recorded_at").get_default())
    return [office_id, series, n, moment]

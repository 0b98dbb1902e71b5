"""Numbers of documents: without gaps inside a committed series, never given twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db import connection, models, transaction

from gewu.journal import statements
from gewu.journal.actions import bulk
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
def numbers_and_ids(office_id: int, series: Sequence[str], model: type[models.Model]) -> list[tuple[int, int]]:
    """Give rows to come the next numbers, each of its own series, and their ids; a single one in one question."""
    if len(series) == 1:
        return statements.run(f"{TAKE}, {bulk.next_id(model)}", _taking(office_id, series[0], 1))
    given = {name: iter(next_numbers(office_id, name, count)) for name, count in Counter(series).items()}
    return [(next(given[name]), id) for name, id in zip(series, bulk.take_ids(model, len(series)), strict=True)]


def _taking(office_id: int, series: str, n: int) -> list[Any]:
    moment = connection.ops.adapt_datetimefield_value(NumberSeries._meta.get_field("recorded_at").get_default())
    return [office_id, series, n, moment]

"""Numbers of documents: without gaps inside a committed series, never given twice."""

from __future__ import annotations

from django.db import connection, transaction

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
    moment = connection.ops.adapt_datetimefield_value(NumberSeries._meta.get_field("recorded_at").get_default())
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [office_id, series, n, moment])
        last = cursor.fetchone()[0]
    return range(last - n + 1, last + 1)

"""Many rows at once: ids taken beforehand, rows streamed to the database in its quickest way.

For the bulk verbs of rooms only; they check their rows by the same rules as single verbs and write one journal line.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any, TypeVar

from django.db import connection, models, transaction

from gewu.journal import statements

Row = TypeVar("Row")
Convert = Callable[[Any], object]
BATCH = 5000
#: so many rows go in one statement
TOGETHER = 50


def take_ids(model: type[models.Model], n: int) -> range | list[int]:
    """Reserve `n` ids of a table, in order; call inside the transaction that uses them."""
    table = model._meta.db_table
    if connection.vendor == "postgresql":
        text = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
        return [id for (id,) in statements.run(text, [table, n])]
    # One writer at a time: nobody else takes ids until this transaction ends.
    text = f'SELECT max((SELECT coalesce(max(id), 0) FROM "{table}"), coalesce(max(seq), 0)) FROM sqlite_sequence'
    [(last,)] = statements.run(f"{text} WHERE name = %s", [table])
    return range(last + 1, last + n + 1)


@transaction.atomic(savepoint=False)
def insert(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Insert rows given as tuples in the order of `columns` (attribute names); return how many.

    Columns left out get their default, the same for all rows (recorded_at: one moment for the batch).
    Values are those of the model's attributes: dates, aware datetimes, dicts for JSON.
    """
    names, ready = _named(model, columns, rows)
    table = model._meta.db_table
    write = _copy if connection.vendor == "postgresql" else _execute
    return sum(write(table, names, batch) for batch in batches(ready, BATCH))


@dataclass(frozen=True)
class Part:
    """Rows of one table on their way in: `rows` in the order of `columns`, as for insert()."""

    model: type[models.Model]
    columns: Sequence[str]
    rows: Sequence[Sequence[object]]


@transaction.atomic(savepoint=False)
def insert_parts(parts: Sequence[Part]) -> None:
    """Insert rows of several tables; few of them in one statement where the database can, one way to and fro."""
    parts = [part for part in parts if part.rows]
    if connection.vendor != "postgresql" or sum(len(part.rows) for part in parts) > TOGETHER:
        for part in parts:
            insert(part.model, part.columns, part.rows)
        return
    texts, values = [], []
    for part in parts:
        names, ready = _named(part.model, part.columns, part.rows)
        rows = list(ready)
        marks = ", ".join(f"({', '.join(['%s'] * len(row))})" for row in rows)
        texts.append(f'INSERT INTO "{part.model._meta.db_table}" ({names}) VALUES {marks}')
        values += [value for row in rows for value in row]
    *first, last = texts
    before = ", ".join(f"part_{place} AS ({text})" for place, text in enumerate(first))
    statements.run(f"WITH {before} {last}" if before else last, values)


@transaction.atomic(savepoint=False)
def insert_one(model: type[models.Model], columns: Sequence[str], row: Sequence[object]) -> int:
    """Insert one row; return the id that the database gave it."""
    names, rows = _named(model, columns, [row])
    (values,) = rows
    marks = ", ".join(["%s"] * len(values))
    [(id,)] = statements.run(f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({marks}) RETURNING id', values)
    return id


def batches(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    """Cut an iterable into lists of at most `size`."""
    rows = iter(rows)
    while batch := list(islice(rows, size)):
        yield batch


def settle() -> None:
    """Let the database count what came in, so that it plans the next questions by what is there.

    After a first filling: PostgreSQL's own housekeeping comes a minute later, SQLite has none and is asked every day.
    Whole indexes are counted (a second for 370,000 matters): by a sample of 1,000 rows a state seemed as choosy as
    a scenario, and the overview took five times as long.
    """
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _named(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[object]]):
    """The names of all columns, and the rows as the database takes them."""
    names, plan, left_out = _plan(model, tuple(columns), connection.vendor)
    return names, _ready(rows, plan, [convert(field.get_default()) for field, convert in left_out])


@lru_cache(maxsize=64)
def _plan(model: type[models.Model], columns: tuple[str, ...], vendor: str):
    """The names of all columns, which given values have to be converted, and how each column left out is filled."""
    fields: list[models.Field] = [model._meta.get_field(name) for name in columns]  # type: ignore[misc]
    given = {field.name for field in fields}
    left_out = [field for field in model._meta.concrete_fields if field.name not in given and not field.primary_key]
    names = ", ".join(f'"{field.column}"' for field in [*fields, *left_out])
    plan = [(place, convert) for place, convert in enumerate(map(_converter, fields)) if convert is not _as_it_is]
    return names, plan, [(field, _converter(field)) for field in left_out]


def _ready(rows: Iterable[Sequence[object]], plan: list[tuple[int, Convert]], constants: list[object]):
    for row in rows:
        values = list(row)
        for place, convert in plan:
            values[place] = convert(values[place])
        values += constants
        yield values


def _execute(table: str, names: str, rows: list[list[Any]]) -> int:
    statement = f'INSERT INTO "{table}" ({names}) VALUES ({", ".join(["%s"] * len(rows[0]))})'
    with connection.cursor() as cursor:
        if len(rows) == 1:
            cursor.execute(statement, rows[0])
        else:
            cursor.executemany(statement, rows)
    return len(rows)


def _copy(table: str, names: str, rows: list[list[object]]) -> int:
    """Write rows by COPY, a single one by INSERT: COPY needs three round trips.

    `rows` are made before the COPY begins. A row that asks the database for something while the same connection
    is copying would wait for itself for ever.
    """
    if len(rows) == 1:
        return _execute(table, names, rows)
    # psycopg's own cursor is not watched by Django: wrapped, a broken constraint is an IntegrityError here too.
    statement = f'COPY "{table}" ({names}) FROM STDIN'
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
    return len(rows)


def _as_it_is(value: object) -> object:
    return value


def _json(value: object) -> str | None:
    return "{}" if value == {} else None if value is None else json.dumps(value, ensure_ascii=False)


def _converter(field: models.Field) -> Convert:
    if isinstance(field, models.JSONField):
        return _json
    if connection.vendor == "postgresql" or not isinstance(field, models.DateField):
        return _as_it_is
    if isinstance(field, models.DateTimeField):
        return connection.ops.adapt_datetimefield_value
    return connection.ops.adapt_datefield_value

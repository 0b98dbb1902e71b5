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

from gewu.journal import proofs, statements

Row = TypeVar("Row")
Convert = Callable[[Any], object]
BATCH = 5000
#: so many rows go in one statement
TOGETHER = 50


def next_id(model: type[models.Model]) -> str:
    """Word, for a statement, the id that the next row of a table gets; inside the transaction that uses it."""
    table = model._meta.db_table
    if connection.vendor == "postgresql":
        return f"nextval(pg_get_serial_sequence('{table}', 'id'))"
    # One writer at a time: nobody else takes ids until this transaction ends.
    last = f"coalesce((SELECT max(id) FROM {table}), 0)"
    return f"max({last}, coalesce((SELECT seq FROM sqlite_sequence WHERE name = '{table}'), 0)) + 1"


def take_ids(model: type[models.Model], n: int) -> range | list[int]:
    """Reserve `n` ids of a table, in order; call inside the transaction that uses them."""
    if connection.vendor == "postgresql":
        return [id for (id,) in statements.run(f"SELECT {next_id(model)} FROM generate_series(1, %s)", [n])]
    [(first,)] = statements.run(f"SELECT {next_id(model)}", [])
    return range(first, first + n)


@dataclass(frozen=True)
class Part:
    """Rows of one table on their way in: `rows` in the order of `columns`, as for insert()."""

    model: type[models.Model]
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]

    @property
    def fields(self) -> list[models.Field]:
        """The fields that are given, in the order of `columns`, and those left out."""
        return _fields(self.model, tuple(self.columns))

    @property
    def same(self) -> list[Any]:
        """What all rows have in the fields left out."""
        return [field.get_default() for field in self.fields[len(self.columns) :]]

    @property
    def names(self) -> str:
        return ", ".join(f'"{field.column}"' for field in self.fields)


@transaction.atomic(savepoint=False)
def insert(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Insert rows given as tuples in the order of `columns` (attribute names); return how many.

    Columns left out get their default, the same for all rows (recorded_at: one moment for the batch).
    Values are those of the model's attributes: dates, aware datetimes, dicts for JSON.
    """
    return sum(_insert(proved(Part(model, columns, batch))) for batch in batches(rows, BATCH))


@transaction.atomic(savepoint=False)
def insert_parts(parts: Sequence[Part]) -> None:
    """Insert rows of several tables; few of them in one statement where the database can, one way to and fro."""
    parts = [part for part in parts if part.rows]
    if parts and connection.vendor == "postgresql" and sum(len(part.rows) for part in parts) <= TOGETHER:
        _together([proved(part) for part in parts])
    else:
        for part in parts:
            insert(part.model, part.columns, part.rows)


def proved(part: Part) -> Part:
    """Return the rows with their proofs, where rows of this table have one."""
    model: Any = part.model
    if not getattr(model, "PROVED", ()):
        return part
    place = {field.attname: at for at, field in enumerate(part.fields)}
    wanted, office, same = [place[one.attname] for one in proofs.fields(model)], place["office_id"], part.same
    made = []
    for row in part.rows:
        values = [*row, *same]
        made.append((*row, proofs.of_values(model, values[office], [values[at] for at in wanted])))
    return Part(model, (*part.columns, proofs.COLUMN), made)


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


def _insert(part: Part) -> int:
    if connection.vendor != "postgresql":
        _execute(part)
    elif len(part.rows) <= TOGETHER:
        _together([part])
    else:
        _copy(part)
    return len(part.rows)


def _together(parts: Sequence[Part]) -> None:
    *first, last = map(_from_json, parts)
    before = ", ".join(f"part_{place} AS ({text})" for place, text in enumerate(first))
    statements.run(f"WITH {before} {last}" if before else last, [_as_json(part) for part in parts])


def _from_json(part: Part) -> str:
    """Take rows as one value: the statement is short, and the same whatever they leave empty."""
    table, names = part.model._meta.db_table, part.names
    return f'INSERT INTO "{table}" ({names}) SELECT {names} FROM json_populate_recordset(NULL::"{table}", %s)'


def _as_json(part: Part) -> str:
    names, same = [field.column for field in part.fields], part.same
    rows = [dict(zip(names, [*row, *same], strict=True)) for row in part.rows]
    return json.dumps(rows, default=str, ensure_ascii=False)  # str: of moments and days


def _execute(part: Part) -> None:
    rows = list(_ready(part))
    marks = ", ".join(["%s"] * len(rows[0]))
    with connection.cursor() as cursor:
        cursor.executemany(f'INSERT INTO "{part.model._meta.db_table}" ({part.names}) VALUES ({marks})', rows)


def _copy(part: Part) -> None:
    """Write rows by COPY.

    They are made before the COPY begins. A row that asks the database for something while the same connection is
    copying would wait for itself for ever.
    """
    rows = list(_ready(part))
    # psycopg's own cursor is not watched by Django: wrapped, a broken constraint is an IntegrityError here too.
    statement = f'COPY "{part.model._meta.db_table}" ({part.names}) FROM STDIN'
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


@lru_cache(maxsize=64)
def _fields(model: type[models.Model], columns: tuple[str, ...]) -> list[models.Field]:
    given: list[models.Field] = [model._meta.get_field(name) for name in columns]  # type: ignore[misc]
    return given + [field for field in model._meta.concrete_fields if field not in given and not field.primary_key]


def _ready(part: Part) -> Iterator[list[Any]]:
    """The rows as the database takes them."""
    plan = [(place, convert) for place, field in enumerate(part.fields) if (convert := _converter(field))]
    same = part.same
    for row in part.rows:
        values = [*row, *same]
        for place, convert in plan:
            values[place] = convert(values[place])
        yield values


def _json(value: object) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)


def _converter(field: models.Field) -> Convert | None:
    if isinstance(field, models.JSONField):
        return _json
    if connection.vendor == "postgresql" or not isinstance(field, models.DateField):
        return None
    if isinstance(field, models.DateTimeField):
        return connection.ops.adapt_datetimefield_value
    return connection.ops.adapt_datefield_value

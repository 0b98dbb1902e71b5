"""Where compiled SQL runs: the installation's own database, or a DuckDB copy of it."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from tempfile import NamedTemporaryFile
from typing import Protocol

from django.apps import apps
from django.db import connection, models

from gewu.indicators.definitions import Definition
from gewu.kernel import nouns

DIALECTS = {"sqlite": "sqlite", "postgresql": "postgres"}
#: tables that conditions and splits look things up in, beside those of the measures
LOOKED_UP = ("answers_fact", "grid_area", "registry_subject", "registry_tag", "registry_stagespan")
#: kinds of columns that no figure counts or compares
UNCOUNTED = ("TextField", "JSONField", "BinaryField")
TYPES = {"BooleanField": "BOOLEAN", "FloatField": "DOUBLE", "DateField": "DATE", "DateTimeField": "TIMESTAMPTZ"}
BATCH = 10_000


class Engine(Protocol):
    """Runs SQL text of its `dialect` and gives back all rows."""

    dialect: str

    def run(self, sql: str) -> list[tuple]: ...


class OwnDatabase:
    """The database that Django writes to: SQLite or PostgreSQL."""

    @property
    def dialect(self) -> str:
        return DIALECTS[connection.vendor]

    def run(self, sql: str) -> list[tuple]:
        with connection.cursor() as cursor:
            cursor.execute(sql)  # no parameters: a % in a literal stays a %
            return cursor.fetchall()


class DuckCopy:
    """An in-memory DuckDB with the rows of one office: proof that figures do not hang on one engine.

    Only what figures look at is copied, and of that no texts: no search words, no sealed secrets. It goes through
    a file of comma-separated values, which takes a rollback's rows too and needs no extension of DuckDB.
    """

    dialect = "duckdb"

    def __init__(self, office_id: int):
        import duckdb  # 45 MB in every web process, for a copy that only checks ask for

        self._duck = duckdb.connect(":memory:")
        self._duck.execute("SET TimeZone='UTC'")
        tables = {*LOOKED_UP, *(measure.table for measure in nouns.measures().values())}
        for model in apps.get_models():
            if model._meta.db_table in tables:
                self._copy(model, office_id)

    def run(self, sql: str) -> list[tuple]:
        return self._duck.execute(sql).fetchall()

    def _copy(self, model: type[models.Model], office_id: int) -> None:
        table, fields = model._meta.db_table, model._meta.concrete_fields
        made = {field.column: _duck_type(field) for field in fields}
        copied = [field.column for field in fields if field.get_internal_type() not in UNCOUNTED]
        columns = ", ".join(f'"{column}"' for column in copied)
        listed = ", ".join(f'"{column}" {kind}' for column, kind in made.items())
        self._duck.execute(f'CREATE TABLE "{table}" ({listed})')
        with NamedTemporaryFile("w", encoding="utf-8", newline="", suffix=".csv") as file:
            with connection.cursor() as cursor:
                cursor.execute(f'SELECT {columns} FROM "{table}" WHERE office_id = %s', [office_id])
                for rows in iter(lambda: cursor.fetchmany(BATCH), []):
                    csv.writer(file).writerows(["\\N" if cell is None else cell for cell in row] for row in rows)
            file.flush()
            kinds = {column: made[column] for column in copied}
            read = f"read_csv('{file.name}', header = false, auto_detect = false, nullstr = '\\N', columns = {kinds})"
            self._duck.execute(f'INSERT INTO "{table}" ({columns}) SELECT {columns} FROM {read}')


def _duck_type(field: models.Field) -> str:
    kind = field.get_internal_type()
    if any(word in kind for word in ("Integer", "AutoField", "ForeignKey", "OneToOne")):
        return "BIGINT"
    return TYPES.get(kind, "VARCHAR")


def number(value: object) -> int:
    """Read a count or a sum from any driver (PostgreSQL sums are Decimal); 0 for none."""
    return int(value) if value is not None else 0  # type: ignore[call-overload]


def only(rows: Iterable[tuple]) -> int:
    """Read the one cell of a value query."""
    return number(next(iter(rows))[0])


def registered(office_id: int, definition: Definition) -> bool:
    """Say whether a table has any row of the line of work that a definition counts: its scenario, kind or tag."""
    model = next(model for model in apps.get_models() if model._meta.db_table == definition.measure.table)
    columns = {column.column: column.name for column in model._meta.concrete_fields}
    own = [one for one in definition.filters[:1] if one.operator == "in" and one.name in columns]
    wanted = {f"{columns[one.name]}__in": one.values for one in own}
    return model._base_manager.filter(office_id=office_id, **wanted).exists()

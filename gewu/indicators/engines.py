"""Where compiled SQL runs: the installation's own database, or a DuckDB copy of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from django.apps import apps
from django.db import connection, models

DIALECTS = {"sqlite": "sqlite", "postgresql": "postgres"}
COPIED = ("office", "grid", "answers", "registry", "tasks", "records", "matters", "money")
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
    """An in-memory DuckDB with the rows of one office: proof that figures do not hang on one engine."""

    dialect = "duckdb"

    def __init__(self, office_id: int):
        import duckdb  # 45 MB in every web process, for a copy that only checks ask for

        self._duck = duckdb.connect(":memory:")
        self._duck.execute("SET TimeZone='UTC'")
        for room in COPIED:
            for model in apps.get_app_config(room).get_models():
                if any(field.name == "office" for field in model._meta.fields):
                    self._copy(model, office_id)

    def run(self, sql: str) -> list[tuple]:
        return self._duck.execute(sql).fetchall()

    def _copy(self, model: Any, office_id: int) -> None:
        columns = [(field.column, _duck_type(field), field.attname) for field in model._meta.concrete_fields]
        made = ", ".join(f'"{column}" {kind}' for column, kind, _ in columns)
        self._duck.execute(f'CREATE TABLE "{model._meta.db_table}" ({made})')
        names = [attname for *_, attname in columns]
        rows = model.objects.filter(office_id=office_id).values_list(*names).iterator(BATCH)
        marks = ", ".join("?" for _ in columns)
        if batch := [tuple(map(_duck_value, row)) for row in rows]:
            self._duck.executemany(f'INSERT INTO "{model._meta.db_table}" VALUES ({marks})', batch)


def _duck_type(field: models.Field) -> str:
    kind = field.get_internal_type()
    if any(word in kind for word in ("Integer", "AutoField", "ForeignKey", "OneToOne")):
        return "BIGINT"
    return TYPES.get(kind, "BLOB" if kind == "BinaryField" else "VARCHAR")


def _duck_value(value: object) -> object:
    return str(value) if isinstance(value, dict | list) else value


def number(value: object) -> int:
    """Read a count or a sum from any driver (PostgreSQL sums are Decimal); 0 for none."""
    return int(value) if value is not None else 0  # type: ignore[call-overload]


def only(rows: Iterable[tuple]) -> int:
    """Read the one cell of a value query."""
    return number(next(iter(rows))[0])

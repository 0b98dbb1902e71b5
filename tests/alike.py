"""One and many: the same rows put in one by one and all at once must be kept alike, whatever the database."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from datetime import datetime

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model

#: seeds of the random rows; fixed, so that a red run can be run again
SEEDS = range(4)
#: what may differ: moments of writing, sealed text (a new nonce each time), its proof, ids of rows nothing points to
APART = {"recorded_at", "sealed", "proof"}


def kept(do: Callable[[], object], *tables: str) -> dict[str, list[dict]]:
    """Do something and return all rows of some tables ("room.Model"); then it is as if it had never been done."""
    models = [apps.get_model(name) for name in tables]
    first = {model: _next_number(model) for model in models}
    with transaction.atomic():
        do()
        found = {model._meta.label: _rows(model) for model in models}
        transaction.set_rollback(True)
    for model, number in first.items():
        _count_from(model, number)
    return found


def one_by_one(act: Callable[[list], object], rows: Iterable) -> Callable[[], object]:
    """Return what puts rows in singly by a bulk verb."""
    return lambda: [act([row]) for row in list(rows)]


def dice(seed: int) -> random.Random:
    return random.Random(f"alike:{seed}")


def _rows(model: type[Model]) -> list[dict]:
    # Facts and search entries are known by their owner, so that the order of their own ids tells nothing.
    apart = APART | ({"id"} if model._meta.app_label == "answers" else set())
    rows = [{key: value for key, value in row.items() if key not in apart} for row in model._base_manager.values()]
    return sorted(rows, key=lambda row: sorted((key, _sortable(value)) for key, value in row.items()))


def _sortable(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else repr(value)


def _next_number(model: type[Model]) -> int:
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [model._meta.db_table])
        number = cursor.fetchone()[0]
    _count_from(model, number)
    return number


def _count_from(model: type[Model], number: int) -> None:
    """PostgreSQL takes no number back with a transaction; SQLite does."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s, false)", [model._meta.db_table, number]
            )

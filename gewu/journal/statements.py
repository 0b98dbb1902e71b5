"""Statements in words of our own that are always worded alike: PostgreSQL plans each once for a connection.

Planning one took two to four times as long as answering it, and for a long one Django's client looked for the marks in
its text anew each time.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connection

#: so many plans a connection keeps; what comes after them is planned each time
MOST = 60
_names = count(1)
_plans: WeakKeyDictionary[Any, dict[str, str]] = WeakKeyDictionary()


def run(text: str, values: Sequence[Any]) -> list[tuple]:
    """Run a statement with `%s` for each value; return its rows, if it has any."""
    with connection.cursor() as cursor:
        plans = _kept()
        if plans and (name := plans.get(text)):
            cursor.execute(_called(name, values))
        elif plans is None or text in plans or len(plans) >= MOST:
            cursor.execute(text, values)
        else:
            # Both in one message. Where it fails, nobody knows whether the plan is there: it is not tried again.
            plans[text], name = "", f"gewu_{next(_names)}"
            cursor.execute(f"PREPARE {name} AS {_numbered(text)}\n; {_called(name, values)}")
            cursor.nextset()
            plans[text] = name
        return cursor.fetchall() if cursor.description else []


def _kept() -> dict[str, str] | None:
    """The plans of this connection by their texts; None where the database keeps none, or a pool lends its lines."""
    if connection.vendor != "postgresql" or connection.settings_dict["DISABLE_SERVER_SIDE_CURSORS"]:
        return None
    connection.ensure_connection()
    return _plans.setdefault(connection.connection, {})


def _numbered(text: str) -> str:
    first, *others = text.split("%s")
    return first + "".join(f"${place}{part}" for place, part in enumerate(others, 1))


def _called(name: str, values: Sequence[Any]) -> str:
    from psycopg.adapt import Transformer  # only where there is PostgreSQL

    literal = Transformer(connection.connection).as_literal
    given = ", ".join("NULL" if value is None else literal(value).decode() for value in values)
    return f"EXECUTE {name}({given})" if given else f"EXECUTE {name}"

"""Statements in words of our own, for what every request asks: composing one from a query set takes longer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection


def run(text: str, values: Sequence[Any]) -> list[tuple]:
    """Run a statement with `%s` for each value; return its rows, if it has any."""
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        return cursor.fetchall() if cursor.description else []

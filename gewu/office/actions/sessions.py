"""Sessions stay alive while they are used."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import DatabaseError, connection

logger = logging.getLogger("gewu.sessions")

_PROLONG = {
    "sqlite": "UPDATE office_session SET expire_date = %s WHERE session_key = %s",
    "postgresql": (
        "UPDATE office_session SET expire_date = %s WHERE session_key = "
        "(SELECT session_key FROM office_session WHERE session_key = %s FOR UPDATE SKIP LOCKED)"
    ),
}


def prolong(session_key: str, until: datetime) -> None:
    """Write the new end of a session, waiting for nobody.

    A page that is only read must not fail, nor wait, because this cannot be written: the next page tries again.
    """
    try:
        with connection.cursor() as cursor, _impatient(cursor):
            until_said = connection.ops.adapt_datetimefield_value(until)
            cursor.execute(_PROLONG[connection.vendor], [until_said, session_key])
    except DatabaseError:
        logger.warning("a session was not prolonged", exc_info=True)


@contextmanager
def _impatient(cursor) -> Iterator[None]:
    if connection.vendor != "sqlite":
        yield
        return
    patience = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
    cursor.execute("PRAGMA busy_timeout = 50")
    try:
        yield
    finally:
        cursor.execute(f"PRAGMA busy_timeout = {patience}")

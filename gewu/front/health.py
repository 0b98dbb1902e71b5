"""Whether this installation works, for whoever watches machines: a few words without names, numbers or addresses.

No sign-in, no office, no row: one statement, asked at most every two seconds however many ask.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

from gewu.front import alive

OK = "ok"
#: less than this and the next photographs, or the next backup, do not fit
ROOM = 500_000_000
EVERY = 2.0


@dataclass
class _Asked:
    """What was found, kept for a moment."""

    at: float = float("-inf")
    found: dict[str, str] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def __call__(self) -> dict[str, str]:
        with self.lock:
            if time.monotonic() - self.at > EVERY:
                self.found, self.at = _web(self.found), time.monotonic()
            return self.found


def _web(before: dict[str, str]) -> dict[str, str]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        # Once they were all there they stay: looking again would read every file of them.
        migrations = OK if before.get("migrations") == OK else _migrations()
    except DatabaseError:
        return {"database": "no answer", "migrations": "unknown", "disk": _disk()}
    return {"database": OK, "migrations": migrations, "disk": _disk()}


def _migrations() -> str:
    return "missing" if missing() else OK


def missing() -> int:
    """Count the migrations that the database has not had."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _disk() -> str:
    return OK if shutil.disk_usage(settings.DATA_DIR).free >= ROOM else "nearly full"


web = _Asked()


def worker() -> dict[str, str]:
    """Find whether the worker of this machine goes round, and whether its ticks go well."""
    silent, behind = alive.seconds_silent(), alive.seconds_silent("ticked")
    return {
        "worker": "never seen" if silent is None else OK if silent <= alive.SILENT_AFTER else "silent",
        "tick": "refused" if alive.refused() else OK if (behind or 0) <= alive.BEHIND_AFTER else "fails",
        "disk": _disk(),
    }


def _answer(checks: Callable[[], dict[str, str]]) -> Callable[[HttpRequest], JsonResponse]:
    def view(request: HttpRequest) -> JsonResponse:
        found = checks()
        well = set(found.values()) == {OK}
        return JsonResponse({"ok": well, **found}, status=200 if well else 503, headers={"Cache-Control": "no-store"})

    return view


web_page = _answer(lambda: web())
worker_page = _answer(worker)

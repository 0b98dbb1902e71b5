"""A migrated SQLite database is made once for each state of the migrations, then copied into every test run.

Migrating takes five seconds of processor in each process; copying takes a hundredth. PostgreSQL migrates as ever.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from pathlib import Path

import django
from django.core.management.commands.migrate import Command
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]


def path() -> Path:
    """Name the file of these migrations; another version of Django or of a migration is another file."""
    made = hashlib.sha256(django.__version__.encode())
    for file in sorted(ROOT.glob("gewu/*/migrations/*.py")):
        made.update(file.name.encode() + file.read_bytes())
    folder = Path(tempfile.gettempdir()) / f"gewu-migrated-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / f"{made.hexdigest()[:20]}.sqlite3"


def use(patch) -> None:
    """Let `migrate` copy the file into the test database, or make the file where it is not there yet."""
    migrate = Command.handle

    def handle(self, *args, **options):
        if connection.vendor != "sqlite" or connection.introspection.table_names():
            return migrate(self, *args, **options)
        if path().exists():
            with sqlite3.connect(path()) as made:
                made.backup(connection.connection)
            made.close()
            return None
        migrate(self, *args, **options)
        draft = path().with_suffix(f".{os.getpid()}")
        with sqlite3.connect(draft) as made:
            connection.connection.backup(made)
        made.close()
        draft.replace(path())  # whole or not there: two processes may make it at once
        return None

    patch.setattr(Command, "handle", handle)

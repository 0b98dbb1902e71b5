"""Bring the database to this version's tables."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from django.core.management import call_command

from gewu.front import health, private
from gewu.kernel.types import Refused

#: the first migration of a database of 0.1, which had no installation but its demo: nothing is carried over from it
OF_0_1 = ("matters", "0001_initial")


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="only say whether something is missing (exit code 1)")


def run(args: Namespace) -> int:
    if args.check:
        waiting = health.missing()
        print(f"还有 {waiting} 项数据库变更未执行。" if waiting else "数据库已是最新。")
        return 1 if waiting else 0
    call_command("migrate", interactive=False, verbosity=1)
    private.close()
    return 0


def refuse_0_1() -> None:
    """Refuse (front.R104) a database that version 0.1 made; its tables and its scenarios cannot be read."""
    from django.db import DatabaseError, connection
    from django.db.migrations.recorder import MigrationRecorder

    try:
        applied = MigrationRecorder(connection).applied_migrations()
    except DatabaseError:  # no database there, or no right to look: the command itself says so
        return
    if OF_0_1 in applied:
        raise Refused(
            "front.R104",
            "这个数据库是 0.1 版建的，本版不能读取，没有作任何改动。",
            "请把 GEWU_DATA 指向新文件夹，或换一个空数据库。",
        )

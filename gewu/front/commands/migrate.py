"""Bring the database to this version's tables."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from django.core.management import call_command


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="only say whether something is missing (exit code 1)")


def run(args: Namespace) -> int:
    if args.check:
        waiting = missing()
        print(f"还有 {waiting} 项数据库变更未执行。" if waiting else "数据库已是最新。")
        return 1 if waiting else 0
    call_command("migrate", interactive=False, verbosity=1)
    return 0


def missing() -> int:
    """Count the migrations that the database has not had."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))

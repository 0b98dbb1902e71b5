"""Jobs that pages left behind, once a minute what the clock brings (`gewu tick`), once a day what databases plan by.

Leaves the time of its last round in GEWU_DATA/work.alive: pages say when the worker is down.
"""

from __future__ import annotations

import logging
import signal
import time
from argparse import ArgumentParser, Namespace

from django.db import close_old_connections

from gewu.front import alive
from gewu.journal.actions import bulk

logger = logging.getLogger("gewu.work")
TICK_EVERY = 60.0
LOOK_EVERY = 1.0
COUNT_EVERY = 24 * 3600.0


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="do what is waiting, tick, and leave")


def run(args: Namespace) -> int:
    stopping: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda got, frame: stopping.append(got))
    next_tick = next_count = 0.0
    while not stopping:
        do_waiting_jobs()
        if time.monotonic() >= next_tick:
            next_tick = time.monotonic() + TICK_EVERY
            tick()
        if time.monotonic() >= next_count:
            next_count = time.monotonic() + COUNT_EVERY
            bulk.settle()
        alive.file().touch()
        if args.once:
            break
        time.sleep(LOOK_EVERY)
    return 0


def do_waiting_jobs() -> None:
    """Run every job that waits, one after the other; a job that fails is kept with its error."""
    from django_tasks_db.management.commands.db_worker import Worker

    Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"gewu-work-{time.time_ns()}",
    ).run()


def tick() -> None:
    """Do what is due by the office clock; a fault is reported and tried again in a minute."""
    from gewu.front.commands import main

    try:
        main.main(["tick"])
    except Exception:
        logger.exception("tick failed; next try in a minute")
    finally:
        close_old_connections()

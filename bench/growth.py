"""The part *growth*: every page of the demo office and of one ten times as busy, on both databases."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg

from bench import gewu, growing, preparing, table
from bench.cluster import Cluster

GROWN = "bench_grown"
#: seconds for all pages of one office; a run that takes longer has found something
PATIENCE = 900
Say = Callable[[str], None]


def run(scratch: Path, cluster: Cluster, *, scale: str | None, fresh: bool, say: Say) -> dict[str, dict]:
    """Measure, and return for each database how many matters there are and what each page costs: small, grown."""
    pairs = offices(scratch, cluster, scale=scale, fresh=fresh, say=say)
    return {name: _measured(name, places, say) for name, places in pairs.items()}


def offices(
    scratch: Path, cluster: Cluster, *, scale: str | None, fresh: bool, say: Say
) -> dict[str, tuple[gewu.Place, gewu.Place]]:
    """The demo office and the one of ten times its matters, on each database; made where they are missing."""
    office, embedded = preparing.offices(scratch, cluster, scale=scale, fresh=fresh, say=say)
    return {
        table.EMBEDDED: (embedded, grown_file(embedded, say)),
        table.GEWU: (office, grown_database(office, cluster, say)),
    }


def _measured(name: str, places: tuple[gewu.Place, gewu.Place], say: Say) -> dict:
    costs = []
    for place in places:
        say(f"pages of {name}, {place.matters():,} matters")
        costs.append(ask_pages(place))
    pages = {page: [one[page] for one in costs] for page in costs[0]}
    return {"matters": [place.matters() for place in places], "pages": pages}


def ask_pages(place: gewu.Place) -> dict[str, dict[str, float]]:
    """Run bench.pages in the environment of a place."""
    told = {"DJANGO_SETTINGS_MODULE": "gewu.config.settings", "PGOPTIONS": "-c max_parallel_workers_per_gather=0"}
    command = [sys.executable, "-m", "bench.pages"]
    ran = subprocess.run(
        command,
        env=os.environ | place.told | told,
        cwd=gewu.ROOT,
        check=True,
        timeout=PATIENCE,
        stdout=subprocess.PIPE,
    )
    return json.loads(ran.stdout)


def grown_file(small: gewu.Place, say: Say) -> gewu.Place:
    """The office of a file, grown in a copy of its folder; made anew when the office is newer."""
    grown = gewu.Place(small.folder.with_name("embedded-grown"))
    if not grown.there or grown.file.stat().st_mtime < small.file.stat().st_mtime:
        say("ten times the matters on SQLite")
        shutil.rmtree(grown.folder, ignore_errors=True)
        shutil.copytree(small.folder, grown.folder)
        with closing(sqlite3.connect(grown.file)) as line:
            line.execute("PRAGMA cache_size=-500000")
            growing.grow(line, postgres=False)
            line.execute("ANALYZE")  # whole, as `gewu work` has it once a day
            line.commit()
    return grown


def grown_database(small: gewu.Place, cluster: Cluster, say: Say) -> gewu.Place:
    """The office on PostgreSQL, grown in a copy of its database; made anew when it has not ten times the matters."""
    grown = gewu.Place(small.folder, cluster.database(GROWN))
    if not cluster.has(GROWN) or grown.matters() < (growing.TIMES - 1) * small.matters():
        say("ten times the matters on PostgreSQL")
        cluster.make(GROWN, template=preparing.OURS)
        with psycopg.connect(grown.address) as line:
            line.execute("SET session_replication_role = replica")  # foreign keys are copied with their rows
            growing.grow(line, postgres=True)
        cluster.settle(GROWN)
    return grown

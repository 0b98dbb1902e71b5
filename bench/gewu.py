"""Gewu as the harness sees it: its demo, its server, what is asked of it."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

import psycopg

from bench import FEW, MANY, WORD, texts
from bench.load import Job
from bench.measuring import Side
from bench.server import Server
from bench.visitor import Answer, Visitor

ROOT = Path(__file__).resolve().parents[1]
GEWU = ROOT / ".venv/bin/gewu"
NOW = "2023-06-28T09:00:00+08:00"  # the demo's last day
PASSWORD = "gewu-demo-2023"
#: what is created: scenario, channel and a category whose clock runs from the finding
MADE = ("five_disorders", "patrol", "stacking")
PEOPLE = {"desk": "paidan", "clerk": "wenzi"}


@dataclass(frozen=True)
class Place:
    """Where an installation keeps its data: a folder, and PostgreSQL where `address` names one."""

    folder: Path
    address: str = ""

    @property
    def told(self) -> dict[str, str]:
        return {
            "GEWU_DATA": str(self.folder),
            "GEWU_DATABASE_URL": self.address,
            "GEWU_NOW": NOW,
            "PYTHONPATH": str(ROOT),
        }

    @property
    def file(self) -> Path:
        return self.folder / "gewu.sqlite3"

    @property
    def there(self) -> bool:
        return self.file.exists()

    def size(self) -> int:
        return self.file.stat().st_size

    def matters(self) -> int:
        """Count what is compared."""
        return self._ask("SELECT count(*) FROM matters_matter")[0][0]

    def addresses(self) -> list[str]:
        """Places on the office's ground."""
        return [text for (text,) in self._ask("SELECT text FROM grid_address ORDER BY id LIMIT 400")]

    def must_be_whole(self) -> None:
        """See that every matter of this bench got its grid, its clock, its journal line and its search entry.

        Errors: RuntimeError, because then less was done than the page says.
        """
        made = f"FROM matters_matter m WHERE m.scenario = '{MADE[0]}' AND m.body LIKE '%{texts.TOKEN}%'"
        kept = (
            "m.area_id IS NOT NULL AND m.due_at IS NOT NULL"
            " AND EXISTS (SELECT 1 FROM matters_matterevent e WHERE e.matter_id = m.id)"
            " AND EXISTS (SELECT 1 FROM journal_journalline j WHERE j.noun = 'matter' AND j.row_id = m.id)"
            " AND EXISTS (SELECT 1 FROM answers_searchentry s WHERE s.owner_kind = 'matter' AND s.owner_id = m.id)"
        )
        [(count,)], [(whole,)] = self._ask(f"SELECT count(*) {made}"), self._ask(f"SELECT count(*) {made} AND {kept}")
        if not count or count != whole:
            raise RuntimeError(f"of {count} matters created, {whole} are whole")

    def _ask(self, question: str) -> list[tuple]:
        connect = psycopg.connect(self.address) if self.address else sqlite3.connect(self.file)
        with closing(connect) as line:
            return line.execute(question).fetchall()


def make_demo(place: Place, scale: str | None) -> None:
    """Build the demo office in an empty place."""
    place.file.unlink(missing_ok=True)
    _run(place, "demo", "--no-serve", *(["--scale", scale] if scale else []))


def bring_up(place: Place) -> None:
    """Give an office that was built before the tables of this version."""
    _run(place, "migrate")


def _run(place: Place, *words: str) -> None:
    subprocess.run([GEWU, *words], check=True, env=os.environ | place.told, cwd=ROOT, stdout=subprocess.DEVNULL)


def side(name: str, place: Place, port: int, log: Path, size: Callable[[], int]) -> Side:
    """The product as it is run: `gewu serve` with two web processes and its worker."""
    server = Server(name, [str(GEWU), "serve", "--port", str(port)], place.told, port, "/login/", log)
    counted = {"DJANGO_SETTINGS_MODULE": "bench.counted_gewu"}
    asked = partial(jobs, places=place.addresses())
    return Side(server, log_in, asked, counted, place.matters(), size, check=place.must_be_whole)


def log_in(port: int) -> dict[str, Visitor]:
    visitors = {who: Visitor(port) for who in PEOPLE}
    for who, visitor in visitors.items():
        visitor.log_in("/login/", PEOPLE[who], PASSWORD)
    return visitors


def jobs(visitors: dict[str, Visitor], places: list[str]) -> list[Job]:
    """What is asked of it: whole pages as people get them, and the interface for creation."""
    report = found(visitors["clerk"].get("/reports/").body.decode(), r'href="/reports/(\d+)/">[^<]*工作总结')[0]
    few, many = closed(*FEW), closed(*MANY)
    ids = found(visitors["desk"].get(few).body.decode(), r'href="/matters/(\d+)/"')
    search = f"/matters/?{urlencode({'q': WORD})}"
    return [
        Job("home", lambda who, n: who.get("/")),
        Job("list", lambda who, n: who.get("/matters/")),
        Job("few", lambda who, n: who.get(few)),
        Job("many", lambda who, n: who.get(many)),
        Job("search", lambda who, n: who.get(search)),
        Job("one", lambda who, n: who.get(f"/matters/{ids[n % len(ids)]}/")),
        Job("create", lambda who, n: create(who, n, places[n % len(places)]), expects=201),
        Job("create8", lambda who, n: create(who, n, places[n % len(places)]), expects=201, clients=8, requests=400),
        Job("figures", lambda who, n: who.get("/figures/"), who="clerk", requests=20),
        Job("report", lambda who, n: who.get(f"/reports/{report}/"), who="clerk", requests=12),
    ]


def closed(scenario: str, channel: str) -> str:
    """The address of a list with three filters."""
    return f"/matters/?{urlencode({'scenario': scenario, 'state': 'done', 'channel': channel})}"


def create(visitor: Visitor, number: int, place: str) -> Answer:
    """Send a report of something at a place on our ground, so that its grid has to be found."""
    data = {
        "scenario": MADE[0],
        "channel": MADE[1],
        "category": MADE[2],
        "body": texts.body(number),
        "place": place,
    }
    told = {"X-CSRFToken": visitor.cookies["csrftoken"], "Idempotency-Key": str(uuid4())}
    return visitor.post_json("/api/matters", data, told)


def found(page: str, pattern: str) -> list[str]:
    """Read what a page holds where `pattern` says, each once; RuntimeError when it holds nothing there."""
    words = list(dict.fromkeys(re.findall(pattern, page)))
    if not words:
        raise RuntimeError(f"no {pattern} on the page")
    return words

"""Gewu as the harness sees it: its demo, its server, what is asked of it."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from bench import SINCE, WORD, texts
from bench.load import Job
from bench.measuring import Side
from bench.server import Server
from bench.visitor import Answer, Visitor

ROOT = Path(__file__).resolve().parents[1]
GEWU = ROOT / ".venv/bin/gewu"
NOW = "2023-06-28T09:00:00+08:00"  # the demo's last day
PASSWORD = "gewu-demo-2023"
PEOPLE = {"desk": "paidan", "clerk": "wenzi"}
HALF = "period=2023H1"


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


def make_demo(place: Place, scale: str | None) -> None:
    """Build the demo office in an empty place."""
    place.file.unlink(missing_ok=True)
    command = [GEWU, "demo", "--no-serve", *(["--scale", scale] if scale else [])]
    subprocess.run(command, check=True, env=os.environ | place.told, cwd=ROOT)


def side(name: str, place: Place, port: int, log: Path, size: Callable[[], int]) -> Side:
    """The product as it is run: `gewu serve` with two web processes and its worker."""
    server = Server(name, [str(GEWU), "serve", "--port", str(port)], place.told, port, "/login/", log)
    return Side(server, log_in, jobs, {"DJANGO_SETTINGS_MODULE": "bench.counted_gewu"}, size)


def log_in(port: int) -> dict[str, Visitor]:
    visitors = {who: Visitor(port) for who in PEOPLE}
    for who, visitor in visitors.items():
        visitor.log_in("/login/", PEOPLE[who], PASSWORD)
    return visitors

"""django-helpdesk as the harness sees it: setting it up from the package index, its server, what is asked of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from base64 import b64encode
from pathlib import Path

from bench import ROWS, WORD, texts
from bench.load import Job
from bench.server import Server
from bench.visitor import Answer, Visitor

#: bootstrap4-form and packaging are required by its documents but not pulled in by its wheel
PACKAGES = "django-helpdesk==2.6.1 django-bootstrap4-form packaging gunicorn psycopg2-binary requests".split()
#: FEW and MANY as fill.py keeps them: the first two queues and priorities; closed
NARROW = {"queue__id__in": [1], "status__in": [4], "priority__in": [1]}
WIDE = {"queue__id__in": [2], "status__in": [4], "priority__in": [2]}
PERSON = ("bench", "bench-on-loopback")
ROOT = Path(__file__).resolve().parents[2]


def install(folder: Path) -> None:
    """Make its virtual environment in `folder` unless it is there."""
    if not (folder / "bin/gunicorn").exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([folder / "bin/pip", "install", "--quiet", *PACKAGES], check=True)


def environment(address: str, data: Path) -> dict[str, str]:
    return {
        "BENCH_PEER_DATABASE": address,
        "BENCH_PEER_DATA": str(data),
        "DJANGO_SETTINGS_MODULE": "bench.peer.settings",
        "PYTHONPATH": str(ROOT),
    }


def fill(folder: Path, told: dict[str, str], tickets: Path) -> None:
    """Make its tables and put `tickets` into them."""
    command = [folder / "bin/python", "-m", "bench.peer.fill", tickets, *PERSON]
    subprocess.run(command, check=True, env=os.environ | told, cwd=ROOT)


def server(folder: Path, told: dict[str, str], port: int, log: Path) -> Server:
    """gunicorn with two workers, as its documents suggest."""
    command = [str(folder / "bin/gunicorn"), "--workers", "2", "--bind", f"127.0.0.1:{port}", "bench.peer.wsgi"]
    return Server("django-helpdesk", command, told, port, "/login/", log)


def log_in(port: int) -> dict[str, Visitor]:
    visitor = Visitor(port)
    visitor.log_in("/login/", *PERSON)
    return {"desk": visitor}


def listed(*, search: str = "", filtering: dict | None = None) -> str:
    """The address from which its list page fetches rows: JSON, without the page around it."""
    asked = {
        "filtering": filtering or {},
        "filtering_null": {},
        "sorting": "created",
        "sortreverse": True,
        "search_string": search,
    }
    return f"/datatables_ticket_list/{b64encode(json.dumps(asked).encode()).decode()}?draw=1&start=0&length={ROWS}"


def create(visitor: Visitor, number: int) -> Answer:
    data = {
        "queue": 1,
        "title": texts.title(number),
        "description": texts.body(number),
        "priority": 3,
        "submitter_email": "resident@example.org",
        "custom_grid": "东澄一网格",
        "custom_cat": "噪声扰民",
    }
    return visitor.post_json("/api/tickets/", data, {"X-CSRFToken": visitor.cookies["csrftoken"]})


def jobs(visitors: dict[str, Visitor]) -> list[Job]:
    """What is asked of it: its quickest way to each answer (its REST list and single GET walk the whole table)."""
    first = json.loads(visitors["desk"].get(listed(filtering=NARROW)).body)
    ids = [row["id"] for row in first["data"]]
    return [
        Job("list", lambda who, n: who.get(listed())),
        Job("few", lambda who, n: who.get(listed(filtering=NARROW))),
        Job("many", lambda who, n: who.get(listed(filtering=WIDE))),
        Job("search", lambda who, n: who.get(listed(search=WORD))),
        Job("one", lambda who, n: who.get(f"/tickets/{ids[n % len(ids)]}/")),
        Job("create", create, expects=201),
        Job("create8", create, expects=201, clients=8, requests=400),
    ]

"""The bare view as the harness sees it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from bench import texts
from bench.load import Job
from bench.server import Server
from bench.visitor import Answer, Visitor
from gewu.front.commands.serve import web_command

ROOT = Path(__file__).resolve().parents[2]


def environment(address: str) -> dict[str, str]:
    return {"BENCH_BARE_DATABASE": address, "DJANGO_SETTINGS_MODULE": "bench.bare.settings", "PYTHONPATH": str(ROOT)}


def make_tables(told: dict[str, str]) -> None:
    command = [sys.executable, "-m", "django", "migrate", "--run-syncdb", "--verbosity", "0"]
    subprocess.run(command, check=True, env=os.environ | told, cwd=ROOT)


def server(name: str, told: dict[str, str], port: int, log: Path) -> Server:
    """granian with the processes and threads that Gewu gets."""
    return Server(name, [*web_command("127.0.0.1", port, 2)[:-1], "bench.bare.wsgi:application"], told, port, "/", log)


def log_in(port: int) -> dict[str, Visitor]:
    return {"desk": Visitor(port)}


def jobs(visitors: dict[str, Visitor]) -> list[Job]:
    return [Job("create", create, expects=201), Job("create8", create, expects=201, clients=8, requests=400)]


def create(visitor: Visitor, number: int) -> Answer:
    return visitor.post_json("/tickets", {"body": texts.body(number), "place": "丰禾路12号"}, {})

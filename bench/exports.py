"""The part *exports*: files of lists at both sizes on both databases, through a server: rows, time, processor, memory.

A list of more than 5,000 rows is left to the worker; a shorter one streams out of the page that one asks.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from http.client import HTTPConnection
from pathlib import Path
from threading import Event, Thread

from bench import FEW, gewu, growth, processes
from bench.cluster import Cluster
from bench.server import Server
from bench.visitor import Visitor

PORT = 8145
#: seconds for one file
PATIENCE = 900
#: how often memory is looked at, seconds
LOOK = 0.1
Say = Callable[[str], None]
#: files that are asked for: name → who asks (gewu.PEOPLE), address
FILES = {
    "CSV with three filters": ("desk", f"{gewu.closed(*FEW)}&as=csv"),
    "CSV of all matters": ("desk", "/matters/?as=csv"),
    "XLSX of all matters": ("desk", "/matters/?as=xlsx"),
    "CSV of what a figure counts": ("clerk", "/figures/hotline.received/rows/?as=csv"),
}


@dataclass
class File:
    """What a file cost: `first_byte_s` until one sees something (the file, or the page that says how far it is).

    `cpu_s` is of server and database; `peak_mb` is what the server's processes held more than before, at most.
    """

    rows: int
    bytes: int
    first_byte_s: float
    done_s: float
    cpu_s: float
    peak_mb: float


def run(scratch: Path, cluster: Cluster, *, scale: str | None, fresh: bool, say: Say) -> dict[str, dict]:
    """Measure each file at both sizes on each database."""
    pairs = growth.offices(scratch, cluster, scale=scale, fresh=fresh, say=say)
    return {name: _measured(name, places, scratch, cluster, say) for name, places in pairs.items()}


def _measured(name: str, places: tuple[gewu.Place, gewu.Place], scratch: Path, cluster: Cluster, say: Say) -> dict:
    costs = []
    for place in places:
        say(f"files of {name}, {place.matters():,} matters")
        server = gewu.side(name, place, PORT, scratch / "servers.log", lambda: 0).server
        costs.append(_files(server, cluster.root() if place.address else None, say))
    return {
        "matters": [place.matters() for place in places],
        "files": {file: [one[file] for one in costs] for file in costs[0]},
    }


def _files(server: Server, database: int | None, say: Say) -> dict[str, dict]:
    server.start()
    try:
        visitors, found = gewu.log_in(server.port), {}
        for visitor in visitors.values():
            visitor.get("/matters/")
        for name, (who, address) in FILES.items():
            found[name] = one = asdict(_taken(server, visitors[who], database, address))
            say(f"{name}: {one}")
        return found
    finally:
        server.stop()


def _taken(server: Server, visitor: Visitor, database: int | None, address: str) -> File:
    """Ask for a file, wait until the worker has it where it is a long one, and fetch it."""
    cpu, began, before = _spent(server, database), time.perf_counter(), _held(server)
    peak, over = [before], Event()
    looking = Thread(target=_look, args=(server, peak, over))
    looking.start()
    try:
        visitor.close()
        fetched = _fetch(visitor, address)
        waited, rows = fetched.first_byte_s, fetched.lines
        if fetched.status == 302:
            made, rows = _made(visitor, fetched.to)
            fetched = _fetch(visitor, made)
            waited = max(waited, fetched.first_byte_s)
        done = time.perf_counter() - began
    finally:
        over.set()
        looking.join()
    more = (max(peak) - before) / 2**20
    numbers = (waited, done, _spent(server, database) - cpu, more)
    return File(rows, fetched.bytes, *(round(one, 2) for one in numbers))


@dataclass
class _Fetched:
    status: int
    to: str
    first_byte_s: float
    bytes: int
    lines: int


def _fetch(visitor: Visitor, address: str) -> _Fetched:
    """Fetch an address piece by piece, keeping nothing of it."""
    line = HTTPConnection("127.0.0.1", visitor.port, timeout=PATIENCE)
    began = time.perf_counter()
    line.request("GET", address, headers={"Cookie": "; ".join(f"{k}={v}" for k, v in visitor.cookies.items())})
    got = line.getresponse()
    first = got.read(1)
    waited, count, lines = time.perf_counter() - began, len(first), 0
    while part := got.read(2**16):
        count, lines = count + len(part), lines + part.count(b"\n")
    line.close()
    return _Fetched(got.status, got.headers.get("Location", ""), waited, count, lines)


def _made(visitor: Visitor, page: str) -> tuple[str, int]:
    """Wait until the newest file on the page of files is there; return its address and how many rows it has."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        shown = visitor.get(page).body.decode()
        if "<progress" not in shown and (found := re.search(r'href="(/exports/\d+/)".*?(\d+) 条', shown, re.DOTALL)):
            return found[1], int(found[2])
        time.sleep(1)
    raise RuntimeError("the worker made no file")


def _spent(server: Server, database: int | None) -> float:
    return server.cpu() + (processes.cpu_seconds(database) if database else 0)


def _held(server: Server) -> int:
    return processes.own_bytes(server.process.pid)


def _look(server: Server, seen: list[int], over: Event) -> None:
    while not over.wait(LOOK):
        seen.append(_held(server))

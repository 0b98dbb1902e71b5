"""Every page of an office, and what it costs: python -m bench.pages, in the environment of a Place, prints JSON.

In one process, without a network: processor time of this process and of its own PostgreSQL process, to the microsecond
(/proc/…/schedstat), so that what else the machine does is not counted. PostgreSQL gets no parallel helpers here,
because their time could not be seen.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

import django

from bench import FEW, MANY, WORD

#: bounds of one page: asked at most so often, and no more once this many seconds went by
TIMES, SECONDS = 7, 4.0
Get = Callable[[str, str], bytes]


def pages(get: Get) -> Iterator[tuple[str, str, str]]:
    """Name, account and address of every page; some addresses are read from others."""
    few, many = ({"scenario": one[0], "state": "done", "channel": one[1]} for one in (FEW, MANY))
    for role, login in {
        "leader": "zhuyao",
        "dispatcher": "paidan",
        "duty chief": "zhibanzhang",
        "handler": "chengban",
        "checker": "hecha",
        "grid officer": "wangge",
        "secretary": "shuji",
        "clerk": "wenzi",
        "section head": "keshi",
    }.items():
        yield f"home, {role}", login, "/"
    for name, asked in {
        "all": {},
        "open": {"state": "open"},
        "late": {"clock": "late"},
        "soon due": {"clock": "soon"},
        "few left by filters": few,
        "half left by filters": many,
        "search": {"q": WORD},
        "search and filters": {"q": WORD, **many},
        "search for a number": {"q": "2023"},
    }.items():
        yield f"matters, {name}", "paidan", f"/matters/?{urlencode(asked)}"
    yield "matters, page 40", "paidan", _walked(get, "paidan", "/matters/", 40)
    yield "matters of a community", "shuji", "/matters/"
    yield "one matter", "paidan", _first(get, "paidan", f"/matters/?{urlencode(few)}", r'"(/matters/\d+/)"')
    yield "search everywhere", "paidan", f"/search/?{urlencode({'q': WORD})}"
    yield "search for a name", "shuji", f"/search/?{urlencode({'q': '王'})}"
    yield "tasks", "shuji", "/tasks/"
    yield "tasks, done", "shuji", "/tasks/?stand=done"
    yield "coverage", "zhuyao", "/tasks/coverage/"
    yield "records", "shuji", "/tasks/records/"
    yield "doors of a grid officer", "wangge", "/field/"
    yield "subjects", "shuji", "/subjects/"
    yield "households", "shuji", "/subjects/kind/household/"
    yield "supervision", "zhibanzhang", "/supervision/"
    yield "recurring", "zhibanzhang", "/supervision/recurring/"
    yield "look-backs", "zhibanzhang", "/supervision/look-backs/"
    yield "overview", "zhuyao", "/overview/"
    yield "map", "zhuyao", "/map/"
    yield "payment lists", "keshi", "/money/"
    yield "figures", "wenzi", "/figures/"
    yield "one figure", "wenzi", "/figures/hotline.received/"
    yield "rows of a figure", "wenzi", "/figures/hotline.received/rows/"
    yield "scenario", "wenzi", "/scenarios/hotline/"
    yield "report", "wenzi", _first(get, "wenzi", "/reports/", r'"(/reports/\d+/)">[^<]*工作总结')


def measure(say: Callable[[str], None]) -> dict[str, dict[str, float]]:
    """Ask for each page once to warm up and then up to TIMES; milliseconds of processor, medians of its parts."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    clients: dict[str, Client] = {}

    def get(login: str, address: str) -> bytes:
        if login not in clients:
            clients[login] = Client(HTTP_HOST="127.0.0.1")
            clients[login].force_login(get_user_model().objects.get(username=login))
        answer = clients[login].get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} for {login}: {answer.status_code}")
        return b"".join(answer.streaming_content) if answer.streaming else answer.content

    asked = [one for one in pages(get) if all(word in one[0] for word in sys.argv[1:])]
    found = {}
    for name, login, address in asked:
        found[name] = one = _cost(get, login, address)
        say(f"{name}: {one['web_ms']} + {one['database_ms']} ms")
    return found


def _cost(get: Get, login: str, address: str) -> dict[str, float]:
    body = get(login, address)
    seen, until = [], time.monotonic() + SECONDS
    while len(seen) < TIMES and (not seen or time.monotonic() < until):
        web, database = time.process_time(), _database_seconds()
        get(login, address)
        seen.append((time.process_time() - web, _database_seconds() - database))
    web_ms, database_ms = (round(1000 * median(part), 1) for part in zip(*seen, strict=True))
    return {"web_ms": web_ms, "database_ms": database_ms, "kb": round(len(body) / 1024)}


def _database_seconds() -> float:
    """Processor time of the process that answers our connection; none of SQLite's own, which is this process."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return 0.0
    connection.ensure_connection()
    pid = connection.connection.info.backend_pid
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9


def _walked(get: Get, login: str, address: str, pages: int) -> str:
    """The address of a page of a list to which one comes by 下一页 only."""
    for _ in range(pages - 1):
        address = "/matters/" + _first(get, login, address, r'href="([^"]*)" rel="next"').replace("&amp;", "&")
    return address


def _first(get: Get, login: str, address: str, pattern: str) -> str:
    found = re.search(pattern, get(login, address).decode())
    if not found:
        raise RuntimeError(f"no {pattern} at {address}")
    return found[1]


if __name__ == "__main__":
    django.setup()
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)
    print(json.dumps(measure(lambda line: print(line, file=sys.stderr, flush=True)), ensure_ascii=False))

"""The bench's own sums; no test here takes a time."""

import json
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from bench import load, measuring, processes, table, texts, visitor
from bench.load import Block, Job
from bench.visitor import Answer, Visitor


@pytest.mark.parametrize(("part", "expected"), [(0.5, 50), (0.95, 95), (1.0, 100), (0.001, 1)])
def test_a_share_of_a_hundred_values_is_the_value_of_that_rank(part, expected):
    assert load.share([float(value) for value in range(100, 0, -1)], part) == expected


def test_no_values_have_no_share():
    with pytest.raises(ValueError, match="no values"):
        load.share([], 0.5)


def answering(status):
    return lambda who, number: Answer(status, b"", {})


@pytest.mark.parametrize("clients", [1, 8])
def test_a_closed_loop_asks_as_often_as_it_may(clients):
    block = load.run(Job("list", answering(200), clients=clients, requests=40), Visitor(1))
    assert (len(block.times), block.wrong) == (40, 0)


def test_a_closed_loop_stops_when_its_time_is_over():
    assert load.run(Job("list", answering(200), seconds=0.0), Visitor(1)).times == ()


def test_an_unexpected_answer_is_counted_as_wrong_and_not_timed():
    block = load.run(Job("list", answering(500), requests=3), Visitor(1))
    assert (block.times, block.wrong) == ((), 3)


def test_every_request_of_a_run_has_a_number_of_its_own():
    seen = []
    load.run(Job("list", lambda who, n: seen.append(n) or Answer(200, b"", {}), clients=4, requests=40), Visitor(1))
    assert (len(seen), len(set(seen))) == (40, 40)


def test_a_tally_tells_medians_of_blocks_and_shares_of_all_requests():
    tally = measuring.Tally(1, queries=7, answer_bytes=2048)
    tally.add(Block((0.010, 0.020), wall=0.1, wrong=0), web=0.004, database=0.002)
    tally.add(Block((0.030, 0.040), wall=0.2, wrong=1), web=0.008, database=0.002)
    assert tally.summary() == {
        "clients": 1,
        "requests": 4,
        "wrong": 1,
        "p50_ms": 20.0,
        "p95_ms": 40.0,
        "rate_per_s": 15.0,
        "web_cpu_ms": 3.0,
        "database_cpu_ms": 1.0,
        "queries": 7,
        "answer_kb": 2.0,
    }


def test_the_tree_of_a_process_holds_its_children():
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        assert set(processes.tree(os.getpid())) >= {os.getpid(), child.pid}
    finally:
        child.communicate(b"\n")


def test_memory_of_a_process_that_ended_is_none():
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    assert (processes.held_bytes(ended.pid), processes.own_bytes(ended.pid)) == (0, 0)


def test_a_process_has_memory_of_its_own_and_more_with_files():
    assert 0 < processes.own_bytes(os.getpid()) < processes.held_bytes(os.getpid())


def test_hidden_fields_are_read_whatever_the_order_of_their_attributes():
    page = '<input type="hidden" name="csrf" value="x"><input value="1" name="_once" type="hidden"><input name="q">'
    assert visitor.hidden_fields(page) == {"csrf": "x", "_once": "1"}


class Baker(BaseHTTPRequestHandler):
    """Gives a cookie and says which it got."""

    def do_GET(self):
        body = (self.headers["Cookie"] or "").encode()
        self.send_response(200)
        self.send_header("Set-Cookie", "taste=salt; Path=/; HttpOnly")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture
def baker():
    server = HTTPServer(("127.0.0.1", 0), Baker)
    threading.Thread(target=server.serve_forever).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def test_a_visitor_sends_the_cookies_it_was_given(baker):
    somebody = Visitor(baker)
    somebody.get("/")
    assert (somebody.get("/").body, somebody.twin().get("/").body) == (b"taste=salt", b"taste=salt")


def test_a_number_always_has_the_same_text():
    assert (texts.title(7), texts.body(7)[-12:]) == (texts.title(7), "编号KEY000007。")


def job(p50, rate=1.0, clients=1):
    return {
        "clients": clients,
        "requests": 10,
        "wrong": 0,
        "p50_ms": p50,
        "p95_ms": p50 * 2,
        "rate_per_s": rate,
        "web_cpu_ms": p50 / 2,
        "database_cpu_ms": p50 / 4,
        "queries": 5,
        "answer_kb": 12.0,
    }


def system(p50, rate, memory):
    jobs = {name: job(p50) for name in table.JOBS} | {"create8": job(p50, rate, clients=8)}
    return {
        "matters": 100,
        "cold_start_s": [1.0],
        "memory_mb": memory,
        "own_memory_mb": memory,
        "database_mb": 1,
        "jobs": jobs,
    }


@pytest.fixture
def results():
    return {
        "date": "2026-11-21T21:00+00:00",
        "commit": "abc",
        "machine": "2 × processor",
        "python": "3.11",
        "postgresql": "15",
        "rounds": 3,
        "load_before": [0.1, 0, 0],
        "load_after": [1.5, 0, 0],
        "systems": {
            table.GEWU: system(10, 200.0, 300),
            table.EMBEDDED: system(9, 220.0, 300),
            table.PEER: system(40, 100.0, 200),
            table.BARE: system(1, 400.0, 100),
        },
    }


def test_one_client_is_compared_by_median_and_several_by_rate(results):
    systems = results["systems"]
    assert (table.quicker(systems, "list"), table.quicker(systems, "create8")) == (4.0, 2.0)


def test_an_aim_that_is_missed_is_said_to_be_missed(results):
    met = {what: met for what, _aim, _seen, met in table.aims(results)}
    assert (met["list of all, first page, beside django-helpdesk"], met["create, 8 clients"]) == (False, True)


def test_creating_is_compared_with_a_bare_view_too(results):
    seen = {what: (seen, met) for what, _aim, seen, met in table.aims(results)}
    assert seen["create, 8 clients, of the rate of a bare view with two inserts"] == ("50 %", True)


def test_the_page_has_a_line_for_everything_that_was_measured(results):
    lines = json.dumps(table.parts({"beside": results}), ensure_ascii=False)
    assert [words for words in table.JOBS.values() if words not in lines] == []


def test_a_page_that_grew_too_much_is_bold(results):
    costs = [{"web_ms": 20.0, "database_ms": 5.0}, {"web_ms": 200.0, "database_ms": 150.0}]
    one = {"matters": [100, 1000], "pages": {"map": costs}}
    offices = {table.GEWU: one, table.EMBEDDED: one | {"pages": {"map": [costs[0], costs[0]]}}}
    found = table.parts({"beside": results, "growth": results | {"offices": offices}})
    assert found["growth"] == ["| map | 25 | 25 | 25 | **350** |"]


def test_a_file_has_its_processor_time_for_a_thousand_rows(results):
    file = {"rows": 2000, "cpu_s": 0.5, "first_byte_s": 0.125, "peak_mb": 12.4}
    one = {"matters": [100, 1000], "files": {"CSV": [file, file | {"rows": 20000, "cpu_s": 5.0}]}}
    found = table.parts({"beside": results, "exports": results | {"offices": {table.GEWU: one, table.EMBEDDED: one}}})
    said = "| 2,000 | 250 ms | 0.12 s | 12 MB | 20,000 | 250 ms | 0.12 s | 12 MB |"
    assert found["exports"] == [f"| CSV | {name} {said}" for name in (table.EMBEDDED, table.GEWU)]


@pytest.mark.parametrize(("value", "words"), [(1743.2, "1743"), (28.61, "28.6"), (7.512, "7.51"), (0.0, "0")])
def test_a_time_is_said_with_three_figures_and_no_power_of_ten(value, words):
    assert table._short(value) == words

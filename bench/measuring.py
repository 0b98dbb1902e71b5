"""One run: cold starts, a pass that counts queries, then rounds in which the systems take turns job by job."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median

from bench import load, processes
from bench.load import Job
from bench.server import Server
from bench.visitor import Answer, Visitor

WARM_UPS = 6  # three for each of two workers
COLD_STARTS = 3


@dataclass
class Side:
    """A system in the run: its server, how to log in, what is asked of it; `counted` is its counting variable."""

    server: Server
    log_in: Callable[[int], dict[str, Visitor]]
    jobs: Callable[[dict[str, Visitor]], list[Job]]
    counted: dict[str, str]
    matters: int
    database_bytes: Callable[[], int]
    check: Callable[[], None] = lambda: None  # raises when what was created is not what the page says
    visitors: dict[str, Visitor] = field(default_factory=dict)
    asked: dict[str, Job] = field(default_factory=dict)

    def open(self) -> None:
        """Log in once and prepare every job; the server runs."""
        self.visitors = self.visitors or self.log_in(self.server.port)
        for visitor in self.visitors.values():
            visitor.close()  # the line to a server that was stopped since
        self.asked = {job.name: job for job in self.jobs(self.visitors)}

    def warm(self, job: Job) -> Answer:
        """Ask a few times on a line of its own (servers close idle ones) and return the last answer."""
        self.visitors[job.who].close()
        for _ in range(WARM_UPS):
            answer = job.ask(self.visitors[job.who], next(load.numbers))
        return answer


@dataclass
class Tally:
    """Everything seen of one job on one system."""

    clients: int
    queries: int | None = None
    answer_bytes: int = 0
    times: list[float] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)
    web_cpu: list[float] = field(default_factory=list)  # seconds a request, by block
    database_cpu: list[float] = field(default_factory=list)
    wrong: int = 0

    def add(self, block: load.Block, web: float, database: float) -> None:
        answered = len(block.times)
        self.wrong += block.wrong
        if answered:
            self.times += block.times
            self.rates.append(block.rate)
            self.web_cpu.append(web / answered)
            self.database_cpu.append(database / answered)

    def summary(self) -> dict[str, float | int | None]:
        """Milliseconds, requests a second, and how many requests they come from."""
        if not self.times:
            return {"clients": self.clients, "requests": 0, "wrong": self.wrong}
        return {
            "clients": self.clients,
            "requests": len(self.times),
            "wrong": self.wrong,
            "p50_ms": round(1000 * load.share(self.times, 0.5), 2),
            "p95_ms": round(1000 * load.share(self.times, 0.95), 2),
            "rate_per_s": round(median(self.rates), 1),
            "web_cpu_ms": round(1000 * median(self.web_cpu), 2),
            "database_cpu_ms": round(1000 * median(self.database_cpu), 2),
            "queries": self.queries,
            "answer_kb": round(self.answer_bytes / 1024, 1),
        }


def run(sides: list[Side], *, cluster: int, rounds: int, say: Callable[[str], None]) -> dict[str, dict]:
    """Measure all sides, taking turns, and return a result for each. `cluster` is the root process of PostgreSQL."""
    cold = {side.server.name: cold_starts(side) for side in sides}
    tallies = {side.server.name: count_queries(side, say) for side in sides}
    try:
        for side in sides:
            side.server.start()
            side.open()
        for number in range(rounds):
            take_turns(sides, tallies, cluster, say, number + 1)
        for side in sides:
            side.check()
        memory = {side.server.name: side.server.memory() for side in sides}
    finally:
        for side in sides:
            side.server.stop()
    return {side.server.name: result(side, cold, tallies, memory) for side in sides}


def result(side: Side, cold: dict, tallies: dict, memory: dict) -> dict:
    name = side.server.name
    return {
        "matters": side.matters,
        "cold_start_s": [round(seconds, 2) for seconds in cold[name]],
        "memory_mb": round(memory[name][0] / 2**20),
        "own_memory_mb": round(memory[name][1] / 2**20),
        "database_mb": round(side.database_bytes() / 2**20),
        "jobs": {job: tally.summary() for job, tally in tallies[name].items()},
    }


def cold_starts(side: Side) -> list[float]:
    """Seconds from the command to the first page, several times; files are in the page cache."""
    seconds = []
    for _ in range(COLD_STARTS):
        seconds.append(side.server.start())
        side.server.stop()
    return seconds


def count_queries(side: Side, say: Callable[[str], None]) -> dict[str, Tally]:
    """Ask everything once more of a server that counts its queries; RuntimeError when an answer is not as expected."""
    side.server.start(**side.counted)
    try:
        side.open()
        return {name: _counted(side, job, say) for name, job in side.asked.items()}
    finally:
        side.server.stop()


def _counted(side: Side, job: Job, say: Callable[[str], None]) -> Tally:
    answer = side.warm(job)
    if answer.status != job.expects:
        raise RuntimeError(f"{side.server.name} {job.name}: {answer.status} {answer.body[:300]!r}")
    say(f"{side.server.name} {job.name}: {answer.queries} queries, {len(answer.body)} bytes")
    return Tally(job.clients, queries=answer.queries, answer_bytes=len(answer.body))


def take_turns(sides: list[Side], tallies: dict, cluster: int, say: Callable[[str], None], number: int) -> None:
    for name in dict.fromkeys(name for side in sides for name in side.asked):
        for side in sides:
            if job := side.asked.get(name):
                tally = tallies[side.server.name][name]
                tally.add(*measured(side, job, cluster))
                seen = tally.summary()
                say(f"round {number} {side.server.name} {name}: {seen.get('p50_ms')} ms, {seen.get('rate_per_s')}/s")


def measured(side: Side, job: Job, cluster: int) -> tuple[load.Block, float, float]:
    """Run one block after a warm-up; with it the processor seconds of the server and of PostgreSQL."""
    side.warm(job)
    web, database = side.server.cpu(), processes.cpu_seconds(cluster)
    block = load.run(job, side.visitors[job.who])
    return block, side.server.cpu() - web, processes.cpu_seconds(cluster) - database

"""A closed loop: each client asks, waits for the answer, asks again; bounded in count and time."""

from __future__ import annotations

import itertools
import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from bench.visitor import Answer, Visitor


@dataclass(frozen=True)
class Job:
    """One thing to ask. `ask(visitor, n)` is given a number that no other request of the run has."""

    name: str
    ask: Callable[[Visitor, int], Answer]
    expects: int = 200
    who: str = "desk"  # which of the side's visitors asks
    clients: int = 1
    requests: int = 60  # at most, in one block
    seconds: float = 5.0  # at most, in one block


@dataclass(frozen=True)
class Block:
    """What a closed loop saw. `times` in seconds, one each answered request; `wall` of the whole loop."""

    times: tuple[float, ...]
    wall: float
    wrong: int

    @property
    def rate(self) -> float:
        return len(self.times) / self.wall


#: numbers for requests that must differ from one another, over all blocks of a run
numbers = itertools.count(1)


def run(job: Job, visitor: Visitor) -> Block:
    """Ask until the job's count or time is reached; an unexpected status is counted as wrong, not timed."""
    tickets = iter(range(job.requests))
    until = time.monotonic() + job.seconds
    times: list[float] = []
    wrong: list[int] = []

    def client() -> None:
        own = visitor.twin()
        while time.monotonic() < until and next(tickets, None) is not None:
            began = time.perf_counter()
            answer = job.ask(own, next(numbers))
            took = time.perf_counter() - began
            if answer.status == job.expects:
                times.append(took)
            else:
                wrong.append(answer.status)
        own.close()

    threads = [threading.Thread(target=client) for _ in range(job.clients)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Block(tuple(times), time.perf_counter() - began, len(wrong))


def share(values: list[float], part: float) -> float:
    """Take the value below which `part` of them lie (nearest rank); ValueError for none."""
    if not values:
        raise ValueError("no values")
    return sorted(values)[max(0, math.ceil(len(values) * part) - 1)]

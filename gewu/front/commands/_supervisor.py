"""The process that keeps `gewu serve` alive. Imports next to nothing: it lasts for months and should weigh little."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from gewu.front.commands import _parent

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)  # Ctrl-C, stop, terminal closed
PATIENCE = 10.0  # seconds for a child to end by itself
REST = 2.0  # seconds before a dead child is started again, so that a broken one does not spin


def command(children: Mapping[str, Sequence[str]]) -> list[str]:
    """Say how to become the supervisor of commands by name."""
    return [sys.executable, "-m", __name__, json.dumps({name: list(words) for name, words in children.items()})]


@dataclass
class Child:
    """One process to be kept alive."""

    name: str
    command: list[str]
    process: subprocess.Popen | None = None
    rests_until: float = 0.0

    def keep(self) -> None:
        """Start it, or start it again a moment after it died."""
        if self.process and self.process.poll() is not None:
            print(f"serve: {self.name} ended with {self.process.returncode}, starting again", file=sys.stderr)
            self.process, self.rests_until = None, time.monotonic() + REST
        if self.process is None and time.monotonic() >= self.rests_until:
            # A session of its own: Ctrl-C reaches the supervisor alone, which then ends children in order.
            # Who kills us ends them too: two webs or two workers beside each other are worse than none.
            ends = partial(_parent.end_with, os.getpid())
            self.process = subprocess.Popen(self.command, start_new_session=True, preexec_fn=ends)

    def stop(self) -> None:
        """Ask it to end; kill it when it does not."""
        if self.process is None:
            return
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def supervise(children: Iterable[Child]) -> None:
    """Keep children alive until this process is told to stop; then stop them and return."""
    stopping: list[int] = []
    before = {number: signal.signal(number, lambda got, frame: stopping.append(got)) for number in SIGNALS}
    try:
        while not stopping:
            for child in children:
                child.keep()
            time.sleep(0.2)
    finally:
        for child in children:
            if child.process and child.process.poll() is None:
                child.process.terminate()
        for child in children:
            child.stop()
        for number, handler in before.items():
            signal.signal(number, handler)


if __name__ == "__main__":
    supervise([Child(name, words) for name, words in json.loads(sys.argv[1]).items()])

"""A system under measurement: how its server is started, how long that takes, what it costs."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from bench import processes
from bench.visitor import Visitor

PATIENCE = 90.0  # seconds for a server to give its first page


@dataclass
class Server:
    """Started by `command` in `environment`; `first_page` answers 200 to anybody once it is up."""

    name: str
    command: list[str]
    environment: dict[str, str]
    port: int
    first_page: str
    log: Path
    process: subprocess.Popen | None = field(default=None, repr=False)

    def start(self, **more: str) -> float:
        """Start it and return the seconds until its first page was there; RuntimeError when it never was."""
        began = time.perf_counter()
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                env=os.environ | self.environment | more,
                stdout=log,
                stderr=log,
                cwd=Path(__file__).resolve().parents[1],
                start_new_session=True,
            )
        while time.perf_counter() - began < PATIENCE and self.process.poll() is None:
            if self._answers():
                return time.perf_counter() - began
            time.sleep(0.02)
        self.stop()
        raise RuntimeError(f"{self.name} gave no first page; see {self.log}")

    def stop(self) -> None:
        """End it and whatever it started."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.process = None

    def cpu(self) -> float:
        return processes.cpu_seconds(self.process.pid)

    def memory(self) -> tuple[int, int]:
        """Bytes that all its processes hold, and those of them that hold no file."""
        return processes.held_bytes(self.process.pid), processes.own_bytes(self.process.pid)

    def _answers(self) -> bool:
        visitor = Visitor(self.port, patience=PATIENCE)
        try:
            return visitor.get(self.first_page).status == 200
        except OSError:
            return False
        finally:
            visitor.close()

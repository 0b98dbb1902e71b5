"""The web site and its worker, until you stop it.

Starts granian (two processes of four threads) and one `gewu work`, starts either again when it dies, and stops
both on Ctrl-C or SIGTERM.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.core.management import call_command

from gewu.front.commands import migrate
from gewu.kernel.types import Refused

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)  # Ctrl-C, stop, terminal closed
PATIENCE = 10.0  # seconds for a child to end by itself
REST = 2.0  # seconds before a dead child is started again, so that a broken one does not spin


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("--host", default=settings.HOST, help="address to listen on (%(default)s)")
    parser.add_argument("--port", type=int, default=settings.PORT, help="port to listen on (%(default)s)")
    parser.add_argument("--workers", type=int, default=2, help="web processes (%(default)s)")
    parser.add_argument("--no-work", action="store_true", help="the web site only: another machine runs `gewu work`")


def run(args: Namespace) -> int:
    if waiting := migrate.missing():
        raise Refused("front.R101", f"数据库还有 {waiting} 项变更未执行，网站没有启动。", "请先运行 gewu migrate。")
    call_command("collectstatic", interactive=False, verbosity=0)
    os.environ.setdefault("GEWU_NOW_SET_AT", datetime.now(UTC).isoformat())
    children = [Child("web", web_command(args.host, args.port, args.workers))]
    if not args.no_work:
        children.append(Child("work", [sys.executable, "-m", "gewu.front.commands.main", "work"]))
    print(f"{settings.SITE_NAME}：http://{args.host}:{args.port}/ （Ctrl-C 停止）", flush=True)
    supervise(children)
    return 0


def web_command(host: str, port: int, workers: int) -> list[str]:
    """Say how granian is called; the numbers are measured in docs/why/."""
    options = f"--interface wsgi --workers {workers} --blocking-threads 4 --no-access-log --log-level warning"
    lasting = "--respawn-failed-workers --workers-kill-timeout 5"
    where = ["--host", host, "--port", str(port)]
    return [
        sys.executable,
        "-m",
        "granian",
        *options.split(),
        *lasting.split(),
        *where,
        "gewu.config.wsgi:application",
    ]


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
            self.process = subprocess.Popen(self.command, start_new_session=True)

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

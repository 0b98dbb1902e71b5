"""The web site and its worker, until you stop it.

Starts granian (two processes of four threads) and one `gewu work`, starts either again when it dies, and stops
both on Ctrl-C or SIGTERM.
"""

from __future__ import annotations

import os
import socket
import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime

from django.conf import settings
from django.core.management import call_command

from gewu.front import health, private
from gewu.front.commands import _supervisor
from gewu.kernel.types import Refused


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("--host", default=settings.HOST, help="address to listen on (%(default)s)")
    parser.add_argument("--port", type=int, default=settings.PORT, help="port to listen on (%(default)s)")
    parser.add_argument("--workers", type=int, default=2, help="web processes (%(default)s)")
    parser.add_argument("--no-work", action="store_true", help="the web site only: another machine runs `gewu work`")


def run(args: Namespace) -> int:
    if waiting := health.missing():
        raise Refused("front.R101", f"数据库还有 {waiting} 项变更未执行，网站没有启动。", "请先运行 gewu migrate。")
    _must_be_free(args.host, args.port)
    call_command("collectstatic", interactive=False, verbosity=0)
    private.close()
    os.environ.setdefault("GEWU_NOW_SET_AT", datetime.now(UTC).isoformat())
    os.environ.setdefault("MALLOC_ARENA_MAX", "2")  # eight threads with heaps of their own kept 10 to 30 MB more
    children = {"web": web_command(args.host, args.port, args.workers)}
    if not args.no_work:
        children["work"] = [sys.executable, "-m", "gewu.front.commands.main", "work"]
    print(f"{settings.SITE_NAME}：http://{args.host}:{args.port}/ （Ctrl-C 停止）", flush=True)
    # This process becomes the supervisor: with Django it would weigh 70 MB for as long as it waits.
    command = _supervisor.command(children)
    os.execv(command[0], command)


def _must_be_free(host: str, port: int) -> None:
    """Refuse a port that somebody answers on: granian would share it, and half the requests would go astray."""
    with socket.socket() as line:
        line.settimeout(1)
        if line.connect_ex((host, port)) == 0:
            words = f"端口 {port} 上已经有网站在运行，没有再启动一个。"
            raise Refused("front.R102", words, "请先停掉它，或用 GEWU_PORT 换一个端口。")


def web_command(host: str, port: int, workers: int) -> list[str]:
    """Say how granian is called; the numbers are measured in docs/why/."""
    level = settings.LOG_LEVEL.lower()
    log = f"--log-level {level} {'--access-log' if level in ('info', 'debug') else '--no-access-log'}"
    options = f"--interface wsgi --workers {workers} --blocking-threads 4 {log}"
    lasting = "--respawn-failed-workers --workers-kill-timeout 5"
    where = ["--host", host, "--port", str(port)]
    return [
        sys.executable,
        "-m",
        "granian",
        *options.split(),
        *lasting.split(),
        *where,
        "gewu.config.served:application",
    ]

"""A full-size fictional office, its half-year summary and the web site; --verify compares with the printed figures."""

from __future__ import annotations

import os
import shutil
import sys
import time
from argparse import ArgumentParser, Namespace
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from gewu.front.commands import _asking
from gewu.kernel.types import Refused

CLOCK = "2023-06-28T09:00"


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("--no-serve", action="store_true", help="stop before the web site starts")
    parser.add_argument("--reset", action="store_true", help="throw the demo away and build it again")
    parser.add_argument("--verify", action="store_true", help="compare the live figures with the printed ones")
    parser.add_argument(
        "--scale", type=float, default=1.0, metavar="X", help="a smaller office, for tests (%(default)s)"
    )
    parser.add_argument("--json", action="store_true", help="print the comparison as JSON")


def run(args: Namespace) -> int:
    if args.verify:
        return _verify(args)
    call_command("migrate", verbosity=0)
    _must_be_ours()
    if args.reset:
        _reset()
    _build(args.scale)
    _tell()
    if args.no_serve:
        return 0
    return _serve()


def _must_be_ours() -> None:
    from gewu.office import queries as offices

    real = [row.name for row in offices.offices() if not row.is_demo]
    if real:
        raise Refused(
            "front.R130", f"这个数据库里有正式单位“{real[0]}”，没有作任何改动。", "演示请换一个 GEWU_DATA 或数据库。"
        )


def _build(scale: float) -> None:
    """Build, unless it stands already; a build that was cut off is begun again (nobody has worked in it)."""
    from demo import build

    if build.is_whole():
        print("演示单位已经建好，保留您的改动（要重建请加 --reset）。", flush=True)
        return
    if build.find():
        print("上次没有建完，重新建。", flush=True)
        _reset()
    _roomy()
    begun = time.perf_counter()
    site = build.start(scale, _Progress())
    steps = "，".join(f"{title} {seconds:.0f}" for title, seconds in site.seconds.items() if seconds >= 1)
    print(f"\n演示单位建好，用时 {time.perf_counter() - begun:.0f} 秒（{steps}）。", flush=True)


def _roomy() -> None:
    """Half a gigabyte of page cache while a million rows go in; this process only."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA cache_size=-524288")


class _Progress:
    """One line that moves on a terminal; one line a step elsewhere."""

    def __init__(self) -> None:
        self.title, self.shown = "", 0.0

    def __call__(self, title: str, done: int, total: int) -> None:
        now = time.perf_counter()
        if title == self.title and now - self.shown < 0.5 and done < total:
            return
        fresh, self.title, self.shown = title != self.title, title, now
        count = f" {done}/{total}" if total else ""
        if sys.stdout.isatty():
            print(("\n" if fresh else "\r") + f"{title}{count}", end="", flush=True)
        elif fresh:
            print(f"{title} …", flush=True)


def _reset() -> None:
    from demo import build

    if build.find() is None:
        return
    shutil.rmtree(settings.HEADS_DIR, ignore_errors=True)  # of the office that goes
    if connection.vendor == "sqlite":
        connection.close()
        name = Path(str(settings.DATABASES["default"]["NAME"]))
        for tail in ("", "-wal", "-shm", "-queue"):
            name.with_name(name.name + tail).unlink(missing_ok=True)
    else:
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
    call_command("migrate", verbosity=0)


def _tell() -> None:
    from demo import own

    people = own.said("people")
    print("\n演示账号（密码都是 " + people["password"] + "）：")
    for login, _, _, title in people["accounts"]:
        print(f"  {login:<12}{title}")
    print("演示数据，与任何真实单位、个人无关。", flush=True)


def _serve() -> int:
    """Serve with the office clock started at the demo's morning; a child process reads it from the environment."""
    os.environ.setdefault("GEWU_NOW", CLOCK)
    os.execv(sys.executable, [sys.executable, "-m", "gewu.front.commands.main", "serve"])


def _verify(args: Namespace) -> int:
    """Compare; exit code 0 when every figure is equal, 1 otherwise. Serves nothing and builds nothing."""
    from demo import build, verify
    from gewu.office import queries as offices

    row = build.find()
    if row is None:
        raise Refused("front.R131", "还没有演示单位，无法核对。", "请先运行 gewu demo --no-serve。")
    found = verify.rows(offices.system_actor(row).scope)
    lines = [
        f"{one.id}  {'一致' if one.ok else '不一致'}  {one.printed}  {one.said}  {one.kind}  {one.figure}"
        for one in found
    ]
    total = f"共 {len(found)} 个，一致 {sum(one.ok for one in found)} 个"
    _asking.tell(args, verify.summary(found), [*lines, total])
    return 0 if all(one.ok for one in found) else 1

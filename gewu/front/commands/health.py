"""Say whether the web site (or the worker) of this machine works: exit code 0 when it does."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from gewu.front.commands import _asking


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("what", nargs="?", choices=["web", "worker"], default="web")
    parser.add_argument("--json", action="store_true")


def run(args: Namespace) -> int:
    from gewu.front import health

    found = health.worker() if args.what == "worker" else health.web()
    _asking.tell(args, found, (f"{name}: {said}" for name, said in found.items()))
    return 0 if set(found.values()) == {health.OK} else 1

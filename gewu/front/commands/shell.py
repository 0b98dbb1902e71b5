"""A Python prompt inside the installation, with every model at hand."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from django.core.management import call_command


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("-c", "--command", help="run this line and leave")


def run(args: Namespace) -> int:
    call_command("shell", **({"command": args.command, "verbosity": 0} if args.command else {}))
    return 0

"""Check scenario files, and take them into use in an office."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from pathlib import Path

from gewu.scenario import checking
from gewu.scenario.problems import Problem


def configure(parser: ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True)
    check = verbs.add_parser("check", help="say everything that is wrong; silence and exit code 0 if nothing is")
    check.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files, or folders with .yaml files")
    check.add_argument("--json", action="store_true")
    check.set_defaults(do=run_check)


def run(args: Namespace) -> int:
    return args.do(args)


def run_check(args: Namespace) -> int:
    found = checking.problems_of(files(args.paths))
    if args.json:
        print(json.dumps([_row(path, problem) for path, problem in found], ensure_ascii=False, indent=1))
    else:
        for path, problem in found:
            print(f"{path}: {problem}")
    return 1 if found else 0


def files(paths: Iterable[Path]) -> Iterator[Path]:
    """List the scenario files of `paths` in order; a path that is not there is said on stderr."""
    for path in paths:
        if path.is_dir():
            yield from sorted(path.rglob("*.yaml"))
        elif path.exists():
            yield path
        else:
            print(f"gewu scenario: 没有这个文件：{path}", file=sys.stderr)
            raise SystemExit(2)


def _row(path: Path, problem: Problem) -> dict[str, str]:
    return {"file": str(path), "place": problem.place, "id": problem.id, "words": problem.words, "hint": problem.hint}

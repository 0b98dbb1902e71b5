"""python -m bench --scratch FOLDER --postgres ADDRESS: measure Gewu and write bench/README.md.

Three parts: *beside*, together with django-helpdesk, 10 to 20 minutes the first time; *growth*, every page with ten
times the matters, 10 to 15 minutes; *exports*, files of lists at both sizes, 10 minutes. Run it on a
machine that does nothing else.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bench import exports, growth, measuring, preparing, table
from bench.cluster import Cluster

HERE = Path(__file__).resolve().parent


def main(argv: Sequence[str] | None = None) -> int:
    args = arguments(argv)
    if args.table:
        table.main()
        return 0
    args.scratch.mkdir(parents=True, exist_ok=True)
    cluster = Cluster(args.postgres)
    results = json.loads((HERE / "results.json").read_text(encoding="utf-8"))
    for part in (args.part,) if args.part else PARTS:
        before, began = os.getloadavg(), datetime.now().astimezone()
        found = PARTS[part](args, cluster)
        results[part] = about(began, before, cluster) | found
    (HERE / "results.json").write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    table.write(results)
    say(f"{HERE / 'README.md'}")
    return 0


def beside(args: argparse.Namespace, cluster: Cluster) -> dict:
    sides = preparing.sides(args.scratch, cluster, scale=args.scale, fresh=args.fresh, say=say)
    return {
        "rounds": args.rounds,
        "systems": measuring.run(sides, cluster=cluster.root(), rounds=args.rounds, say=say),
    }


def grown(args: argparse.Namespace, cluster: Cluster) -> dict:
    return {"offices": growth.run(args.scratch, cluster, scale=args.scale, fresh=args.fresh, say=say)}


def exported(args: argparse.Namespace, cluster: Cluster) -> dict:
    return {"offices": exports.run(args.scratch, cluster, scale=args.scale, fresh=args.fresh, say=say)}


PARTS = {"beside": beside, "growth": grown, "exports": exported}


def arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--scratch", type=Path, default=Path("var/bench"), help="folder for everything made (%(default)s)"
    )
    parser.add_argument(
        "--postgres", default=os.environ.get("BENCH_POSTGRES", ""), help="address of a database that may make others"
    )
    parser.add_argument("--part", choices=PARTS, help="only this part; all without")
    parser.add_argument("--rounds", type=int, default=3, help="how often the systems take turns (%(default)s)")
    parser.add_argument("--scale", help="size of the demo, as `gewu demo --scale` takes it; full size without")
    parser.add_argument("--fresh", action="store_true", help="make demo and peer again even where they are there")
    parser.add_argument("--table", action="store_true", help="only write README.md again from results.json")
    args = parser.parse_args(argv)
    if not args.postgres and not args.table:
        parser.error("--postgres is needed: both systems are measured on one cluster")
    args.scratch = args.scratch.resolve()
    return args


def about(began: datetime, before: Sequence[float], cluster: Cluster) -> dict:
    """When, where and of which commit; the load average says how alone the run was."""
    return {
        "date": began.isoformat(timespec="minutes"),
        "commit": commit(),
        "machine": f"{os.cpu_count()} × {processor()}, {platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "postgresql": cluster.version(),
        "load_before": before,
        "load_after": os.getloadavg(),
    }


def commit() -> str:
    """Short name of the commit, marked when the product differs from it."""
    named = _git("rev-parse", "--short=12", "HEAD")
    return named + (" with changes" if _git("status", "--porcelain", "--", "gewu", "packs") else "")


def _git(*words: str) -> str:
    command = ["git", "-c", "safe.directory=*", *words]
    return subprocess.run(command, cwd=HERE.parent, capture_output=True, text=True, check=True).stdout.strip()


def processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    return next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine()
    )


def say(line: str) -> None:
    print(f"{datetime.now().astimezone():%H:%M:%S} {line}", flush=True)


if __name__ == "__main__":
    sys.exit(main())

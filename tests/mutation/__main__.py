"""python -m tests.mutation --count 200 --seed 1: change small things, and see whether a test notices.

Draws changes of rules, actions and queries by a seed, runs against each only the tests that reach its line, prints
what no test noticed and, as its last line, the share that was. A test that takes far too long has noticed.
"""

from __future__ import annotations

import argparse
import json
import os
import queue
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.mutation.changes import Change, changes
from tests.mutation.reach import Reach, learn

ROOT = Path(__file__).resolve().parents[2]
STRUCK_OUT = Path(__file__).with_name("equivalent.txt")
#: what is changed, by family; a file belongs to the first that names it
FAMILIES = {
    "rules": ("gewu/kernel/*.py", "gewu/*/rules.py", "gewu/*/rules/*.py", "gewu/*/verbs/*.py"),
    "actions": ("gewu/*/actions.py", "gewu/*/actions/*.py", "gewu/flows/*.py"),
    "queries": ("gewu/*/queries.py", "gewu/*/queries/*.py", "gewu/*/measures.py", "gewu/indicators/*.py"),
}
EQUIVALENT_AT_MOST = 10
#: a change runs against so many seconds of tests at most, and may take so many times as long
BUDGET, PATIENCE = 45.0, 5.0


def main(argv: Sequence[str] | None = None) -> int:
    args = arguments(argv)
    began = time.monotonic()
    families = files()
    drawn = draw(families, count=args.count, seed=args.seed, only=args.only)
    say(f"mutate: {len(drawn)} changes by seed {args.seed}")
    with tempfile.TemporaryDirectory(prefix="gewu-mutate-") as scratch:
        copies = [copied(Path(scratch) / str(number)) for number in range(args.workers)]
        reach = learn(copies[0], ROOT / "var" / "mutation", families, args.tests, args.workers)
        say(f"mutate: {len(reach.seconds)} tests, {_minutes(began)}")
        until = began + 60 * args.minutes
        lives = run(drawn, reach, copies, until)
    tried = [change for change, alive in zip(drawn, lives, strict=True) if alive is not None]
    if len(tried) < len(drawn):
        say(f"mutate: only {len(tried)} of {len(drawn)} were tried in {args.minutes} minutes")
    say(f"mutate: {_minutes(began)}")
    say(shares(tried, [change for change, alive in zip(drawn, lives, strict=True) if alive], families))
    return 0


def arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("--count", type=int, default=200, help="how many changes (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="which ones (%(default)s)")
    parser.add_argument("--only", nargs="*", default=[], help="draw from files below these paths only")
    parser.add_argument("--tests", nargs="*", default=[], help="ask these tests only, not the whole suite")
    parser.add_argument("--minutes", type=float, default=44, help="begin no further change after these (%(default)s)")
    parser.add_argument("--workers", type=int, default=2, help="how many at once (%(default)s)")
    return parser.parse_args(argv)


def files(root: Path = ROOT) -> dict[str, str]:
    """Return the family of each file that is changed."""
    found: dict[str, str] = {}
    for family, patterns in FAMILIES.items():
        for pattern in patterns:
            for path in sorted(root.glob(pattern)):
                found.setdefault(str(path.relative_to(root)), family)
    return found


def draw(families: Iterable[str], *, count: int, seed: int, only: Sequence[str] = ()) -> list[Change]:
    """Draw changes; one that is struck out as equivalent is never drawn."""
    struck = equivalent()
    wanted = [path for path in sorted(families) if not only or path.startswith(tuple(only))]
    every = [change for path in wanted for change in changes((ROOT / path).read_text(encoding="utf-8"), path)]
    every = [change for change in every if change.name not in struck]
    return random.Random(seed).sample(every, min(count, len(every)))


def equivalent() -> set[str]:
    """Read the names of the changes that change nothing; more than ten would be an excuse."""
    lines = [line for line in STRUCK_OUT.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    if len(lines) > EQUIVALENT_AT_MOST or any(" | " not in line for line in lines):
        raise SystemExit(f"mutate: {STRUCK_OUT.name} holds at most {EQUIVALENT_AT_MOST} lines, each “name | reason”")
    return {line.rpartition(" | ")[0] for line in lines}


def copied(folder: Path) -> Path:
    """Copy what is under version control, and link what is installed."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    for installed in (".venv", "node_modules"):
        (folder / installed).symlink_to(ROOT / installed)
    subprocess.run([".venv/bin/python", "-m", "compileall", "-q", "gewu", "tests"], cwd=folder, check=False)
    return folder


def run(drawn: Sequence[Change], reach: Reach, copies: Sequence[Path], until: float) -> list[bool | None]:
    """Try every change, each in a copy that no other uses meanwhile; say whether it lives, None for no time left."""
    free: queue.Queue[Path] = queue.Queue()
    for copy in copies:
        free.put(copy)

    def survives(change: Change) -> bool | None:
        if time.monotonic() > until:
            return None
        tests, copy = reach.tests(change, BUDGET), free.get()
        try:
            lives = not tests or not noticed(copy, change, tests, sum(reach.seconds[test] for test in tests))
        finally:
            free.put(copy)
        if lives:
            say(f"survived {change.path}:{change.line} {change.name.partition(' ')[2]} ({len(tests)} tests)")
        return lives

    with ThreadPoolExecutor(len(copies)) as pool:
        return list(pool.map(survives, drawn))


def noticed(copy: Path, change: Change, tests: Sequence[str], seconds: float) -> bool:
    """Make a change in a copy, and say whether one of the tests fails or all together take far too long."""
    target, named = copy / change.path, copy / "mutation-tests.json"
    text = target.read_text(encoding="utf-8")
    named.write_text(json.dumps(tests), encoding="utf-8")
    target.write_text(change.made(text), encoding="utf-8")
    # Python trusts a compiled file by the second and the size of its source; both may be the same.
    for compiled in (target.parent / "__pycache__").glob(f"{target.stem}.*"):
        compiled.unlink()
    plugins = ["-p", "tests.mutation.only"]
    command = [
        ".venv/bin/python",
        "-m",
        "pytest",
        "-x",
        "-q",
        *plugins,
        *sorted({test.partition("::")[0] for test in tests}),
    ]
    environment = os.environ | {"MUTATION_TESTS": str(named), "PYTHONDONTWRITEBYTECODE": "1"}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "start_new_session": True}
    process = subprocess.Popen(command, cwd=copy, env=environment, **quiet)
    try:
        code = process.wait(timeout=60 + PATIENCE * seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return True
    finally:
        target.write_text(text, encoding="utf-8")
    if code == 5:
        raise SystemExit(f"mutate: none of the tests for {change.name} was found")
    return code != 0


def shares(drawn: Sequence[Change], survivors: Sequence[Change], families: dict[str, str]) -> str:
    """Say the share that was noticed, of rules and of all."""

    def share(those: Sequence[Change]) -> str:
        killed = sum(change not in survivors for change in those)
        return f"{killed / len(those):.0%} ({killed} of {len(those)})" if those else "— (none drawn)"

    rules = [change for change in drawn if families[change.path] == "rules"]
    return f"killed: rules {share(rules)}, overall {share(drawn)}"


def say(text: str) -> None:
    print(text, flush=True)


def _minutes(began: float) -> str:
    return f"{(time.monotonic() - began) / 60:.1f} minutes"


if __name__ == "__main__":
    sys.exit(main())

"""Which test reaches which line: learnt once for a state of the tree, then read from var/mutation/."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.mutation.changes import Change


@dataclass(frozen=True)
class Reach:
    """The tests that reach each line, and how long each takes on its own."""

    lines: dict[str, dict[int, list[str]]]
    seconds: dict[str, float]

    def tests(self, change: Change, budget: float) -> list[str]:
        """Return the tests to ask about a change: nearest first, and no more than `budget` seconds of them.

        A line of a class or a module runs when it is imported: every test of the file and of its room may reach it, or
        may reach a line of a function that none calls, since it may have made a table while the file was imported.
        """
        lines, room = self.lines.get(change.path, {}), change.path.split("/")[1]
        called = range(change.line, change.last_line + 1) if change.in_function else ()
        found = {test for line in called for test in lines.get(line, ())}
        if not found and lines:
            found = {test for by in lines.values() for test in by}
            found |= {test for test in self.seconds if test.split("/")[1] == room}
        return _within(sorted(found, key=lambda test: self._order(test, change)), self.seconds, budget)

    def _order(self, test: str, change: Change) -> tuple:
        file = test.partition("::")[0]
        near = file.split("/")[1] == change.path.split("/")[1]
        return (not near, self.cost(file), file, self.seconds[test])

    def cost(self, file: str) -> float:
        """Return the mean time of a test of a file: slow files come last."""
        took = [seconds for test, seconds in self.seconds.items() if test.startswith(file + "::")]
        return sum(took) / len(took)


def _within(tests: Sequence[str], seconds: dict[str, float], budget: float) -> list[str]:
    kept: list[str] = []
    for test in tests:
        budget -= seconds[test]
        if kept and budget < 0:
            break
        kept.append(test)
    return kept


def learn(copy: Path, kept: Path, sources: Iterable[str], tests: Sequence[str], workers: int) -> Reach:
    """Run the suite once in a copy of the tree and return what it reached; what is already known is only read."""
    folder = kept / _digest(copy, tests)
    whole = folder / "reach.json"
    if not whole.exists():
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        command = [".venv/bin/python", "-m", "pytest", "-q", "-n", str(workers), "-p", "tests.mutation.watched"]
        environment = os.environ | {"MUTATION_REACH": str(folder), "MUTATION_SOURCES": ":".join(sources)}
        log = folder / "pytest.log"
        with log.open("w") as out:
            said = [*command, "-m", "not browser and not slow", *tests]
            subprocess.run(said, cwd=copy, env=environment, stdout=out, stderr=out, check=False)
        _gather(folder, whole)
    read = json.loads(whole.read_text(encoding="utf-8"))
    lines = {path: {int(line): names for line, names in by.items()} for path, by in read["lines"].items()}
    return Reach(lines, read["seconds"])


def _gather(folder: Path, whole: Path) -> None:
    lines: dict[str, dict[str, list[str]]] = {}
    seconds: dict[str, float] = {}
    for part in folder.glob("[0-9]*.json"):
        read = json.loads(part.read_text(encoding="utf-8"))
        seconds |= read["seconds"]
        for path, by_line in read["lines"].items():
            for line, tests in by_line.items():
                lines.setdefault(path, {}).setdefault(line, []).extend(tests)
    if not seconds:
        raise SystemExit(f"mutate: no test ran; see {folder / 'pytest.log'}")
    whole.write_text(json.dumps({"lines": lines, "seconds": seconds}), encoding="utf-8")


def _digest(copy: Path, tests: Sequence[str]) -> str:
    """Name a state of the tree by what is in it; a commit alone would not know of changes that wait."""
    found = hashlib.sha256(" ".join(tests).encode())
    for path in sorted(copy.rglob("*")):
        if path.suffix in (".py", ".yaml", ".html") and path.is_file() and ".venv" not in path.parts:
            found.update(f"{path.relative_to(copy)}".encode() + path.read_bytes())
    return found.hexdigest()[:16]

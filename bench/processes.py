"""What processes cost, read from /proc: processor seconds and memory of a tree."""

from __future__ import annotations

import os
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
PROC = Path("/proc")


def tree(root: int) -> list[int]:
    """List `root` and everything below it."""
    below: dict[int, list[int]] = {}
    for folder in PROC.iterdir():
        if folder.name.isdigit() and (fields := _stat(int(folder.name))):
            below.setdefault(int(fields[1]), []).append(int(folder.name))
    found, waiting = [], [root]
    while waiting:
        found.append(waiting.pop())
        waiting += below.get(found[-1], [])
    return found


def cpu_seconds(root: int) -> float:
    """Add up user and system time of a tree, with that of its children that have ended."""
    own = (_stat(pid) for pid in tree(root))
    return sum(sum(map(int, fields[11:15])) for fields in own if fields) / TICK


def held_bytes(root: int) -> int:
    """Add up the memory that a tree holds; a page that several processes share counts once, shared out among them."""
    return sum(_memory(pid, "Pss", "smaps_rollup") for pid in tree(root))


def own_bytes(root: int) -> int:
    """Add up the memory of a tree that holds no file: what the machine would get back if it ended."""
    return sum(_memory(pid, "RssAnon") for pid in tree(root))


def _memory(pid: int, name: str, file: str = "status") -> int:
    try:
        text = (PROC / str(pid) / file).read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    line = next((line for line in text.splitlines() if line.startswith(f"{name}:")), f"{name}: 0 kB")
    return int(line.split()[1]) * 1024


def _stat(pid: int) -> list[str] | None:
    """Fields of /proc/<pid>/stat from the third on (state, parent …); the second may hold spaces."""
    try:
        text = (PROC / str(pid) / "stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return text.rpartition(")")[2].split()

"""What processes cost, read from /proc: processor seconds and resident memory of a tree."""

from __future__ import annotations

import os
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
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


def resident_bytes(root: int) -> int:
    """Add up resident memory of a tree; pages that processes share count once for each."""
    return sum(_resident(pid) for pid in tree(root))


def _resident(pid: int) -> int:
    try:
        return int((PROC / str(pid) / "statm").read_text().split()[1]) * PAGE
    except (FileNotFoundError, ProcessLookupError):
        return 0


def _stat(pid: int) -> list[str] | None:
    """Fields of /proc/<pid>/stat from the third on (state, parent …); the second may hold spaces."""
    try:
        text = (PROC / str(pid) / "stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return text.rpartition(")")[2].split()

"""Whether the worker lives and gets on: it leaves the time of its last round in GEWU_DATA/work.alive, that of its last
tick that went well in work.ticked, and what the last one refused in work.refused."""

from __future__ import annotations

import time
from pathlib import Path

from django.conf import settings

SILENT_AFTER = 180
#: the tick comes every minute; a long one may take some
BEHIND_AFTER = 900


def file(name: str = "alive") -> Path:
    """Return the file whose age says how long ago the worker went round ("alive") or its tick went well ("ticked")."""
    return settings.DATA_DIR / f"work.{name}"


def seconds_silent(name: str = "alive") -> float | None:
    """Return how long ago the worker went round; None where it never did, or runs elsewhere."""
    try:
        return time.time() - file(name).stat().st_mtime
    except FileNotFoundError:
        return None


def minutes_silent() -> int:
    """Return for how many minutes the worker has been silent for too long; 0 while it lives or runs elsewhere."""
    seconds = seconds_silent() or 0
    return int(seconds // 60) if seconds > SILENT_AFTER else 0


def refused() -> str:
    """Return what the last tick refused to do, in words; "" where it did all."""
    try:
        return file("refused").read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


def note_tick(words: str, *, well: bool) -> None:
    """Leave how the tick went: `words` are what it refused, "" for nothing."""
    if words:
        file("refused").write_text(words, encoding="utf-8")
    else:
        file("refused").unlink(missing_ok=True)
    if well:
        file("ticked").touch()

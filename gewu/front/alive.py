"""Whether the worker lives: it leaves the time of its last round in GEWU_DATA/work.alive."""

from __future__ import annotations

import time
from pathlib import Path

from django.conf import settings

SILENT_AFTER = 180


def file() -> Path:
    """Return the file whose age says how long ago the worker went round."""
    return settings.DATA_DIR / "work.alive"


def seconds_silent() -> float | None:
    """Return how long ago the worker went round; None where it never did, or runs elsewhere."""
    return time.time() - file().stat().st_mtime if file().exists() else None


def minutes_silent() -> int:
    """Return for how many minutes the worker has been silent for too long; 0 while it lives or runs elsewhere."""
    seconds = seconds_silent() or 0
    return int(seconds // 60) if seconds > SILENT_AFTER else 0

"""The data folder is ours alone: names stand in its files, and other users of the machine read none of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from django.conf import settings

OTHERS = 0o077


def open_to_others() -> Iterator[Path]:
    """Go through the data folder: what users of the machine other than ours may read or change."""
    for path in (settings.DATA_DIR, *settings.DATA_DIR.rglob("*")):
        with suppress(FileNotFoundError):  # a journal of SQLite comes and goes
            if not path.is_symlink() and path.stat().st_mode & OTHERS:
                yield path


def close() -> None:
    """Take from others what they may do with the data folder; what belongs to somebody else stays as it is."""
    for path in open_to_others():
        with suppress(FileNotFoundError, PermissionError):
            os.chmod(path, path.stat().st_mode & ~OTHERS & 0o7777)

"""Files of strangers, read in a process of their own: what a bomb breaks there breaks nothing here."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore

from gewu.journal import strangers

#: seconds by the clock; the program itself gives up after fewer of the processor
PATIENCE = 30
#: at once in one of our processes: each may take a gigabyte
AT_ONCE = BoundedSemaphore(2)


class Unread(ValueError):
    """A file that was not read: there is too much of it (`large`), it runs something (`active`), or it is broken."""

    def __init__(self, *, large: bool = False, active: bool = False):
        super().__init__("too large" if large else "active" if active else "broken")
        self.large, self.active = large, active


def plain_picture(content: bytes) -> bytes:
    """Write a photograph anew, without anything beside the picture; a JPEG or a PNG. Errors: Unread."""
    return _asked("picture", content)


def plain_document(content: bytes, what: str) -> bytes:
    """Look through a document ("office", "pdf", "word"); one of Word or Excel is written anew. Errors: Unread."""
    return _asked(what, content)


def cells(content: bytes, carried: bool = False) -> list[list[object]]:
    """Return the rows of the first sheet of a workbook, empty ones too; cells are text, numbers, yes or no, None.

    `carried`: what stands in a cell that is merged over several rows stands in each of them.
    Errors: Unread.
    """
    return json.loads(_asked("carried" if carried else "sheet", content))


def table(content: bytes) -> list[list[object]]:
    """Return the rows of a .csv; all cells are text. Errors: Unread."""
    return json.loads(_asked("table", content))


def _asked(what: str, content: bytes) -> bytes:
    # -I: nothing of the environment or the folder at hand is looked at.
    command = [sys.executable, "-I", str(Path(strangers.__file__)), what]
    with AT_ONCE:
        try:
            ran = subprocess.run(command, input=content, capture_output=True, timeout=PATIENCE, env={}, check=False)
        except subprocess.TimeoutExpired as late:
            raise Unread(large=True) from late
    if ran.returncode == 0:
        return ran.stdout
    known = ran.returncode in (strangers.BROKEN, strangers.ACTIVE)
    raise Unread(large=not known, active=ran.returncode == strangers.ACTIVE)

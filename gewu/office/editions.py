"""Scenarios by their text: read once in a process, shared by all offices."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from gewu.scenario import reader
from gewu.scenario.grammar import Scenario

#: editions that a process keeps as they were read; a district's offices use some forty, mostly the same
MOST = 256


def digest(text: str) -> str:
    """Return the hash under which an edition's text is kept and compared."""
    return hashlib.sha256(text.encode()).hexdigest()


@lru_cache(maxsize=MOST)
def read(text: str) -> Scenario:
    """Read one scenario; ScenarioErrors with all its problems when it is not whole."""
    return reader.read(text)

"""Parsed scenarios by the hash of their text: read once in a process, shared by all offices."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping

from gewu.scenario import reader
from gewu.scenario.grammar import Scenario

_READ: dict[str, Scenario] = {}


def digest(text: str) -> str:
    """The hash under which an edition's text is kept and compared."""
    return hashlib.sha256(text.encode()).hexdigest()


def read(text: str) -> Scenario:
    """Read one scenario; ScenarioErrors with all its problems when it is not whole."""
    key = digest(text)
    if key not in _READ:
        _READ[key] = reader.read(text)
    return _READ[key]


def parsed(wanted: Iterable[str], load: Callable[[list[str]], Mapping[str, str]]) -> dict[str, Scenario]:
    """Find scenarios by the hash of their text; `load` fetches the texts that this process has not read yet."""
    wanted = list(dict.fromkeys(wanted))
    if missing := [key for key in wanted if key not in _READ]:
        for text in load(missing).values():
            read(text)
    return {key: _READ[key] for key in wanted}

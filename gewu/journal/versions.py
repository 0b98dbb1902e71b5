"""What hardly changes is read once in a process; one number says whether what was read still holds.

Each office has a number, and what all offices share has one too (SHARED). Whatever changes rows that are kept here
gives the office a new number in its own transaction (`changed`). Numbers are drawn, not counted: one that was rolled
back never comes again, so nothing that was read on the way can be taken for what is true.

A request learns its numbers once (`hold`) and reads by them to its end; elsewhere each question asks for the number.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, TypeVar, cast

from gewu.journal import statements

Part = TypeVar("Part")

#: stands for what all offices of an installation share
SHARED = 0
#: offices whose parts a process keeps; the one that came first goes first
MOST = 64


@dataclass
class _Kept:
    """What was read of one office under one number: loader -> what it read."""

    number: int
    parts: dict[Callable[[int], Any], Any] = field(default_factory=dict)


_kept: dict[int, _Kept] = {}
_lock = Lock()
_held: ContextVar[Mapping[int, int | None] | None] = ContextVar("versions", default=None)


def part(of: int, load: Callable[[int], Part]) -> Part:
    """Return what `load` reads of an office (or of SHARED), read anew only when its number is another.

    What `load` returns is shared by all threads: it must be frozen.
    """
    number = _number(of)
    if number is None:  # nobody has written through an action yet: nothing says when it changes
        return load(of)
    kept = _kept.get(of)
    if kept is None or kept.number != number:
        kept = _keep(of, number)
    if load not in kept.parts:
        kept.parts[load] = load(of)
    return cast(Part, kept.parts[load])


def changed(of: int) -> None:
    """Give an office a new number, in the caller's transaction; to be called after the last row was written."""
    statements.run(_CHANGE, [of, secrets.randbits(62)])
    _held.set(None)  # from here on this request asks each time: it may yet be rolled back


@contextmanager
def one_request() -> Iterator[None]:
    """Forget at its end what a request held."""
    try:
        yield
    finally:
        _held.set(None)


def hold(numbers: Mapping[int, int | None]) -> None:
    """Read by these numbers until the request ends or changes something."""
    _held.set(numbers)


def numbers(office_id: int) -> dict[int, int | None]:
    """Ask for the numbers of an office and of what all share."""
    found = statements.run("SELECT owner, number FROM journal_version WHERE owner IN (%s, %s)", [office_id, SHARED])
    return {office_id: None, SHARED: None, **dict(found)}


def _number(of: int) -> int | None:
    held = _held.get()
    if held is not None and of in held:
        return held[of]
    found = statements.run("SELECT number FROM journal_version WHERE owner = %s", [of])
    return found[0][0] if found else None


def _keep(of: int, number: int) -> _Kept:
    with _lock:
        if of not in _kept and len(_kept) >= MOST:
            del _kept[next(iter(_kept))]
        _kept[of] = _Kept(number)
        return _kept[of]


_CHANGE = (
    "INSERT INTO journal_version (owner, number) VALUES (%s, %s) "
    "ON CONFLICT (owner) DO UPDATE SET number = excluded.number"
)

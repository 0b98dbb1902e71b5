"""The six dots of every matter: 发现 交办 处置 督办 反馈 评价 (S1-A8)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from gewu.matters.rules.folding import Happened

#: dot -> kinds of event that fill it
DOTS = {
    "发现": ("received",),
    "交办": ("dispatched", "reassigned"),
    "处置": ("handled",),
    "督办": ("supervised", "reminded", "verified", "rework"),
    "反馈": ("verified", "closed"),
    "评价": ("called_back",),
}


@dataclass(frozen=True)
class Dot:
    """One dot; `at` and `actor` of the last event that filled it, None and "" while it is empty."""

    title: str
    at: datetime | None = None
    actor: str = ""

    @property
    def filled(self) -> bool:
        return self.at is not None


def dots(events: Iterable[Happened]) -> list[Dot]:
    """Fill the six dots from the events of one matter, in order; what was taken back does not count."""
    events = list(events)
    undone = {event.said["seq"] for event in events if event.kind == "undone"}
    last = {event.kind: event for event in events if event.seq not in undone}
    return [_dot(title, [last[kind] for kind in kinds if kind in last]) for title, kinds in DOTS.items()]


def _dot(title: str, found: list[Happened]) -> Dot:
    if not found:
        return Dot(title)
    newest = max(found, key=lambda event: event.seq)
    return Dot(title, newest.at, newest.actor)

"""The six dots of every matter: 发现 交办 处置 督办 反馈 评价 (S1-A8)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from gewu.matters.loop.folding import taken_back
from gewu.matters.rules import Event
from gewu.matters.verbs import ALL

#: each filled by the verbs that name it
DOTS = ("发现", "交办", "处置", "督办", "反馈", "评价")


@dataclass(frozen=True)
class Dot:
    """One dot; `at` and `actor` of the last event that filled it, None and "" while it is empty."""

    title: str
    at: datetime | None = None
    actor: str = ""

    @property
    def filled(self) -> bool:
        return self.at is not None


def dots(events: Iterable[Event]) -> list[Dot]:
    """Fill the six dots from the events of one matter, in order; what was taken back does not count."""
    events = list(events)
    undone = taken_back(events)
    last = {dot: event for event in events if event.seq not in undone for dot in ALL[event.kind].dots}
    return [Dot(title, last[title].at, last[title].actor) if title in last else Dot(title) for title in DOTS]

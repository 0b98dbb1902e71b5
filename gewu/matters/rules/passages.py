"""The way of a matter to a step that has a clock: what is counted of steps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from operator import attrgetter
from typing import TYPE_CHECKING

from gewu.kernel.calendar import local_day

if TYPE_CHECKING:
    from gewu.matters.models import Matter
    from gewu.matters.rules.folded import Event, Folded


@dataclass(frozen=True, slots=True)
class Passage:
    """From where a clock began to where it ended: the step was reached, or another way was taken.

    `due_at` is None while a pause stops it, and for ever where the other way was taken in time: nothing was due.
    """

    seq: int  # of the event that began it
    step: str
    arrived_at: datetime
    due_at: datetime | None
    unit_id: int | None  # in whose hands the matter is, or was before it ended
    left_at: datetime | None = None
    reached: bool = False

    @property
    def due_on(self) -> date | None:
        return local_day(self.due_at) if self.due_at else None

    @property
    def reached_on(self) -> date | None:
        return local_day(self.left_at) if self.left_at and self.reached else None

    @property
    def on_time(self) -> bool | None:
        """Whether it was reached in time; None while it runs, and where nothing was due."""
        return self.reached and self.left_at <= self.due_at if self.left_at and self.due_at else None


def followed(state: Folded, event: Event) -> Iterator[Passage]:
    """Say how the passages of a matter stand after `event`: those that run on, those that ended with it, new ones."""
    clocks, since = {(one.step, one.start): one for one in state.running}, state.paused_at
    due = {key: None if since and since <= one.due_at else one.due_at for key, one in clocks.items()}
    for one in state.passages:
        key = (one.step, one.arrived_at)
        if one.left_at:
            yield one
        elif clocks.pop(key, None):
            yield replace(one, due_at=due[key], unit_id=state.unit_id)
        else:
            yield _ended(one, event.at, reached=one.step == state.step)
    yield from (Passage(event.seq, *key, due[key], state.unit_id) for key in clocks)


def _ended(one: Passage, at: datetime, *, reached: bool) -> Passage:
    was_due = reached or (one.due_at is not None and one.due_at < at)
    return replace(one, due_at=one.due_at if was_due else None, left_at=at, reached=reached)


#: what a row says, in the order of rows(): which it is, what it takes from its matter, how it stands
KEY = ("matter_id", "seq", "step")
_OWN = ("office_id", "subject_id", "area_id", "scenario", "edition", "channel", "category", "grade", "level")
_STANDS = ("arrived_at", "due_at", "due_on", "left_at", "reached_on", "on_time", "unit_id")
COLUMNS = (*KEY, *_OWN, *_STANDS, "not_counted")
_own, _stands = attrgetter(*_OWN), attrgetter(*_STANDS)


def rows(matter: Matter, state: Folded) -> list[tuple]:
    """The passages of a matter as rows; `matter` has its columns already as `state` says them."""
    out = "void" if state.state == "void" else "merged" if state.merged_into_id else state.not_counted
    own = _own(matter)
    return [(matter.id, one.seq, one.step, *own, *_stands(one), out) for one in state.passages]

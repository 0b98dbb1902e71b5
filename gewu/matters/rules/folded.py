"""What the events of one matter fold into: its columns, and what later events need to know beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any

from gewu.matters.rules.passages import Passage
from gewu.matters.rules.said import Said, StepClock
from gewu.matters.rules.words import LIVE


@dataclass(frozen=True, slots=True)
class Event:
    """One change, before it is a row and after. `step` and `unit_id` are those after it."""

    seq: int
    kind: str
    step: str
    at: datetime
    staff_id: int | None
    actor: str
    unit_id: int | None
    said: Any = field(default_factory=Said)  # of its verb's own class


@dataclass(slots=True)
class Columns:
    """The projected columns of a matter, by the names matters.Matter has for them, as they are before any event."""

    step: str = ""
    state: str = ""
    who: str = ""
    pending: str = ""
    seq: int = 0
    unit_id: int | None = None
    staff_id: int | None = None
    received_at: datetime | None = None
    received_on: date | None = None
    accepted_at: datetime | None = None
    accepted_on: date | None = None
    dispatched_at: datetime | None = None
    dispatched_on: date | None = None
    sign_due_at: datetime | None = None
    signed_at: datetime | None = None
    signed_on: date | None = None
    signed_late: bool | None = None
    clock_from: datetime | None = None  # the clock runs from here
    limit: str = ""  # as it was taken
    extended: list[str] = field(default_factory=list)  # limits granted beside it
    pauses: list[list[str | None]] = field(default_factory=list)  # from, to; to is None while it lasts
    due_at: datetime | None = None
    due_on: date | None = None
    warn_at: datetime | None = None
    steps: list[dict[str, str]] = field(default_factory=list)  # clocks of steps that run: StepClock.written
    next_due_at: datetime | None = None  # of all clocks that run, the first to be due
    next_due_on: date | None = None
    next_warn_at: datetime | None = None
    tell_at: datetime | None = None  # of all clocks that run and nobody was told of, the first to be due
    handled_at: datetime | None = None
    handled_by_id: int | None = None
    drawn: bool | None = None  # the lot of a sampled scenario, since it was handed in
    verified_at: datetime | None = None
    verified_by_id: int | None = None
    closed_at: datetime | None = None
    closed_on: date | None = None
    closed_late: bool | None = None
    archived_at: datetime | None = None
    called_back_at: datetime | None = None
    called_back_on: date | None = None
    overdue_told_at: datetime | None = None
    paused_at: datetime | None = None
    reworks: int = 0
    objections: int = 0
    returns: int = 0
    extensions: int = 0
    supervised: int = 0
    links: int = 0
    looked_on: date | None = None
    looked: str = ""  # what a look back found: held, rebounded, unclear
    merged_into_id: int | None = None
    repeat_of_id: int | None = None
    not_counted: str = ""
    hand_to: str = ""  # 110, 119, 120, 122, or whom the grade names: to whom it is still to be handed over
    hand_clock: dict[str, str] = field(default_factory=dict)  # by when: StepClock.written
    contacted: str = ""
    resolved: str = ""
    satisfied: str = ""
    void_at: datetime | None = None
    void_reason: str = ""


COLUMNS = tuple(one.name for one in fields(Columns))


@dataclass(slots=True)
class Folded(Columns):
    """The columns, and what folding remembers for the events to come."""

    answers: dict[str, Any] = field(default_factory=dict)
    category: str = ""  # "" until an event changed it
    grade: str = ""
    running: tuple[StepClock, ...] = ()
    passages: tuple[Passage, ...] = ()  # of all clocks that ever ran
    back: str = ""  # step to return to after a request
    asked_by: int | None = None
    asked: Any = None  # the request that waits
    handed: frozenset[str] = frozenset()  # to whom it was handed over
    ruled: bool = False  # a final ruling was given: no more objections
    redone: bool = False
    finder: int | None = None
    held_from: datetime | None = None  # last dispatch, reassignment or return: sign-in and objection run from here
    explained: bool = False  # somebody wrote what was done
    worked: frozenset[int] = frozenset()  # who took it further while it was out to be handled
    helpers: frozenset[int] = frozenset()  # units asked to help that have not answered
    pictured: bool = False  # an after-photo is there
    before: frozenset[str] = frozenset()  # digests of the photos
    after: frozenset[str] = frozenset()
    last: Event | None = None  # last event, and where it found the matter
    last_at: datetime | None = None
    undo_step: str = ""
    undo_unit: int | None = None

    def columns(self) -> Mapping[str, Any]:
        """The projected columns by name."""
        return {name: getattr(self, name) for name in COLUMNS}

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

"""From events to columns: they are the truth, and what a matter's columns say is folded from them, nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from gewu.kernel.calendar import local_day
from gewu.matters.loop.reading import ahead, path_of
from gewu.matters.rules import LIVE, Event, Folded, Path, Said, part_of
from gewu.matters.rules.passages import followed
from gewu.matters.rules.said import StepClock
from gewu.matters.verbs import ALL, Waits, requests
from gewu.scenario.grammar import Scenario

if TYPE_CHECKING:
    from gewu.matters.models import MatterEvent


def heard(row: MatterEvent) -> Event:
    """Read an event that was kept; ValueError where it says what its verb does not know."""
    said = ALL[row.kind].says.read(row.said)
    return Event(row.seq, row.kind, row.step, row.at, row.staff_id, row.actor, row.unit_id, said)


def fold(edition: Scenario, events: Iterable[Event]) -> Folded:
    """Turn the events of one matter, in order, into its columns and what later events need to know."""
    return replay(path_of(part_of(edition)), events)


def replay(path: Path, events: Iterable[Event]) -> Folded:
    """As fold(), for a path that was read already."""
    events = list(events)
    undone = taken_back(events)
    state = Folded()
    for event in events:
        if event.seq not in undone:
            apply(path, state, event)
    if events:
        state.seq = events[-1].seq
    return state


def taken_back(events: Iterable[Event]) -> set[int]:
    """The numbers of the events that were taken back."""
    return {event.said.seq for event in events if event.kind == "undone"}


def apply(path: Path, state: Folded, event: Event) -> None:
    """Let one event change `state`, in place."""
    state.seq, state.last_at = event.seq, event.at
    if event.kind == "undone":
        return
    verb = ALL[event.kind]
    state.last, state.undo_step, state.undo_unit = event, state.step, state.unit_id
    state.unit_id = event.unit_id
    if verb.hands_over(event.said):
        _release(state, event)
    if event.step != state.step:
        _enter(path, state, event, marks=not verb.unmarked)
    _hear(state, event.said)
    verb.fold(path, state, event)
    _whose_turn(path, state)
    _clocks(path, state, event)


def _release(state: Folded, event: Event) -> None:
    """A new holder signs anew; the reporter's own deadline runs on."""
    state.held_from, state.staff_id = event.at, event.said.staff
    state.signed_at = state.signed_on = state.signed_late = None


def _enter(path: Path, state: Folded, event: Event, *, marks: bool) -> None:
    step = path.step(event.step)
    if state.state == "done" and step.state != "done":
        state.closed_at = state.closed_on = state.closed_late = state.archived_at = None
    state.step, state.state = step.key, step.state
    for mark in step.marks if marks else ():
        _MARKS[mark](state, event)


def _hear(state: Folded, said: Said) -> None:
    """Take in what any event may say: the clock, answers, photos."""
    if said.limit:
        state.limit, state.clock_from = said.limit.written(), said.clock_from
        state.pauses, state.extended = [], []
    if said.due_at:
        state.due_at, state.due_on = said.due_at, local_day(said.due_at)
        state.warn_at = said.warn_at
    if said.hand_to:
        state.hand_to, state.hand_clock = said.hand_to, said.hand_clock.written() if said.hand_clock else {}
    state.sign_due_at = said.sign_due_at or state.sign_due_at
    state.category = said.category or state.category
    state.grade = said.grade or state.grade
    if said.answers:
        state.answers = {**state.answers, **said.answers}
    if said.files:
        after = {file["sha256"] for file in said.files if file.get("what") == "after"}
        state.after |= after
        state.before |= {file["sha256"] for file in said.files} - after
    state.pictured = state.pictured or bool(state.after or said.photo_kept_in)


def _whose_turn(path: Path, state: Folded) -> None:
    if state.pending:
        state.who = whose(path, requests()[state.pending])
    else:
        over = state.state in ("done", "void") or state.merged_into_id is not None
        state.who = "" if over else path.step(state.step).who


def whose(path: Path, waits: Waits) -> str:
    """The role whose turn a request is; where no step of the path is the dispatcher's, the duty chief decides."""
    desk = any(step.who == "dispatcher" for step in path.part.path.values())
    return waits.who if desk or waits.who != "dispatcher" else "duty_chief"


def _clocks(path: Path, state: Folded, event: Event) -> None:
    """Let clocks of steps begin and end, and look which of all clocks is the first to be due.

    A clock ends where its step is reached and where another way was taken; one of the mark received or dispatched
    only where its step cannot be reached any more. A pause or an objection keeps them.
    """
    said = {clock.step for clock in event.said.steps}
    step = path.step(state.step)
    if said or (state.running and path.phases[step.key] != "aside"):
        kept = [one for one in state.running if one.step not in said and ahead(path, step, one.step)]
        state.running = (*kept, *event.said.steps)
    if state.running or state.passages:
        state.passages = tuple(followed(state, event))
    live = state.state in LIVE and state.merged_into_id is None
    stopped = state.pending and requests()[state.pending].stops
    steps = state.running if live and not stopped else ()
    state.steps = [one.written() for one in steps]
    handing = StepClock.read(state.hand_clock) if state.hand_clock and live else None
    ends = [(one.due_at, one.warn_at) for one in (*steps, *([handing] if handing else []))]
    ends += [(state.due_at, state.warn_at)] if live and state.due_at and state.warn_at else []
    state.next_due_at, state.next_warn_at = map(min, zip(*ends, strict=True)) if ends else (None, None)
    state.next_due_on = local_day(state.next_due_at) if state.next_due_at else None
    told = state.overdue_told_at
    state.tell_at = min((due for due, _ in ends if told is None or due > told), default=None)


# marks: what entering a step does ----------------------------------------------------------


def _received(state: Folded, event: Event) -> None:
    state.received_at, state.received_on, state.finder = event.at, local_day(event.at), event.staff_id


def _accepted(state: Folded, event: Event) -> None:
    if state.accepted_at is None:
        state.accepted_at, state.accepted_on = event.at, local_day(event.at)


def _dispatched(state: Folded, event: Event) -> None:
    if state.dispatched_at is None:
        state.dispatched_at, state.dispatched_on = event.at, local_day(event.at)
    state.held_from = event.at


def _signed(state: Folded, event: Event) -> None:
    if state.signed_at is None:
        state.signed_at, state.signed_on, state.staff_id = event.at, local_day(event.at), event.staff_id
        state.signed_late = event.at > state.sign_due_at if state.sign_due_at else False


def _verified(state: Folded, event: Event) -> None:
    state.verified_at, state.verified_by_id = event.at, event.staff_id


def _closed(state: Folded, event: Event) -> None:
    state.closed_at, state.closed_on = event.at, local_day(event.at)
    state.closed_late = event.at > state.due_at if state.due_at else False
    state.pending = ""


_MARKS = {
    "received": _received,
    "accepted": _accepted,
    "dispatched": _dispatched,
    "signed": _signed,
    "verified": _verified,
    "closed": _closed,
}

"""From events to columns: they are the truth, and what a matter's columns say is folded from them, nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from gewu.kernel.calendar import local_day
from gewu.matters.rules.path import Path, part_of, path_of
from gewu.matters.rules.words import PENDING
from gewu.scenario.grammar import Scenario

#: columns of a matter by name, and beside them what folding remembers: values of many types
State = dict[str, Any]


class Happened(Protocol):
    """What fold reads of an event; a MatterEvent row has it, and so has a drafted Event."""

    @property
    def seq(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def step(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def staff_id(self) -> int | None: ...
    @property
    def actor(self) -> str: ...
    @property
    def unit_id(self) -> int | None: ...
    @property
    def said(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Event:
    """An event before it is a row. `unit_id` holds the matter after it."""

    seq: int
    kind: str
    step: str
    at: datetime
    staff_id: int | None
    actor: str
    unit_id: int | None
    said: Mapping[str, Any] = field(default_factory=dict)


#: projected columns of a matter nobody has touched
COLUMNS: Mapping[str, object] = {
    "step": "",
    "state": "",
    "who": "",
    "pending": "",
    "seq": 0,
    "unit_id": None,
    "staff_id": None,
    "received_at": None,
    "received_on": None,
    "accepted_at": None,
    "accepted_on": None,
    "dispatched_at": None,
    "dispatched_on": None,
    "sign_due_at": None,
    "signed_at": None,
    "signed_on": None,
    "signed_late": None,
    "due_at": None,
    "due_on": None,
    "warn_at": None,
    "due_provisional": False,
    "handled_at": None,
    "handled_by_id": None,
    "verified_at": None,
    "verified_by_id": None,
    "closed_at": None,
    "closed_on": None,
    "closed_late": None,
    "archived_at": None,
    "called_back_at": None,
    "called_back_on": None,
    "overdue_told_at": None,
    "paused_at": None,
    "paused_seconds": 0,
    "reworks": 0,
    "objections": 0,
    "returns": 0,
    "extensions": 0,
    "supervised": 0,
    "merged_into_id": None,
    "not_counted": "",
    "contacted": "",
    "resolved": "",
    "satisfied": "",
    "void_at": None,
    "void_reason": "",
}

#: what folding remembers beside the columns; never stored
_HIDDEN: Mapping[str, object] = {
    "_clock_from": None,  # moment the clock runs from
    "_limit": "",
    "_back": "",  # step to return to after a request
    "_asked_by": None,
    "_asked": {},
    "_ruled": False,  # a final ruling was given: no more objections
    "_last_at": None,
    "_finder": None,
    "_held_from": None,  # last dispatch, reassignment or return: the sign-in and objection clocks start here
    "_words": False,
    "_photo": False,
    "_last": None,  # last event, and where it found the matter
    "_undo_step": "",
    "_undo_unit": None,
    "_redo": False,
}


def fold(edition: Scenario, events: Iterable[Happened]) -> State:
    """Turn the events of one matter, in order, into its projected columns.

    Keys are column names of matters.Matter (`unit_id`, `due_on`, …), and `answers` with what the events answered;
    `category` and `grade` only when an event changed them.
    """
    state = replay(path_of(part_of(edition)), events)
    return {key: value for key, value in state.items() if not key.startswith("_")}


def replay(path: Path, events: Iterable[Happened]) -> State:
    """As fold(), with what later events need to know (keys that begin with "_")."""
    events = list(events)
    undone = {event.said["seq"] for event in events if event.kind == "undone"}
    state = blank()
    for event in events:
        if event.seq in undone:
            continue
        apply(path, state, event)
    if events:
        state["seq"] = events[-1].seq
    return state


def blank() -> State:
    """The state before the first event."""
    return {**COLUMNS, **_HIDDEN, "answers": {}, "_pauses": [], "_extensions": [], "_before": set(), "_after": set()}


def apply(path: Path, state: State, event: Happened) -> None:
    """Let one event change `state`, in place."""
    said = event.said
    state["seq"], state["_last_at"] = event.seq, event.at
    if event.kind == "undone":
        return
    state["_last"], state["_undo_step"], state["_undo_unit"] = event, state["step"], state["unit_id"]
    state["unit_id"] = event.unit_id
    if event.kind in _HANDS_OVER and said.get("accepted", True):
        _release(state, event)
    if event.step != state["step"]:
        _enter(path, state, event)
    if said:
        _hear(state, said)
    act = _ACTS.get(event.kind)
    if act:
        act(path, state, event, said)
    _whose_turn(path, state)


def _enter(path: Path, state: State, event: Happened) -> None:
    step = path.step(event.step)
    if state["state"] == "done" and step.state != "done":
        state.update(closed_at=None, closed_on=None, closed_late=None, archived_at=None)
    state["step"], state["state"] = step.key, step.state
    for mark in step.marks:
        _MARKS[mark](state, event)


def _hear(state: State, said: Mapping[str, Any]) -> None:
    """Take in what any event may say: the clock, the holder, answers, photos."""
    if "limit" in said:
        state["_limit"], state["_clock_from"] = said["limit"], datetime.fromisoformat(said["clock_from"])
        state["_pauses"], state["_extensions"] = [], []
    if "due_at" in said:
        _due(state, said)
    if "sign_due_at" in said:
        state["sign_due_at"] = datetime.fromisoformat(said["sign_due_at"])
    for word in ("category", "grade"):
        if word in said:
            state[word] = said[word]
    if "answers" in said:
        state["answers"] = state["answers"] | said["answers"]
    for file in said.get("files", ()):
        state["_after" if file.get("what") == "after" else "_before"].add(file["sha256"])
    if state["_after"] or said.get("photo_kept_in"):
        state["_photo"] = True


def _due(state: State, said: Mapping[str, Any]) -> None:
    due_at = datetime.fromisoformat(said["due_at"])
    warn_at = said.get("warn_at")
    state["due_at"], state["due_on"] = due_at, local_day(due_at)
    state["warn_at"] = datetime.fromisoformat(warn_at) if warn_at else None
    state["due_provisional"] = bool(said.get("provisional"))


def _whose_turn(path: Path, state: State) -> None:
    over = state["state"] in ("done", "void") or state["merged_into_id"] is not None
    waits = state["pending"]
    state["who"] = PENDING[waits][1] if waits else "" if over else path.step(state["step"]).who


# marks: what entering a step does ----------------------------------------------------------


def _received(state: State, event: Happened) -> None:
    state["received_at"], state["received_on"], state["_finder"] = event.at, local_day(event.at), event.staff_id


def _accepted(state: State, event: Happened) -> None:
    if state["accepted_at"] is None:
        state["accepted_at"], state["accepted_on"] = event.at, local_day(event.at)


def _dispatched(state: State, event: Happened) -> None:
    if state["dispatched_at"] is None:
        state["dispatched_at"], state["dispatched_on"] = event.at, local_day(event.at)
    state["_held_from"] = event.at


def _signed(state: State, event: Happened) -> None:
    if state["signed_at"] is None:
        state["signed_at"], state["signed_on"], state["staff_id"] = event.at, local_day(event.at), event.staff_id
        late = state["sign_due_at"]
        state["signed_late"] = event.at > late if late else False


def _verified(state: State, event: Happened) -> None:
    state["verified_at"], state["verified_by_id"] = event.at, event.staff_id


def _closed(state: State, event: Happened) -> None:
    due_at = state["due_at"]
    state["closed_at"], state["closed_on"] = event.at, local_day(event.at)
    state["closed_late"] = event.at > due_at if due_at else False
    state["pending"] = ""


_MARKS = {
    "received": _received,
    "accepted": _accepted,
    "dispatched": _dispatched,
    "signed": _signed,
    "verified": _verified,
    "closed": _closed,
}


# acts: what a kind of event does beside its step -------------------------------------------

_HANDS_OVER = frozenset({"dispatched", "reassigned", "objection_ruled"})


def _release(state: State, event: Happened) -> None:
    """A new holder signs anew; the reporter's own deadline runs on."""
    state["_held_from"] = event.at
    state.update(signed_at=None, signed_on=None, signed_late=None, staff_id=event.said.get("staff"))


def _handled(path: Path, state: State, event: Happened, said: Mapping[str, Any]) -> None:
    state["handled_at"], state["handled_by_id"] = event.at, event.staff_id
    state["_words"] = state["_words"] or bool(said.get("words"))


def _unhandled(path: Path, state: State, event: Happened, said: Mapping[str, Any]) -> None:
    state["reworks"] += 1
    state.update(handled_at=None, handled_by_id=None, verified_at=None, verified_by_id=None)


def _redone(path: Path, state: State, event: Happened, said: Mapping[str, Any]) -> None:
    _unhandled(path, state, event, said)
    state["_redo"] = True
    state.update(contacted="", resolved="", satisfied="", called_back_at=None, called_back_on=None)


def _close(path: Path, state: State, event: Happened, said: Mapping[str, Any]) -> None:
    state["_words"] = state["_words"] or bool(said.get("words"))
    if state["handled_at"] is None:
        state["handled_at"] = event.at
        if not said.get("verifies"):
            state["handled_by_id"] = event.staff_id
    if said.get("verifies"):
        _verified(state, event)
    elif "verified" in path.step(event.step).marks and state["handled_by_id"] == event.staff_id:
        state["verified_at"] = state["verified_by_id"] = None


def _not_accepted(path: Path, state: State, event: Happened, said: Mapping[str, Any]) -> None:
    state["closed_at"], state["closed_on"] = event.at, local_day(event.at)


def _void(path: Path, state: State, event: Happened, said: Mapping[str, Any]) -> None:
    state.update(state="void", void_at=event.at, void_reason=said["reason"], pending="")


def _archived(path: Path, state: State, event: Happened, said: Mapping[str, Any]) -> None:
    state["archived_at"] = event.at


def _asked(waits: str):
    def act(path: Path, state: State, event: Happened, said: Mapping[str, Any]) -> None:
        state["pending"], state["_asked_by"], state["_asked"] = waits, event.staff_id, said

    return act


def _objected(path: Path, state: State, event: Happened, said: Mapping[str, Any]) -> None:
    state["pending"] = "ruling" if said.get("final") else "objection"
    state["_back"], state["_asked_by"], state["_asked"] = said["back"], event.staff_id, said
    state["objections"] += 1


def _ruled(path: Path, state: State, event: Happened, said: Mapping[str, Any]) -> None:
    state["_ruled"] = state["_ruled"] or state["pending"] == "ruling"
    state["pending"] = ""
    if said["accepted"]:
        state["returns"] += 1


def _extended(path: Path, state: State, event: Happened, said: Mapping[str, Any]) -> None:
    state["pending"] = ""
    if said["granted"]:
        state["extensions"] += 1
        state["_extensions"] = [*state["_extensions"], said["more"]]


def _paused(path: Path, state: State, event: Happened, said: Mapping[str, Any]) -> None:
    state["pending"] = ""
    if said.get("granted") is False:
        return
    state.update(state="paused", paused_at=event.at, due_at=None, due_on=None, warn_at=None)
    state["_pauses"] = [*state["_pauses"], (event.at, None)]
    state["_back"] = said["back"]


def _resumed(path: Path, state: State, event: Happened, said: Mapping[str, Any]) -> None:
    start = state["paused_at"]
    state["paused_seconds"] += int((event.at - start).total_seconds())
    state["_pauses"] = [*state["_pauses"][:-1], (start, event.at)]
    state.update(paused_at=None, state=path.step(event.step).state)


def _excluded(path: Path, state: State, event: Happened, said: Mapping[str, Any]) -> None:
    state["pending"] = ""
    if said["granted"]:
        state["not_counted"] = said["category_of"]


def _called_back(path: Path, state: State, event: Happened, said: Mapping[str, Any]) -> None:
    state["called_back_at"], state["called_back_on"] = event.at, local_day(event.at)
    for answer in ("contacted", "resolved", "satisfied"):
        state[answer] = said[answer]


def _supervised(path: Path, state: State, event: Happened, said: Mapping[str, Any]) -> None:
    state["supervised"] += 1


def _reminded(path: Path, state: State, event: Happened, said: Mapping[str, Any]) -> None:
    if said.get("why") == "overdue":
        state["overdue_told_at"] = event.at


def _merged(path: Path, state: State, event: Happened, said: Mapping[str, Any]) -> None:
    state["merged_into_id"] = said["into"]


_ACTS = {
    "handled": _handled,
    "rework": _unhandled,
    "redo": _redone,
    "closed": _close,
    "not_accepted": _not_accepted,
    "void": _void,
    "archived": _archived,
    "objected": _objected,
    "objection_ruled": _ruled,
    "extension_asked": _asked("extension"),
    "extended": _extended,
    "pause_asked": _asked("pause"),
    "paused": _paused,
    "resumed": _resumed,
    "exclusion_asked": _asked("exclusion"),
    "excluded": _excluded,
    "called_back": _called_back,
    "supervised": _supervised,
    "reminded": _reminded,
    "merged": _merged,
}

"""督办, 催办, 备注, 撤回: what is said about a matter, and a slip of the hand taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from gewu.matters import verbs
from gewu.matters.rules import About, Answer, Book, Event, Folded, Move, Path, Said
from gewu.matters.verbs.checks import must, must_be_open, stay, text
from gewu.matters.verbs.verb import Row, Verb, always, by_the_clock, live, long_text, permits
from gewu.scenario.grammar import Field, MatterPart
from gewu.scenario.sections.path import reached


@dataclass(frozen=True, slots=True)
class Supervised(Said):
    due_on: str = ""
    number: str = ""


def _supervise(book: Book, state: Folded, move: Move, about: About) -> Answer:
    must_be_open(state)
    text(move.said, "words", "matters.R195", "督办要求")
    return stay(book, state, move, about)


def _supervised(path: Path, state: Folded, event: Event) -> None:
    state.supervised += 1


def _slip(part: MatterPart, said: Supervised) -> Iterator[str]:
    yield said.number
    if said.due_on:
        yield f"期限：{said.due_on}"


SUPERVISED = Verb(
    "supervised",
    "督办",
    _supervise,
    _supervised,
    Supervised,
    (long_text("words", "督办要求", needed=True), Field("due_on", "督办期限", "date")),
    _slip,
    may=permits("matters.supervise"),
    offered=live,
    place=8,
    quiet=True,
    tells=True,
    brings="supervision_number",
    dots=("督办",),
)


#: why the clock reminds
OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Reminded(Said):
    why: str = ""  # OVERDUE: the clock reminded


def _remind(book: Book, state: Folded, move: Move, about: About) -> Answer:
    must_be_open(state)
    return stay(book, state, move, about)


def _reminded(path: Path, state: Folded, event: Event) -> None:
    if event.said.why == OVERDUE:
        state.overdue_told_at = event.at


def _move_on(book: Book, state: Folded, move: Move, about: About) -> Answer:
    """Past its limit and still out, it goes where the scenario says; nobody signs or verifies by that."""
    late = state.due_at and state.due_at < move.at and state.dispatched_at and not state.pending
    must(
        state.is_live and late and state.step in before_moving_on(book.path),
        "matters.R253",
        "该事项不用因超期流转。",
        "请刷新页面。",
    )
    step = book.path.step(book.path.part.overdue.then)
    return step.key, replace(move.said, words=f"因超期，转到“{step.title}”"), state.unit_id


def before_moving_on(path: Path) -> list[str]:
    """The steps of handling from which the way leads on to the one that is taken when the time is over."""
    wanted, steps = path.part.overdue.then, path.part.path
    if not wanted:
        return []
    order = list(steps)
    earlier = (steps[key] for key in order[: order.index(wanted)] if path.phases[key] == "out")
    return [one.key for one in earlier if wanted in reached(steps, one.then)]


def _moved_on(path: Path, state: Folded, event: Event) -> None:
    """Who had it in hand does not verify it later on."""
    if state.staff_id is not None:
        state.worked |= {state.staff_id}


ESCALATED = Verb("escalated", "因超期流转", _move_on, _moved_on, may=by_the_clock, unmarked=True, tells=True)


def _somebody_has_it(path: Path, row: Row, helping: bool) -> bool:
    return live(path, row, helping) and bool(row.unit_id)


REMINDED = Verb(
    "reminded",
    "催办",
    _remind,
    _reminded,
    Reminded,
    (long_text("words", "催办说明"),),
    may=permits("matters.supervise"),
    offered=_somebody_has_it,
    place=7,
    quiet=True,
    tells=True,
    dots=("督办",),
)


@dataclass(frozen=True, slots=True)
class Noted(Said):
    record: int | None = None  # the record of a visit that found it again


def _note(book: Book, state: Folded, move: Move, about: About) -> Answer:
    text(move.said, "words", "matters.R198", "备注")
    return stay(book, state, move, about)


NOTE = Verb(
    "note",
    "备注",
    _note,
    says=Noted,
    asks=(long_text("words", "备注", needed=True),),
    may=permits("matters.see"),
    offered=always,
    place=14,
    quiet=True,
    when_merged=True,
    when_archived=True,
    when_void=True,
)


#: a slip of the hand may be taken back so long
SLIP = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Undone(Said):
    seq: int = 0  # of the event taken back
    kind: str = ""


def _undo(book: Book, state: Folded, move: Move, about: About) -> Answer:
    """The same person takes back the last step within ten minutes."""
    last: Any = state.last
    must(
        last and verbs.ALL[last.kind].slip,
        "matters.R190",
        "上一步不能撤回。",
        "只能撤回刚做的受理、派单、转办、签收。",
    )
    must(last.staff_id == move.staff_id, "matters.R191", "只能撤回自己刚做的一步。", "请当事人撤回。")
    must(move.at - last.at <= SLIP, "matters.R192", "已超过十分钟，不能撤回。", "请走转办或退单。")
    return state.undo_step, replace(move.said, seq=last.seq, kind=last.kind), state.undo_unit


UNDONE = Verb("undone", "撤回", _undo, says=Undone, may=permits("matters.see"))

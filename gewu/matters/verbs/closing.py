"""办结, 归档, 重办, 作废: a matter ends, or comes back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from gewu.kernel.calendar import local_day
from gewu.kernel.types import Refused
from gewu.matters.rules import About, Answer, Book, Event, Folded, Move, Path, Said, clock, needs, unhappy
from gewu.matters.verbs.checks import along, helpers_answered, looked_at, must, not_by_handler, stay, text, waived
from gewu.matters.verbs.handling import unhandled
from gewu.matters.verbs.verb import Verb, Waits, always, closed, long_text, permits
from gewu.scenario.grammar import Field, MatterPart, Step


@dataclass(frozen=True, slots=True)
class Closed(Said):
    verifies: bool = False  # who closes is the other person who looked
    alone: str = ""  # why co-handlers are not waited for
    main: str = ""  # number of the main matter that a child follows
    handler: int | None = None  # of a child: who handled its main matter
    owes: bool = False  # of a child: somebody reported it, and is still to be answered


#: a child that closed with its main matter: its own caller is answered too (E1-R18)
ANSWER = Waits("answer", "待回访", "dispatcher")


def _close(book: Book, state: Folded, move: Move, about: About) -> Answer:
    """A child follows its parent to the end; everything else closes along the path."""
    if state.merged_into_id is None:
        return along(book, state, move, about, _closing)
    must(move.said.main, "matters.R229", "该事项已并入主单，随主单办结。", "请到主单上操作。")
    done = next(step for step in book.path.part.path.values() if "closed" in step.marks)
    return done.key, move.said, state.unit_id


def _closing(book: Book, state: Folded, move: Move, about: About, step: Step, said: Closed) -> Closed | None:
    phase = book.path.phases[state.step]
    must(not state.hand_to, "matters.R118", f"还没有登记移交{state.hand_to}，不能办结。", "请先登记告知了谁、何时。")
    helpers_answered(state, said)
    if unhappy(state):
        text(said, "words", "matters.R119", "诉求人未解决、不满意仍办结的理由")
    if phase == "out" and book.verify.startswith("sample"):
        raise Refused("matters.R122", "这类事项抽查，不能直接办结。", "请先反馈，没有抽中的反馈后就可办结。")
    rechecked = looked_at(book, state) and (phase == "check" or step.wants("rechecked_by"))
    if not rechecked or state.verified_at is not None:
        return None
    not_by_handler(move, state.handled_by_id if state.handled_at else state.finder)
    return replace(said, verifies=True)


def _closed(path: Path, state: Folded, event: Event) -> None:
    said = event.said
    state.explained = state.explained or bool(said.words)
    waived(state, said)
    if state.handled_at is None:
        state.handled_at = event.at
        if not said.verifies:
            state.handled_by_id = said.handler if said.main else event.staff_id
    if said.owes and not state.contacted:
        state.pending = ANSWER.key
    if said.verifies:
        state.verified_at, state.verified_by_id = event.at, event.staff_id
    elif "verified" in path.step(event.step).marks and state.handled_by_id == event.staff_id:
        state.verified_at = state.verified_by_id = None


CLOSED = Verb(
    "closed",
    "办结",
    _close,
    _closed,
    Closed,
    (long_text("words", "办结说明"),),
    permission="matters.handle",
    permission_in={"check": "matters.verify", "verified": "matters.callback"},
    asks_all=True,
    joint=True,
    waits=(ANSWER,),
    when_merged=True,
    effect="end_children",
    dots=("反馈",),
)


def _archive(book: Book, state: Folded, move: Move, about: About) -> Answer:
    must(state.state == "done", "matters.R170", "办结后才能归档。", "请先办结。")
    category = book.path.part.categories.get(state.category or about.category)
    pictured = not (category and category.photo) or needs.has_photo(state, move.said)
    must(pictured, "matters.R171", "缺处置后照片，不能归档。", "请补传处置后照片。")
    step = book.path.to(state.step, "archived")
    return (step.key if step else state.step), move.said, state.unit_id


def _archived(path: Path, state: Folded, event: Event) -> None:
    state.archived_at = event.at


ARCHIVED = Verb(
    "archived",
    "归档",
    _archive,
    _archived,
    permission="matters.dispatch",
    by_name=True,
    offered=closed,
    place=10,
    quiet=True,
)


@dataclass(frozen=True, slots=True)
class Redone(Said):
    head: int | None = None  # who answers for it
    head_name: str = ""


def _redo(book: Book, state: Folded, move: Move, about: About) -> Answer:
    """Back to work after a bad answer, along the path where it has such an arrow, else to the handling step.

    E1-R29: a reason, the head who answers for it, and a new limit. A child that followed its main matter to the end
    goes on alone.
    """
    alone = state.merged_into_id is None or state.state == "done"
    must(alone, "matters.R127", "该事项随主单办理，主单办结后才能重办。", "请到主单上操作。")
    must(state.handled_at, "matters.R224", "还没有反馈，不能重办。", "")
    step = book.path.to(state.step, "redo", move.to) or book.path.part.path.get("redo") or book.path.doing
    if step is None:
        raise Refused("matters.R225", "这类事项没有办理环节，不能重办。", "请另行登记。")
    text(move.said, "words", "matters.R125", "重办的原因")
    must(move.said.head, "matters.R126", "请选择重办负责人。", field="head")
    limit = book.limit("matter.redo_within", local_day(move.at), clock.REDO_WITHIN) or clock.REDO_WITHIN
    return step.key, clock.started(move.said, move.at, limit, None, book.calendar), state.unit_id


def _redone(path: Path, state: Folded, event: Event) -> None:
    unhandled(path, state, event)
    state.redone, state.merged_into_id = True, None
    state.contacted = state.resolved = state.satisfied = ""
    state.called_back_at = state.called_back_on = None


def _who_answers(part: MatterPart, said: Redone) -> Iterator[str]:
    yield f"重办负责人：{said.head_name}"


REDO = Verb(
    "redo",
    "重办",
    _redo,
    _redone,
    Redone,
    (long_text("words", "重办的原因", needed=True), Field("head", "重办负责人", "staff", needed=True)),
    _who_answers,
    permission="matters.callback",
    by_name=True,
    offered=closed,
    place=9,
    quiet=True,
    tells=True,
    when_merged=True,
    brings="head",
    effect="tell_head",
)


@dataclass(frozen=True, slots=True)
class Voided(Said):
    reason: str = ""


def _void(book: Book, state: Folded, move: Move, about: About) -> Answer:
    text(move.said, "reason", "matters.R175", "作废的原因")
    return stay(book, state, move, about)


def _voided(path: Path, state: Folded, event: Event) -> None:
    state.state, state.void_at, state.void_reason, state.pending = "void", event.at, event.said.reason, ""


def _why(part: MatterPart, said: Voided) -> Iterator[str]:
    yield f"原因：{said.reason}"


VOID = Verb(
    "void",
    "作废",
    _void,
    _voided,
    Voided,
    (long_text("reason", "作废的原因", needed=True),),
    _why,
    may=permits("matters.void"),
    offered=always,
    place=13,
    quiet=True,
    when_merged=True,
    effect="end_children",
)

"""派单, 转办, 签收: a matter comes into somebody's hands."""

from __future__ import annotations

from gewu.matters.rules import About, Answer, Book, Folded, Move, Said
from gewu.matters.verbs.checks import along, along_after, must, must_be_open, nothing_waits, sign_clock
from gewu.matters.verbs.verb import UNIT, Path, Row, Verb, free, long_text
from gewu.scenario.grammar import Field, Step
from gewu.scenario.vocabulary import HANDLERS


def _to_somebody(book: Book, state: Folded, move: Move, about: About, step: Step, said: Said) -> None:
    held = move.unit_id or said.staff or about.has_subject or state.unit_id
    if step.who in HANDLERS:
        must(held, "matters.R110", "派单要选承办单位。", "请选择承办单位。", "unit")
    known = said.grade in ("", *book.path.part.grades)
    must(known, "matters.R111", "没有这个等级。", "请重新选择等级。", "grade")


DISPATCHED = Verb(
    "dispatched",
    "派单",
    along_after(_to_somebody),
    asks=(UNIT, Field("staff", "承办人", "staff"), long_text("words", "派单说明")),
    permission="matters.dispatch",
    hands_over=lambda said: True,
    tells=True,
    slip=True,
    dots=("交办",),
)


def _reassign(book: Book, state: Folded, move: Move, about: About) -> Answer:
    """Hand an open matter to another unit; the reporter's deadline runs on, the new unit signs anew."""
    if book.path.to(state.step, "reassigned", move.to):
        return along(book, state, move, about, _to_somebody)
    must_be_open(state)
    nothing_waits(state)
    must(move.unit_id, "matters.R230", "转办要选承办单位。", "请选择承办单位。", "unit")
    must(state.dispatched_at, "matters.R221", "还没有派单，不能转办。", "请先派单。")
    step = book.path.dispatch or book.path.step(state.step)
    return step.key, sign_clock(book, move.said, move), move.unit_id


def _beside(path: Path, row: Row, helping: bool) -> bool:
    return free(path, row, helping) and not path.to(row.step, "reassigned")


REASSIGNED = Verb(
    "reassigned",
    "转办",
    _reassign,
    asks=(UNIT, long_text("words", "转办说明")),
    permission="matters.dispatch",
    offered=_beside,
    place=6,
    hands_over=lambda said: True,
    tells=True,
    slip=True,
    dots=("交办",),
)

SIGNED = Verb("signed", "签收", along, permission="matters.handle", slip=True)

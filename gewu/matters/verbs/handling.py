"""推进, 反馈, 核查通过, 退回重办: the work, and the look of another person at it."""

from __future__ import annotations

from gewu.matters.rules import About, Book, Event, Folded, Move, Path, Said
from gewu.matters.verbs.checks import along, along_after, not_by_handler, text
from gewu.matters.verbs.verb import Verb, long_text
from gewu.scenario.grammar import Step

STEP = Verb("step", "推进", along)


def _handling(book: Book, state: Folded, move: Move, about: About, step: Step, said: Said) -> None:
    text(said, "words", "matters.R116", "办理情况")


def _handled(path: Path, state: Folded, event: Event) -> None:
    state.handled_at, state.handled_by_id = event.at, event.staff_id
    state.explained = state.explained or bool(event.said.words)


HANDLED = Verb(
    "handled",
    "反馈",
    along_after(_handling),
    _handled,
    asks=(long_text("words", "办理情况", needed=True),),
    permission="matters.handle",
    asks_all=True,
    dots=("处置",),
)


def _checking(book: Book, state: Folded, move: Move, about: About, step: Step, said: Said) -> None:
    not_by_handler(move, state.handled_by_id)


VERIFIED = Verb(
    "verified",
    "核查通过",
    along_after(_checking),
    asks=(long_text("words", "核查情况"),),
    permission="matters.verify",
    dots=("督办", "反馈"),
)


def _sending_back(book: Book, state: Folded, move: Move, about: About, step: Step, said: Said) -> None:
    not_by_handler(move, state.handled_by_id)
    text(said, "words", "matters.R121", "退回重办的原因")


def unhandled(path: Path, state: Folded, event: Event) -> None:
    """What was handed in does not count any more."""
    state.reworks += 1
    state.handled_at = state.handled_by_id = state.verified_at = state.verified_by_id = None


REWORK = Verb(
    "rework",
    "退回重办",
    along_after(_sending_back),
    unhandled,
    asks=(long_text("words", "退回重办的原因", needed=True),),
    permission="matters.verify",
    by_name=True,
    tells=True,
    dots=("督办",),
)

"""推进, 反馈, 核查通过, 退回重办: the work, and the look of another person at it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from gewu.matters.rules import About, Book, Event, Folded, Move, Path, Said
from gewu.matters.rules.intake import drawn
from gewu.matters.verbs.checks import along, along_after, helpers_answered, not_by_handler, text, waived
from gewu.matters.verbs.verb import Verb, long_text
from gewu.scenario.grammar import MatterPart, Step
from gewu.scenario.sections.matter import VERIFY


def _worked(path: Path, state: Folded, event: Event) -> None:
    """Whoever took it a step further while it was out to be handled does not verify it."""
    if event.staff_id is not None and path.phases[state.undo_step] == "out":
        state.worked |= {event.staff_id}


STEP = Verb("step", "推进", along, _worked)


@dataclass(frozen=True, slots=True)
class Handled(Said):
    alone: str = ""  # why co-handlers are not waited for
    seed: int | None = None  # what the lot was drawn from, where a scenario samples
    drawn: bool | None = None


def _handling(book: Book, state: Folded, move: Move, about: About, step: Step, said: Handled) -> Handled:
    """The lot is drawn when the work is done, from a seed that the event keeps: anybody can draw it again."""
    text(said, "words", "matters.R116", "办理情况")
    helpers_answered(state, said)
    if not book.verify.startswith("sample") or said.seed is None:
        return said
    return replace(said, drawn=drawn(book.verify, about.number, said.seed))


def _handled(path: Path, state: Folded, event: Event) -> None:
    _worked(path, state, event)
    waived(state, event.said)
    state.handled_at, state.handled_by_id = event.at, event.staff_id
    state.explained = state.explained or bool(event.said.words)
    state.drawn = event.said.drawn


def _lot(part: MatterPart, said: Handled) -> Iterator[str]:
    if said.drawn is not None and said.seed is not None:
        yield f"{VERIFY.spoken(part.verify)}：{'抽中' if said.drawn else '未抽中'}（随机数{said.seed}）"


HANDLED = Verb(
    "handled",
    "反馈",
    along_after(_handling),
    _handled,
    Handled,
    asks=(long_text("words", "办理情况", needed=True),),
    notes=_lot,
    permission="matters.handle",
    brings="seed",
    asks_all=True,
    joint=True,
    dots=("处置",),
)


def _checking(book: Book, state: Folded, move: Move, about: About, step: Step, said: Said) -> None:
    not_by_handler(move, state.handled_by_id, *state.worked)


VERIFIED = Verb(
    "verified",
    "核查通过",
    along_after(_checking),
    asks=(long_text("words", "核查情况"),),
    permission="matters.verify",
    dots=("督办", "反馈"),
)


def _sending_back(book: Book, state: Folded, move: Move, about: About, step: Step, said: Said) -> None:
    not_by_handler(move, state.handled_by_id, *state.worked)
    text(said, "words", "matters.R121", "退回重办的原因")


def unhandled(path: Path, state: Folded, event: Event) -> None:
    """What was handed in does not count any more."""
    state.reworks += 1
    state.handled_at = state.handled_by_id = state.verified_at = state.verified_by_id = state.drawn = None


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

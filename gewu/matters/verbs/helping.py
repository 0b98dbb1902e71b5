"""请求协办, 协办反馈: a second unit helps, with a clock of its own (E1-R17)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from gewu.kernel import clocks
from gewu.matters.rules import About, Answer, Book, Event, Folded, Move, Path, Said
from gewu.matters.rules.words import OPEN
from gewu.matters.verbs.checks import limit_of, must, must_be_open, stay, text
from gewu.matters.verbs.verb import Row, Verb, holder_or_desk, long_text, out, permits
from gewu.scenario.grammar import Field


@dataclass(frozen=True, slots=True)
class HelpAsked(Said):
    co_unit: int | None = None
    within: str = ""
    co_due_at: datetime | None = None

    @property
    def limit_for_help(self) -> clocks.Limit:
        return limit_of(self.within or "2 workdays")


def _ask(book: Book, state: Folded, move: Move, about: About) -> Answer:
    said = move.said
    must_be_open(state)
    must(said.co_unit, "matters.R155", "请选择协办单位。", "请选择协办单位。", "co_unit")
    must(said.co_unit != state.unit_id, "matters.R156", "协办单位不能是主办单位。", "请另选单位。", "co_unit")
    due_at = clocks.deadline(move.at, said.limit_for_help, book.calendar)
    return state.step, replace(said, co_due_at=due_at), state.unit_id


def _asked(path: Path, state: Folded, event: Event) -> None:
    state.helpers |= {event.said.co_unit}


CO_ASKED = Verb(
    "co_asked",
    "请求协办",
    _ask,
    _asked,
    says=HelpAsked,
    asks=(
        Field("co_unit", "协办单位", "unit", needed=True),
        Field("within", "协办时限", "limit"),
        long_text("words", "协办事由"),
    ),
    may=holder_or_desk,
    offered=out,
    place=5,
    quiet=True,
    effect="ask_help",
)


@dataclass(frozen=True, slots=True)
class HelpAnswered(Said):
    co_units: tuple[int, ...] = ()  # that answered; none named: all that were asked


def _answer(book: Book, state: Folded, move: Move, about: About) -> Answer:
    text(move.said, "words", "matters.R157", "协办情况")
    return stay(book, state, move, about)


def _answered(path: Path, state: Folded, event: Event) -> None:
    state.helpers = state.helpers.difference(event.said.co_units or state.helpers)


def _was_asked(path: Path, row: Row, helping: bool) -> bool:
    return helping and row.state in OPEN


CO_ANSWERED = Verb(
    "co_answered",
    "协办反馈",
    _answer,
    _answered,
    HelpAnswered,
    asks=(long_text("words", "协办情况", needed=True),),
    may=permits("matters.handle"),
    offered=_was_asked,
    place=-1,
    brings="asked_units",
    effect="answer_help",
)

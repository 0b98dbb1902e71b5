"""申请挂账, 挂账, 恢复计时: time stands still while nobody in the office can help it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from gewu.kernel import clocks
from gewu.kernel.calendar import local
from gewu.matters.rules import About, Answer, Book, Event, Folded, Move, Path, Said
from gewu.matters.verbs.checks import chosen, counted_again, must, must_be_open, no_request, stay, two_persons
from gewu.matters.verbs.verb import (
    Asks,
    Row,
    Verb,
    Waits,
    choice,
    free,
    granted,
    holder,
    long_text,
    opens,
    permits,
    waits_for,
)
from gewu.scenario.grammar import Field, MatterPart
from gewu.scenario.vocabulary import PAUSE_REASONS

PAUSE = Waits("pause", "申请挂账", "duty_chief", stops=True)


def _reasons(part: MatterPart):
    return part.pause_reasons or PAUSE_REASONS


@dataclass(frozen=True, slots=True)
class PauseAsked(Said):
    reason: str = ""
    review_on: str = ""


def _ask(book: Book, state: Folded, move: Move, about: About) -> Answer:
    must_be_open(state)
    no_request(state)
    _pausing(book, move.said, move)
    return stay(book, state, move, about)


def _pausing(book: Book, said: PauseAsked, move: Move) -> None:
    """E1-R23: a reason from the list, and a day to look again, not later than the longest pause."""
    part = book.path.part
    chosen(said, "reason", _reasons(part), "matters.R150", "挂账原因")
    if part.pause_at_most and said.review_on:
        longest = local(clocks.deadline(move.at, part.pause_at_most, book.calendar)).date()
        must(
            date.fromisoformat(said.review_on) <= longest,
            "matters.R151",
            f"挂账最长{part.pause_at_most}，复核日不能晚于{longest}。",
            "请改早复核日。",
            "review_on",
        )


def _why(part: MatterPart, said: PauseAsked) -> Iterator[str]:
    if said.reason:
        yield "原因：" + _reasons(part)[said.reason]


def _asks(part: MatterPart) -> Asks:
    reason = choice("reason", "挂账原因", _reasons(part))
    return (reason, Field("review_on", "复核日", "date", needed=True), long_text("words", "说明"))


PAUSE_ASKED = Verb(
    "pause_asked",
    "申请挂账",
    _ask,
    opens(PAUSE),
    PauseAsked,
    _asks,
    _why,
    may=holder,
    offered=free,
    place=4,
    waits=(PAUSE,),
)


@dataclass(frozen=True, slots=True)
class Paused(PauseAsked):
    granted: bool | None = None
    back: str = ""  # step it was in


def _pause(book: Book, state: Folded, move: Move, about: About) -> Answer:
    """Stop the clock, on request or at once; asked and approved by two persons."""
    must_be_open(state)
    asked = state.asked if state.pending == PAUSE.key else None
    must(asked or not state.pending, "matters.R228", "还有别的申请待裁定。", "请先裁定。")
    must(state.dispatched_at, "matters.R223", "还没有派单，不需要挂账。", "请先派单。")
    said = move.said
    if asked:
        two_persons(state, move)
        said = replace(
            said,
            reason=said.reason or asked.reason,
            review_on=said.review_on or asked.review_on,
            words=said.words or asked.words,
        )
    if said.granted is False:
        return state.step, said, state.unit_id
    _pausing(book, said, move)
    step = book.path.to(state.step, "paused")
    return (step.key if step else state.step), replace(said, back=state.step), state.unit_id


def _paused(path: Path, state: Folded, event: Event) -> None:
    state.pending = ""
    if event.said.granted is False:
        return
    state.state, state.paused_at = "paused", event.at
    state.due_at = state.due_on = state.warn_at = None
    state.pauses = [*state.pauses, [local(event.at).isoformat(), None]]
    state.back = event.said.back


def _decision(part: MatterPart, said: Paused) -> Iterator[str]:
    yield from _why(part, said)
    if said.granted is not None:
        yield from granted(part, said)


PAUSED = Verb(
    "paused",
    "挂账",
    _pause,
    _paused,
    Paused,
    (
        Field("granted", "同意挂账", "yes_no", needed=True),
        Field("review_on", "复核日", "date"),
        long_text("words", "审批意见"),
    ),
    _decision,
    permission="matters.rule",
    may=permits("matters.rule"),
    offered=waits_for(PAUSE.key),
    place=-4,
)


def _resume(book: Book, state: Folded, move: Move, about: About) -> Answer:
    must(state.state == "paused", "matters.R152", "该事项没有挂账。", "请刷新页面。")
    return state.back, counted_again(book, state, about, move.said, move), state.unit_id


def _resumed(path: Path, state: Folded, event: Event) -> None:
    state.pauses = [*state.pauses[:-1], [state.pauses[-1][0], local(event.at).isoformat()]]
    state.paused_at, state.state = None, path.step(event.step).state


def _is_paused(path: Path, row: Row, helping: bool) -> bool:
    return row.state == "paused"


RESUMED = Verb(
    "resumed",
    "恢复计时",
    _resume,
    _resumed,
    permission="matters.rule",
    may=permits("matters.rule"),
    offered=_is_paused,
    place=-2,
)

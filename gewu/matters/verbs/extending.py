"""申请延期, 延期审批: more time, asked before it is over and granted by another person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from gewu.kernel.clocks import Limit
from gewu.kernel.types import there
from gewu.matters.rules import About, Answer, Book, Event, Folded, Move, Path, Said
from gewu.matters.verbs.checks import counted_again, limit_of, must, must_be_open, no_request, stay, text, two_persons
from gewu.matters.verbs.verb import Verb, Waits, free, granted, holder, long_text, opens, permits, waits_for
from gewu.scenario.grammar import Field, MatterPart

EXTENSION = Waits("extension", "申请延期", "duty_chief")


@dataclass(frozen=True, slots=True)
class ExtensionAsked(Said):
    more: str = ""
    told: bool = False


def _ask(book: Book, state: Folded, move: Move, about: About) -> Answer:
    """E1-R24: only before expiry, counted, and the reporter is told."""
    must_be_open(state)
    no_request(state)
    must(state.due_at, "matters.R139", "该事项没有办理时限，不需要延期。", "")
    in_time = move.at <= there(state.due_at)
    must(in_time, "matters.R140", "已过办理时限，不能再申请延期。", "请尽快办理，并向诉求人说明。")
    most = book.path.part.extensions_at_most
    must(state.extensions < most, "matters.R141", f"延期最多{most}次，已用完。", "请报值班长。")
    text(move.said, "words", "matters.R142", "延期的原因")
    must(move.said.told, "matters.R143", "延期要先告知诉求人。", "告知后勾选“已告知诉求人”。", "told")
    limit_of(move.said.more)
    return stay(book, state, move, about)


def _how_long(part: MatterPart, said: ExtensionAsked) -> Iterator[str]:
    yield f"延长{limit_of(said.more)}"


EXTENSION_ASKED = Verb(
    "extension_asked",
    "申请延期",
    _ask,
    opens(EXTENSION),
    ExtensionAsked,
    (
        Field("more", "延长多久", "limit", needed=True),
        long_text("words", "延期的原因", needed=True),
        Field("told", "已告知诉求人", "yes_no", needed=True),
    ),
    _how_long,
    may=holder,
    offered=free,
    place=3,
    waits=(EXTENSION,),
)


@dataclass(frozen=True, slots=True)
class Extended(Said):
    granted: bool | None = None
    more: Limit | None = None


def _extend(book: Book, state: Folded, move: Move, about: About) -> Answer:
    must(state.pending == EXTENSION.key, "matters.R231", "没有待审批的延期申请。", "请刷新页面。")
    two_persons(state, move)
    said = replace(move.said, granted=bool(move.said.granted))
    if not said.granted:
        return state.step, said, state.unit_id
    said = replace(said, more=said.more or limit_of(state.asked.more))
    ahead = replace(state, extended=[*state.extended, said.more.written()])
    return state.step, counted_again(book, ahead, about, said, move), state.unit_id


def _extended(path: Path, state: Folded, event: Event) -> None:
    state.pending = ""
    if event.said.granted:
        state.extensions += 1
        state.extended = [*state.extended, event.said.more.written()]


def _decision(part: MatterPart, said: Extended) -> Iterator[str]:
    yield from granted(part, said)
    if said.more:
        yield f"延长{said.more}"


EXTENDED = Verb(
    "extended",
    "延期审批",
    _extend,
    _extended,
    Extended,
    (Field("granted", "同意延期", "yes_no", needed=True), long_text("words", "审批意见")),
    _decision,
    may=permits("matters.rule"),
    offered=waits_for(EXTENSION.key),
    place=-3,
)

"""登记, 移交, 受理, 不予受理: a matter comes in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from gewu.kernel.calendar import local, local_day
from gewu.kernel.types import Actor, Refused
from gewu.matters.rules import OPEN, About, Answer, Book, Event, Folded, Move, Path, Said, clock, words
from gewu.matters.verbs.checks import (
    along,
    by_another,
    chosen,
    grade_limit,
    must,
    no_request,
    sign_clock,
    start_clock,
    stay,
    target,
    text,
)
from gewu.matters.verbs.verb import (
    Row,
    Verb,
    Waits,
    choice,
    granted,
    live,
    long_text,
    named,
    opens,
    permits,
    waits_for,
)
from gewu.scenario.grammar import Field, MatterPart


def _receive(book: Book, state: Folded, move: Move, about: About) -> Answer:
    """The first event of a matter: it is in the first step, and a clock that counts from receipt runs at once."""
    if state.seq:
        raise Refused("matters.R100", "没有这个操作，未作改动。", "请刷新页面后重试。")
    first, said = book.path.part.first, move.said
    limit = grade_limit(book, about.grade, move)
    if limit and ("dispatched" in first.marks or clock.starts_at_receipt(book.path.part.grades[about.grade], limit)):
        said = start_clock(book, said, about.grade, limit, move)
    if "dispatched" in first.marks:
        said = sign_clock(book, said, move)
    return first.key, said, move.unit_id


@dataclass(frozen=True, slots=True)
class Received(Said):
    repeat_of: int | None = None  # the matter that the same caller brought before
    entered_at: datetime | None = None  # where it was typed in later than it came in (补录)


def _received(path: Path, state: Folded, event: Event) -> None:
    state.repeat_of_id = event.said.repeat_of


def _entered(part: MatterPart, said: Received) -> Iterator[str]:
    if said.entered_at:
        at = local(said.entered_at)
        yield f"补录：{at.year}年{at.month}月{at.day}日{at:%H:%M}录入"


RECEIVED = Verb("received", "登记", _receive, _received, Received, notes=_entered, dots=("发现",))


@dataclass(frozen=True, slots=True)
class HandedOver(Said):
    to: str = ""  # 110, 119, 120, 122, whom a grade names, none
    told: str = ""  # who there was told
    told_at: str = ""


def _hand_over(book: Book, state: Folded, move: Move, about: About) -> Answer:
    """E1-R12: somebody says who was told, and when; or why nobody had to be."""
    said = move.said
    must(state.hand_to, "matters.R115", "该事项没有待移交的部门。", "请刷新页面。")
    chosen(said, "to", receivers(book.path.part), "matters.R117", "移交给谁")
    if said.to == "none":
        text(said, "words", "matters.R123", "不需移交的理由")
    else:
        text(said, "told", "matters.R124", "告知了谁")
        text(said, "told_at", "matters.R128", "告知的时间")
    return stay(book, state, move, about)


def _handed_over(path: Path, state: Folded, event: Event) -> None:
    state.handed |= {state.hand_to}
    state.hand_to, state.hand_clock = "", {}


def receivers(part: MatterPart) -> dict[str, str]:
    """To whom matters of a scenario are handed over: the four numbers, whom its grades name, or nobody."""
    named = {grade.refer_to: grade.refer_to for grade in part.grades.values() if grade.refer_to}
    return {**words.HAND_TO, **named}


def _asks_of_hand_over(part: MatterPart) -> tuple[Field, ...]:
    return (
        choice("to", "移交给", receivers(part)),
        Field("told", "告知了谁（姓名或接警编号）", "text"),
        Field("told_at", "告知的时间", "moment"),
        long_text("words", "移交说明（不需移交的写理由）"),
    )


def _who_was_told(part: MatterPart, said: HandedOver) -> Iterator[str]:
    yield f"移交：{words.HAND_TO.get(said.to, said.to)}"
    if said.told:
        yield f"告知：{said.told}，{said.told_at[:16].replace('T', ' ')}"


def _still_to_be(path: Path, row: Row, helping: bool) -> bool:
    return bool(row.hand_to) and row.state in OPEN


HANDED_OVER = Verb(
    "handed_over",
    "移交",
    _hand_over,
    _handed_over,
    HandedOver,
    _asks_of_hand_over,
    _who_was_told,
    may=permits("matters.take_in"),
    offered=_still_to_be,
    place=-6,
    when_merged=True,
    known=lambda row: {"to": row.hand_to},
)

ACCEPTED = Verb("accepted", "受理", along, permission="matters.dispatch", slip=True)


#: E1-R13: nobody refuses alone; the other has the last word
REFUSAL = Waits("refusal", "不予受理待复核", "duty_chief", stops=True)


@dataclass(frozen=True, slots=True)
class RefusalAsked(Said):
    reason: str = ""
    told_at: str = ""


def _ask_to_refuse(book: Book, state: Folded, move: Move, about: About) -> Answer:
    must(book.path.to(state.step, "not_accepted"), "matters.R254", "现在不能提出不予受理。", "请刷新页面。")
    no_request(state)
    chosen(move.said, "reason", words.NOT_ACCEPTED, "matters.R112", "不予受理的原因")
    text(move.said, "words", "matters.R255", "告知诉求人的内容")
    return stay(book, state, move, about)


def _may_refuse(row: Row, actor: Actor) -> bool:
    return row.who in actor.roles or actor.scope.may("matters.dispatch")


def _leads_to_refusal(path: Path, row: Row, helping: bool) -> bool:
    return live(path, row, helping) and not row.pending and path.to(row.step, "not_accepted") is not None


_reason = named("原因", "reason", words.NOT_ACCEPTED)

REFUSAL_ASKED = Verb(
    "refusal_asked",
    "申请不予受理",
    _ask_to_refuse,
    opens(REFUSAL),
    RefusalAsked,
    (
        choice("reason", "不予受理的原因", words.NOT_ACCEPTED),
        long_text("words", "告知诉求人的内容", needed=True),
        Field("told_at", "告知诉求人的时间", "moment"),
    ),
    _reason,
    may=_may_refuse,
    offered=_leads_to_refusal,
    quiet=True,
    waits=(REFUSAL,),
)


@dataclass(frozen=True, slots=True)
class NotAccepted(RefusalAsked):
    granted: bool | None = None


def _refuse(book: Book, state: Folded, move: Move, about: About) -> Answer:
    """E1-R13: another person agrees, and it is said when the caller was told; or it is sent back to be accepted."""
    must(state.pending == REFUSAL.key, "matters.R256", "没有待复核的不予受理。", "请先由受理人提出。")
    by_another(move, state.asked_by, "matters.R114", "不予受理要由另一人复核。", "请其他同事复核。")
    asked = state.asked
    said = replace(move.said, granted=bool(move.said.granted), reason=asked.reason)
    if not said.granted:
        text(said, "words", "matters.R257", "退回的理由")
        return state.step, said, state.unit_id
    said = replace(said, words=said.words or asked.words, told_at=said.told_at or asked.told_at)
    text(said, "told_at", "matters.R113", "告知诉求人的时间")
    return target(book, state, move).key, said, state.unit_id


def _refused(path: Path, state: Folded, event: Event) -> None:
    state.pending = ""
    if event.said.granted:
        state.closed_at, state.closed_on = event.at, local_day(event.at)


def _decision(part: MatterPart, said: NotAccepted) -> Iterator[str]:
    yield from _reason(part, said)
    yield from granted(part, said)


def _may_look(row: Row, actor: Actor) -> bool:
    return actor.scope.may("matters.dispatch") or actor.scope.may("matters.rule")


NOT_ACCEPTED = Verb(
    "not_accepted",
    "不予受理复核",
    _refuse,
    _refused,
    NotAccepted,
    (
        Field("granted", "同意不予受理", "yes_no", needed=True),
        Field("told_at", "告知诉求人的时间", "moment"),
        long_text("words", "复核意见（退回的写理由）"),
    ),
    _decision,
    may=_may_look,
    by_name=True,
    offered=waits_for(REFUSAL.key),
    place=-5,
    effect="end_children",
)

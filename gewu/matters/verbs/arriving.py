"""登记, 移交, 受理, 不予受理: a matter comes in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gewu.kernel.calendar import local_day
from gewu.kernel.types import Refused
from gewu.matters.rules import OPEN, About, Answer, Book, Event, Folded, Move, Path, Said, clock, words
from gewu.matters.verbs.checks import (
    along,
    along_after,
    chosen,
    grade_limit,
    must,
    sign_clock,
    start_clock,
    stay,
    text,
)
from gewu.matters.verbs.verb import Row, Verb, choice, long_text, named, permits
from gewu.scenario.grammar import Field, MatterPart, Step


def _receive(book: Book, state: Folded, move: Move, about: About) -> Answer:
    """The first event of a matter: it is in the first step, and an on-the-spot clock runs at once."""
    if state.seq:
        raise Refused("matters.R100", "没有这个操作，未作改动。", "请刷新页面后重试。")
    first, said = book.path.part.first, move.said
    limit = grade_limit(book, about.grade, move)
    if limit and (clock.starts_at_receipt(limit) or "dispatched" in first.marks):
        said = start_clock(book, said, about.grade, limit, move)
    if "dispatched" in first.marks:
        said = sign_clock(book, said, move)
    return first.key, said, move.unit_id


@dataclass(frozen=True, slots=True)
class Received(Said):
    repeat_of: int | None = None  # the matter that the same caller brought before


def _received(path: Path, state: Folded, event: Event) -> None:
    state.repeat_of_id = event.said.repeat_of


RECEIVED = Verb("received", "登记", _receive, _received, Received, dots=("发现",))


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


@dataclass(frozen=True, slots=True)
class NotAccepted(Said):
    reason: str = ""
    told_at: str = ""
    second: int | None = None


def _refusing(book: Book, state: Folded, move: Move, about: About, step: Step, said: NotAccepted) -> None:
    """E1-R13: a reason, the time the caller was told, and a second look by another person."""
    chosen(said, "reason", words.NOT_ACCEPTED, "matters.R112", "不予受理的原因")
    text(said, "told_at", "matters.R113", "告知诉求人的时间")
    second = said.second and said.second != move.staff_id
    must(second, "matters.R114", "不予受理要由另一人复核。", field="second")


def _refused(path: Path, state: Folded, event: Event) -> None:
    state.closed_at, state.closed_on = event.at, local_day(event.at)


NOT_ACCEPTED = Verb(
    "not_accepted",
    "不予受理",
    along_after(_refusing),
    _refused,
    NotAccepted,
    (
        choice("reason", "不予受理的原因", words.NOT_ACCEPTED),
        Field("told_at", "告知诉求人的时间", "moment", needed=True),
        Field("second", "复核人", "staff", needed=True),
        long_text("words", "告知内容", needed=True),
    ),
    named("原因", "reason", words.NOT_ACCEPTED),
    permission="matters.dispatch",
    by_name=True,
    effect="end_children",
)

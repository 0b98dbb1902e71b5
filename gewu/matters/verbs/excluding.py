"""申请不纳入考核, 不纳入考核审批: one of eight kinds, decided by two persons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from gewu.matters.rules import About, Answer, Book, Event, Folded, Move, Path, Said, words
from gewu.matters.verbs.checks import chosen, must, no_request, stay, text, two_persons
from gewu.matters.verbs.verb import (
    Row,
    Verb,
    Waits,
    choice,
    granted,
    holder_or_desk,
    long_text,
    named,
    opens,
    permits,
    waits_for,
)
from gewu.scenario.grammar import Field, MatterPart

EXCLUSION = Waits("exclusion", "申请不纳入考核", "duty_chief")


@dataclass(frozen=True, slots=True)
class ExclusionAsked(Said):
    category_of: str = ""


def _ask(book: Book, state: Folded, move: Move, about: About) -> Answer:
    """E1-R30: one of eight kinds, with evidence; another person decides."""
    no_request(state)
    chosen(move.said, "category_of", words.NOT_COUNTED, "matters.R185", "不纳入考核的情形")
    text(move.said, "words", "matters.R186", "依据")
    return stay(book, state, move, about)


_kind = named("情形", "category_of", words.NOT_COUNTED)


def _may_ask(path: Path, row: Row, helping: bool) -> bool:
    return row.state in ("running", "done") and not row.pending and not row.not_counted


EXCLUSION_ASKED = Verb(
    "exclusion_asked",
    "申请不纳入考核",
    _ask,
    opens(EXCLUSION),
    ExclusionAsked,
    (choice("category_of", "不纳入考核的情形", words.NOT_COUNTED), long_text("words", "依据", needed=True)),
    _kind,
    may=holder_or_desk,
    offered=_may_ask,
    place=12,
    quiet=True,
    waits=(EXCLUSION,),
    when_archived=True,
)


@dataclass(frozen=True, slots=True)
class Excluded(ExclusionAsked):
    granted: bool | None = None


def _exclude(book: Book, state: Folded, move: Move, about: About) -> Answer:
    must(state.pending == EXCLUSION.key, "matters.R232", "没有待审批的不纳入考核申请。", "请刷新页面。")
    two_persons(state, move)
    kind = move.said.category_of or state.asked.category_of
    return state.step, replace(move.said, category_of=kind, granted=bool(move.said.granted)), state.unit_id


def _excluded(path: Path, state: Folded, event: Event) -> None:
    state.pending = ""
    if event.said.granted:
        state.not_counted = event.said.category_of


def _decision(part: MatterPart, said: Excluded) -> Iterator[str]:
    yield from _kind(part, said)
    yield from granted(part, said)


EXCLUDED = Verb(
    "excluded",
    "不纳入考核审批",
    _exclude,
    _excluded,
    Excluded,
    (Field("granted", "同意不纳入考核", "yes_no", needed=True), long_text("words", "审批意见")),
    _decision,
    may=permits("matters.void"),
    offered=waits_for(EXCLUSION.key),
    place=-1,
    when_archived=True,
)

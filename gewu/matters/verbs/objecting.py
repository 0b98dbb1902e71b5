"""申请退单, 退单裁定: the unit says that it is not its matter, and the desk rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from gewu.kernel import clocks
from gewu.kernel.calendar import local_day
from gewu.kernel.types import Actor, Refused, there
from gewu.matters.rules import About, Answer, Book, Event, Folded, Move, Path, Said, words
from gewu.matters.verbs.checks import chosen, must, must_be_open, no_request, sign_clock, target, text, two_persons
from gewu.matters.verbs.verb import Row, Verb, Waits, choice, free, holder, long_text, named, waits_for
from gewu.scenario.grammar import Field, MatterPart

OBJECTION = Waits("objection", "申请退单", "dispatcher", stops=True)
RULING = Waits("ruling", "退单待裁定", "duty_chief", stops=True)


@dataclass(frozen=True, slots=True)
class Objected(Said):
    reason: str = ""
    back: str = ""  # step it was in
    final: bool = False


def _object(book: Book, state: Folded, move: Move, about: About) -> Answer:
    """E1-R16: reason code, evidence, within the window; after `bounce_limit` rulings the next one is final."""
    part = book.path.part
    must_be_open(state)
    no_request(state)
    in_hand = state.dispatched_at and not state.handled_at
    must(in_hand, "matters.R222", "现在不能申请退单。", "派单后、反馈前可以申请。")
    must(not state.ruled, "matters.R131", "退单已作最终裁定，请按裁定办理。", "如仍有异议，请书面报分管领导。")
    chosen(move.said, "reason", words.OBJECTION_REASONS, "matters.R130", "退单理由")
    text(move.said, "words", "matters.R132", "退单依据")
    limit = book.limit("matter.object_within", local_day(move.at), part.object_within)
    if limit and move.at > clocks.deadline(there(state.held_from), limit, book.calendar):
        raise Refused("matters.R133", f"已过申请退单的时限（派单后{limit}）。", "请继续办理，或申请协办。")
    said = replace(move.said, back=state.step, final=state.objections >= part.bounce_limit)
    step = part.path.get("objected")
    return (step.key if step else state.step), said, state.unit_id


def _objected(path: Path, state: Folded, event: Event) -> None:
    state.pending = RULING.key if event.said.final else OBJECTION.key
    state.back, state.asked_by, state.asked = event.said.back, event.staff_id, event.said
    state.objections += 1


OBJECTED = Verb(
    "objected",
    "申请退单",
    _object,
    _objected,
    Objected,
    (choice("reason", "退单理由", words.OBJECTION_REASONS), long_text("words", "退单依据", needed=True)),
    named("原因", "reason", words.OBJECTION_REASONS),
    permission="matters.handle",
    by_name=True,
    may=holder,
    offered=free,
    place=2,
    waits=(OBJECTION, RULING),
)


@dataclass(frozen=True, slots=True)
class Ruled(Said):
    accepted: bool | None = None


def _rule(book: Book, state: Folded, move: Move, about: About) -> Answer:
    """Accept (to another unit, or back to the desk) or turn down; the first unit leads until then (E1-R15)."""
    waits = state.pending in (OBJECTION.key, RULING.key)
    must(waits, "matters.R134", "没有待裁定的退单申请。", "请刷新页面。")
    two_persons(state, move)
    said = replace(move.said, accepted=bool(move.said.accepted))
    if not said.accepted:
        text(said, "words", "matters.R135", "不同意退单的理由")
        return state.back, said, state.unit_id
    if move.to:
        return target(book, state, move).key, sign_clock(book, said, move), move.unit_id
    if move.unit_id is None:
        return book.path.before_dispatch.key, said, None
    step = book.path.dispatch or book.path.step(state.back)
    return step.key, sign_clock(book, said, move), move.unit_id


def _ruled(path: Path, state: Folded, event: Event) -> None:
    state.ruled = state.ruled or state.pending == RULING.key
    state.pending = ""
    state.returns += event.said.accepted


def _may_rule(row: Row, actor: Actor) -> bool:
    """The desk rules first; what is ruled on finally is for those who rule."""
    by_desk = row.pending == OBJECTION.key and actor.scope.may("matters.dispatch")
    return by_desk or actor.scope.may("matters.rule")


def _decision(part: MatterPart, said: Ruled) -> Iterator[str]:
    yield "同意" if said.accepted else "不同意"


OBJECTION_RULED = Verb(
    "objection_ruled",
    "退单裁定",
    _rule,
    _ruled,
    Ruled,
    (
        Field("accepted", "同意退单", "yes_no", needed=True),
        Field("unit", "改派单位", "unit"),
        long_text("words", "裁定意见"),
    ),
    _decision,
    may=_may_rule,
    offered=waits_for(OBJECTION.key, RULING.key),
    place=-5,
    hands_over=lambda said: said.accepted,
    tells=True,
)

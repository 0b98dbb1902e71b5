"""Requests that wait for another person: 转办, 退单, 延期, 挂账, 不纳入考核."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from gewu.kernel import clocks
from gewu.kernel.calendar import local, local_day
from gewu.kernel.types import Refused
from gewu.matters.rules import clock, words
from gewu.matters.rules.along import along
from gewu.matters.rules.folding import State
from gewu.matters.rules.judging import (
    About,
    Answer,
    Book,
    Move,
    chosen,
    limit_said,
    must,
    must_be_open,
    no_request,
    nothing_waits,
    same,
    sign_clock,
    target,
    text,
    two_persons,
    warn_of,
)


def reassign(book: Book, state: State, move: Move, about: About) -> Answer:
    """Hand an open matter to another unit; the reporter's deadline runs on, the new unit signs anew."""
    if book.path.to(state["step"], "reassigned", move.to):
        return along(book, state, move, about)
    must_be_open(state)
    nothing_waits(state)
    must(move.unit_id, "matters.R230", "转办要选承办单位。", "请选择承办单位。", "unit")
    must(state["dispatched_at"], "matters.R221", "还没有派单，不能转办。", "请先派单。")
    step = book.path.dispatch or book.path.step(state["step"])
    said = dict(move.said) | sign_clock(book, move.at)
    return step.key, said, move.unit_id


def object_to(book: Book, state: State, move: Move, about: About) -> Answer:
    """E1-R16: reason code, evidence, within the window; after `bounce_limit` rulings the next one is final."""
    part, said = book.path.part, dict(move.said)
    must_be_open(state)
    no_request(state)
    must(
        state["dispatched_at"] and not state["handled_at"],
        "matters.R222",
        "现在不能申请退单。",
        "派单后、反馈前可以申请。",
    )
    must(not state["_ruled"], "matters.R131", "退单已作最终裁定，请按裁定办理。", "如仍有异议，请书面报分管领导。")
    chosen(said, "reason", words.OBJECTION_REASONS, "matters.R130", "退单理由")
    text(said, "words", "matters.R132", "退单依据")
    limit = book.limit("matter.object_within", local_day(move.at), part.object_within)
    if limit and move.at > clocks.deadline(state["_held_from"], limit, book.calendar):
        raise Refused("matters.R133", f"已过申请退单的时限（派单后{limit}）。", "请继续办理，或申请协办。")
    said |= {"back": state["step"]} | ({"final": True} if state["objections"] >= part.bounce_limit else {})
    step = book.path.part.path.get("objected")
    return (step.key if step else state["step"]), said, state["unit_id"]


def rule_objection(book: Book, state: State, move: Move, about: About) -> Answer:
    """Accept (to another unit, or back to the desk) or turn down; the first unit leads until then (E1-R15)."""
    said, path = dict(move.said), book.path
    must(state["pending"] in ("objection", "ruling"), "matters.R134", "没有待裁定的退单申请。", "请刷新页面。")
    two_persons(state, move)
    said["accepted"] = bool(said.get("accepted"))
    if not said["accepted"]:
        text(said, "words", "matters.R135", "不同意退单的理由")
        return state["_back"], said, state["unit_id"]
    if move.to:
        return target(book, state, move).key, said | sign_clock(book, move.at), move.unit_id
    if move.unit_id is None:
        return path.before_dispatch.key, said, None
    step = path.dispatch or path.step(state["_back"])
    return step.key, said | sign_clock(book, move.at), move.unit_id


def ask_extension(book: Book, state: State, move: Move, about: About) -> Answer:
    """E1-R24: only before expiry, counted, and the reporter is told."""
    must_be_open(state)
    no_request(state)
    must(state["due_at"], "matters.R139", "该事项没有办理时限，不需要延期。", "")
    must(move.at <= state["due_at"], "matters.R140", "已过办理时限，不能再申请延期。", "请尽快办理，并向诉求人说明。")
    most = book.path.part.extensions_at_most
    must(state["extensions"] < most, "matters.R141", f"延期最多{most}次，已用完。", "请报值班长。")
    text(move.said, "words", "matters.R142", "延期的原因")
    must(move.said.get("told"), "matters.R143", "延期要先告知诉求人。", "告知后勾选“已告知诉求人”。", "told")
    limit_said(move.said)
    return same(state, move)


def extend(book: Book, state: State, move: Move, about: About) -> Answer:
    must(state["pending"] == "extension", "matters.R231", "没有待审批的延期申请。", "请刷新页面。")
    two_persons(state, move)
    said = dict(move.said) | {"granted": bool(move.said.get("granted"))}
    if not said["granted"]:
        return state["step"], said, state["unit_id"]
    more = limit_said(said if said.get("more") else state["_asked"])
    said["more"] = more.written()
    ahead = {**state, "_extensions": [*state["_extensions"], said["more"]]}
    found = clock.replay(ahead, book.calendar)
    moments = clock.due(found, warn_of(book, state, about)) if found else {}
    return state["step"], said | moments, state["unit_id"]


def ask_pause(book: Book, state: State, move: Move, about: About) -> Answer:
    must_be_open(state)
    no_request(state)
    _pausing(book, move.said, move.at)
    return same(state, move)


def _pausing(book: Book, said: Mapping[str, Any], at: datetime) -> None:
    """E1-R23: a reason from the list, and a day to look again, not later than the longest pause."""
    part = book.path.part
    reasons = part.pause_reasons or words.vocabulary.PAUSE_REASONS
    chosen(said, "reason", reasons, "matters.R150", "挂账原因")
    if part.pause_at_most and said.get("review_on"):
        longest = local(clocks.deadline(at, part.pause_at_most, book.calendar)).date()
        must(
            date.fromisoformat(str(said["review_on"])) <= longest,
            "matters.R151",
            f"挂账最长{part.pause_at_most}，复核日不能晚于{longest}。",
            "请改早复核日。",
            "review_on",
        )


def pause(book: Book, state: State, move: Move, about: About) -> Answer:
    """Stop the clock, on request or at once; asked and approved by two persons."""
    must_be_open(state)
    asked = state["pending"] == "pause"
    said = {**(state["_asked"] if asked else {}), **move.said}
    must(asked or not state["pending"], "matters.R228", "还有别的申请待裁定。", "请先裁定。")
    must(state["dispatched_at"], "matters.R223", "还没有派单，不需要挂账。", "请先派单。")
    if asked:
        two_persons(state, move)
    if said.get("granted") is False:
        return state["step"], said, state["unit_id"]
    _pausing(book, said, move.at)
    step = book.path.to(state["step"], "paused")
    return (step.key if step else state["step"]), said | {"back": state["step"]}, state["unit_id"]


def resume(book: Book, state: State, move: Move, about: About) -> Answer:
    must(state["state"] == "paused", "matters.R152", "该事项没有挂账。", "请刷新页面。")
    found = clock.replay(state, book.calendar, until=move.at)
    moments = clock.due(found, warn_of(book, state, about)) if found else {}
    return state["_back"], {**move.said, **moments}, state["unit_id"]


def ask_exclusion(book: Book, state: State, move: Move, about: About) -> Answer:
    """E1-R30: one of eight kinds, with evidence; another person decides."""
    no_request(state)
    chosen(move.said, "category_of", words.NOT_COUNTED, "matters.R185", "不纳入考核的情形")
    text(move.said, "words", "matters.R186", "依据")
    return same(state, move)


def exclude(book: Book, state: State, move: Move, about: About) -> Answer:
    must(state["pending"] == "exclusion", "matters.R232", "没有待审批的不纳入考核申请。", "请刷新页面。")
    two_persons(state, move)
    said = {"category_of": state["_asked"]["category_of"], **move.said, "granted": bool(move.said.get("granted"))}
    return state["step"], said, state["unit_id"]

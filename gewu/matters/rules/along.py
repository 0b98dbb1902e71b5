"""Moves along the path: what the next step needs, and the clocks that start there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gewu.kernel.calendar import local_day
from gewu.kernel.types import Refused
from gewu.matters.rules import clock, needs, words
from gewu.matters.rules.folding import State
from gewu.matters.rules.judging import (
    About,
    Answer,
    Book,
    Move,
    by_another,
    chosen,
    limit_of,
    must,
    nothing_waits,
    sign_clock,
    start_clock,
    target,
    text,
)
from gewu.scenario.grammar import Step


def along(book: Book, state: State, move: Move, about: About) -> Answer:
    """Take an arrow of the path: check what the next step needs, and start the clocks that start there."""
    step = target(book, state, move)
    nothing_waits(state)
    if state["state"] == "paused":
        raise Refused("matters.R108", "挂账期间不能办理，请先恢复计时。", "请值班长恢复计时。")
    said = dict(move.said)
    if (check := EXTRA.get(move.kind)) is not None:
        check(book, state, move, about, step, said)
    if lacking := needs.missing(book.path.part, step, state, said, state.get("category") or about.category):
        raise Refused(
            "matters.R101", f"还不能{words.KINDS[move.kind]}，缺：" + "、".join(lacking) + "。", "补齐后再提交。"
        )
    unit_id = move.unit_id if move.unit_id is not None else state["unit_id"]
    said |= _clocks(book, state, move, about, step, said)
    return step.key, said, unit_id


def _clocks(book: Book, state: State, move: Move, about: About, step: Step, said: Mapping[str, Any]) -> dict:
    """Start the sign-in clock at each dispatch, and the handling clock once: at the first way out (E1-R25)."""
    more: dict[str, object] = {}
    if move.kind in ("dispatched", "reassigned"):
        more |= sign_clock(book, move.at)
    out = book.path.phases[step.key] not in ("new", "end")
    if out and not state["_limit"] and "limit" not in said:
        grade = str(said.get("grade") or state.get("grade") or about.grade)
        limit = limit_of(book, grade, move.at)
        more |= start_clock(book, grade, limit, move.at) if limit else {}
    return more


def _dispatching(book: Book, state: State, move: Move, about: About, step: Step, said: dict) -> None:
    held = move.unit_id or said.get("staff") or about.has_subject or state["unit_id"]
    if step.who in ("handler", "co_handler") and not held:
        raise Refused("matters.R110", "派单要选承办单位。", "请选择承办单位。", {"unit": "请选择承办单位"})
    grades = book.path.part.grades
    must(said.get("grade") in (None, "", *grades), "matters.R111", "没有这个等级。", "请重新选择等级。", "grade")


def _handling(book: Book, state: State, move: Move, about: About, step: Step, said: dict) -> None:
    text(said, "words", "matters.R116", "办理情况")


def _checking(book: Book, state: State, move: Move, about: About, step: Step, said: dict) -> None:
    by_another(
        move,
        state["handled_by_id"],
        "matters.R120",
        "承办人不能核查自己办理的事项。",
        "请核查员或其他同事核查。",
    )
    if move.kind == "rework":
        text(said, "words", "matters.R121", "退回重办的原因")


def _closing(book: Book, state: State, move: Move, about: About, step: Step, said: dict) -> None:
    phase = book.path.phases[state["step"]]
    if phase == "out" and book.verify.startswith("sample") and about.drawn:
        raise Refused("matters.R122", "该事项已抽中核查，不能直接办结。", "请反馈后由核查员核查。")
    rechecked = about.drawn and (phase == "check" or "rechecked_by" in step.needs)
    if rechecked and state["verified_at"] is None:
        said["verifies"] = True
        handler = state["handled_by_id"] if state["handled_at"] else state["_finder"]
        by_another(move, handler, "matters.R120", "承办人不能核查自己办理的事项。", "请核查员或其他同事核查。")


def _refusing(book: Book, state: State, move: Move, about: About, step: Step, said: dict) -> None:
    """E1-R13: a reason, the time the caller was told, and a second look by another person."""
    chosen(said, "reason", words.NOT_ACCEPTED, "matters.R112", "不予受理的原因")
    text(said, "told_at", "matters.R113", "告知诉求人的时间")
    must(
        said.get("second") and said["second"] != move.staff_id,
        "matters.R114",
        "不予受理要由另一人复核。",
        field="second",
    )


def redoing(book: Book, state: State, move: Move, about: About, step: Step | None, said: dict) -> None:
    """E1-R29: a reason, the head who answers for it, and a new limit."""
    text(said, "words", "matters.R125", "重办的原因")
    text(said, "head", "matters.R126", "重办负责人")
    limit = book.limit("matter.redo_within", local_day(move.at), clock.REDO_WITHIN) or clock.REDO_WITHIN
    said |= clock.started(move.at, limit, None, book.calendar)


EXTRA = {
    "dispatched": _dispatching,
    "reassigned": _dispatching,
    "handled": _handling,
    "verified": _checking,
    "rework": _checking,
    "closed": _closing,
    "not_accepted": _refusing,
    "redo": redoing,
}

"""Moves beside the path: co-handling, callback, redo, archive, void, merging, looking back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from gewu.kernel import clocks
from gewu.kernel.types import Refused
from gewu.matters.rules import needs, words
from gewu.matters.rules.along import along, redoing
from gewu.matters.rules.folding import State
from gewu.matters.rules.judging import (
    About,
    Answer,
    Book,
    Move,
    by_another,
    chosen,
    limit_said,
    must,
    must_be_open,
    same,
    text,
)

SLIP = timedelta(minutes=10)
UNDOABLE = frozenset({"accepted", "dispatched", "reassigned", "signed"})


def ask_co(book: Book, state: State, move: Move, about: About) -> Answer:
    must_be_open(state)
    must(move.said.get("co_unit"), "matters.R155", "请选择协办单位。", "请选择协办单位。", "co_unit")
    must(
        move.said["co_unit"] != state["unit_id"], "matters.R156", "协办单位不能是主办单位。", "请另选单位。", "co_unit"
    )
    due_at = clocks.deadline(move.at, help_within(move.said), book.calendar)
    return state["step"], dict(move.said) | {"co_due_at": due_at.isoformat()}, state["unit_id"]


def help_within(said: Mapping[str, Any]) -> clocks.Limit:
    """How long a co-handler has: what was said when it was asked, else two workdays."""
    return limit_said({"more": said.get("within") or "2 workdays"})


def answer_co(book: Book, state: State, move: Move, about: About) -> Answer:
    text(move.said, "words", "matters.R157", "协办情况")
    return same(state, move)


def call_back(book: Book, state: State, move: Move, about: About) -> Answer:
    """E1-R28: three answers; whoever was not reached has neither "resolved" nor "satisfied" said for them."""
    said = dict(move.said)
    must(state["handled_at"], "matters.R160", "还没有反馈，不能回访。", "反馈或办结后再回访。")
    by_another(move, state["handled_by_id"], "matters.R161", "承办人不能回访自己办理的事项。", "请派单员回访。")
    chosen(said, "contacted", words.CONTACTED, "matters.R162", "是否联系上")
    if said["contacted"] != "yes":
        said |= {"resolved": "no_answer", "satisfied": "no_answer"}
    chosen(said, "resolved", words.RESOLVED, "matters.R163", "是否解决")
    chosen(said, "satisfied", words.SATISFIED, "matters.R164", "是否满意")
    return state["step"], said, state["unit_id"]


def redo(book: Book, state: State, move: Move, about: About) -> Answer:
    """Back to work after a bad answer: along the path where it has such an arrow, else to the handling step."""
    must(state["handled_at"], "matters.R224", "还没有反馈，不能重办。", "")
    step = book.path.to(state["step"], "redo", move.to) or book.path.part.path.get("redo") or book.path.doing
    if step is None:
        raise Refused("matters.R225", "这类事项没有办理环节，不能重办。", "请另行登记。")
    said = dict(move.said)
    redoing(book, state, move, about, step, said)
    return step.key, said, state["unit_id"]


def archive(book: Book, state: State, move: Move, about: About) -> Answer:
    must(state["state"] == "done", "matters.R170", "办结后才能归档。", "请先办结。")
    category = book.path.part.categories.get(state.get("category") or about.category)
    wanted = category and category.photo
    must(
        not wanted or needs.has_photo(state, move.said),
        "matters.R171",
        "缺处置后照片，不能归档。",
        "请补传处置后照片。",
    )
    step = book.path.to(state["step"], "archived")
    return (step.key if step else state["step"]), move.said, state["unit_id"]


def void(book: Book, state: State, move: Move, about: About) -> Answer:
    text(move.said, "reason", "matters.R175", "作废的原因")
    return same(state, move)


def merge(book: Book, state: State, move: Move, about: About) -> Answer:
    must(state["state"] in ("new", "running"), "matters.R180", "该事项现在不能并单。", "")
    must(move.said.get("into"), "matters.R181", "请选择主单。", field="into")
    return same(state, move)


def undo(book: Book, state: State, move: Move, about: About) -> Answer:
    """A slip of the hand: the same person takes back the last step within ten minutes."""
    last = state["_last"]
    must(last and last.kind in UNDOABLE, "matters.R190", "上一步不能撤回。", "只能撤回刚做的受理、派单、转办、签收。")
    must(last.staff_id == move.staff_id, "matters.R191", "只能撤回自己刚做的一步。", "请当事人撤回。")
    must(move.at - last.at <= SLIP, "matters.R192", "已超过十分钟，不能撤回。", "请走转办或退单。")
    return state["_undo_step"], {**move.said, "seq": last.seq, "kind": last.kind}, state["_undo_unit"]


def supervise(book: Book, state: State, move: Move, about: About) -> Answer:
    must_be_open(state)
    text(move.said, "words", "matters.R195", "督办要求")
    return same(state, move)


def remind(book: Book, state: State, move: Move, about: About) -> Answer:
    must_be_open(state)
    return same(state, move)


def note(book: Book, state: State, move: Move, about: About) -> Answer:
    text(move.said, "words", "matters.R198", "备注")
    return same(state, move)


def plan_look(book: Book, state: State, move: Move, about: About) -> Answer:
    must(state["state"] == "done", "matters.R199", "办结的事项才列入回头看。", "")
    return same(state, move)


def look_back(book: Book, state: State, move: Move, about: About) -> Answer:
    """S1-A15: another person than the handler goes and looks again."""
    must(state["state"] == "done", "matters.R233", "办结的事项才能回头看。", "")
    by_another(move, state["handled_by_id"], "matters.R165", "承办人不能对自己办理的事项回头看。", "请其他同事去看。")
    chosen(move.said, "found", words.LOOKED, "matters.R166", "回头看结果")
    return same(state, move)


def hand_over(book: Book, state: State, move: Move, about: About) -> Answer:
    return same(state, move)


def close_or_follow(book: Book, state: State, move: Move, about: About) -> Answer:
    """A child follows its parent to the end; everything else closes along the path."""
    if state["merged_into_id"] is None:
        return along(book, state, move, about)
    must(move.said.get("with"), "matters.R229", "该事项已并入主单，随主单办结。", "请到主单上操作。")
    done = next(step for step in book.path.part.path.values() if "closed" in step.marks)
    return done.key, move.said, state["unit_id"]

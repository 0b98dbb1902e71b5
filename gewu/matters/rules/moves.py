"""One move of a matter: what must be true before it, and the event it becomes; single acts and bulk loads share it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from gewu.kernel.types import Refused
from gewu.matters.rules import beside, clock, requests, words
from gewu.matters.rules.along import along
from gewu.matters.rules.folding import Event, State
from gewu.matters.rules.judging import (
    About,
    Answer,
    Book,
    Move,
    limit_of,
    sign_clock,
    start_clock,
)

#: kinds that may still happen to a matter that follows another, is void, or is archived
FOLLOWING = frozenset({"note", "called_back", "void", "closed"})
ARCHIVED = frozenset({"note", "exclusion_asked", "excluded", "called_back", "look_planned", "looked_back"})


def receive(book: Book, move: Move, about: About) -> Event:
    """The first event of a matter: it is in the first step, and an on-the-spot clock runs at once."""
    first = book.path.part.first
    said = dict(move.said)
    limit = limit_of(book, about.grade, move.at)
    if limit and (clock.starts_at_receipt(limit) or "dispatched" in first.marks):
        said |= start_clock(book, about.grade, limit, move.at)
    if "dispatched" in first.marks:
        said |= sign_clock(book, move.at)
    return Event(1, "received", first.key, move.at, move.staff_id, move.actor, move.unit_id, said)


def next_event(book: Book, state: State, move: Move, about: About) -> Event:
    """The event that `move` becomes on a matter in `state`; Refused (matters.R1xx) with what is in the way."""
    if move.kind not in words.KINDS or move.kind == "received":
        raise Refused("matters.R100", "没有这个操作，未作改动。", "请刷新页面后重试。")
    _in_order(state, move)
    step, said, unit_id = _MOVES.get(move.kind, along)(book, state, move, about)
    if "files" in said:
        _no_same_photo(state, said)
    return Event(state["seq"] + 1, move.kind, step, move.at, move.staff_id, move.actor, unit_id, said)


def _in_order(state: State, move: Move) -> None:
    if state["_last_at"] and move.at < state["_last_at"]:
        raise Refused("matters.R104", "办理时间早于上一步，未作改动。", "请核对时间。")
    kind = move.kind
    if state["state"] == "void" and kind != "note":
        raise Refused("matters.R105", "该事项已作废或不予受理，不能再办理。", "可以备注说明。")
    if state["merged_into_id"] is not None and kind not in FOLLOWING:
        raise Refused("matters.R106", "该事项已并入主单，随主单办理。", "请到主单上操作；答复诉求人可用回访登记。")
    if state["archived_at"] is not None and kind not in ARCHIVED:
        raise Refused("matters.R107", "该事项已归档，不能再办理。", "如需更正，请备注说明。")


def _no_same_photo(state: State, said: Mapping[str, Any]) -> None:
    before = state["_before"] | {file["sha256"] for file in said["files"] if file.get("what") != "after"}
    after = {file["sha256"] for file in said["files"] if file.get("what") == "after"}
    if before & after:
        raise Refused(
            "matters.R109",
            "处置后照片与处置前是同一张，没有保存。",
            "请上传处置后重新拍的照片。",
            {"files": "与处置前相同"},
        )


_MOVES: Mapping[str, Callable[[Book, State, Move, About], Answer]] = {
    "closed": beside.close_or_follow,
    "reassigned": requests.reassign,
    "objected": requests.object_to,
    "objection_ruled": requests.rule_objection,
    "extension_asked": requests.ask_extension,
    "extended": requests.extend,
    "pause_asked": requests.ask_pause,
    "paused": requests.pause,
    "resumed": requests.resume,
    "co_asked": beside.ask_co,
    "co_answered": beside.answer_co,
    "called_back": beside.call_back,
    "redo": beside.redo,
    "archived": beside.archive,
    "void": beside.void,
    "merged": beside.merge,
    "exclusion_asked": requests.ask_exclusion,
    "excluded": requests.exclude,
    "undone": beside.undo,
    "supervised": beside.supervise,
    "reminded": beside.remind,
    "note": beside.note,
    "handed_over": beside.hand_over,
    "look_planned": beside.plan_look,
    "looked_back": beside.look_back,
}

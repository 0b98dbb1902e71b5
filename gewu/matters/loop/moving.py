"""One move of a matter: what must be true before it, and the event it becomes; single acts and bulk loads share it."""

from __future__ import annotations

from gewu.kernel.types import Refused
from gewu.matters.rules import About, Book, Event, Folded, Move, Said
from gewu.matters.verbs import ALL, Verb
from gewu.matters.verbs.checks import handing_over, step_clocks
from gewu.matters.verbs.verb import Row


def verb_of(kind: str) -> Verb:
    """The verb of a kind of event; Refused (matters.R100) where there is none."""
    if kind not in ALL:
        raise Refused("matters.R100", "没有这个操作，未作改动。", "请刷新页面后重试。")
    return ALL[kind]


def next_event(book: Book, state: Folded, move: Move, about: About) -> Event:
    """The event that `move` becomes on a matter in `state`; Refused (matters.R1xx) with what is in the way."""
    verb = verb_of(move.kind)
    _in_order(state, move, verb)
    step, said, unit_id = verb.check(book, state, move, about)
    _no_same_photo(state, said)
    if move.kind != "undone":
        said = handing_over(book, state, move, about, step_clocks(book, state, move, about, step, said))
    return Event(state.seq + 1, move.kind, step, move.at, move.staff_id, move.actor, unit_id, said)


def barred(verb: Verb, state: Folded | Row) -> Refused | None:
    """What keeps `verb` from a matter for good: it is void, merged or archived."""
    if state.state == "void" and not verb.when_void:
        return Refused("matters.R105", "该事项已作废或不予受理，不能再办理。", "可以备注说明。")
    if state.merged_into_id is not None and not verb.when_merged:
        return Refused("matters.R106", "该事项已并入主单，随主单办理。", "请到主单上操作；答复诉求人可用回访登记。")
    if state.archived_at is not None and not verb.when_archived:
        return Refused("matters.R107", "该事项已归档，不能再办理。", "如需更正，请备注说明。")
    return None


def _in_order(state: Folded, move: Move, verb: Verb) -> None:
    if state.last_at and move.at < state.last_at:
        raise Refused("matters.R104", "办理时间早于上一步，未作改动。", "请核对时间。")
    if why := barred(verb, state):
        raise why


def _no_same_photo(state: Folded, said: Said) -> None:
    after = {file["sha256"] for file in said.files if file.get("what") == "after"}
    before = state.before | {file["sha256"] for file in said.files if file.get("what") != "after"}
    if before & after:
        raise Refused(
            "matters.R109",
            "处置后照片与处置前是同一张，没有保存。",
            "请上传处置后重新拍的照片。",
            {"files": "与处置前相同"},
        )

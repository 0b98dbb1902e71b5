"""One move of a matter: what must be true before it, and the event it becomes; single acts and bulk loads share it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from gewu.kernel import clocks
from gewu.kernel.calendar import Calendar, local, local_day
from gewu.kernel.clocks import Limit
from gewu.kernel.types import Refused
from gewu.matters.rules import clock, needs, words
from gewu.matters.rules.folding import Event, State
from gewu.matters.rules.path import Path
from gewu.scenario.grammar import Step

SLIP = timedelta(minutes=10)
UNDOABLE = frozenset({"accepted", "dispatched", "reassigned", "signed"})
#: kinds that may still happen to a matter that follows another, is void, or is archived
FOLLOWING = frozenset({"note", "called_back", "void", "closed"})
ARCHIVED = frozenset({"note", "exclusion_asked", "excluded", "called_back", "look_planned", "looked_back"})


@dataclass(frozen=True)
class Move:
    """What somebody wants to do: `kind` of event, `to` a step where a path offers several.

    `imported` marks history kept by another system: its photos may be named instead of shown.
    """

    kind: str
    at: datetime
    staff_id: int | None = None
    actor: str = ""
    said: Mapping[str, Any] = field(default_factory=dict)
    to: str = ""
    unit_id: int | None = None
    imported: bool = False


@dataclass(frozen=True)
class Book:
    """What a move is judged by: the path, the calendar, and the office's own limits.

    `limit` gives the limit that holds on a day for a rule key ("matter.grades.ordinary.within"), or the default.
    """

    path: Path
    calendar: Calendar
    verify: str
    limit: Callable[[str, date, Limit | None], Limit | None]


@dataclass(frozen=True)
class About:
    """What of the matter's identity a move depends on."""

    category: str = ""
    grade: str = ""
    number: str = ""
    has_subject: bool = False
    drawn: bool = True  # to be verified: always with `each`, by lot with `sample N%`


def receive(book: Book, move: Move, about: About) -> Event:
    """The first event of a matter: it is in the first step, and an on-the-spot clock runs at once."""
    first = book.path.part.first
    said = dict(move.said)
    limit = _limit(book, about.grade, move.at)
    if limit and (clock.starts_at_receipt(limit) or "dispatched" in first.marks):
        said |= _start(book, about.grade, limit, move.at)
    if "dispatched" in first.marks:
        said |= _sign_clock(book, move.at)
    return Event(1, "received", first.key, move.at, move.staff_id, move.actor, move.unit_id, said)


def next_event(book: Book, state: State, move: Move, about: About) -> Event:
    """The event that `move` becomes on a matter in `state`; Refused (matters.R1xx) with what is in the way."""
    if move.kind not in words.KINDS or move.kind == "received":
        raise Refused("matters.R100", "没有这个操作，未作改动。", "请刷新页面后重试。")
    _in_order(state, move)
    step, said, unit_id = _MOVES.get(move.kind, _along)(book, state, move, about)
    if "files" in said:
        _no_same_photo(state, said)
    return Event(state["seq"] + 1, move.kind, step, move.at, move.staff_id, move.actor, unit_id, said)


Answer = tuple[str, Mapping[str, Any], int | None]


# what holds for every move -----------------------------------------------------------------


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


def _by_another(move: Move, other: int | None, id: str, said: str, hint: str) -> None:
    if move.staff_id is not None and move.staff_id == other:
        raise Refused(id, said, hint)


def _must(condition: object, id: str, said: str, hint: str = "补齐后再提交。", field: str = "") -> None:
    if not condition:
        raise Refused(id, said, hint, {field: said} if field else {})


def _chosen(said: Mapping[str, Any], key: str, options: Mapping[str, str], id: str, what: str) -> None:
    if said.get(key) not in options:
        raise Refused(id, f"请选择{what}。", "可选：" + "、".join(options.values()) + "。", {key: f"请选择{what}"})


def _text(said: Mapping[str, Any], key: str, id: str, what: str) -> None:
    if not str(said.get(key) or "").strip():
        raise Refused(id, f"请写明{what}。", "补齐后再提交。", {key: f"请写明{what}"})


def _same(state: State, move: Move) -> Answer:
    return state["step"], move.said, state["unit_id"]


# along the path ----------------------------------------------------------------------------


def _along(book: Book, state: State, move: Move, about: About) -> Answer:
    """Take an arrow of the path: check what the next step needs, and start the clocks that start there."""
    step = _target(book, state, move)
    _nothing_waits(state)
    if state["state"] == "paused":
        raise Refused("matters.R108", "挂账期间不能办理，请先恢复计时。", "请值班长恢复计时。")
    said = dict(move.said)
    if (check := _EXTRA.get(move.kind)) is not None:
        check(book, state, move, about, step, said)
    if lacking := needs.missing(book.path.part, step, state, said, state.get("category") or about.category):
        raise Refused(
            "matters.R101", f"还不能{words.KINDS[move.kind]}，缺：" + "、".join(lacking) + "。", "补齐后再提交。"
        )
    unit_id = move.unit_id if move.unit_id is not None else state["unit_id"]
    said |= _clocks(book, state, move, about, step, said)
    return step.key, said, unit_id


def _target(book: Book, state: State, move: Move) -> Step:
    step = book.path.to(state["step"], move.kind, move.to)
    if step is None:
        now = book.path.step(state["step"]).title
        raise Refused("matters.R102", f"当前是“{now}”，不能{words.KINDS[move.kind]}。", "请刷新页面，看现在能做什么。")
    return step


def _nothing_waits(state: State) -> None:
    if state["pending"] in ("objection", "ruling", "pause"):
        waits = words.PENDING[state["pending"]][0]
        raise Refused("matters.R103", f"“{waits}”还没有裁定，暂不能往下办。", "请值班长先裁定。")


def _clocks(book: Book, state: State, move: Move, about: About, step: Step, said: Mapping[str, Any]) -> dict:
    """Start the sign-in clock at each dispatch, and the handling clock once: at the first way out (E1-R25)."""
    more: dict[str, object] = {}
    if move.kind in ("dispatched", "reassigned"):
        more |= _sign_clock(book, move.at)
    out = book.path.phases[step.key] not in ("new", "end")
    if out and not state["_limit"] and "limit" not in said:
        grade = str(said.get("grade") or state.get("grade") or about.grade)
        limit = _limit(book, grade, move.at)
        more |= _start(book, grade, limit, move.at) if limit else {}
    return more


def _limit(book: Book, grade: str, at: datetime) -> Limit | None:
    found = clock.grade_of(book.path.part, grade)
    return book.limit(f"matter.grades.{grade}.within", local_day(at), found.within) if found else None


def _start(book: Book, grade: str, limit: Limit, at: datetime) -> dict[str, object]:
    return clock.started(at, limit, book.path.part.grades[grade].warn, book.calendar)


def _sign_clock(book: Book, at: datetime) -> dict[str, object]:
    limit = book.limit("matter.sign_within", local_day(at), book.path.part.sign_within)
    return {"sign_due_at": clocks.deadline(at, limit, book.calendar).isoformat()} if limit else {}


def _dispatching(book: Book, state: State, move: Move, about: About, step: Step, said: dict) -> None:
    held = move.unit_id or said.get("staff") or about.has_subject or state["unit_id"]
    if step.who in ("handler", "co_handler") and not held:
        raise Refused("matters.R110", "派单要选承办单位。", "请选择承办单位。", {"unit": "请选择承办单位"})
    grades = book.path.part.grades
    _must(said.get("grade") in (None, "", *grades), "matters.R111", "没有这个等级。", "请重新选择等级。", "grade")


def _handling(book: Book, state: State, move: Move, about: About, step: Step, said: dict) -> None:
    _text(said, "words", "matters.R116", "办理情况")


def _checking(book: Book, state: State, move: Move, about: About, step: Step, said: dict) -> None:
    _by_another(
        move,
        state["handled_by_id"],
        "matters.R120",
        "承办人不能核查自己办理的事项。",
        "请核查员或其他同事核查。",
    )
    if move.kind == "rework":
        _text(said, "words", "matters.R121", "退回重办的原因")


def _closing(book: Book, state: State, move: Move, about: About, step: Step, said: dict) -> None:
    phase = book.path.phases[state["step"]]
    if phase == "out" and book.verify.startswith("sample") and about.drawn:
        raise Refused("matters.R122", "该事项已抽中核查，不能直接办结。", "请反馈后由核查员核查。")
    rechecked = about.drawn and (phase == "check" or "rechecked_by" in step.needs)
    if rechecked and state["verified_at"] is None:
        said["verifies"] = True
        handler = state["handled_by_id"] if state["handled_at"] else state["_finder"]
        _by_another(move, handler, "matters.R120", "承办人不能核查自己办理的事项。", "请核查员或其他同事核查。")


def _refusing(book: Book, state: State, move: Move, about: About, step: Step, said: dict) -> None:
    """E1-R13: a reason, the time the caller was told, and a second look by another person."""
    _chosen(said, "reason", words.NOT_ACCEPTED, "matters.R112", "不予受理的原因")
    _text(said, "told_at", "matters.R113", "告知诉求人的时间")
    _must(
        said.get("second") and said["second"] != move.staff_id,
        "matters.R114",
        "不予受理要由另一人复核。",
        field="second",
    )


def _redoing(book: Book, state: State, move: Move, about: About, step: Step | None, said: dict) -> None:
    """E1-R29: a reason, the head who answers for it, and a new limit."""
    _text(said, "words", "matters.R125", "重办的原因")
    _text(said, "head", "matters.R126", "重办负责人")
    limit = book.limit("matter.redo_within", local_day(move.at), clock.REDO_WITHIN) or clock.REDO_WITHIN
    said |= clock.started(move.at, limit, None, book.calendar)


_EXTRA = {
    "dispatched": _dispatching,
    "reassigned": _dispatching,
    "handled": _handling,
    "verified": _checking,
    "rework": _checking,
    "closed": _closing,
    "not_accepted": _refusing,
    "redo": _redoing,
}


# beside the path ---------------------------------------------------------------------------


def _reassign(book: Book, state: State, move: Move, about: About) -> Answer:
    """Hand an open matter to another unit; the reporter's deadline runs on, the new unit signs anew."""
    if book.path.to(state["step"], "reassigned", move.to):
        return _along(book, state, move, about)
    _open(state)
    _nothing_waits(state)
    _must(move.unit_id, "matters.R230", "转办要选承办单位。", "请选择承办单位。", "unit")
    _must(state["dispatched_at"], "matters.R221", "还没有派单，不能转办。", "请先派单。")
    step = book.path.dispatch or book.path.step(state["step"])
    said = dict(move.said) | _sign_clock(book, move.at)
    return step.key, said, move.unit_id


def _object(book: Book, state: State, move: Move, about: About) -> Answer:
    """E1-R16: reason code, evidence, within the window; after `bounce_limit` rulings the next one is final."""
    part, said = book.path.part, dict(move.said)
    _open(state)
    _no_request(state)
    _must(
        state["dispatched_at"] and not state["handled_at"],
        "matters.R222",
        "现在不能申请退单。",
        "派单后、反馈前可以申请。",
    )
    _must(not state["_ruled"], "matters.R131", "退单已作最终裁定，请按裁定办理。", "如仍有异议，请书面报分管领导。")
    _chosen(said, "reason", words.OBJECTION_REASONS, "matters.R130", "退单理由")
    _text(said, "words", "matters.R132", "退单依据")
    limit = book.limit("matter.object_within", local_day(move.at), part.object_within)
    if limit and move.at > clocks.deadline(state["_held_from"], limit, book.calendar):
        raise Refused("matters.R133", f"已过申请退单的时限（派单后{limit}）。", "请继续办理，或申请协办。")
    said |= {"back": state["step"]} | ({"final": True} if state["objections"] >= part.bounce_limit else {})
    step = book.path.part.path.get("objected")
    return (step.key if step else state["step"]), said, state["unit_id"]


def _rule_objection(book: Book, state: State, move: Move, about: About) -> Answer:
    """Accept (to another unit, or back to the desk) or turn down; the first unit leads until then (E1-R15)."""
    said, path = dict(move.said), book.path
    _must(state["pending"] in ("objection", "ruling"), "matters.R134", "没有待裁定的退单申请。", "请刷新页面。")
    _two_persons(state, move)
    said["accepted"] = bool(said.get("accepted"))
    if not said["accepted"]:
        _text(said, "words", "matters.R135", "不同意退单的理由")
        return state["_back"], said, state["unit_id"]
    if move.to:
        return _target(book, state, move).key, said | _sign_clock(book, move.at), move.unit_id
    if move.unit_id is None:
        return path.before_dispatch.key, said, None
    step = path.dispatch or path.step(state["_back"])
    return step.key, said | _sign_clock(book, move.at), move.unit_id


def _ask_extension(book: Book, state: State, move: Move, about: About) -> Answer:
    """E1-R24: only before expiry, counted, and the reporter is told."""
    _open(state)
    _no_request(state)
    _must(state["due_at"], "matters.R139", "该事项没有办理时限，不需要延期。", "")
    _must(move.at <= state["due_at"], "matters.R140", "已过办理时限，不能再申请延期。", "请尽快办理，并向诉求人说明。")
    most = book.path.part.extensions_at_most
    _must(state["extensions"] < most, "matters.R141", f"延期最多{most}次，已用完。", "请报值班长。")
    _text(move.said, "words", "matters.R142", "延期的原因")
    _must(move.said.get("told"), "matters.R143", "延期要先告知诉求人。", "告知后勾选“已告知诉求人”。", "told")
    _more(move.said)
    return _same(state, move)


def _more(said: Mapping[str, Any]) -> Limit:
    try:
        return Limit.parse(str(said.get("more") or ""))
    except ValueError as wrong:
        raise Refused(
            "matters.R144", "请写明延长多久，例如“3 workdays”。", "补齐后再提交。", {"more": "请写明延长多久"}
        ) from wrong


def _extend(book: Book, state: State, move: Move, about: About) -> Answer:
    _must(state["pending"] == "extension", "matters.R231", "没有待审批的延期申请。", "请刷新页面。")
    _two_persons(state, move)
    said = dict(move.said) | {"granted": bool(move.said.get("granted"))}
    if not said["granted"]:
        return state["step"], said, state["unit_id"]
    more = _more(said if said.get("more") else state["_asked"])
    said["more"] = more.written()
    ahead = {**state, "_extensions": [*state["_extensions"], said["more"]]}
    found = clock.replay(ahead, book.calendar)
    moments = clock.due(found, _warn(book, state, about)) if found else {}
    return state["step"], said | moments, state["unit_id"]


def _ask_pause(book: Book, state: State, move: Move, about: About) -> Answer:
    _open(state)
    _no_request(state)
    _pausing(book, move.said, move.at)
    return _same(state, move)


def _pausing(book: Book, said: Mapping[str, Any], at: datetime) -> None:
    """E1-R23: a reason from the list, and a day to look again, not later than the longest pause."""
    part = book.path.part
    reasons = part.pause_reasons or words.vocabulary.PAUSE_REASONS
    _chosen(said, "reason", reasons, "matters.R150", "挂账原因")
    if part.pause_at_most and said.get("review_on"):
        longest = local(clocks.deadline(at, part.pause_at_most, book.calendar)).date()
        _must(
            date.fromisoformat(str(said["review_on"])) <= longest,
            "matters.R151",
            f"挂账最长{part.pause_at_most}，复核日不能晚于{longest}。",
            "请改早复核日。",
            "review_on",
        )


def _pause(book: Book, state: State, move: Move, about: About) -> Answer:
    """Stop the clock, on request or at once; asked and approved by two persons."""
    _open(state)
    asked = state["pending"] == "pause"
    said = {**(state["_asked"] if asked else {}), **move.said}
    _must(asked or not state["pending"], "matters.R228", "还有别的申请待裁定。", "请先裁定。")
    _must(state["dispatched_at"], "matters.R223", "还没有派单，不需要挂账。", "请先派单。")
    if asked:
        _two_persons(state, move)
    if said.get("granted") is False:
        return state["step"], said, state["unit_id"]
    _pausing(book, said, move.at)
    step = book.path.to(state["step"], "paused")
    return (step.key if step else state["step"]), said | {"back": state["step"]}, state["unit_id"]


def _resume(book: Book, state: State, move: Move, about: About) -> Answer:
    _must(state["state"] == "paused", "matters.R152", "该事项没有挂账。", "请刷新页面。")
    found = clock.replay(state, book.calendar, until=move.at)
    moments = clock.due(found, _warn(book, state, about)) if found else {}
    return state["_back"], {**move.said, **moments}, state["unit_id"]


def _warn(book: Book, state: State, about: About) -> Limit | None:
    grade = clock.grade_of(book.path.part, str(state.get("grade") or about.grade))
    return grade.warn if grade and not state["_redo"] else None


def _ask_co(book: Book, state: State, move: Move, about: About) -> Answer:
    _open(state)
    _must(move.said.get("co_unit"), "matters.R155", "请选择协办单位。", "请选择协办单位。", "co_unit")
    _must(
        move.said["co_unit"] != state["unit_id"], "matters.R156", "协办单位不能是主办单位。", "请另选单位。", "co_unit"
    )
    limit = _more({"more": move.said.get("within") or "2 workdays"})
    due_at = clocks.deadline(move.at, limit, book.calendar)
    return state["step"], dict(move.said) | {"co_due_at": due_at.isoformat()}, state["unit_id"]


def _answer_co(book: Book, state: State, move: Move, about: About) -> Answer:
    _text(move.said, "words", "matters.R157", "协办情况")
    return _same(state, move)


def _call_back(book: Book, state: State, move: Move, about: About) -> Answer:
    """E1-R28: three answers; whoever was not reached has neither "resolved" nor "satisfied" said for them."""
    said = dict(move.said)
    _must(state["handled_at"], "matters.R160", "还没有反馈，不能回访。", "反馈或办结后再回访。")
    _by_another(move, state["handled_by_id"], "matters.R161", "承办人不能回访自己办理的事项。", "请派单员回访。")
    _chosen(said, "contacted", words.CONTACTED, "matters.R162", "是否联系上")
    if said["contacted"] != "yes":
        said |= {"resolved": "no_answer", "satisfied": "no_answer"}
    _chosen(said, "resolved", words.RESOLVED, "matters.R163", "是否解决")
    _chosen(said, "satisfied", words.SATISFIED, "matters.R164", "是否满意")
    return state["step"], said, state["unit_id"]


def _redo(book: Book, state: State, move: Move, about: About) -> Answer:
    """Back to work after a bad answer: along the path where it has such an arrow, else to the handling step."""
    _must(state["handled_at"], "matters.R224", "还没有反馈，不能重办。", "")
    step = book.path.to(state["step"], "redo", move.to) or book.path.part.path.get("redo") or book.path.doing
    if step is None:
        raise Refused("matters.R225", "这类事项没有办理环节，不能重办。", "请另行登记。")
    said = dict(move.said)
    _redoing(book, state, move, about, step, said)
    return step.key, said, state["unit_id"]


def _archive(book: Book, state: State, move: Move, about: About) -> Answer:
    _must(state["state"] == "done", "matters.R170", "办结后才能归档。", "请先办结。")
    category = book.path.part.categories.get(state.get("category") or about.category)
    wanted = category and category.photo
    _must(
        not wanted or needs.has_photo(state, move.said),
        "matters.R171",
        "缺处置后照片，不能归档。",
        "请补传处置后照片。",
    )
    step = book.path.to(state["step"], "archived")
    return (step.key if step else state["step"]), move.said, state["unit_id"]


def _void(book: Book, state: State, move: Move, about: About) -> Answer:
    _text(move.said, "reason", "matters.R175", "作废的原因")
    return _same(state, move)


def _merge(book: Book, state: State, move: Move, about: About) -> Answer:
    _must(state["state"] in ("new", "running"), "matters.R180", "该事项现在不能并单。", "")
    _must(move.said.get("into"), "matters.R181", "请选择主单。", field="into")
    return _same(state, move)


def _ask_exclusion(book: Book, state: State, move: Move, about: About) -> Answer:
    """E1-R30: one of eight kinds, with evidence; another person decides."""
    _no_request(state)
    _chosen(move.said, "category_of", words.NOT_COUNTED, "matters.R185", "不纳入考核的情形")
    _text(move.said, "words", "matters.R186", "依据")
    return _same(state, move)


def _exclude(book: Book, state: State, move: Move, about: About) -> Answer:
    _must(state["pending"] == "exclusion", "matters.R232", "没有待审批的不纳入考核申请。", "请刷新页面。")
    _two_persons(state, move)
    said = {"category_of": state["_asked"]["category_of"], **move.said, "granted": bool(move.said.get("granted"))}
    return state["step"], said, state["unit_id"]


def _undo(book: Book, state: State, move: Move, about: About) -> Answer:
    """A slip of the hand: the same person takes back the last step within ten minutes."""
    last = state["_last"]
    _must(last and last.kind in UNDOABLE, "matters.R190", "上一步不能撤回。", "只能撤回刚做的受理、派单、转办、签收。")
    _must(last.staff_id == move.staff_id, "matters.R191", "只能撤回自己刚做的一步。", "请当事人撤回。")
    _must(move.at - last.at <= SLIP, "matters.R192", "已超过十分钟，不能撤回。", "请走转办或退单。")
    return state["_undo_step"], {**move.said, "seq": last.seq, "kind": last.kind}, state["_undo_unit"]


def _supervise(book: Book, state: State, move: Move, about: About) -> Answer:
    _open(state)
    _text(move.said, "words", "matters.R195", "督办要求")
    return _same(state, move)


def _remind(book: Book, state: State, move: Move, about: About) -> Answer:
    _open(state)
    return _same(state, move)


def _note(book: Book, state: State, move: Move, about: About) -> Answer:
    _text(move.said, "words", "matters.R198", "备注")
    return _same(state, move)


def _plan_look(book: Book, state: State, move: Move, about: About) -> Answer:
    _must(state["state"] == "done", "matters.R199", "办结的事项才列入回头看。", "")
    return _same(state, move)


def _look_back(book: Book, state: State, move: Move, about: About) -> Answer:
    """S1-A15: another person than the handler goes and looks again."""
    _must(state["state"] == "done", "matters.R233", "办结的事项才能回头看。", "")
    _by_another(move, state["handled_by_id"], "matters.R165", "承办人不能对自己办理的事项回头看。", "请其他同事去看。")
    _chosen(move.said, "found", words.LOOKED, "matters.R166", "回头看结果")
    return _same(state, move)


def _hand_over(book: Book, state: State, move: Move, about: About) -> Answer:
    return _same(state, move)


def _close_or_follow(book: Book, state: State, move: Move, about: About) -> Answer:
    """A child follows its parent to the end; everything else closes along the path."""
    if state["merged_into_id"] is None:
        return _along(book, state, move, about)
    _must(move.said.get("with"), "matters.R229", "该事项已并入主单，随主单办结。", "请到主单上操作。")
    done = next(step for step in book.path.part.path.values() if "closed" in step.marks)
    return done.key, move.said, state["unit_id"]


def _open(state: State) -> None:
    _must(state["state"] in ("new", "running"), "matters.R226", "该事项不在办理中，不能这样操作。", "请刷新页面。")


def _no_request(state: State) -> None:
    if state["pending"]:
        waits = words.PENDING[state["pending"]][0]
        raise Refused("matters.R227", f"“{waits}”还没有裁定，不能再提申请。", "请等裁定。")


def _two_persons(state: State, move: Move) -> None:
    _by_another(move, state["_asked_by"], "matters.R136", "申请人不能审批自己的申请。", "请值班长审批。")


_MOVES: Mapping[str, Callable[[Book, State, Move, About], Answer]] = {
    "closed": _close_or_follow,
    "reassigned": _reassign,
    "objected": _object,
    "objection_ruled": _rule_objection,
    "extension_asked": _ask_extension,
    "extended": _extend,
    "pause_asked": _ask_pause,
    "paused": _pause,
    "resumed": _resume,
    "co_asked": _ask_co,
    "co_answered": _answer_co,
    "called_back": _call_back,
    "redo": _redo,
    "archived": _archive,
    "void": _void,
    "merged": _merge,
    "exclusion_asked": _ask_exclusion,
    "excluded": _exclude,
    "undone": _undo,
    "supervised": _supervise,
    "reminded": _remind,
    "note": _note,
    "handed_over": _hand_over,
    "look_planned": _plan_look,
    "looked_back": _look_back,
}

"""What a move is judged by, and the checks that moves of every kind share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from gewu.kernel import clocks
from gewu.kernel.calendar import Calendar, local_day
from gewu.kernel.clocks import Limit
from gewu.kernel.types import Refused
from gewu.matters.rules import clock, words
from gewu.matters.rules.folding import State
from gewu.matters.rules.path import Path
from gewu.scenario.grammar import Step


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


Answer = tuple[str, Mapping[str, Any], int | None]


def by_another(move: Move, other: int | None, id: str, said: str, hint: str) -> None:
    if move.staff_id is not None and move.staff_id == other:
        raise Refused(id, said, hint)


def must(condition: object, id: str, said: str, hint: str = "补齐后再提交。", field: str = "") -> None:
    if not condition:
        raise Refused(id, said, hint, {field: said} if field else {})


def chosen(said: Mapping[str, Any], key: str, options: Mapping[str, str], id: str, what: str) -> None:
    if said.get(key) not in options:
        raise Refused(id, f"请选择{what}。", "可选：" + "、".join(options.values()) + "。", {key: f"请选择{what}"})


def text(said: Mapping[str, Any], key: str, id: str, what: str) -> None:
    if not str(said.get(key) or "").strip():
        raise Refused(id, f"请写明{what}。", "补齐后再提交。", {key: f"请写明{what}"})


def same(state: State, move: Move) -> Answer:
    return state["step"], move.said, state["unit_id"]


def target(book: Book, state: State, move: Move) -> Step:
    step = book.path.to(state["step"], move.kind, move.to)
    if step is None:
        now = book.path.step(state["step"]).title
        raise Refused("matters.R102", f"当前是“{now}”，不能{words.KINDS[move.kind]}。", "请刷新页面，看现在能做什么。")
    return step


def nothing_waits(state: State) -> None:
    if state["pending"] in ("objection", "ruling", "pause"):
        waits = words.PENDING[state["pending"]][0]
        raise Refused("matters.R103", f"“{waits}”还没有裁定，暂不能往下办。", "请值班长先裁定。")


def limit_of(book: Book, grade: str, at: datetime) -> Limit | None:
    found = clock.grade_of(book.path.part, grade)
    return book.limit(f"matter.grades.{grade}.within", local_day(at), found.within) if found else None


def start_clock(book: Book, grade: str, limit: Limit, at: datetime) -> dict[str, object]:
    return clock.started(at, limit, book.path.part.grades[grade].warn, book.calendar)


def sign_clock(book: Book, at: datetime) -> dict[str, object]:
    limit = book.limit("matter.sign_within", local_day(at), book.path.part.sign_within)
    return {"sign_due_at": clocks.deadline(at, limit, book.calendar).isoformat()} if limit else {}


def warn_of(book: Book, state: State, about: About) -> Limit | None:
    grade = clock.grade_of(book.path.part, str(state.get("grade") or about.grade))
    return grade.warn if grade and not state["_redo"] else None


def must_be_open(state: State) -> None:
    must(state["state"] in ("new", "running"), "matters.R226", "该事项不在办理中，不能这样操作。", "请刷新页面。")


def no_request(state: State) -> None:
    if state["pending"]:
        waits = words.PENDING[state["pending"]][0]
        raise Refused("matters.R227", f"“{waits}”还没有裁定，不能再提申请。", "请等裁定。")


def two_persons(state: State, move: Move) -> None:
    by_another(move, state["_asked_by"], "matters.R136", "申请人不能审批自己的申请。", "请值班长审批。")


def limit_said(said: Mapping[str, Any]) -> Limit:
    try:
        return Limit.parse(str(said.get("more") or ""))
    except ValueError as wrong:
        raise Refused(
            "matters.R144", "请写明延长多久，例如“3 workdays”。", "补齐后再提交。", {"more": "请写明延长多久"}
        ) from wrong

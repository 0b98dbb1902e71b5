"""What this person can do now with this matter, as buttons with the questions they ask."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from gewu.kernel.types import Actor, Refused
from gewu.matters.rules import words
from gewu.matters.rules.intake import drawn
from gewu.matters.rules.path import Edge, Path, part_of, path_of
from gewu.scenario.grammar import Field, MatterPart, Scenario
from gewu.scenario.vocabulary import HANDLERS, PAUSE_REASONS, ROLES


class Row(Protocol):
    """What verbs() reads of a matter; a row has it."""

    number: str
    step: str
    state: str
    pending: str
    unit_id: int | None
    staff_id: int | None
    area_id: int | None
    subject_id: int | None
    handled_by_id: int | None


@dataclass(frozen=True)
class Verb:
    """One button. `key` goes to actions.do; `asks` are its questions; one verb of a list is `primary`.

    Field types beside the scenario's own: unit, staff, matter (choose one), files (after-photos), moment.
    """

    key: str
    title: str
    primary: bool = False
    asks: tuple[Field, ...] = ()
    to: str = ""


def verbs(scenario: Scenario, matter: Row, actor: Actor, *, asked: Collection[int] = ()) -> list[Verb]:
    """List what `actor` may do with `matter` in its present state, the primary one first.

    An answer to a waiting request comes before the path; moves.next_event still checks each when it is done.
    asked  units that were asked to help (协办) and have not answered yet
    """
    path = path_of(part_of(scenario))
    waiting = [*_answers(matter, actor), *_helping(matter, actor, asked)]
    found = [*waiting, *_arrows(path, matter, actor), *_beside(path, matter, actor)]
    return [Verb(v.key, v.title, number == 0 and v.key not in _QUIET, v.asks, v.to) for number, v in enumerate(found)]


def check_right(scenario: Scenario, matter: Row, actor: Actor, kind: str, to: str) -> None:
    """Refuse (matters.R403) unless `actor` may take this step; the system may do everything."""
    path = path_of(part_of(scenario))
    if actor.is_system or _may(path, matter, actor, kind, to):
        return
    raise Refused(
        "matters.R403", f"您不能办理“{words.KINDS.get(kind, kind)}”，未作改动。", f"请联系{_whom(path, matter)}。"
    )


def _whom(path: Path, matter: Row) -> str:
    who = words.PENDING[matter.pending][1] if matter.pending else path.step(matter.step).who
    return ROLES.get(who, "值班长")


# who may -----------------------------------------------------------------------------------


def _may(path: Path, matter: Row, actor: Actor, kind: str, to: str) -> bool:
    if kind in _SIDE:
        return _may_side(matter, actor, kind)
    edges = [edge for edge in path.edges[matter.step] if edge.kind == kind and to in ("", edge.to.key)]
    if edges:
        return any(_may_edge(path, edge, matter, actor) for edge in edges)
    if kind in ("reassigned", "redo", "archived"):
        return actor.scope.may(_BESIDE[kind])
    return True  # no such arrow: next_event says so


def _may_edge(path: Path, edge: Edge, matter: Row, actor: Actor) -> bool:
    step = path.step(matter.step)
    if edge.kind == "closed" and edge.permission == "matters.verify" and not drawn(path.part.verify, matter.number):
        return actor.scope.may("matters.verify") or (actor.scope.may("matters.handle") and holds(matter, actor))
    if step.who not in actor.roles and not (edge.permission and actor.scope.may(edge.permission)):
        return False
    if edge.permission == "matters.handle" and (step.who in HANDLERS or step.who not in actor.roles):
        return holds(matter, actor)
    return not (edge.permission == "matters.verify" and matter.handled_by_id == actor.staff_id)


def _may_side(matter: Row, actor: Actor, kind: str) -> bool:
    permission = _BESIDE[kind]
    if kind == "objection_ruled" and matter.pending == "objection" and actor.scope.may("matters.dispatch"):
        return True
    if kind == "co_answered":
        return actor.scope.may(permission)
    if permission == "matters.handle" and not holds(matter, actor):
        return kind in ("co_asked", "exclusion_asked") and actor.scope.may("matters.dispatch")
    if kind == "called_back" and matter.handled_by_id == actor.staff_id:
        return False
    return actor.scope.may(permission)


def holds(matter: Row, actor: Actor) -> bool:
    """Whether the matter is in this person's hands: theirs, their unit's, or nobody's on their ground."""
    if matter.staff_id is not None and matter.staff_id == actor.staff_id:
        return True
    if matter.unit_id is not None:
        return matter.unit_id in actor.scope.unit_ids
    return actor.scope.sees_area(matter.area_id)


#: kind beside the path -> permission
_BESIDE = {
    "reassigned": "matters.dispatch",
    "redo": "matters.callback",
    "archived": "matters.dispatch",
    "objected": "matters.handle",
    "objection_ruled": "matters.rule",
    "extension_asked": "matters.handle",
    "extended": "matters.rule",
    "pause_asked": "matters.handle",
    "paused": "matters.rule",
    "resumed": "matters.rule",
    "co_asked": "matters.handle",
    "co_answered": "matters.handle",
    "called_back": "matters.callback",
    "exclusion_asked": "matters.handle",
    "excluded": "matters.void",
    "supervised": "matters.supervise",
    "reminded": "matters.supervise",
    "merged": "matters.dispatch",
    "void": "matters.void",
    "note": "matters.see",
    "undone": "matters.see",
    "handed_over": "matters.take_in",
    "look_planned": "matters.supervise",
    "looked_back": "matters.verify",
}
_SIDE = frozenset(_BESIDE) - {"reassigned", "redo", "archived"}
_QUIET = frozenset(
    {"note", "reminded", "supervised", "void", "merged", "co_asked", "exclusion_asked", "archived", "redo"}
)


# which are offered -------------------------------------------------------------------------


def _answers(matter: Row, actor: Actor) -> Iterator[Verb]:
    kind = {"objection": "objection_ruled", "ruling": "objection_ruled", "pause": "paused"}.get(
        matter.pending, {"extension": "extended", "exclusion": "excluded"}.get(matter.pending, "")
    )
    if kind and _may_side(matter, actor, kind):
        yield Verb(kind, words.KINDS[kind], asks=ASKS[kind])
    if matter.state == "paused" and actor.scope.may("matters.rule"):
        yield Verb("resumed", words.KINDS["resumed"])


def _helping(matter: Row, actor: Actor, asked: Collection[int]) -> Iterator[Verb]:
    waits = matter.state in ("new", "running", "paused") and not actor.scope.unit_ids.isdisjoint(asked)
    if waits and _may_side(matter, actor, "co_answered"):
        yield Verb("co_answered", words.KINDS["co_answered"], asks=ASKS["co_answered"])


def _arrows(path: Path, matter: Row, actor: Actor) -> Iterator[Verb]:
    if matter.pending in ("objection", "ruling", "pause") or matter.state not in ("new", "running"):
        return
    if getattr(matter, "merged_into_id", None):
        return
    step = path.step(matter.step)
    edges = [edge for edge in path.edges[step.key] if edge.kind not in _SIDE and _may_edge(path, edge, matter, actor)]
    for edge in edges:
        several = sum(other.kind == edge.kind for other in edges) > 1
        yield _arrow(path, edge, several)


def _arrow(path: Path, edge: Edge, several: bool) -> Verb:
    plain = edge.kind == "step" or several
    title = edge.to.title if edge.kind == "step" else words.KINDS[edge.kind]
    title = f"{title} · {edge.to.title}" if several and edge.kind != "step" else title
    key = f"{edge.kind}:{edge.to.key}" if plain else edge.kind
    return Verb(key, title, asks=_edge_asks(path.part, edge), to=edge.to.key)


def _edge_asks(part: MatterPart, edge: Edge) -> tuple[Field, ...]:
    asks = {ask.key: ask for ask in ASKS.get(edge.kind, ())}
    for need in edge.to.needs:
        if need == "words":
            asks["words"] = _text("words", "办理情况", needed=True)
        elif need == "photo":
            asks["files"] = Field("files", "处置后照片", "files", needed=True)
        elif need in part.asks:
            asks[need] = _needed(part.asks[need])
    if edge.kind in ("handled", "closed"):
        asks |= {key: ask for key, ask in part.asks.items() if key not in asks}
        asks.setdefault("files", Field("files", "处置后照片", "files"))
    return tuple(asks.values())


def _needed(ask: Field) -> Field:
    return replace(ask, needed=True)


def _beside(path: Path, matter: Row, actor: Actor) -> Iterator[Verb]:
    for kind, fits in _OFFERED.items():
        right = _may_side(matter, actor, kind) if kind in _SIDE else actor.scope.may(_BESIDE[kind])
        if right and fits(path, matter):
            yield Verb(kind, words.KINDS[kind], asks=_asks_of(path.part, kind))


def _asks_of(part: MatterPart, kind: str) -> tuple[Field, ...]:
    if kind == "pause_asked" or kind == "paused":
        reasons = part.pause_reasons or PAUSE_REASONS
        return (Field("reason", "挂账原因", "choice", options=reasons, needed=True), *ASKS[kind])
    return ASKS.get(kind, ())


def _live(matter: Row) -> bool:
    return matter.state in ("new", "running") and not getattr(matter, "merged_into_id", None)


def _out(path: Path, matter: Row) -> bool:
    return _live(matter) and path.phases[matter.step] == "out"


def _free(path: Path, matter: Row) -> bool:
    return _out(path, matter) and not matter.pending


_OFFERED: dict[str, Callable[[Path, Row], bool]] = {
    "called_back": lambda path, matter: bool(matter.handled_by_id) and not getattr(matter, "contacted", ""),
    "objected": _free,
    "extension_asked": _free,
    "pause_asked": _free,
    "co_asked": lambda path, matter: _out(path, matter),
    "reassigned": lambda path, matter: _free(path, matter) and not path.to(matter.step, "reassigned"),
    "reminded": lambda path, matter: _live(matter) and bool(matter.unit_id),
    "supervised": lambda path, matter: _live(matter),
    "redo": lambda path, matter: matter.state == "done" and not getattr(matter, "archived_at", None),
    "archived": lambda path, matter: matter.state == "done" and not getattr(matter, "archived_at", None),
    "merged": lambda path, matter: _live(matter) and not matter.pending,
    "exclusion_asked": lambda path, matter: (
        matter.state in ("running", "done") and not matter.pending and not getattr(matter, "not_counted", "")
    ),
    "void": lambda path, matter: matter.state != "void",
    "note": lambda path, matter: True,
}


# what they ask -----------------------------------------------------------------------------


def _text(key: str, say: str, *, needed: bool = False) -> Field:
    return Field(key, say, "long_text", needed=needed)


def _choice(key: str, say: str, options) -> Field:
    return Field(key, say, "choice", options=options, needed=True)


_UNIT = Field("unit", "承办单位", "unit", needed=True)
ASKS: dict[str, tuple[Field, ...]] = {
    "dispatched": (_UNIT, Field("staff", "承办人", "staff"), _text("words", "派单说明")),
    "reassigned": (_UNIT, _text("words", "转办说明")),
    "not_accepted": (
        _choice("reason", "不予受理的原因", words.NOT_ACCEPTED),
        Field("told_at", "告知诉求人的时间", "moment", needed=True),
        Field("second", "复核人", "staff", needed=True),
        _text("words", "告知内容", needed=True),
    ),
    "handled": (_text("words", "办理情况", needed=True),),
    "verified": (_text("words", "核查情况"),),
    "rework": (_text("words", "退回重办的原因", needed=True),),
    "redo": (_text("words", "重办的原因", needed=True), Field("head", "重办负责人", "text", needed=True)),
    "closed": (_text("words", "办结说明"),),
    "objected": (_choice("reason", "退单理由", words.OBJECTION_REASONS), _text("words", "退单依据", needed=True)),
    "objection_ruled": (
        Field("accepted", "同意退单", "yes_no", needed=True),
        Field("unit", "改派单位", "unit"),
        _text("words", "裁定意见"),
    ),
    "extension_asked": (
        Field("more", "延长多久", "limit", needed=True),
        _text("words", "延期的原因", needed=True),
        Field("told", "已告知诉求人", "yes_no", needed=True),
    ),
    "extended": (Field("granted", "同意延期", "yes_no", needed=True), _text("words", "审批意见")),
    "pause_asked": (Field("review_on", "复核日", "date", needed=True), _text("words", "说明")),
    "paused": (
        Field("granted", "同意挂账", "yes_no", needed=True),
        Field("review_on", "复核日", "date"),
        _text("words", "审批意见"),
    ),
    "co_asked": (
        Field("co_unit", "协办单位", "unit", needed=True),
        Field("within", "协办时限", "limit"),
        _text("words", "协办事由"),
    ),
    "co_answered": (_text("words", "协办情况", needed=True),),
    "called_back": (
        _choice("contacted", "是否联系上", words.CONTACTED),
        Field("resolved", "是否解决", "choice", options=words.RESOLVED),
        Field("satisfied", "是否满意", "choice", options=words.SATISFIED),
        _text("words", "回访原话"),
    ),
    "supervised": (_text("words", "督办要求", needed=True), Field("due_on", "督办期限", "date")),
    "reminded": (_text("words", "催办说明"),),
    "merged": (Field("into", "主单", "matter", needed=True), _text("words", "并单说明")),
    "exclusion_asked": (
        _choice("category_of", "不纳入考核的情形", words.NOT_COUNTED),
        _text("words", "依据", needed=True),
    ),
    "excluded": (Field("granted", "同意不纳入考核", "yes_no", needed=True), _text("words", "审批意见")),
    "looked_back": (_choice("found", "回头看结果", words.LOOKED), _text("words", "现场情况")),
    "void": (_text("reason", "作废的原因", needed=True),),
    "note": (_text("words", "备注", needed=True),),
}

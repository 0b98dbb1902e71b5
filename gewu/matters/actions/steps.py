"""The next step of one matter, whatever it is: rights, rules, event, projection, journal; all or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from gewu.answers import rules as answers_rules
from gewu.journal import actions as journal
from gewu.journal.models import Outgoing
from gewu.kernel.calendar import local_day
from gewu.kernel.types import Actor, Refused
from gewu.matters import books, queries
from gewu.matters.actions import writing
from gewu.matters.models import CoHandler, Matter
from gewu.matters.rules import KINDS, About, Book, Event, Move, check_right, next_event, path_of, replay
from gewu.matters.rules import apply as fold_in
from gewu.matters.rules.folding import State
from gewu.matters.rules.intake import asks_of, drawn
from gewu.matters.rules.path import part_of
from gewu.matters.rules.verbs import ASKS
from gewu.office import queries as office
from gewu.office.models import Staff, Unit
from gewu.scenario.grammar import Scenario


@transaction.atomic
def do(
    matter_id: int,
    verb: str,
    *,
    by: Actor,
    at: datetime,
    seq: int | None,
    said: Mapping[str, object] | None = None,
) -> Matter:
    """Take the step `verb` (a key of rules.verbs) with what the person said; answers the matter after it.

    seq   number of the last event the person saw; a stale one is refused (matters.R409) and nothing is saved.
          None only for the system, which acts on what it finds.
    said  answers to the verb's questions; unit and staff as ids, files as [{"sha256", "what": "after", …}],
          scenario fields by their keys
    Errors: Refused matters.R1xx (rules), R403 (rights), R404 (not in sight), R409, office.R310 (locked period).
    """
    matter = _locked(matter_id, by)
    if matter.seq != seq and not (seq is None and by.is_system):
        raise Refused("matters.R409", "这件事刚有人办过一步，没有保存。", "请刷新页面，看过最新情况再办。")
    office.must_be_open(by.office_id, local_day(at))
    scenario = office.edition(by.office_id, matter.scenario, matter.edition)
    kind, _, to = verb.partition(":")
    check_right(scenario, matter, by, kind, to)
    history = list(matter.events.order_by("seq"))
    judge = books.book(by.office_id, scenario)
    state = replay(judge.path, history)
    move = _move(by, at, kind, to, scenario, matter, said or {})
    event = next_event(judge, state, move, _about(scenario, matter))
    state = _after(judge, history, state, event)
    _keep(matter, scenario, state, event)
    _consequences(matter, judge, event, by, at)
    journal.write(f"matters.{kind}", office_id=by.office_id, by=by, at=at, noun="matter", row_id=matter.id)
    return matter


def _locked(matter_id: int, by: Actor) -> Matter:
    found = Matter.objects.for_scope(by.scope).select_for_update(of=("self",)).filter(id=matter_id).first()
    if found is None:
        raise Refused("matters.R404", "没有找到这件事，或不在您的范围内。", "请核对编号，或联系派单员。")
    return found


def _about(scenario: Scenario, matter: Matter) -> About:
    lot = drawn(part_of(scenario).verify, matter.number)
    return About(matter.category, matter.grade, matter.number, matter.subject_id is not None, lot)


def _move(
    by: Actor, at: datetime, kind: str, to: str, scenario: Scenario, matter: Matter, said: Mapping[str, Any]
) -> Move:
    """Sort what was said: the holder, answers to the scenario's questions, and the words of the event itself."""
    if kind not in KINDS:
        raise Refused("matters.R100", "没有这个操作，未作改动。", "请刷新页面后重试。")
    words = {key: _plain(value) for key, value in said.items() if value not in (None, "", [])}
    asks, own = asks_of(part_of(scenario)), {ask.key for ask in ASKS.get(kind, ())}
    answers = {key: words.pop(key) for key in list(words) if key in asks and key not in own}
    given: Mapping[str, object] = words.pop("answers", None) or {}  # type: ignore[assignment]
    if answers := answers_rules.clean(asks, {**given, **answers}):
        words["answers"] = answers
    unit_id = _unit(by, words.pop("unit", None))
    if kind == "co_asked":
        _unit(by, words.get("co_unit"))
    if "staff" in words:
        words["staff"] = _staff(by, words["staff"])
    if kind == "supervised":
        words["number"] = _supervision_number(by.office_id, at)
    if kind == "merged":
        words |= _parent(by, matter, words.get("into"))
    for flag in ("accepted", "granted", "told"):
        if flag in said:
            words[flag] = _yes(said[flag])
    return Move(kind, at, by.staff_id, by.label, words, to, unit_id)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, (date, datetime)) else value


def _yes(value: object) -> bool:
    return value is True or str(value).lower() in answers_rules.YES


def _unit(by: Actor, unit: Any) -> int | None:
    if unit is None:
        return None
    wanted = int(getattr(unit, "id", unit))
    if not Unit.objects.filter(office_id=by.office_id, id=wanted, active=True).exists():
        raise Refused("matters.R210", "没有找到这个单位，未作改动。", "请从列表中选择。", {"unit": "请从列表中选择"})
    return wanted


def _staff(by: Actor, staff: Any) -> int:
    wanted = int(getattr(staff, "id", staff))
    if not Staff.objects.filter(office_id=by.office_id, id=wanted).exists():
        raise Refused("matters.R211", "没有找到这位同事，未作改动。", "请从列表中选择。", {"staff": "请从列表中选择"})
    return wanted


def _supervision_number(office_id: int, at: datetime) -> str:
    year = local_day(at).year
    return f"督办〔{year}〕{journal.next_number(office_id, f'supervision-{year}')}号"


def _parent(by: Actor, matter: Matter, into: Any) -> dict[str, object]:
    """The main matter of a 并单: in sight, open, of the same scenario, not itself merged."""
    wanted = into if isinstance(into, Matter) else None
    if wanted is None and into is not None:
        rows = Matter.objects.for_scope(by.scope)
        key = {"number": into} if isinstance(into, str) and not into.isdigit() else {"id": int(into)}
        wanted = rows.filter(**key).first()
    if wanted is None or wanted.id == matter.id or not _may_lead(wanted, matter):
        raise Refused("matters.R182", "这个主单不能用来并单，未作改动。", "请选同一场景、还在办理、未并入他单的事项。")
    if Matter.objects.filter(merged_into_id=matter.id).exists():
        raise Refused("matters.R183", "已有事项并入本事项，它不能再并入他单。", "请把那些事项一并改到新的主单。")
    return {"into": wanted.id, "parent": wanted.number}


def _may_lead(parent: Matter, child: Matter) -> bool:
    return parent.scenario == child.scenario and not parent.merged_into_id and parent.state not in ("done", "void")


def _after(judge: Book, history: list, state: State, event: Event) -> State:
    if event.kind == "undone":
        return replay(judge.path, [*history, event])
    fold_in(judge.path, state, event)
    return state


def _keep(matter: Matter, scenario: Scenario, state: State, event: Event) -> None:
    changed = writing.project(matter, state)
    matter.save(update_fields=changed)
    writing.append(matter, [event])
    if "answers" in event.said:
        writing.facts(matter, scenario)
    if {"unit_id", "category"} & set(changed):
        writing.findable([matter], {scenario.scenario: scenario}, fresh=False)


# what follows from a step ------------------------------------------------------------------


def _consequences(matter: Matter, judge: Book, event: Event, by: Actor, at: datetime) -> None:
    if event.kind in ("co_asked", "co_answered"):
        _co_handlers(matter, event, by)
    if event.kind == "co_asked":
        _tell_unit(matter, int(event.said["co_unit"]), f"{KINDS[event.kind]}：{matter.number} {matter.title}")
    if event.kind == "closed" and matter.merged_into_id is None:
        _close_children(matter, judge, by, at)
    if event.kind in _TOLD:
        _tell_holder(matter, f"{KINDS[event.kind]}：{matter.number} {matter.title}")


#: events after which the holder gets a message
_TOLD = frozenset({"dispatched", "reassigned", "supervised", "reminded", "rework", "redo", "objection_ruled"})


def _co_handlers(matter: Matter, event: Event, by: Actor) -> None:
    """E1-R17: every co-handler has a clock of its own; the time of the answer is kept."""
    if event.kind == "co_asked":
        CoHandler.objects.update_or_create(
            matter=matter,
            unit_id=event.said["co_unit"],
            defaults={
                "office_id": matter.office_id,
                "asked_at": event.at,
                "due_at": datetime.fromisoformat(str(event.said["co_due_at"])),
                "answered_at": None,
            },
        )
        return
    rows = matter.co_handlers.filter(answered_at=None)
    if not by.is_system:
        rows = rows.filter(unit_id__in=by.scope.unit_ids)
    if not rows.update(answered_at=event.at, words=str(event.said["words"])):
        raise Refused("matters.R158", "没有等您单位答复的协办请求。", "请核对事项编号。")


def _close_children(matter: Matter, judge: Book, by: Actor, at: datetime) -> None:
    """Children follow their parent; each reporter still gets an answer of their own (E1-R18)."""
    for child in matter.merged.filter(closed_at=None, void_at=None):
        state = replay(judge.path, child.events.order_by("seq"))
        move = Move("closed", at, by.staff_id, by.label, {"with": matter.number})
        event = next_event(judge, state, move, About(child.category, child.grade, child.number))
        fold_in(judge.path, state, event)
        child.save(update_fields=writing.project(child, state))
        writing.append(child, [event])


def _tell_holder(matter: Matter, words: str) -> None:
    if matter.staff_id:
        journal.tell_many([_message(matter, "matter", matter.staff_id, words)])
    elif matter.unit_id:
        _tell_unit(matter, matter.unit_id, words)


def _tell_unit(matter: Matter, unit_id: int, words: str) -> None:
    people = Staff.objects.filter(unit_id=unit_id, to_on=None).values_list("id", flat=True)[:20]
    journal.tell_many(_message(matter, "matter", one, words) for one in people)


def _message(matter: Matter, kind: str, staff_id: int | None, words: str) -> Outgoing:
    return Outgoing(
        office_id=matter.office_id, kind=kind, to_staff_id=staff_id, words=words, link=f"/matters/{matter.id}/"
    )


# what the clock brings ---------------------------------------------------------------------


@transaction.atomic
def mark_overdue(matter_id: int, *, by: Actor, at: datetime, tell: Mapping[int | None, str]) -> Matter:
    """Say once that a matter ran over its time: an event (催办), and a message to each of `tell` (staff id: word)."""
    matter = do(matter_id, "reminded", by=by, at=at, seq=None, said={"why": "overdue", "words": "已超过办理时限"})
    words = f"已逾期：{matter.number} {matter.title}"
    journal.tell_many(_message(matter, "overdue", staff_id, f"{words}（{word}）") for staff_id, word in tell.items())
    return matter


@transaction.atomic
def reproject(by: Actor, at: datetime) -> int:
    """Write every matter's columns anew from its events, where they differ; answers how many were mended."""
    numbers = {one.number for one in queries.replay_check(by.office_id, limit=1_000_000)}
    for matter in Matter.objects.filter(office_id=by.office_id, number__in=numbers):
        scenario = office.edition(by.office_id, matter.scenario, matter.edition)
        state = replay(path_of(part_of(scenario)), matter.events.order_by("seq"))
        matter.save(update_fields=writing.project(matter, state))
    journal.write("matters.reprojected", office_id=by.office_id, by=by, at=at, noun="matter", count=len(numbers))
    return len(numbers)

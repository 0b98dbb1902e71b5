"""Somebody leaves: open tasks and matters pass to the successor, what was done stays with who did it (S1-A12)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from gewu.journal import actions as journal
from gewu.kernel.calendar import local_day
from gewu.kernel.types import Actor, Refused, Scope
from gewu.matters import actions as matters
from gewu.matters.models import Matter
from gewu.office import actions as offices
from gewu.office import queries as office
from gewu.office.models import Staff, Unit
from gewu.tasks import actions as tasks
from gewu.tasks.models import Task


@dataclass(frozen=True)
class HandedOver:
    """How much passed on."""

    tasks: int
    matters: int


@dataclass(frozen=True)
class OpenWork:
    """What somebody has open. `waiting` matters are on hold or before a ruling: they stay with their unit."""

    tasks: int
    matters: int
    waiting: int


def open_work(for_: Scope, leaver: Staff) -> OpenWork:
    """How much a leaver would hand over; numbers only, the rows are for those who may see them."""
    mine = Matter.objects.filter(office_id=for_.office_id, staff=leaver, merged_into=None, handled_at=None)
    return OpenWork(
        Task.objects.filter(office_id=for_.office_id, staff=leaver, state="due").count(),
        _open_matters(for_.office_id, leaver).count(),
        mine.filter(Q(state="paused") | Q(state="running") & ~Q(pending="")).count(),
    )


@transaction.atomic
def depart(
    *, by: Actor, at: datetime, leaver: Staff, successor: Staff | office.StaffRow | None, on: date
) -> HandedOver:
    """End a post from a day on, once all open work has passed to the successor: all or nothing.

    Errors: Refused flows.R122 when work is open and nobody was named, R120 and R121 as hand_over.
    """
    work, left = open_work(by.scope, leaver), office.left_without(leaver, on)
    if successor is None and (work.tasks or work.matters):
        words = f"{leaver.name}手上还有{work.tasks}项任务、{work.matters}件事项，没有办理离岗。"
        raise Refused("flows.R122", words, "请选一位接手的人。", {"successor": "请选接手人"})
    moved = hand_over(by=by, at=at, leaver=leaver, successor=successor) if successor else HandedOver(0, 0)
    offices.leave(by=by, at=at, staff=leaver, on=on)
    offices.tell_of_ground(by=by, leaver=leaver, left=left, at=at)
    return moved


@transaction.atomic
def move_staff(
    *, by: Actor, at: datetime, person: Staff, name: str, title: str, phone: str, unit: Unit | office.UnitRow
) -> Staff:
    """Put a person's post right; to another unit they go with empty hands.

    Errors: Refused flows.R123 when work is open that belongs to the unit they leave.
    """
    work = open_work(by.scope, person)
    if unit.id != person.unit_id and (work.tasks or work.matters or work.waiting):
        open_now = work.matters + work.waiting
        words = f"{person.name}手上还有{work.tasks}项任务、{open_now}件事项，没有调动。"
        raise Refused("flows.R123", words, "请先在“交接工作”里转给原单位的人。", {"unit": "请先交接"})
    return offices.change_staff(by=by, at=at, staff_id=person.id, name=name, title=title, phone=phone, unit=unit)


@transaction.atomic
def hand_over(
    *,
    by: Actor,
    at: datetime,
    leaver: Staff,
    successor: Staff | office.StaffRow,
    area_ids: Iterable[int] | None = None,
) -> HandedOver:
    """Let what a leaver has open pass to the successor: all of it, or that of some areas (leave, change of grid).

    Roles do not pass on by themselves: the security administrator grants them (office.actions.grant).
    Errors: Refused flows.R120 when both are the same, R121 without the right to do it, R124 for a successor whose
    roles do no such work.
    """
    if not (by.is_system or by.scope.may("office.accounts") or by.scope.may("matters.supervise")):
        raise Refused("flows.R121", "您的岗位不能办理工作交接，未作改动。", "请联系科室负责人或系统管理员。")
    if leaver.id == successor.id:
        raise Refused("flows.R120", "交接双方是同一个人，未作改动。", "请另选接手人。")
    if not office.can_take_over(successor, local_day(at)):
        words = f"{successor.name}的岗位不办这些事，没有交接。"
        raise Refused("flows.R124", words, "请选办理、走访岗位上的人；管理员和领导不接手。", {"successor": "请另选"})
    areas = None if area_ids is None else frozenset(area_ids)
    moved = tasks.hand_over(by=by, at=at, leaver=leaver, successor=successor, area_ids=areas)
    taken = _matters(by, at, leaver, successor, areas)
    count, detail = moved + taken, {"successor": successor.id, "tasks": moved, "matters": taken}
    journal.write("flows.handed_over", by=by, at=at, noun="staff", row_id=leaver.id, count=count, detail=detail)
    return HandedOver(moved, taken)


def _matters(
    by: Actor, at: datetime, leaver: Staff, successor: Staff | office.StaffRow, areas: frozenset[int] | None
) -> int:
    found = _open_matters(by.office_id, leaver)
    rows = list(found if areas is None else found.filter(area_id__in=areas))
    system = office.system_actor(by.office_id)
    words = f"{leaver.name}的工作由{successor.name}接手"
    for matter in rows:
        said = {"unit": successor.unit_id, "staff": successor.id, "words": words}
        matters.do(matter.id, "reassigned", by=system, at=at, seq=matter.seq, said=said)
    return len(rows)


def _open_matters(office_id: int, leaver: Staff) -> QuerySet[Matter]:
    rows = Matter.objects.filter(office_id=office_id, staff=leaver, state="running", pending="")
    return rows.filter(merged_into=None, handled_at=None).order_by("id")

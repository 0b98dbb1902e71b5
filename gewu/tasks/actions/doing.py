"""A record fulfils a task inside its period; a leaver's open tasks pass on; a task may be excused with a reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from django.db import connection, transaction

from gewu.journal import actions as journal
from gewu.journal.actions import bulk
from gewu.kernel.types import Actor, Refused
from gewu.office.queries import StaffRow
from gewu.tasks import rules
from gewu.tasks.models import Task

if TYPE_CHECKING:
    from gewu.office.models import Staff


@dataclass(frozen=True)
class Done:
    """What fulfilling needs to know of a record: on whom, the day it happened and the day it was entered."""

    id: int
    office_id: int
    scenario: str
    subject_id: int | None
    happened_on: date
    entered_on: date


def fulfil(records: Iterable[Done]) -> int:
    """Mark the open tasks that records repair (rules.may_fulfil), each by the earliest that fits; return how many.

    A record entered after a task's period is over does not repair it.
    """
    fitting = defaultdict(list)
    for record in sorted(records, key=lambda record: (record.happened_on, record.id)):
        if record.subject_id is not None:
            fitting[record.office_id, record.scenario, record.subject_id].append(record)
    if not fitting:
        return 0
    days = [record.happened_on for rows in fitting.values() for record in rows]
    running = Task.objects.filter(state="due", opens_on__lte=max(days), closes_on__gt=min(days))
    changed: list[tuple] = []
    for batch in bulk.batches(fitting, 500):
        tasks = running.filter(subject_id__in={subject_id for _, _, subject_id in batch})
        for task in map(OpenTask._make, tasks.values_list(*OpenTask._fields)):
            if found := _first_fit(task, fitting.get((task.office_id, task.scenario, task.subject_id), ())):
                late = not rules.on_time(found.happened_on, task.due_on)
                changed.append(("done", found.happened_on, late, found.id, task.id))
    if changed:
        _write_done(changed)
    return len(changed)


class OpenTask(NamedTuple):
    """The columns of an open task that fulfilling reads; a row of its own would be built for nothing."""

    id: int
    office_id: int
    scenario: str
    subject_id: int
    opens_on: date
    due_on: date
    closes_on: date


def _write_done(changed: list[tuple]) -> None:
    """One prepared statement for all: bulk_update would write a CASE of thousands of arms."""
    columns = "state = %s, done_on = %s, late = %s, record_id = %s"
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {Task._meta.db_table} SET {columns} WHERE id = %s", changed)


def _first_fit(task: OpenTask, records: Iterable[Done]) -> Done | None:
    days = {"opens_on": task.opens_on, "closes_on": task.closes_on}
    fits = (
        record
        for record in records
        if rules.may_fulfil(**days, happened_on=record.happened_on, entered_on=record.entered_on)
    )
    return next(fits, None)


def reopen(record_id: int, *, office_id: int) -> int:
    """Open again the tasks that a voided record had fulfilled; return how many."""
    rows = Task.objects.filter(office_id=office_id, record_id=record_id, state="done")
    return rows.update(state="due", done_on=None, late=None, record_id=None)


@transaction.atomic
def match_outside(task_id: int, *, by: Actor, at: datetime, number: str, done_on: date) -> Task:
    """Mark a task as done in the system that is its master (在××系统已办，本系统不再填)."""
    task = _open_task(by, task_id)
    days = {"opens_on": task.opens_on, "closes_on": task.closes_on}
    if not rules.may_fulfil(**days, happened_on=done_on, entered_on=done_on):
        raise Refused(
            "tasks.R110", "办理日期不在本期内，没有匹配。", f"本期为{task.opens_on}至{task.closes_on}（不含）。"
        )
    task.state, task.done_on, task.outside_number = "done", done_on, number
    task.late = not rules.on_time(done_on, task.due_on)
    task.save(update_fields=["state", "done_on", "late", "outside_number"])
    journal.write("tasks.matched", by=by, at=at, noun="task", row_id=task.id)
    return task


@transaction.atomic
def excuse(task_id: int, *, by: Actor, at: datetime, reason: str) -> Task:
    """Excuse a task (停业、搬走): it stays visible with its reason and is no duty any more."""
    by.must("registry.edit", ask="科室负责人")
    if not reason.strip():
        raise Refused("tasks.R111", "请写明免办的原因。", "补齐后再提交。", {"reason": "请写明原因"})
    task = _open_task(by, task_id)
    task.state, task.reason = "exempt", reason.strip()[:200]
    task.save(update_fields=["state", "reason"])
    journal.write("tasks.excused", by=by, at=at, noun="task", row_id=task.id)
    return task


def _open_task(by: Actor, task_id: int) -> Task:
    task = Task.objects.for_scope(by.scope).select_for_update(of=("self",)).one(id=task_id)
    if task.state != "due":
        raise Refused("tasks.R112", "这项任务已经办结或免办，未作改动。", "请刷新页面。")
    return task


@transaction.atomic
def hand_over(
    *, by: Actor, at: datetime, leaver: Staff, successor: Staff | StaffRow, area_ids: Iterable[int] | None = None
) -> int:
    """Let the open tasks of a leaver pass to the successor, all or those of some areas; what was done stays."""
    rows = Task.objects.filter(office_id=by.office_id, staff=leaver, state="due")
    rows = rows if area_ids is None else rows.filter(area_id__in=list(area_ids))
    moved = rows.update(staff_id=successor.id, unit_id=successor.unit_id)
    detail = {"successor": successor.id}
    journal.write("tasks.handed_over", by=by, at=at, noun="staff", row_id=leaver.id, count=moved, detail=detail)
    return moved

"""A record fulfils a task inside its period; a leaver's open tasks pass on; a task may be excused with a reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from django.db import connection, transaction

from gewu.journal import actions as journal
from gewu.journal.actions import bulk
from gewu.kernel.calendar import local_day
from gewu.kernel.types import Actor, Refused
from gewu.office import queries as office
from gewu.office.queries import StaffRow
from gewu.scenario.grammar import Duty
from gewu.scenario.ideas.conditions import Facts
from gewu.scenario.rules import Fit, duties_of, fit
from gewu.tasks import rules
from gewu.tasks.actions import attempts
from gewu.tasks.models import Attempt, Task

if TYPE_CHECKING:
    from gewu.office.models import Staff


@dataclass(frozen=True)
class Done:
    """What fulfilling needs to know of a record: on whom, when, and what it shows (its form and answers)."""

    id: int
    office_id: int
    scenario: str
    subject_id: int | None
    happened_on: date
    entered_on: date
    facts: Facts = field(default_factory=dict)


def fulfil(records: Iterable[Done]) -> int:
    """Mark the open tasks that records do (rules.may_fulfil, scenario.rules.fit), each by the first; return how many.

    A record entered after a task's period is over does not repair it. One of the right form in which the person was
    not met is an attempt; of too many the duty tells.
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
    tried: list[Attempt] = []
    for batch in bulk.batches(fitting, 500):
        tasks = running.filter(subject_id__in={subject_id for _, _, subject_id in batch})
        for task in map(OpenTask._make, tasks.values_list(*OpenTask._fields)):
            found, vain = _fitting(task, fitting.get((task.office_id, task.scenario, task.subject_id), ()))
            if found:
                late = not rules.on_time(found.happened_on, task.due_on)
                changed.append(("done", found.happened_on, late, found.id, task.id))
            tried += [_attempt(task, record) for record in vain]
    if changed:
        _write_done(changed)
    if tried:
        attempts.keep(tried)
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
    edition: str
    rule: str
    split: str
    area_id: int | None
    unit_id: int | None


def _attempt(task: OpenTask, record: Done) -> Attempt:
    return Attempt(
        office_id=task.office_id,
        task_id=task.id,
        record_id=record.id,
        scenario=task.scenario,
        split=task.split,
        subject_id=task.subject_id,
        area_id=task.area_id,
        unit_id=task.unit_id,
        tried_on=record.happened_on,
    )


def _write_done(changed: list[tuple]) -> None:
    """One prepared statement for all: bulk_update would write a CASE of thousands of arms."""
    columns = "state = %s, done_on = %s, late = %s, record_id = %s"
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {Task._meta.db_table} SET {columns} WHERE id = %s", changed)


def _fitting(task: OpenTask, records: Iterable[Done]) -> tuple[Done | None, list[Done]]:
    """Find the first record that does a task, and those before it that only tried."""
    days = {"opens_on": task.opens_on, "closes_on": task.closes_on}
    vain: list[Done] = []
    for record in records:
        if not rules.may_fulfil(**days, happened_on=record.happened_on, entered_on=record.entered_on):
            continue
        match fit(_duties(task), record.facts):
            case Fit.DONE:
                return record, vain
            case Fit.TRIED:
                vain.append(record)
    return None, vain


def _duties(task: OpenTask) -> tuple[Duty, ...]:
    return duties_of(office.edition(task.office_id, task.scenario, task.edition), task.rule)


def reopen(record_id: int, *, office_id: int) -> int:
    """Open again the tasks that a voided record had fulfilled, and forget what it tried; return how many."""
    Attempt.objects.filter(office_id=office_id, record_id=record_id).delete()
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
    office.must_be_open(by.office_id, task.due_on)
    if task.state != "due":
        raise Refused("tasks.R112", "这项任务已经办结或免办，未作改动。", "请刷新页面。")
    return task


@transaction.atomic
def move_ground(*, by: Actor, at: datetime, area_id: int, into_id: int) -> int:
    """Let the open tasks of one area lie in another, with whoever does such tasks there; return how many."""
    by.must("office.accounts")
    rows = list(Task.objects.filter(office_id=by.office_id, area_id=area_id, state="due"))
    for task in rows:
        task.area_id = into_id
        own = office.edition(task.office_id, task.scenario, task.edition).duties.get(task.rule)
        if person := office.responsible(by.office_id, own.who, into_id, local_day(at)) if own else None:
            task.staff_id, task.unit_id = person.id, person.unit_id
    Task.objects.bulk_update(rows, ["area", "staff", "unit"], batch_size=500)
    detail = {"into": into_id}
    journal.write("tasks.ground_moved", by=by, at=at, noun="area", row_id=area_id, count=len(rows), detail=detail)
    return len(rows)


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

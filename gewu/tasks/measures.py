"""What tasks let others count. Void and exempt ones are no duty and are never counted."""

from __future__ import annotations

from functools import partial

from gewu.kernel.types import Measure

_DUTY = (("state", "in", ("due", "done")),)
_DONE = (("state", "=", "done"),)
_ON_TIME = (*_DONE, ("late", "=", False))
_OPEN = (("state", "=", "due"),)
_task = partial(
    Measure,
    table="tasks_task",
    unit="家次",
    flow="due_on",
    dims={"area": "area_id", "unit": "unit_id", "scenario": "scenario", "split": "split"},
    facts="subject",
    facts_key="subject_id",
)

MEASURES: tuple[Measure, ...] = (
    _task("tasks.due", "应办任务", where=_DUTY),
    _task("tasks.done", "已办任务", where=_DONE, part_of=("tasks.due",)),
    _task("tasks.done_on_time", "按期办任务", where=_ON_TIME, part_of=("tasks.due", "tasks.done")),
    _task("tasks.missed", "逾期任务", where=_OPEN, part_of=("tasks.due",)),
)

#: went, and nobody was met
ATTEMPTS: tuple[Measure, ...] = (
    Measure(
        "tasks.attempts",
        "没有见到的走访",
        "tasks_attempt",
        unit="次",
        flow="tried_on",
        distinct="record_id",
        dims={"area": "area_id", "unit": "unit_id", "scenario": "scenario", "split": "split"},
        facts="subject",
        facts_key="subject_id",
    ),
)

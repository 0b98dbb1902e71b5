"""What tasks let others count. Void and exempt ones are no duty and are never counted."""

from __future__ import annotations

from gewu.kernel.types import Measure

_DIMS = {"area": "area_id", "unit": "unit_id", "scenario": "scenario", "split": "split"}
_DUTY = (("state", "in", ("due", "done")),)
_DONE = (("state", "=", "done"),)


def _measure(name: str, title: str, where: tuple, *part_of: str) -> Measure:
    return Measure(
        name=f"tasks.{name}",
        title=title,
        table="tasks_task",
        unit="家次",
        flow="due_on",
        where=where,
        part_of=part_of,
        dims=_DIMS,
        facts="subject",
        facts_key="subject_id",
    )


MEASURES: tuple[Measure, ...] = (
    _measure("due", "应办任务", _DUTY),
    _measure("done", "已办任务", _DONE, "tasks.due"),
    _measure("done_on_time", "按期办任务", (*_DONE, ("late", "=", False)), "tasks.due", "tasks.done"),
    _measure("missed", "逾期任务", (("state", "=", "due"),), "tasks.due"),
)

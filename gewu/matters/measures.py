"""What matters let others count. Void ones (不予受理 too) and those that follow another (并单) are never counted.

不纳入考核 (`not_counted`) stays in what was received and closed; it leaves only rates of time and of satisfaction.
"""

from __future__ import annotations

from typing import Any

from gewu.kernel.types import Measure

_DIMS = {
    "area": "area_id",
    "unit": "unit_id",
    "scenario": "scenario",
    "channel": "channel",
    "category": "category",
    "grade": "grade",
    "level": "level",
}
_COUNTED = (("state", "!=", "void"), ("merged_into_id", "is_null", None))
_RATED = (*_COUNTED, ("not_counted", "=", ""))
_DONE = ("state", "=", "done")


def _measure(name: str, title: str, *where: tuple[str, str, object], rated: bool = False, **more: Any) -> Measure:
    return Measure(
        name=f"matters.{name}",
        title=title,
        table="matters_matter",
        unit="件",
        where=(*(_RATED if rated else _COUNTED), *where),
        dims=_DIMS,
        facts="matter",
        **more,
    )


_CALLED = ("contacted", "=", "yes")

MEASURES: tuple[Measure, ...] = (
    _measure("received", "受理数", flow="received_on"),
    _measure(
        "received_closed",
        "受理且已办结数",
        _DONE,
        flow="received_on",
        by_then="closed_on",
        part_of=("matters.received",),
    ),
    _measure("closed", "办结数", _DONE, flow="closed_on"),
    _measure(
        "closed_on_time",
        "按期办结数",
        _DONE,
        ("closed_late", "=", False),
        flow="closed_on",
        rated=True,
        part_of=("matters.closed",),
    ),
    _measure("due", "到期数", flow="due_on", rated=True),
    _measure(
        "due_closed_on_time",
        "到期且按期办结数",
        _DONE,
        ("closed_late", "=", False),
        flow="due_on",
        rated=True,
        part_of=("matters.due",),
    ),
    _measure("open_at_end", "期末未办结数", stock=("received_on", "closed_on")),
    _measure("overdue_open", "超期未办结数", stock=("due_on", "closed_on"), part_of=("matters.open_at_end",)),
    _measure(
        "past_due_open", "有期限已过的在办数", stock=("next_due_on", "closed_on"), part_of=("matters.open_at_end",)
    ),
    _measure("dispatched", "派出数", flow="dispatched_on"),
    _measure(
        "signed_on_time",
        "按时签收数",
        ("signed_late", "=", False),
        flow="dispatched_on",
        part_of=("matters.dispatched",),
    ),
    _measure("returned", "退单数", ("returns", ">=", 1), flow="dispatched_on", part_of=("matters.dispatched",)),
    _measure("reworked", "重办数", _DONE, ("reworks", ">=", 1), flow="closed_on", part_of=("matters.closed",)),
    _measure(
        "repeated", "重复反映数", ("repeat_of_id", "not_null", None), flow="received_on", part_of=("matters.received",)
    ),
    _measure("called_back", "回访数", _DONE, _CALLED, flow="closed_on", rated=True, part_of=("matters.closed",)),
    _measure(
        "satisfied",
        "满意数",
        _DONE,
        _CALLED,
        ("satisfied", "in", ("yes", "fair")),
        flow="closed_on",
        rated=True,
        part_of=("matters.called_back", "matters.closed"),
    ),
    _measure(
        "resolved",
        "解决数",
        _DONE,
        _CALLED,
        ("resolved", "=", "yes"),
        flow="closed_on",
        rated=True,
        part_of=("matters.called_back", "matters.closed"),
    ),
)


def _passed(name: str, title: str, *where: tuple[str, str, object], **more: Any) -> Measure:
    return Measure(
        name=f"matters.{name}",
        title=title,
        table="matters_passage",
        where=where,
        dims={**_DIMS, "step": "step"},
        facts="matter",
        facts_key="matter_id",
        **more,
    )


#: of steps that have a clock: matters that came there, and each way to it that fell due (anew after a return)
PASSED: tuple[Measure, ...] = (
    _passed(
        "reached_step",
        "走到步骤的件数",
        ("not_counted", "not_in", ("void", "merged")),
        unit="件",
        flow="reached_on",
        distinct="matter_id",
    ),
    _passed("step_due", "步骤到期次数", ("not_counted", "=", ""), unit="次", flow="due_on"),
    _passed(
        "step_on_time",
        "步骤按时次数",
        ("not_counted", "=", ""),
        ("on_time", "=", True),
        unit="次",
        flow="due_on",
        part_of=("matters.step_due",),
    ),
)

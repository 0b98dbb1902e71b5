"""What matters let others count. Void ones (不予受理 too) and those that follow another (并单) are never counted.

不纳入考核 (`not_counted`) stays in what was received and closed; it leaves only rates of time and of satisfaction.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from gewu.kernel.types import Measure

_WORDS = ("scenario", "channel", "category", "grade", "level")
_DIMS = {"area": "area_id", "unit": "unit_id", **{word: word for word in _WORDS}}
_COUNTED = (("state", "!=", "void"), ("merged_into_id", "is_null", None))
_RATED = ("not_counted", "=", "")
_DONE = ("state", "=", "done")
_IN_TIME = ("closed_late", "=", False)
_CALLED = ("contacted", "=", "yes")


def _measure(name: str, title: str, *where: tuple[str, str, object], of: tuple[str, ...] = (), **more: Any) -> Measure:
    """A measure of matters; `of` are those whose rows include its own."""
    return Measure(
        name=f"matters.{name}",
        title=title,
        table="matters_matter",
        unit="件",
        where=(*_COUNTED, *where),
        part_of=tuple(f"matters.{one}" for one in of),
        dims=_DIMS,
        facts="matter",
        **more,
    )


#: what came in, 并单 too
_REPORTS = (("state", "!=", "void"),)
_received = partial(_measure, flow="received_on")
_closed = partial(_measure, flow="closed_on")
_due = partial(_measure, flow="due_on")
_out = partial(_measure, flow="dispatched_on")
_looked = partial(_measure, flow="looked_on")
_ANSWERED = (_RATED, _DONE, _CALLED)

MEASURES: tuple[Measure, ...] = (
    _received("received", "收到数"),
    Measure(
        "matters.reports",
        "收到数（含并单）",
        "matters_matter",
        unit="件",
        flow="received_on",
        where=_REPORTS,
        dims=_DIMS,
        facts="matter",
    ),
    _measure("accepted", "受理数", flow="accepted_on"),
    _received("received_closed", "收到且已办结数", _DONE, by_then="closed_on", of=("received",)),
    _closed("closed", "办结数", _DONE),
    _closed("closed_on_time", "按期办结数", _RATED, _DONE, _IN_TIME, of=("closed",)),
    _due("due", "到期数", _RATED),
    _due("due_closed_on_time", "到期且按期办结数", _RATED, _DONE, _IN_TIME, of=("due",)),
    _measure("open_at_end", "期末未办结数", stock=("received_on", "closed_on")),
    _measure("overdue_open", "超期未办结数", stock=("due_on", "closed_on"), of=("open_at_end",)),
    _measure("past_due_open", "有期限已过的在办数", stock=("next_due_on", "closed_on"), of=("open_at_end",)),
    _out("dispatched", "派出数"),
    _out("signed_on_time", "按时签收数", ("signed_late", "=", False), of=("dispatched",)),
    _out("returned", "退单数", ("returns", ">=", 1), of=("dispatched",)),
    _closed("reworked", "重办数", _DONE, ("reworks", ">=", 1), of=("closed",)),
    _received("repeated", "重复反映数", ("repeat_of_id", "not_null", None), of=("received",)),
    _closed("called_back", "回访数", *_ANSWERED, of=("closed",)),
    _closed("satisfied", "满意数", *_ANSWERED, ("satisfied", "in", ("yes", "fair")), of=("called_back", "closed")),
    _looked("looked_back", "回头看数"),
    _looked("rebounded", "回头看反弹数", ("looked", "=", "rebounded"), of=("looked_back",)),
    _closed("resolved", "解决数", *_ANSWERED, ("resolved", "=", "yes"), of=("called_back", "closed")),
)

_passage = partial(
    Measure, table="matters_passage", dims={**_DIMS, "step": "step"}, facts="matter", facts_key="matter_id"
)
_NOT_OUT = ("not_counted", "not_in", ("void", "merged"))
_ON_TIME = (_RATED, ("on_time", "=", True))

#: of steps that have a clock: matters that came there, and each way to it that fell due (anew after a return)
PASSED: tuple[Measure, ...] = (
    _passage(
        "matters.reached_step",
        "走到步骤的件数",
        unit="件",
        flow="reached_on",
        where=(_NOT_OUT,),
        distinct="matter_id",
    ),
    _passage("matters.step_due", "步骤到期次数", unit="次", flow="due_on", where=(_RATED,)),
    _passage(
        "matters.step_on_time",
        "步骤按时次数",
        unit="次",
        flow="due_on",
        where=_ON_TIME,
        part_of=("matters.step_due",),
    ),
)

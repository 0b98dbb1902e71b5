"""Putting payment lists into the tables: what is asked of a list drawn here is asked of one taken over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date, datetime

from gewu.kernel.calendar import local_day
from gewu.kernel.types import Actor, Refused
from gewu.money.models import PaymentLine, PaymentList
from gewu.office import queries as office
from gewu.registry import queries as registry

Draft = tuple[PaymentList, Sequence[PaymentLine]]


def keep(by: Actor, drafts: Sequence[Draft]) -> list[PaymentList]:
    """Keep new lists with their lines; a line takes scenario and programme of its list, and the area of its payee.

    Errors: Refused money.R101 (empty), R103 (an amount not above 0), R104 (somebody twice), R105 (somebody unknown),
        office.R310 (a locked period).
    """
    for row, lines in drafts:
        _payable(row, lines)
    days = {row.for_month for row, _ in drafts} | {
        day for _, lines in drafts for line in lines for day in (line.paid_on, line.returned_on)
    }
    for day in sorted(day for day in days if day is not None):
        office.must_be_open(by.office_id, day)
    areas = areas_of(by, {line.subject_id for _, lines in drafts for line in lines})
    kept = PaymentList.objects.bulk_create([row for row, _ in drafts], batch_size=500)
    for row, lines in drafts:
        for line in lines:
            line.office_id, line.payment_list, line.area_id = row.office_id, row, areas[line.subject_id]
            line.scenario, line.programme = row.scenario, row.programme
    PaymentLine.objects.bulk_create([line for _, lines in drafts for line in lines], batch_size=2000)
    return kept


def areas_of(by: Actor, ids: Collection[int]) -> dict[int, int | None]:
    """Return the area of each payee. Errors: Refused money.R105 when one is void, unknown or out of sight."""
    found = {key: one.area_id for key, one in registry.live(by.scope, ids).items()}
    if missing := len(set(ids) - set(found)):
        raise Refused("money.R105", f"有{missing}个发放对象不在台账中，没有保存。", "请先在底数台账登记。")
    return found


def arrived(day: date, after: date, at: datetime) -> None:
    """Refuse, as money.R206, a day of the bank that is still to come or lies before money could arrive."""
    if not after <= day <= local_day(at):
        words = f"到账日期须在{after:%Y-%m-%d}（发放或退回）与今天之间，没有保存。"
        raise Refused("money.R206", words, "请按银行回单上的日期填写。", {"paid_on": "日期不对"})


def _payable(row: PaymentList, lines: Sequence[PaymentLine]) -> None:
    which = f"请核对原表{row.number}。" if row.state == "returned" else ""
    if not lines:
        raise Refused("money.R101", "表上没有人，没有保存。", which or "请先在“发放对象”登记或导入谁领多少。")
    if any(line.amount_fen <= 0 for line in lines):
        raise Refused("money.R103", "有人的金额不大于0，没有保存。", which or "请改正金额，或从表上移出。")
    # A transfer that came back and was paid again stands twice on the bank's answer, and counts once.
    times = Counter(line.subject_id for line in lines if line.state != "returned")
    if any(count > 1 for count in times.values()):
        raise Refused("money.R104", "有人在同一张表上出现两次，没有保存。", which or "请合并成一行，或分开制表。")

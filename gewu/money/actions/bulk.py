"""Lists that somebody else paid (the district is master): taken over whole, matched by number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gewu.journal import actions as journal
from gewu.kernel.ciphers import digest
from gewu.kernel.types import Actor, Refused
from gewu.money.models import PaymentLine, PaymentList
from gewu.registry.models import Subject


@dataclass(frozen=True)
class PaidLine:
    """One payee as the bank reported it: paid on a day, or returned on a day with a reason."""

    subject_id: int
    amount_fen: int
    paid_on: date | None
    returned_on: date | None = None
    return_reason: str = ""
    bank_ref: str = ""


@dataclass(frozen=True)
class PaidList:
    """A finished list of another system; its `number` makes taking it over twice harmless."""

    number: str
    scenario: str
    programme: str
    title: str
    for_month: date
    lines: tuple[PaidLine, ...]
    source: str = ""
    sent_on: date | None = None


@transaction.atomic
def draw_many(*, by: Actor, at: datetime, lists: Iterable[PaidList]) -> dict[str, int]:
    """Take over finished lists; answers number -> id, those already here included.

    Errors: Refused money.R103 (an amount not above 0), R105 (a payee who is not on the register).
    """
    by.must("money.draw", ask="科室负责人")
    wanted = list(lists)
    here = _ids(by.office_id, [one.number for one in wanted])
    new = [one for one in wanted if one.number not in here]
    areas = _areas(by.office_id, {line.subject_id for one in new for line in one.lines})
    rows = PaymentList.objects.bulk_create([_list(by, one) for one in new], batch_size=500)
    pairs = zip(rows, new, strict=True)
    lines = [_line(row, line, areas[line.subject_id]) for row, one in pairs for line in one.lines]
    PaymentLine.objects.bulk_create(lines, batch_size=2000)
    manifest = digest("\n".join(one.number for one in new))
    journal.write(
        "money.taken_over",
        office_id=by.office_id,
        by=by,
        at=at,
        noun="payment_list",
        count=len(lines),
        detail={"lists": len(new), "manifest": manifest},
    )
    return here | {row.number: row.id for row in rows}


def _ids(office_id: int, numbers: list[str]) -> dict[str, int]:
    rows = PaymentList.objects.filter(office_id=office_id, number__in=numbers)
    return dict(rows.values_list("number", "id"))


def _areas(office_id: int, ids: set[int]) -> dict[int, int | None]:
    rows = Subject.objects.filter(office_id=office_id, id__in=ids, void_at=None)
    found: dict[int, int | None] = dict(rows.values_list("id", "area_id"))
    if missing := len(ids - set(found)):
        raise Refused("money.R105", f"有{missing}个发放对象不在台账中，没有保存。", "请先在底数台账登记。")
    return found


def _list(by: Actor, one: PaidList) -> PaymentList:
    return PaymentList(
        office_id=by.office_id,
        number=one.number,
        scenario=one.scenario,
        programme=one.programme,
        title=one.title,
        for_month=one.for_month.replace(day=1),
        state="returned",
        sent_on=one.sent_on,
        source=one.source,
    )


def _line(row: PaymentList, line: PaidLine, area_id: int | None) -> PaymentLine:
    if line.amount_fen <= 0:
        raise Refused("money.R103", "有人的金额不大于0，没有保存。", f"请核对原表{row.number}。")
    return PaymentLine(
        office_id=row.office_id,
        payment_list=row,
        scenario=row.scenario,
        programme=row.programme,
        subject_id=line.subject_id,
        area_id=area_id,
        amount_fen=line.amount_fen,
        state="returned" if line.returned_on else "paid",
        paid_on=None if line.returned_on else line.paid_on,
        returned_on=line.returned_on,
        return_reason=line.return_reason,
        bank_ref=line.bank_ref,
    )

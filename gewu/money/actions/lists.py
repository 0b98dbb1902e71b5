"""A payment list on its way: drawn by one person, approved by another, sent, and what the bank sent back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gewu.journal import actions as journal
from gewu.kernel.calendar import local_day
from gewu.kernel.types import Actor, Refused, there
from gewu.money.actions.keeping import arrived, keep
from gewu.money.models import Entitlement, PaymentLine, PaymentList
from gewu.office import queries as office


@dataclass(frozen=True)
class NewLine:
    """One payee: id of the subject, 分, the bank's reference if there is one."""

    subject_id: int
    amount_fen: int
    bank_ref: str = ""


@transaction.atomic
def draw_list(
    *,
    by: Actor,
    at: datetime,
    scenario: str,
    programme: str,
    title: str,
    for_month: date,
    lines: Iterable[NewLine],
    source: str = "",
) -> PaymentList:
    """制表: draw a list of payees.

    Errors: Refused money.R101 (empty), R103 (an amount not above 0), R104 (somebody twice), R105 (somebody unknown),
        office.R403, office.R310.
    """
    by.must("money.draw", ask="科室负责人")
    draft = PaymentList(
        office_id=by.office_id,
        number=_number(by.office_id, for_month),
        scenario=scenario,
        programme=programme,
        title=title,
        for_month=for_month.replace(day=1),
        drawn_by_id=by.staff_id,
        source=source,
    )
    payees = [PaymentLine(**vars(line)) for line in lines]
    (row,) = keep(by, [(draft, payees)])
    _note("money.drawn", row, by, at, count=len(payees))
    return row


@transaction.atomic
def draw_month(*, by: Actor, at: datetime, scenario: str, programme: str, title: str, for_month: date) -> PaymentList:
    """制表 from the entitlements that hold on the first day of a month, without those who stand on a list of it.

    Errors: as draw_list; money.R109 where everybody stands on one.
    """
    first = for_month.replace(day=1)
    lines = _owed(by, scenario, programme, first)
    return draw_list(by=by, at=at, scenario=scenario, programme=programme, title=title, for_month=first, lines=lines)


def _owed(by: Actor, scenario: str, programme: str, first: date) -> Iterator[NewLine]:
    """Who is owed a month's money and is on no list of it; asked once the list has its number, which two wait for."""
    rows = Entitlement.objects.for_scope(by.scope).filter(programme=programme, monthly_fen__gt=0)
    held = list(rows.valid_on(first).order_by("subject_id").values_list("subject_id", "monthly_fen"))
    of_month = {"payment_list__for_month": first, "scenario": scenario, "programme": programme}
    drawn = PaymentLine.objects.filter(office_id=by.office_id, void_at=None, **of_month)
    on_lists = set(drawn.values_list("subject_id", flat=True))
    if held and all(subject_id in on_lists for subject_id, _ in held):
        words = f"{first.year}年{first.month}月的已经制过表，没有还没列入的人，没有保存。"
        raise Refused("money.R109", words, "要改已制的表，请作废那一行；要补新增的人，请先登记发放对象。")
    yield from (NewLine(subject_id, fen) for subject_id, fen in held if subject_id not in on_lists)


@transaction.atomic
def approve(*, by: Actor, at: datetime, list_id: int) -> PaymentList:
    """审核 by somebody other than the one who drew the list.

    Errors: Refused money.R201 (same person), money.R202 (not at this step).
    """
    by.must("money.approve", ask="分管领导")
    row = _at_step(by, list_id, "drawn")
    if row.drawn_by_id is not None and row.drawn_by_id == by.staff_id:
        raise Refused("money.R201", "制表人不能审核自己制的表。", "请由另一位有审核权限的同志办理。")
    row.state, row.approved_by_id = "approved", by.staff_id
    row.save(update_fields=["state", "approved_by"])
    _note("money.approved", row, by, at)
    return row


@transaction.atomic
def send(*, by: Actor, at: datetime, list_id: int) -> PaymentList:
    """发放: the list goes to the bank; nothing is paid until the bank answers."""
    by.must("money.draw", ask="科室负责人")
    row = _at_step(by, list_id, "approved")
    row.state, row.sent_on = "sent", local_day(at)
    row.save(update_fields=["state", "sent_on"])
    row.lines.filter(state="drawn", void_at=None).update(state="sent")
    _note("money.sent", row, by, at)
    return row


@transaction.atomic
def take_bank_return(
    *, by: Actor, at: datetime, list_id: int, paid_on: date, returned: Mapping[int, str] | None = None
) -> PaymentList:
    """回盘: every line is paid on `paid_on` except those `returned` (line id -> reason).

    Errors: Refused money.R203 when a returned line is not on the list, R206 for a day before it was sent or to come.
    """
    by.must("money.draw", ask="科室负责人")
    office.must_be_open(by.office_id, paid_on)
    row = _at_step(by, list_id, "sent")
    arrived(paid_on, there(row.sent_on), at)
    back = dict(returned or {})
    lines = list(row.lines.filter(state="sent", void_at=None))
    if unknown := set(back) - {line.id for line in lines}:
        raise Refused(
            "money.R203", f"回盘中有{len(unknown)}笔不在这张表上，没有保存。", "请核对回盘文件是不是这一批。"
        )
    for line in lines:
        _answered(line, paid_on, back.get(line.id))
    PaymentLine.objects.bulk_update(lines, ["state", "paid_on", "returned_on", "return_reason"], batch_size=500)
    row.state = "returned"
    row.save(update_fields=["state"])
    _note("money.bank_returned", row, by, at, count=len(lines))
    return row


@transaction.atomic
def take_back_return(*, by: Actor, at: datetime, list_id: int, reason: str) -> PaymentList:
    """撤回回盘: the list waits for the bank's answer again, as it did before a wrong one was taken.

    Errors: Refused money.R106 without a reason, R207 for a list that was sent elsewhere or has payments made again,
        office.R310 (a locked period).
    """
    by.must("money.draw", ask="科室负责人")
    row = _at_step(by, list_id, "returned")
    if not reason.strip():
        raise Refused("money.R106", "撤回要写明理由，未作改动。", "请补填理由。", {"reason": "请填写撤回理由"})
    if row.drawn_by_id is None or row.lines.exclude(repays=None).filter(void_at=None).exists():
        words = "这张表不是在这里发放的，或已有补发，回盘不能撤回，未作改动。"
        raise Refused("money.R207", words, "已有补发的，先作废补发那一笔；外来的表请在原系统更正。")
    lines = row.lines.filter(void_at=None)
    for day in {day for days in lines.values_list("paid_on", "returned_on") for day in days if day}:
        office.must_be_open(by.office_id, day)
    count = lines.update(state="sent", paid_on=None, returned_on=None, return_reason="")
    row.state, row.taken_back = "sent", f"{local_day(at)} {by.label}撤回回盘：{reason.strip()}"[:300]
    row.save(update_fields=["state", "taken_back"])
    _note("money.return_taken_back", row, by, at, count=count)
    return row


def _answered(line: PaymentLine, day: date, reason: str | None) -> None:
    if reason is None:
        line.state, line.paid_on = "paid", day
    else:
        line.state, line.returned_on, line.return_reason = "returned", day, reason


def _number(office_id: int, month: date) -> str:
    return f"FF-{month:%Y%m}-{journal.next_number(office_id, f'money:{month:%Y%m}'):03d}"


def _at_step(by: Actor, list_id: int, state: str) -> PaymentList:
    row = PaymentList.objects.select_for_update().for_scope(by.scope).one(id=list_id)
    if row.state != state:
        raise Refused("money.R202", "这张表已经到了别的步骤，未作改动。", "请刷新后再看。")
    return row


def _note(act: str, row: PaymentList, by: Actor, at: datetime, count: int = 1) -> None:
    journal.write(act, by=by, at=at, noun="payment_list", row_id=row.id, count=count)

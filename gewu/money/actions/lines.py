"""Single payments after the bank answered: paying a returned one again, taking a wrong one out."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gewu.journal import actions as journal
from gewu.kernel.types import Actor, Refused, there
from gewu.money.actions.keeping import arrived
from gewu.money.models import PaymentLine
from gewu.office import queries as office

#: what a transfer paid again has in common with the one that came back
_SAME = ("office_id", "payment_list_id", "scenario", "programme", "subject_id", "area_id", "amount_fen")


@transaction.atomic
def repay(*, by: Actor, at: datetime, line_id: int, paid_on: date, bank_ref: str = "") -> PaymentLine:
    """Pay a returned transfer again: a new line on the same list, paid on its own day; the old one stays returned.

    Errors: Refused money.R204 (not returned, or already repaid), R206 (a day before it came back, or to come).
    """
    by.must("money.draw", ask="科室负责人")
    office.must_be_open(by.office_id, paid_on)
    old = _line(by, line_id)
    if old.state != "returned" or old.repaid_by.filter(void_at=None).exists():
        raise Refused("money.R204", "这一笔没有被退回，或已经补发过，未作改动。", "请在发放表上核对。")
    arrived(paid_on, there(old.returned_on), at)
    new = PaymentLine.objects.create(
        **{name: getattr(old, name) for name in _SAME},
        state="paid",
        paid_on=paid_on,
        bank_ref=bank_ref,
        repays=old,
    )
    journal.write("money.repaid", by=by, at=at, noun="payment", row_id=new.id)
    return new


@transaction.atomic
def void_line(*, by: Actor, at: datetime, line_id: int, reason: str) -> PaymentLine:
    """Take one payment out of every count, with a reason; the row stays readable."""
    by.must("money.approve", ask="分管领导")
    line = _line(by, line_id)
    if not reason.strip():
        raise Refused("money.R102", "作废要写明理由，未作改动。", "请补填理由。", {"reason": "请填写作废理由"})
    if line.void_at is not None:
        raise Refused("money.R205", "这一笔已经作废。", "请刷新后再看。")
    if day := line.paid_on or line.returned_on:
        office.must_be_open(by.office_id, day)
    line.void_at, line.void_reason = at, reason.strip()
    line.save(update_fields=["void_at", "void_reason"])
    journal.write("money.voided", by=by, at=at, noun="payment", row_id=line.id)
    return line


def _line(by: Actor, line_id: int) -> PaymentLine:
    return PaymentLine.objects.select_for_update().for_scope(by.scope).one(id=line_id)

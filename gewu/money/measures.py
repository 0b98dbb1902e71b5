"""What payments let others count."""

from __future__ import annotations

from functools import partial

from gewu.kernel.types import Measure

_line = partial(
    Measure,
    table="money_paymentline",
    dims={"area": "area_id", "scenario": "scenario", "programme": "programme"},
    facts="subject",
    facts_key="subject_id",
)
_paid = partial(_line, flow="paid_on", where=(("state", "=", "paid"),))
_RETURNED = (("state", "=", "returned"),)

MEASURES = (
    _paid("money.paid", "发放笔数、金额", unit="笔", amount="amount_fen"),
    _paid("money.people_paid", "发放人数", unit="人", distinct="subject_id"),
    _line("money.returned", "退回笔数、金额", unit="笔", flow="returned_on", where=_RETURNED, amount="amount_fen"),
)

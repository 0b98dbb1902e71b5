"""What payments let others count."""

from __future__ import annotations

from gewu.kernel.types import Measure

DIMS = {"area": "area_id", "scenario": "scenario", "programme": "programme"}
PAID = (("state", "=", "paid"),)

MEASURES = (
    Measure(
        "money.paid",
        "发放笔数、金额",
        "money_paymentline",
        "笔",
        flow="paid_on",
        where=PAID,
        amount="amount_fen",
        dims=DIMS,
        facts="subject",
        facts_key="subject_id",
    ),
    Measure(
        "money.people_paid",
        "发放人数",
        "money_paymentline",
        "人",
        flow="paid_on",
        where=PAID,
        distinct="subject_id",
        dims=DIMS,
        facts="subject",
        facts_key="subject_id",
    ),
    Measure(
        "money.returned",
        "退回笔数、金额",
        "money_paymentline",
        "笔",
        flow="returned_on",
        where=(("state", "=", "returned"),),
        amount="amount_fen",
        dims=DIMS,
        facts="subject",
        facts_key="subject_id",
    ),
)

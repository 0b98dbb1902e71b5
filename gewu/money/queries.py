"""Questions about payments: lists, their lines and sums, alarms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from gewu.kernel.periods import Period
from gewu.kernel.types import Refused, Scope
from gewu.money import rules
from gewu.money.models import PaymentLine, PaymentList
from gewu.office import queries as office
from gewu.scenario.grammar import Scenario

PAID = Q(lines__state="paid", lines__void_at=None)
LIVE = Q(lines__void_at=None, lines__repays=None)


@dataclass(frozen=True)
class ListView:
    """A list with its sums (分), and the alarm about its mean per head ("" when there is none)."""

    row: PaymentList
    people: int
    amount_fen: int
    paid_fen: int
    returned: int
    state_title: str
    alarm: str


def lists(for_: Scope, *, programme: str = "") -> list[ListView]:
    """Every list, newest month first. Errors: Refused money.R403 without money.see."""
    rows = _summed(_visible(for_))
    rows = rows.filter(programme=programme) if programme else rows
    in_force: dict[date, Mapping[str, Scenario]] = {}
    return [_view(row, in_force) for row in rows.order_by("-for_month", "-id")]


def payment_list(for_: Scope, list_id: int) -> ListView:
    """One list. Errors: Refused money.R404."""
    row = _summed(_visible(for_)).filter(id=list_id).first()
    if row is None:
        raise Refused("money.R404", "没有找到这张发放表或这一笔。", "请从发放清单中打开。")
    return _view(row, {})


def lines(for_: Scope, list_id: int) -> list[PaymentLine]:
    """The payees of a list, with their names, in the order of drawing; repayments after what they repay."""
    _visible(for_)
    rows = PaymentLine.objects.for_scope(for_).filter(payment_list_id=list_id)
    return list(rows.select_related("payment_list", "subject", "area", "repays").order_by("id"))


def paid(for_: Scope, scenario: str, programme: str, period: Period) -> tuple[frozenset[int], int]:
    """Who was paid in a period, and how much (分): subject ids and the sum. Errors: Refused office.R403."""
    _visible(for_)
    rows = PaymentLine.objects.for_scope(for_).filter(scenario=scenario, programme=programme)
    rows = rows.filter(state="paid", void_at=None, paid_on__gte=period.start, paid_on__lt=period.end)
    lines = list(rows.values_list("subject_id", "amount_fen"))
    return frozenset(subject for subject, _ in lines), sum(amount for _, amount in lines)


def list_of_line(for_: Scope, line_id: int) -> int:
    """The list that a line stands in. Errors: Refused money.R404."""
    _visible(for_)
    found = PaymentLine.objects.for_scope(for_).filter(id=line_id).values_list("payment_list_id", flat=True).first()
    return payment_list(for_, found or 0).row.id


def _visible(for_: Scope) -> QuerySet[PaymentList]:
    if not for_.may("money.see"):
        raise Refused("money.R403", "您的岗位没有查看发放清单的权限。", "如确需查看，请联系科室负责人。")
    return PaymentList.objects.for_scope(for_).select_related("drawn_by", "approved_by")


def _summed(rows: QuerySet[PaymentList]) -> QuerySet[PaymentList]:
    return rows.annotate(
        people=Count("lines__subject", filter=LIVE, distinct=True),
        amount_fen=Sum("lines__amount_fen", filter=LIVE),
        paid_fen=Sum("lines__amount_fen", filter=PAID),
        returned=Coalesce(Subquery(_returned()), 0),
    )


def _returned() -> QuerySet:
    """How many transfers of a list came back and were not paid again (apart: a join here would double the sums)."""
    again = PaymentLine.objects.filter(repays=OuterRef("pk"), void_at=None)
    rows = PaymentLine.objects.filter(payment_list=OuterRef("pk"), state="returned", void_at=None)
    return rows.exclude(Exists(again)).values("payment_list").annotate(n=Count("id")).values("n")


def _view(row: Any, in_force: dict[date, Mapping[str, Scenario]]) -> ListView:
    amount = row.amount_fen or 0
    return ListView(
        row=row,
        people=row.people,
        amount_fen=amount,
        paid_fen=row.paid_fen or 0,
        returned=row.returned,
        state_title=rules.ListState(row.state).word,
        alarm=rules.alarm(amount, row.people, _standard(row, in_force)),
    )


def _standard(row: PaymentList, in_force: dict[date, Mapping[str, Scenario]]) -> tuple[int, int] | None:
    """The standard of its month; `in_force` keeps what was looked up for other lists of the same month."""
    if row.for_month not in in_force:
        in_force[row.for_month] = office.adopted(row.office_id, row.for_month)
    edition = in_force[row.for_month].get(row.scenario)
    programme = edition.payment.programmes.get(row.programme) if edition and edition.payment else None
    return programme.standard if programme else None

"""Questions about payments: lists, their lines and sums, alarms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from gewu.kernel.periods import Period
from gewu.kernel.types import Refused, Scope
from gewu.money import rules
from gewu.money.models import Entitlement, PaymentLine, PaymentList
from gewu.office import queries as office
from gewu.scenario.grammar import Scenario


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


def lists(for_: Scope, *, programme: str = "", state: str = "") -> list[ListView]:
    """Return every list, newest month first. Errors: Refused money.R403 without money.see."""
    wanted = {"programme": programme, "state": state}
    return _views(_visible(for_).filter(**{name: value for name, value in wanted.items() if value}))


def payment_list(for_: Scope, list_id: int) -> ListView:
    """Return one list. Errors: Refused money.R404."""
    if found := _views(_visible(for_).filter(id=list_id)):
        return found[0]
    raise Refused(*PaymentList.NOT_FOUND)


def lines(for_: Scope, list_id: int) -> list[PaymentLine]:
    """Return the payees of a list, with their names, in the order of drawing; repayments after what they repay."""
    _visible(for_)
    rows = PaymentLine.objects.for_scope(for_).filter(payment_list_id=list_id)
    return list(rows.select_related("payment_list", "subject", "area", "repays").order_by("id"))


def entitled(for_: Scope, *, programme: str = "") -> list[Entitlement]:
    """Return who is paid what, in the order of noting. Errors: Refused money.R403 without money.see."""
    _visible(for_)
    rows = Entitlement.objects.for_scope(for_).filter(**{"programme": programme} if programme else {})
    return list(rows.select_related("subject").order_by("id"))


def paid(for_: Scope, scenario: str, programme: str, period: Period) -> tuple[frozenset[int], int]:
    """Say who was paid in a period, and how much (分): subject ids and the sum. Errors: Refused office.R403."""
    _visible(for_)
    rows = PaymentLine.objects.for_scope(for_).filter(scenario=scenario, programme=programme)
    rows = rows.filter(state="paid", void_at=None, paid_on__gte=period.start, paid_on__lt=period.end)
    lines = list(rows.values_list("subject_id", "amount_fen"))
    return frozenset(subject for subject, _ in lines), sum(amount for _, amount in lines)


def list_of_line(for_: Scope, line_id: int) -> int:
    """Return the list that a line stands in. Errors: Refused money.R404."""
    _visible(for_)
    found = PaymentLine.objects.for_scope(for_).filter(id=line_id).values_list("payment_list_id", flat=True).first()
    return payment_list(for_, found or 0).row.id


def _visible(for_: Scope) -> QuerySet[PaymentList]:
    if not for_.may("money.see"):
        raise Refused("money.R403", "您的岗位没有查看发放清单的权限。", "如确需查看，请联系科室负责人。")
    return PaymentList.objects.for_scope(for_).select_related("drawn_by", "approved_by")


def _views(rows: QuerySet[PaymentList]) -> list[ListView]:
    sums = _sums(rows)
    in_force: dict[date, Mapping[str, Scenario]] = {}
    return [_view(row, sums.get(row.id, (0, 0, 0, 0)), in_force) for row in rows.order_by("-for_month", "-id")]


def _sums(rows: QuerySet[PaymentList]) -> dict[int, tuple[int, int, int, int]]:
    """Of each list: people, amount and what was paid (分), and how many came back and were not paid again."""
    # A list made once: asked line by line, SQLite read all lines for each, since nearly none repays another.
    again = PaymentLine.objects.filter(repays__isnull=False, void_at=None).values("repays_id")
    first = Q(repays=None)
    lines = PaymentLine.objects.filter(payment_list__in=rows.values("id"), void_at=None).order_by()
    found = lines.values_list("payment_list").annotate(
        people=Count("subject", filter=first, distinct=True),
        amount=Coalesce(Sum("amount_fen", filter=first), 0),
        paid=Coalesce(Sum("amount_fen", filter=Q(state="paid")), 0),
        returned=Count("id", filter=Q(~Q(id__in=again), state="returned")),
    )
    return {list_id: (people, amount, paid, returned) for list_id, people, amount, paid, returned in found}


def _view(row: PaymentList, sums: tuple[int, int, int, int], in_force: dict[date, Mapping[str, Scenario]]) -> ListView:
    people, amount, *_ = sums
    alarm = rules.alarm(amount, people, _standard(row, in_force))
    return ListView(row, *sums, rules.ListState(row.state).word, alarm)


def _standard(row: PaymentList, in_force: dict[date, Mapping[str, Scenario]]) -> tuple[int, int] | None:
    """The standard of its month; `in_force` keeps what was looked up for other lists of the same month."""
    if row.for_month not in in_force:
        in_force[row.for_month] = office.adopted(row.office_id, row.for_month)
    edition = in_force[row.for_month].get(row.scenario)
    programme = edition.payment.programmes.get(row.programme) if edition and edition.payment else None
    return programme.standard if programme else None

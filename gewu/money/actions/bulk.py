"""Lists that somebody else paid (the district is master): taken over whole, matched by number."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gewu.journal import actions as journal
from gewu.kernel.ciphers import digest
from gewu.kernel.types import Actor
from gewu.money.actions.keeping import keep
from gewu.money.models import PaymentLine, PaymentList


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
    """Take over finished lists and return number -> id, those already here included.

    Errors: as draw_list, for each list; nothing is kept.
    """
    by.must("money.draw", ask="科室负责人")
    wanted = {one.number: one for one in lists}
    here = _ids(by.office_id, wanted)
    new = [one for number, one in wanted.items() if number not in here]
    kept = keep(by, [(_list(by, one), [_line(line) for line in one.lines]) for one in new])
    count = sum(len(one.lines) for one in new)
    detail = {"lists": len(new), "manifest": digest("\n".join(one.number for one in new))}
    journal.write("money.taken_over", by=by, at=at, noun="payment_list", count=count, detail=detail)
    return here | {row.number: row.id for row in kept}


def _ids(office_id: int, numbers: Collection[str]) -> dict[str, int]:
    rows = PaymentList.objects.filter(office_id=office_id, number__in=numbers)
    return dict(rows.values_list("number", "id"))


def _list(by: Actor, one: PaidList) -> PaymentList:
    said = {key: value for key, value in vars(one).items() if key != "lines"}
    month = one.for_month.replace(day=1)
    return PaymentList(office_id=by.office_id, state="returned", **said | {"for_month": month})


def _line(line: PaidLine) -> PaymentLine:
    if line.returned_on:
        return PaymentLine(state="returned", **vars(line) | {"paid_on": None})
    return PaymentLine(state="paid", **vars(line))

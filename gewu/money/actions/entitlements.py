"""Who is paid what from when to when: noted singly or from a file, ended with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gewu.journal import actions as journal
from gewu.kernel.types import Actor, Refused
from gewu.money.actions.keeping import areas_of
from gewu.money.models import Entitlement


@dataclass(frozen=True)
class NewEntitlement:
    """One payee of one programme: 分 a month, from a day to before another (None: until it is ended)."""

    subject_id: int
    programme: str
    monthly_fen: int
    from_on: date
    to_on: date | None = None
    approval: str = ""


def entitle(*, by: Actor, at: datetime, **new: object) -> Entitlement:
    """Note one entitlement; keywords are those of NewEntitlement. Errors: as entitle_many."""
    (row,) = entitle_many([NewEntitlement(**new)], by=by, at=at)  # type: ignore[arg-type]
    return row


@transaction.atomic
def entitle_many(rows: Iterable[NewEntitlement], *, by: Actor, at: datetime) -> list[Entitlement]:
    """Note that people are paid monthly amounts, all or none; one that stands already as it is stays as it is.

    Errors: Refused money.R107 with the rows that are wrong ("第3行" -> why), R105 for somebody unknown.
    """
    by.must("money.draw", ask="科室负责人")
    new = list(rows)
    areas_of(by, {one.subject_id for one in new})
    standing = _standing(by, new)
    kept, wrong = [], {}
    for number, one in enumerate(new, 1):
        before = standing.setdefault((one.subject_id, one.programme), [])
        if same := next((row for row in before if _is_same(row, one)), None):
            kept.append(same)
        elif problem := _problem(one, before):
            wrong[f"第{number}行"] = problem
        else:
            before.append(_row(by, one))
            kept.append(before[-1])
    if wrong:
        words = "、".join(wrong.values()) if len(new) == 1 else f"有{len(wrong)}行不正确，全部"
        raise Refused("money.R107", f"{words}，没有保存。", "请改正后重新提交。", wrong)
    fresh = [row for row in kept if row.id is None]
    Entitlement.objects.bulk_create(fresh, batch_size=500)
    one_id = fresh[0].id if len(fresh) == 1 else None
    journal.write("money.entitled", by=by, at=at, noun="entitlement", row_id=one_id, count=len(fresh))
    return kept


def _standing(by: Actor, new: Sequence[NewEntitlement]) -> dict[tuple[int, str], list[Entitlement]]:
    found: dict[tuple[int, str], list[Entitlement]] = {}
    programmes = {one.programme for one in new}
    subjects = {one.subject_id for one in new}
    for row in Entitlement.objects.for_scope(by.scope).filter(programme__in=programmes):
        if row.subject_id in subjects:
            found.setdefault((row.subject_id, row.programme), []).append(row)
    return found


def _is_same(row: Entitlement, one: NewEntitlement) -> bool:
    return (row.monthly_fen, row.valid_from, row.valid_to) == (one.monthly_fen, one.from_on, one.to_on)


def _problem(one: NewEntitlement, before: Sequence[Entitlement]) -> str:
    if one.monthly_fen <= 0:
        return "每月金额须大于0"
    if one.to_on and one.to_on <= one.from_on:
        return "止日须晚于起日"
    clash = (row for row in before if _overlap(row, one))
    if row := next(clash, None):
        until = f"至{row.valid_to}" if row.valid_to else "，还没有停发"
        return f"同一项目已从{row.valid_from}起发放{until}，请先停发原来的"
    return ""


def _overlap(row: Entitlement, one: NewEntitlement) -> bool:
    return (row.valid_to is None or one.from_on < row.valid_to) and (one.to_on is None or row.valid_from < one.to_on)


def _row(by: Actor, one: NewEntitlement) -> Entitlement:
    return Entitlement(
        office_id=by.office_id,
        subject_id=one.subject_id,
        programme=one.programme,
        monthly_fen=one.monthly_fen,
        valid_from=one.from_on,
        valid_to=one.to_on,
        approval=one.approval,
    )


@transaction.atomic
def end_entitlement(*, by: Actor, at: datetime, entitlement_id: int, on: date, reason: str) -> Entitlement:
    """停发: nothing is paid from a day on; lists drawn before stay as they are.

    Errors: Refused money.R108 for a day before it began, or one already ended by then.
    """
    by.must("money.draw", ask="科室负责人")
    row = Entitlement.objects.select_for_update().for_scope(by.scope).one(id=entitlement_id)
    if on < row.valid_from or (row.valid_to and row.valid_to <= on):
        words = "停发日期早于起发日期，或那天已经停发，未作改动。"
        raise Refused("money.R108", words, "请核对日期。", {"on": "日期不对"})
    row.valid_to, row.ended_because = on, reason.strip()
    row.save(update_fields=["valid_to", "ended_because"])
    journal.write("money.entitlement_ended", by=by, at=at, noun="entitlement", row_id=row.id)
    return row

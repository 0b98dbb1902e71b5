"""值班: who stands where on which day; a shift is changed and struck out with a reason, and what stood there stays."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction

from gewu.journal import actions as journal
from gewu.kernel.types import Actor, Refused
from gewu.office.models import RosterShift, Staff
from gewu.office.queries import StaffRow


@transaction.atomic
def put_on_duty(
    *, by: Actor, at: datetime, staff: Staff | StaffRow, post: str, day: date, note: str = ""
) -> RosterShift:
    """Put a person on duty for a day.

    Errors: Refused office.R132 when they have a post that day already, R142 when somebody else stands at that post,
        R136 when that happened just now.
    """
    _must_roster(by)
    _refuse_taken(by.office_id, staff, post, day)
    try:
        with transaction.atomic():
            shift = RosterShift.objects.create(
                office_id=by.office_id, staff_id=staff.id, post=post, day=day, note=note
            )
    except IntegrityError as taken:  # somebody else has just put the same on, after we had looked
        raise Refused("office.R136", "刚有人排了这一班，没有保存。", "请刷新值班表后核对。") from taken
    journal.write("office.on_duty", by=by, at=at, noun="shift", row_id=shift.id)
    return shift


@transaction.atomic
def change_shift(
    *,
    by: Actor,
    at: datetime,
    shift_id: int,
    staff: Staff | StaffRow,
    post: str,
    day: date,
    note: str = "",
    reason: str,
) -> RosterShift:
    """Put another person, post or day in place of a shift; the shift that was is struck out with the reason.

    Errors: as put_on_duty and strike_shift.
    """
    old = strike_shift(by=by, at=at, shift_id=shift_id, reason=reason)
    new = put_on_duty(by=by, at=at, staff=staff, post=post, day=day, note=note)
    new.instead_of = old
    new.save(update_fields=["instead_of"])
    return new


@transaction.atomic
def strike_shift(*, by: Actor, at: datetime, shift_id: int, reason: str) -> RosterShift:
    """Strike a shift out; it stays to be read with its reason. Errors: Refused office.R138 without a reason."""
    _must_roster(by)
    shift = RosterShift.objects.for_scope(by.scope).select_for_update().filter(void_at=None).one(id=shift_id)
    if not reason.strip():
        raise Refused("office.R138", "改动值班要写明原因，没有改动。", "例如：出差、换班。", {"reason": "请写明原因"})
    shift.void_at, shift.void_reason = at, reason.strip()[:200]
    shift.save(update_fields=["void_at", "void_reason"])
    journal.write("office.shift_struck", by=by, at=at, noun="shift", row_id=shift.id)
    return shift


def _must_roster(by: Actor) -> None:
    if not (by.scope.may("matters.supervise") or by.scope.may("office.accounts")):
        by.must("matters.supervise", ask="值班长")


def _refuse_taken(office_id: int, staff: Staff | StaffRow, post: str, day: date) -> None:
    shifts = RosterShift.objects.filter(office_id=office_id, day=day, void_at=None)
    if shifts.filter(staff_id=staff.id).exists():
        words = f"{staff.name}当天已有值班安排，没有保存。"
        raise Refused("office.R132", words, "请先调整原来的安排。", {"staff": "当天已有值班"})
    if there := shifts.filter(post=post).select_related("staff").first():
        words = f"{day}的{post}已排{there.staff.name}，没有保存。"
        raise Refused(
            "office.R142", words, "换人请在值班表上改那一班；同岗几个人的，请分别写岗位。", {"post": "已有人"}
        )

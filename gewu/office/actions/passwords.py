"""Logins and their passwords: one that somebody else gave is one-time, and those of who signs or keeps need two."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from gewu.journal import actions as journal
from gewu.kernel.calendar import local_day
from gewu.kernel.types import Actor, Refused
from gewu.office import rules
from gewu.office.actions import sign_ins
from gewu.office.models import Account, NewPassword, RoleGrant, Staff

#: what the checks of passwords find -> how it is said
_WEAK = {
    "password_too_long": f"不能超过{rules.PASSWORD_AT_MOST}个字符",
    "password_too_short": "不足十位",
    "password_too_uniform": "大写、小写、数字、符号不足三种",
    "password_too_common": "太常见",
    "password_too_similar": "与账号太像",
}


def new_account(username: str, password: str, at: datetime, *, one_time: bool) -> Account:
    """Make a login. Errors: Refused office.R127 when the name is taken, office.R128 for a weak password."""
    if Account.objects.filter(username=username).exists():
        raise Refused(
            "office.R127", f"账号“{username}”已被使用，没有保存。", "请换一个账号名。", {"username": "账号重复"}
        )
    account = Account(username=username, password_set_at=at, one_time=one_time)
    _check(account, password)
    account.set_password(password)
    account.save()
    return account


def _check(account: Account, password: str) -> None:
    try:
        validate_password(password, account)
    except ValidationError as weak:
        said = "、".join(_WEAK.get(one.code or "", str(one.message)) for one in weak.error_list)
        hint = "至少十位，含大写、小写、数字、符号中的三种。"
        raise Refused("office.R128", f"密码{said}，没有保存。", hint, {"password": said}) from weak


@transaction.atomic
def set_password(*, by: Actor, at: datetime, staff: Staff, password: str) -> bool:
    """Give a login a new password: one's own, or another's a one-time one, by whoever keeps accounts.

    That of an administrator or of somebody who signs waits until a second administrator agrees: then False.
    Errors: Refused office.R129 without a login, R128 for a weak one, R133 where it is the old one.
    """
    account = staff.account
    own = staff.id == by.staff_id
    held = _roles(staff, at)
    if not own and not (rules.accounts_are_his(held) and by.scope.may("office.security")):
        by.must("office.accounts")
    if account is None:
        raise Refused("office.R129", f"{staff.name}没有登录账号，没有改动。", "请系统管理员先建立账号。")
    _check(account, password)
    if own and account.check_password(password):
        raise Refused("office.R133", "新密码与原密码一样，没有保存。", "请另想一个。", {"password": "与原密码一样"})
    if not (own or by.is_system) and rules.needs_two(held):
        _ask_a_second(by, at, staff, make_password(password))
        return False
    _keep(by, at, staff, make_password(password), one_time=not own)
    return True


def _ask_a_second(by: Actor, at: datetime, staff: Staff, password: str) -> None:
    asked = {"password": password, "asked_by_id": by.staff_id}
    row, _ = NewPassword.objects.update_or_create(office_id=by.office_id, staff=staff, defaults=asked)
    journal.write("office.password_asked", by=by, at=at, noun="staff", row_id=staff.id)
    words = f"{by.label}申请重设{staff.name}的密码，请核实后同意或不同意。"
    seconds = holders(by.office_id, at, agrees(row, at)) - {by.staff_id, staff.id}
    _tell(by.office_id, seconds, words, staff)


def agrees(waiting: NewPassword, at: datetime) -> str:
    """Say whose agreement a new password waits for: the security administrator's, in whose own case the auditor's."""
    involved = _roles(waiting.staff, at) | _roles(waiting.asked_by, at)
    return "journal.audit" if "office.security" in rules.permissions(involved) else "office.security"


@transaction.atomic
def decide_password(*, by: Actor, at: datetime, staff_id: int, agreed: bool) -> Staff:
    """Agree to the new password that waits for somebody, as the second administrator, or refuse it.

    Errors: Refused office.R222 when none waits, office.R134 for whoever asked for it or owns it.
    """
    row = NewPassword.objects.for_scope(by.scope).select_for_update(of=("self",)).one(staff_id=staff_id)
    by.must(agrees(row, at), ask="另一位管理员")
    if by.staff_id in (row.asked_by_id, row.staff_id):
        raise Refused("office.R134", "申请人和本人不能同意自己的这一项，没有改动。", "请另一位管理员核实后同意。")
    if agreed:
        _keep(by, at, row.staff, row.password, one_time=True)
    else:
        journal.write("office.password_refused", by=by, at=at, noun="staff", row_id=staff_id)
        _tell(by.office_id, [row.asked_by_id], f"{by.label}不同意重设{row.staff.name}的密码。", row.staff)
    row.delete()
    return row.staff


def _keep(by: Actor, at: datetime, staff: Staff, password: str, *, one_time: bool) -> None:
    account = Account.objects.get(staff=staff)
    account.password, account.password_set_at, account.one_time = password, at, one_time
    account.save(update_fields=["password", "password_set_at", "one_time"])
    staff.account = account
    NewPassword.objects.filter(staff=staff).delete()
    sign_ins.forget_wrong(account.username)
    journal.write("office.password_set", by=by, at=at, noun="staff", row_id=staff.id, detail={"one_time": one_time})
    if one_time and not by.is_system:
        words = f"{by.label}重设了{staff.name}的密码，首次登录须更换。不是本人提出的，请联系审计管理员。"
        _tell(by.office_id, {staff.id} | holders(by.office_id, at, "journal.audit"), words, staff)


def _tell(office_id: int, whom: Iterable[int | None], words: str, staff: Staff) -> None:
    journal.tell(sorted(filter(None, whom)), office_id=office_id, kind="password", words=words, link=page(staff.id))


def page(staff_id: int) -> str:
    """Say where a person's page is, for messages."""
    return f"/admin/staff/{staff_id}/"


def _roles(staff: Staff, at: datetime) -> set[str]:
    held = RoleGrant.objects.filter(office_id=staff.office_id, staff=staff).not_over_on(local_day(at))
    return {role for role in held.values_list("role", flat=True) if role in rules.ROLES}


def holders(office_id: int, at: datetime, permission: str) -> set[int]:
    """Find who holds a permission that day."""
    roles = [word for word, role in rules.ROLES.items() if permission in role.can]
    held = RoleGrant.objects.filter(office_id=office_id, role__in=roles).valid_on(local_day(at))
    return set(held.values_list("staff_id", flat=True))

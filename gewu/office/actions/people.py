"""Offices, units, people and roles."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from gewu.journal import actions as journal
from gewu.journal import queries as lines
from gewu.journal import versions
from gewu.kernel import telltale
from gewu.kernel.calendar import local_day
from gewu.kernel.types import Actor, Refused
from gewu.office import rules
from gewu.office.actions import passwords
from gewu.office.actions.rows import seed_calendar
from gewu.office.models import Account, Office, RoleGrant, Staff, Unit
from gewu.office.queries import LeftGround, StaffRow, UnitRow, system_actor

if TYPE_CHECKING:
    from gewu.grid.models import Area

#: a moment so much earlier than the last is no trial: the clock of the machine had run ahead, and was set right
CLOCK_SET_BACK = timedelta(days=1)
#: figures in the address of a page that may be a person's; ids of rows are shorter
REFUSALS_AN_HOUR = 60


@transaction.atomic
def start_office(
    *, at: datetime, code: str, name: str, district: str = "", is_demo: bool = False, started_on: date | None = None
) -> Office:
    """Open an office (a tenant). The first one also seeds the calendar of the installation.

    Errors: Refused office.R123 when the code is taken.
    """
    if Office.objects.filter(code=code).exists():
        raise Refused("office.R123", f"代码“{code}”已有单位使用，没有建立。", "请换一个代码，或在原单位中继续。")
    office = Office.objects.create(
        code=code, name=name, district=district, is_demo=is_demo, started_on=started_on or local_day(at)
    )
    seed_calendar(office.started_on.year)
    journal.write("office.started", by=system_actor(office), at=at, noun="office", row_id=office.id)
    return office


@transaction.atomic
def admit_unit(*, by: Actor, at: datetime, kind: str, code: str, name: str, area: Area | None = None) -> Unit:
    """Admit a department, a community, a station or an outside handler."""
    by.must("office.accounts")
    if kind not in list(rules.UnitKind):
        raise Refused("office.R124", f"单位类别“{kind}”不认识，没有保存。", f"可用：{'、'.join(rules.UnitKind)}。")
    if taken := Unit.objects.filter(office_id=by.office_id, code=code).first():
        words = f"单位代码“{code}”已由{taken.name}使用，没有保存。"
        raise Refused("office.R125", words, "请换一个代码。", {"code": f"{taken.name}的代码"})
    unit = Unit.objects.create(office_id=by.office_id, kind=kind, code=code, name=name, area=area)
    versions.changed(by.office_id)
    journal.write("office.unit_admitted", by=by, at=at, noun="unit", row_id=unit.id)
    return unit


def ticked(office_id: int, at: datetime) -> None:
    """Keep that all was done that was due at `at`; an earlier moment only where the clock was set right again."""
    last = Office.objects.filter(id=office_id)
    last.filter(Q(ticked_at=None) | Q(ticked_at__lt=at) | Q(ticked_at__gt=at + CLOCK_SET_BACK)).update(ticked_at=at)


@transaction.atomic
def change_unit(*, by: Actor, at: datetime, unit_id: int, name: str, area: Area | None = None) -> Unit:
    """Give a unit another name or ground; what it did stays its own."""
    by.must("office.accounts")
    unit = Unit.objects.for_scope(by.scope).one(id=unit_id)
    before = {"name": unit.name, "area": unit.area_id}
    unit.name, unit.area = name, area
    _changed(unit, "unit", before, {"name": name, "area": area.id if area else None}, by, at)
    return unit


def _changed(row: Unit | Staff, noun: str, before: dict, after: dict, by: Actor, at: datetime) -> None:
    """Save a row that is no longer as it was, with one line that says from what to what."""
    if after == before:
        return
    row.save()
    versions.changed(by.office_id)
    said = {"before": before, "after": after}
    journal.write(f"office.{noun}_changed", by=by, at=at, noun=noun, row_id=row.id, private=said)


@transaction.atomic
def close_unit(*, by: Actor, at: datetime, unit_id: int) -> Unit:
    """Take a unit out of use; what it did stays under its name.

    Errors: Refused office.R143 while people are in post there (open work: flows.closing.close_unit).
    """
    by.must("office.accounts")
    unit = Unit.objects.for_scope(by.scope).one(id=unit_id)
    if there := Staff.objects.filter(unit=unit).not_over_on(local_day(at)).count():
        words = f"{unit.name}还有{there}人在岗，没有停用。"
        raise Refused("office.R143", words, "请先把他们调到别的单位，或办理离岗。")
    return _in_use(unit, False, "unit_closed", by, at)


@transaction.atomic
def reopen_unit(*, by: Actor, at: datetime, unit_id: int) -> Unit:
    """Take a unit into use again."""
    by.must("office.accounts")
    return _in_use(Unit.objects.for_scope(by.scope).one(id=unit_id), True, "unit_reopened", by, at)


def _in_use(unit: Unit, active: bool, act: str, by: Actor, at: datetime) -> Unit:
    unit.active = active
    unit.save(update_fields=["active"])
    versions.changed(by.office_id)
    journal.write(f"office.{act}", by=by, at=at, noun="unit", row_id=unit.id)
    return unit


@transaction.atomic
def admit_staff(
    *,
    by: Actor,
    at: datetime,
    code: str,
    name: str,
    unit: Unit | UnitRow,
    title: str = "",
    phone: str = "",
    from_on: date | None = None,
    username: str = "",
    password: str = "",
    one_time: bool = True,
    roles: Iterable[tuple[str, Area | None]] = (),
) -> Staff:
    """Admit a person, with a login when `username` is given and with their first roles.

    The password must be changed at the first sign-in, unless `one_time` is false. Roles are granted by whoever may
    (office.security; they are told); the system itself may do both.
    """
    by.must("office.accounts")
    if taken := Staff.objects.filter(office_id=by.office_id, code=code).first():
        words = f"工号“{code}”已由{taken.name}使用，没有保存。"
        raise Refused("office.R126", words, "请换一个工号。", {"code": f"{taken.name}的工号"})
    account = passwords.new_account(username, password, at, one_time=one_time) if username else None
    person = Staff.objects.create(
        office_id=by.office_id,
        account=account,
        code=code,
        name=name,
        unit_id=unit.id,
        title=title,
        phone=phone,
        from_on=from_on or local_day(at),
    )
    versions.changed(by.office_id)
    journal.write("office.staff_admitted", by=by, at=at, noun="staff", row_id=person.id)
    for role, area in roles:
        grant(by=by, at=at, staff=person, role=role, area=area, from_on=person.from_on)
    if not roles and not by.is_system:
        _tell_security(by, at, person)
    return person


def _tell_security(by: Actor, at: datetime, person: Staff) -> None:
    whom = sorted(passwords.holders(by.office_id, at, "office.security"))
    words = f"新登记{person.name}（{person.unit.name}），请授予岗位。"
    journal.tell(whom, office_id=by.office_id, kind="role_due", words=words, link=passwords.page(person.id))


@transaction.atomic
def change_staff(
    *, by: Actor, at: datetime, staff_id: int, name: str, title: str, phone: str, unit: Unit | UnitRow
) -> Staff:
    """Put a person's name, post, telephone or unit right (open work: flows.hand_over.move_staff)."""
    by.must("office.accounts")
    person = Staff.objects.for_scope(by.scope).one(id=staff_id)
    after = {"name": name, "title": title, "phone": phone, "unit_id": unit.id}
    before = {word: getattr(person, word) for word in after}
    for word, value in after.items():
        setattr(person, word, value)
    _changed(person, "staff", before, after, by, at)
    return person


def tell_of_ground(*, by: Actor, at: datetime, leaver: Staff, left: Iterable[LeftGround]) -> None:
    """Tell the security administrators which ground has nobody when somebody has left."""
    if said := "、".join(one.said for one in left):
        whom = sorted(passwords.holders(by.office_id, at, "office.security"))
        words = f"{leaver.name}离岗后，{said}，请授予岗位。"
        journal.tell(whom, office_id=by.office_id, kind="role_due", words=words, link="/")


@transaction.atomic
def grant(
    *,
    by: Actor,
    at: datetime,
    staff: Staff | StaffRow,
    role: str,
    area: Area | None = None,
    from_on: date | None = None,
    to_on: date | None = None,
) -> RoleGrant:
    """Give a person a role over an area (None: the whole office or their unit's ground).

    Errors: Refused office.R130 for an unknown role, office.R131 when an administrator would hold another role.
    Source: E1-R47.
    """
    by.must("office.security", ask="安全管理员")
    if role not in rules.ROLES:
        raise Refused("office.R130", f"没有“{role}”这个岗位，没有保存。", "请从岗位表中选择。")
    from_on = from_on or local_day(at)
    held = RoleGrant.objects.filter(office_id=by.office_id, staff_id=staff.id).not_over_on(from_on)
    if to_on:
        held = held.filter(from_on__lt=to_on)
    if problem := rules.clash(set(held.values_list("role", flat=True)), role):
        raise Refused("office.R131", problem, "三员分立：请由不同的人担任，没有保存。")
    row = RoleGrant.objects.create(
        office_id=by.office_id, staff_id=staff.id, role=role, area=area, from_on=from_on, to_on=to_on
    )
    versions.changed(by.office_id)
    detail = {"role": role, "area": area.id if area else None}
    journal.write("office.granted", by=by, at=at, noun="staff", row_id=staff.id, detail=detail)
    return row


@transaction.atomic
def revoke(*, by: Actor, at: datetime, grant_id: int, on: date | None = None) -> RoleGrant:
    """End a role from a day on; who held it before stays on record."""
    by.must("office.security", ask="安全管理员")
    row = RoleGrant.objects.for_scope(by.scope).one(id=grant_id)
    row.to_on = on or local_day(at)
    row.save(update_fields=["to_on"])
    versions.changed(by.office_id)
    journal.write("office.revoked", by=by, at=at, noun="staff", row_id=row.staff_id, detail={"role": row.role})
    return row


@transaction.atomic
def leave(*, by: Actor, at: datetime, staff: Staff, on: date) -> Staff:
    """End a person's post, roles and login from a day on (hand over their work first: flows.hand_over)."""
    by.must("office.accounts")
    staff.to_on = on
    staff.save(update_fields=["to_on"])
    RoleGrant.objects.filter(office_id=by.office_id, staff=staff).not_over_on(on).update(to_on=on)
    if staff.account_id and on <= local_day(at):
        Account.objects.filter(id=staff.account_id).update(is_active=False)
    versions.changed(by.office_id)
    journal.write("office.staff_left", by=by, at=at, noun="staff", row_id=staff.id)
    return staff


def log_refusal(*, by: Actor, at: datetime, wanted: str, noun: str = "", row_id: int | None = None) -> None:
    """Note that somebody was refused what they may not do or see; `wanted` is a permission or a page.

    Numbers of persons in it are masked, for a line stays for ever; of one person sixty an hour are noted, which is
    enough to see what they are at.
    """
    wanted = telltale.mask(wanted)
    since = at - timedelta(hours=1)
    if lines.lines(by.scope, act="office.refused", staff_id=by.staff_id, start=since).count() >= REFUSALS_AN_HOUR:
        return
    journal.write("office.refused", by=by, at=at, noun=noun, row_id=row_id, detail={"wanted": wanted[:200]})


def log_opened(*, by: Actor, at: datetime, wanted: str, count: int) -> None:
    """Note that somebody saw `count` rows which a scenario shows to named readers only; `wanted` is the figure."""
    journal.write("office.opened", by=by, at=at, count=count, detail={"wanted": wanted[:200]})

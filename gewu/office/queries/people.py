"""Who somebody is, what they may see and do, and who answers for a piece of ground."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet

from gewu.grid import queries as grid
from gewu.journal.rows import asked
from gewu.kernel.types import Actor, Refused, Scope
from gewu.office import rules
from gewu.office.models import Account, Office, RoleGrant, RosterShift, Staff, Unit


def scope_of(staff: Staff, on: date) -> Scope:
    """What a person may see and do on a day, by the roles they hold then."""
    return _scope(_post(staff), _grants(staff, on))


def actor_of(account: Account, on: date) -> Actor:
    """The person behind a login, ready to act.

    Errors: Refused office.R401 when the login belongs to nobody who is in post that day.
    """
    found = asked(_PERSON, on, on, account.pk, on, on)
    if not found or not account.is_active:
        raise Refused("office.R401", "这个账号目前没有在岗人员，不能办理业务。", "请联系系统管理员核对岗位起止日期。")
    grants = [(role, area_id) for *_, role, area_id in found if role in rules.ROLES]
    return _actor(_Post(*found[0][:5]), grants)


#: who holds a login on a day, a row for each grant in force then; every page asks this first
_PERSON = (
    "SELECT s.office_id, s.id, s.unit_id, u.area_id, s.name, g.role, g.area_id "
    "FROM office_staff s JOIN office_unit u ON u.id = s.unit_id LEFT JOIN office_rolegrant g "
    "ON g.staff_id = s.id AND g.from_on <= %s AND (g.to_on IS NULL OR g.to_on > %s) "
    "WHERE s.account_id = %s AND s.from_on <= %s AND (s.to_on IS NULL OR s.to_on > %s)"
)


def actor_for(person: Staff, on: date) -> Actor:
    """A member of staff as the one who acts on a day."""
    return _actor(_post(person), _grants(person, on))


def system_actor(office: Office | int) -> Actor:
    """The platform itself: sees and may do everything in one office; the journal prints 系统."""
    office_id = office if isinstance(office, int) else office.id
    everything = frozenset(rules.PERMISSIONS)
    return Actor(office_id, None, "系统", Scope(office_id, spaces=rules.SPACES, can=everything), frozenset())


Grant = tuple[str, int | None]  # a role, and the area it is held over


class _Post(NamedTuple):
    office_id: int
    staff_id: int
    unit_id: int
    area_id: int | None
    name: str


def _post(person: Staff) -> _Post:
    return _Post(person.office_id, person.id, person.unit_id, person.unit.area_id, person.name)


def _grants(staff: Staff, on: date) -> list[Grant]:
    rows = _in_post(RoleGrant.objects.filter(office_id=staff.office_id, staff_id=staff.id), on)
    return [(role, area_id) for role, area_id in rows.values_list("role", "area_id") if role in rules.ROLES]


def _actor(post: _Post, grants: list[Grant]) -> Actor:
    held = frozenset(role for role, _ in grants)
    return Actor(post.office_id, post.staff_id, rules.label(post.name, held), _scope(post, grants), held)


def _scope(post: _Post, grants: list[Grant]) -> Scope:
    held = {role for role, _ in grants}
    return Scope(
        office_id=post.office_id,
        staff_id=post.staff_id,
        unit_ids=frozenset({post.unit_id}),
        area_ids=_areas(post, grants),
        spaces=rules.spaces(held),
        can=rules.permissions(held),
    )


def _areas(post: _Post, grants: list[Grant]) -> frozenset[int] | None:
    if any(area_id is None and rules.ROLES[role].whole_office for role, area_id in grants):
        return None
    roots = {area_id or post.area_id for _, area_id in grants}
    return grid.below(*(root for root in roots if root is not None))


# lists ------------------------------------------------------------------------------------


def by_code(code: str) -> Office:
    """The office of a code. Errors: Refused office.R120."""
    found = Office.objects.filter(code=code).first()
    if found is None:
        known = "、".join(Office.objects.order_by("code").values_list("code", flat=True)) or "（还没有）"
        raise Refused("office.R120", f"没有代码为“{code}”的单位。", f"现有单位：{known}。")
    return found


def office(office_id: int) -> Office:
    return Office.objects.get(id=office_id)


def offices() -> list[Office]:
    """Every office of the installation, for commands; pages never list other offices."""
    return list(Office.objects.order_by("code"))


def units(for_: Scope, *, kinds: tuple[str, ...] = ()) -> list[Unit]:
    """Active units in the order of their codes."""
    rows = Unit.objects.for_scope(for_).filter(active=True)
    return list((rows.filter(kind__in=kinds) if kinds else rows).order_by("code"))


def unit(for_: Scope, unit_id: int) -> Unit:
    """One unit. Errors: Refused office.R121."""
    found = Unit.objects.for_scope(for_).filter(id=unit_id).first()
    if found is None:
        raise Refused("office.R121", "没有找到这个单位。", "请从列表中选择。")
    return found


def staff(for_: Scope, on: date, *, role: str = "", unit_id: int | None = None) -> list[Staff]:
    """People in post on a day, optionally of one role or one unit, in the order of their codes."""
    rows = _in_post(Staff.objects.for_scope(for_), on).select_related("unit", "account")
    if unit_id:
        rows = rows.filter(unit_id=unit_id)
    if role:
        holders = _in_post(RoleGrant.objects.for_scope(for_).filter(role=role), on).values("staff_id")
        rows = rows.filter(id__in=holders)
    return list(rows.order_by("code"))


def staff_member(for_: Scope, staff_id: int) -> Staff:
    """One person. Errors: Refused office.R122."""
    found = Staff.objects.for_scope(for_).select_related("unit", "account").filter(id=staff_id).first()
    if found is None:
        raise Refused("office.R122", "没有找到这位工作人员。", "请从列表中选择。")
    return found


def account_named(username: str) -> Account | None:
    """The login of this name."""
    return Account.objects.filter(username=username).first()


def roles_of(for_: Scope, staff_id: int) -> list[RoleGrant]:
    """Every grant a person has or had, newest first."""
    return list(RoleGrant.objects.for_scope(for_).filter(staff_id=staff_id).select_related("area").order_by("-id"))


def roles_held(for_: Scope, on: date) -> dict[int, list[RoleGrant]]:
    """The grants in force on a day: staff id -> grants with their areas, in one query."""
    found: dict[int, list[RoleGrant]] = {}
    for row in _in_post(RoleGrant.objects.for_scope(for_), on).select_related("area").order_by("id"):
        found.setdefault(row.staff_id, []).append(row)
    return found


def roster(for_: Scope, start: date, end: date) -> list[RosterShift]:
    """Who is on duty from `start` to before `end`."""
    rows = RosterShift.objects.for_scope(for_).filter(day__gte=start, day__lt=end)
    return list(rows.select_related("staff", "staff__unit").order_by("day", "post", "id"))


def _in_post(rows: QuerySet, on: date) -> QuerySet:
    return rows.filter(from_on__lte=on).filter(Q(to_on=None) | Q(to_on__gt=on))


# who answers ------------------------------------------------------------------------------


def responsible(office_id: int, role: str, area_id: int | None, on: date) -> Staff | None:
    """Who holds `role` for an area: whoever is nearest above it, then whoever holds it for the whole office."""
    return duty_map(office_id, role, on).get(area_id)


def duty_map(office_id: int, role: str, on: date) -> dict[int | None, Staff]:
    """Who holds `role` for each area of the office, in two queries; None stands for rows without an area."""
    grants = _in_post(RoleGrant.objects.filter(office_id=office_id, role=role), on).select_related(
        "staff", "staff__unit"
    )
    first: dict[int | None, Staff] = {}
    for grant in _in_post(grants.order_by("id"), on):
        place = grant.area_id or (None if rules.ROLES[role].whole_office else grant.staff.unit.area_id)
        first.setdefault(place, grant.staff)
    found: dict[int | None, Staff] = {None: first[None]} if None in first else {}
    for area_id, path in grid.paths(office_id).items():
        nearest = next((first[step] for step in reversed(path) if step in first), first.get(None))
        if nearest:
            found[area_id] = nearest
    return found

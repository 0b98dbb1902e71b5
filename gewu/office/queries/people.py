"""Who somebody is, what they may see and do, and who answers for a piece of ground."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from gewu.grid import queries as grid
from gewu.grid.queries import Piece
from gewu.journal import versions
from gewu.journal.rows import asked
from gewu.kernel.types import Actor, Refused, Scope
from gewu.office import rules
from gewu.office.models import Account, NewPassword, Office, RoleGrant, RosterShift, Staff, Unit
from gewu.office.queries import readers
from gewu.office.queries.hand import AtHand, GrantRow, OfficeFacts, StaffRow, UnitRow, at_hand, valid


@dataclass(frozen=True)
class Seat:
    """Where a login sits: its office (None: nobody's login), and the numbers of what processes keep of it."""

    office_id: int | None
    numbers: Mapping[int, int | None]


def visitor(session_key: str, now: datetime, stale: datetime) -> Visitor | None:
    """Find a session that has not ended, with its login and where that sits, in one statement; every page asks it.

    `stale` is the end before which a session counts as unused for long enough to be prolonged.
    """
    found = asked(_VISITOR, stale, versions.SHARED, session_key, now)
    return next((Visitor(data, bool(is_stale), _login(login)) for data, is_stale, *login in found), None)


@dataclass(frozen=True)
class Visitor:
    """What a session holds, whether it has to be prolonged, and whose login it is."""

    data: str
    is_stale: bool
    account: Account | None


def account_named(username: str) -> Account | None:
    """Find the login of this name, with where it sits."""
    return next(map(_login, asked(_NAMED, versions.SHARED, username)), None)


def seat_of(account: Account) -> Seat:
    """Find where a login sits, if it was not read together with its session."""
    return account.seat or _seat(*asked(_SEAT, versions.SHARED, account.pk)[0])


def _seat(office_id: int | None, number: int | None, shared: int | None) -> Seat:
    return Seat(office_id, {versions.SHARED: shared} | ({office_id: number} if office_id else {}))


def _login(row: Sequence) -> Account | None:
    *login, office_id, number, shared = row
    if login[0] is None:
        return None
    account = Account.from_db(connection.alias, _LOGIN, login)
    account.seat = _seat(office_id, number, shared)
    return account


_LOGIN = ("id", "password", "username", "is_active", "one_time")  # in the order of the model
_NUMBERS = (
    "LEFT JOIN office_staff s ON s.account_id = a.id LEFT JOIN journal_version v ON v.owner = s.office_id "
    "LEFT JOIN journal_version shared ON shared.owner = %s"
)
_SEAT = f"SELECT s.office_id, v.number, shared.number FROM office_account a {_NUMBERS} WHERE a.id = %s"
_FOUND = "a.id, a.password, a.username, a.is_active, a.one_time, s.office_id, v.number, shared.number"
_NAMED = f"SELECT {_FOUND} FROM office_account a {_NUMBERS} WHERE a.username = %s"
_VISITOR = (
    f"SELECT n.session_data, n.expire_date < %s, {_FOUND} "
    f"FROM office_session n LEFT JOIN office_account a ON a.id = n.account_id {_NUMBERS} "
    "WHERE n.session_key = %s AND n.expire_date > %s"
)


def actor_of(account: Account, on: date) -> Actor:
    """Return the person behind a login, ready to act.

    Errors: Refused office.R401 when the login belongs to nobody who is in post that day.
    """
    office_id = seat_of(account).office_id
    person = at_hand(office_id).with_login.get(account.pk) if office_id and account.is_active else None
    if person is None or not any(valid([person], on)):
        raise Refused("office.R401", "这个账号目前没有在岗人员，不能办理业务。", "请联系系统管理员核对岗位起止日期。")
    return actor_for(person, on)


def actor_for(person: Staff | StaffRow, on: date) -> Actor:
    """Return a member of staff as the one who acts on a day."""
    grants = _grants(person, on)
    held = frozenset(grant.role for grant in grants)
    return Actor(person.office_id, person.id, rules.label(person.name, held), _scope(person, grants, on), held)


def scope_of(person: Staff | StaffRow, on: date) -> Scope:
    """Say what a person may see and do on a day, by the roles they hold then."""
    return _scope(person, _grants(person, on), on)


def _scope(person: Staff | StaffRow, grants: Sequence[GrantRow], on: date) -> Scope:
    held, hand = frozenset(grant.role for grant in grants), at_hand(person.office_id)
    unit = hand.staff[person.id].unit
    return Scope(
        office_id=person.office_id,
        staff_id=person.id,
        unit_ids=frozenset({unit.id}),
        area_ids=_areas(person.office_id, unit, grants),
        spaces=rules.spaces(held),
        can=rules.permissions(held),
        closed=readers.closed(hand, held, on),
    )


def system_actor(office: Office | int) -> Actor:
    """Return the platform itself: sees and may do everything in one office; the journal prints 系统."""
    office_id = office if isinstance(office, int) else office.id
    everything = frozenset(rules.PERMISSIONS)
    return Actor(office_id, None, "系统", Scope(office_id, spaces=rules.SPACES, can=everything), frozenset())


def _grants(person: Staff | StaffRow, on: date) -> list[GrantRow]:
    grants = valid(at_hand(person.office_id).held_by.get(person.id, ()), on)
    return [grant for grant in grants if grant.role in rules.ROLES]


def _areas(office_id: int, unit: UnitRow, grants: Iterable[GrantRow]) -> frozenset[int] | None:
    if any(grant.area_id is None and rules.ROLES[grant.role].whole_office for grant in grants):
        return None
    roots = {grant.area_id or unit.area_id for grant in grants}
    return grid.below(office_id, *roots)


# lists ------------------------------------------------------------------------------------


def by_code(code: str) -> Office:
    """Return the office of a code. Errors: Refused office.R120."""
    found = Office.objects.filter(code=code).first()
    if found is None:
        known = "、".join(Office.objects.order_by("code").values_list("code", flat=True)) or "（还没有）"
        raise Refused("office.R120", f"没有代码为“{code}”的单位。", f"现有单位：{known}。")
    return found


def office(office_id: int) -> OfficeFacts:
    """Return the office itself."""
    return at_hand(office_id).office


def offices() -> list[Office]:
    """Return every office of the installation, for commands; pages never list other offices."""
    return list(Office.objects.order_by("code"))


def ticked_at(office_id: int) -> datetime | None:
    """Return up to when, by the office clock, the tick has done what was due; None before the first."""
    return Office.objects.values_list("ticked_at", flat=True).get(id=office_id)


def units(for_: Scope, *, kinds: tuple[str, ...] = (), closed: bool = False) -> list[UnitRow]:
    """Return active units in the order of their codes; with `closed`, those out of use too."""
    rows = at_hand(for_.office_id).units.values()
    return [row for row in rows if (row.active or closed) and (not kinds or row.kind in kinds)]


def unit(for_: Scope, unit_id: int) -> Unit:
    """Return one unit. Errors: Refused office.R121."""
    return Unit.objects.for_scope(for_).one(id=unit_id)


def staff(for_: Scope, on: date, *, role: str = "", unit_id: int | None = None) -> list[StaffRow]:
    """Return people in post on a day, optionally of one role or one unit, in the order of their codes."""
    hand = at_hand(for_.office_id)
    holders = {grant.staff_id for grant in valid(hand.grants, on) if grant.role == role}
    return [
        row
        for row in valid(hand.staff.values(), on)
        if (not role or row.id in holders) and (not unit_id or row.unit.id == unit_id)
    ]


def can_take_over(person: Staff | StaffRow, on: date) -> bool:
    """Say whether somebody's roles do the work of others: neither administrators nor leaders do."""
    held = {grant.role for grant in _grants(person, on)}
    return not held & rules.NO_SUCCESSORS and bool(rules.permissions(held) & rules.DOING)


def successors(for_: Scope, leaver: Staff, on: date) -> list[StaffRow]:
    """Return the people in post who can take over from somebody, those of the same unit first."""
    able = [row for row in staff(for_, on) if row.id != leaver.id and can_take_over(row, on)]
    return sorted(able, key=lambda row: row.unit.id != leaver.unit_id)


def staff_member(for_: Scope, staff_id: int) -> Staff:
    """Return one person. Errors: Refused office.R122."""
    return Staff.objects.for_scope(for_).select_related("unit", "account").one(id=staff_id)


def waiting_passwords(for_: Scope) -> list[NewPassword]:
    """Return the new passwords that wait for a second administrator, with whose they are and who asked."""
    return list(NewPassword.objects.for_scope(for_).select_related("staff", "asked_by").order_by("id"))


def roles_of(for_: Scope, staff_id: int) -> list[RoleGrant]:
    """Return every grant a person has or had, newest first."""
    return list(RoleGrant.objects.for_scope(for_).filter(staff_id=staff_id).select_related("area").order_by("-id"))


def roles_held(for_: Scope, on: date) -> dict[int, list[RoleGrant]]:
    """Return the grants in force on a day: staff id -> grants with their areas, in one query."""
    found: dict[int, list[RoleGrant]] = {}
    for row in RoleGrant.objects.for_scope(for_).valid_on(on).select_related("area").order_by("id"):
        found.setdefault(row.staff_id, []).append(row)
    return found


def roster(for_: Scope, start: date, end: date) -> list[RosterShift]:
    """Say who is on duty from `start` to before `end`."""
    return [row for row in roster_story(for_, start, end) if row.void_at is None]


def roster_story(for_: Scope, start: date, end: date) -> list[RosterShift]:
    """Return the shifts from `start` to before `end`, those too that were struck out."""
    rows = RosterShift.objects.for_scope(for_).filter(day__gte=start, day__lt=end)
    return list(rows.select_related("staff", "staff__unit").order_by("day", "post", "id"))


def shift(for_: Scope, shift_id: int) -> RosterShift:
    """Return one shift that stands. Errors: Refused journal.R4041."""
    return RosterShift.objects.for_scope(for_).select_related("staff").filter(void_at=None).one(id=shift_id)


# who answers ------------------------------------------------------------------------------


def responsible(office_id: int, role: str, area_id: int | None, on: date) -> StaffRow | None:
    """Say who holds `role` for an area: whoever is nearest above it, then whoever holds it for the whole office."""
    return duty_map(office_id, role, on).get(area_id)


@dataclass(frozen=True)
class LeftGround:
    """A role over a piece of ground that nobody holds, and who held it last."""

    role: str
    area: Piece
    last: str

    @property
    def said(self) -> str:
        return f"{self.area.name}没有{rules.ROLES[self.role].title}"


def left_without(leaver: Staff | StaffRow, on: date) -> list[LeftGround]:
    """Say which ground has nobody from a day on if somebody leaves, role by role."""
    held = at_hand(leaver.office_id).held_by.get(leaver.id, ())
    return _uncovered(leaver.office_id, valid(held, on), on, without=leaver.id)


def ground_without(office_id: int, on: date) -> list[LeftGround]:
    """Say which ground has had nobody since somebody left; the security administrators' to-do."""
    hand = at_hand(office_id)
    gone = {row.id: row.to_on for row in hand.staff.values() if row.to_on and row.to_on <= on}
    last = [grant for grant in hand.grants if grant.staff_id in gone and grant.to_on == gone[grant.staff_id]]
    return _uncovered(office_id, last, on)


def _uncovered(office_id: int, grants: Iterable[GrantRow], on: date, without: int = 0) -> list[LeftGround]:
    hand, ground = at_hand(office_id), grid.ground(office_id)
    held = {(one.role, _place(hand, one)) for one in valid(hand.grants, on) if one.staff_id != without}
    found: dict[tuple[str, int], LeftGround] = {}
    for grant in grants:
        piece = ground.pieces.get(_place(hand, grant) or 0)
        if piece is None or not piece.valid(on) or grant.role not in rules.ROLES:
            continue
        if not any((grant.role, step) in held for step in (*grid.steps(piece.path), None)):
            name = hand.staff[grant.staff_id].name
            found.setdefault((grant.role, piece.id), LeftGround(grant.role, piece, name))
    return list(found.values())


def _place(hand: AtHand, grant: GrantRow) -> int | None:
    whole = grant.role in rules.ROLES and rules.ROLES[grant.role].whole_office
    return grant.area_id or (None if whole else hand.staff[grant.staff_id].unit.area_id)


def duty_map(office_id: int, role: str, on: date) -> dict[int | None, StaffRow]:
    """Say who holds `role` for each area of the office; None stands for rows without an area."""
    hand = at_hand(office_id)
    first: dict[int | None, StaffRow] = {}
    for grant in valid(hand.grants, on):
        if grant.role == role:
            person = hand.staff[grant.staff_id]
            place = grant.area_id or (None if rules.ROLES[role].whole_office else person.unit.area_id)
            first.setdefault(place, person)
    found: dict[int | None, StaffRow] = {None: first[None]} if None in first else {}
    for area_id, path in grid.paths(office_id).items():
        nearest = next((first[step] for step in reversed(path) if step in first), first.get(None))
        if nearest:
            found[area_id] = nearest
    return found

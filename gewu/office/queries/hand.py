"""The office at hand: what every request needs of it and what hardly changes, read once in a process and frozen.

Kept while the office's number stays the same (journal.versions); every action that writes one of these rows gives it
another. Questions about days (who is in post, what is in force) are answered from here without asking the database.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from typing import Protocol, TypeVar

from gewu.journal import versions
from gewu.kernel.types import Closed
from gewu.office import editions
from gewu.office.models import Adoption, Office, PeriodLock, RoleGrant, RuleRow, Staff, Unit
from gewu.scenario.grammar import Scenario


class _Dated(Protocol):
    @property
    def from_on(self) -> date | None: ...
    @property
    def to_on(self) -> date | None: ...


Row = TypeVar("Row", bound=_Dated)


def valid(rows: Iterable[Row], on: date) -> Iterator[Row]:
    """Yield the rows that are valid on a day: from its first day to before its last."""
    return (row for row in rows if row.from_on and row.from_on <= on and (row.to_on is None or on < row.to_on))


@dataclass(frozen=True)
class OfficeFacts:
    """The office itself."""

    id: int
    code: str
    name: str
    district: str
    is_demo: bool
    started_on: date


@dataclass(frozen=True)
class UnitRow:
    """A unit, in use or closed."""

    id: int
    office_id: int
    kind: str
    code: str
    name: str
    area_id: int | None
    active: bool


@dataclass(frozen=True)
class StaffRow:
    """A person, in post or gone; `username` is "" without a login."""

    id: int
    office_id: int
    code: str
    name: str
    title: str
    unit: UnitRow
    account_id: int | None
    username: str
    from_on: date
    to_on: date | None

    @property
    def unit_id(self) -> int:
        return self.unit.id


@dataclass(frozen=True)
class GrantRow:
    """A role held over an area (None: the whole office or the ground of one's unit)."""

    staff_id: int
    role: str
    area_id: int | None
    from_on: date
    to_on: date | None


@dataclass(frozen=True)
class EditionRow:
    """An edition of a scenario without its text; drafts too."""

    scenario: str
    edition: str
    sha256: str
    state: str
    from_on: date | None
    to_on: date | None

    @property
    def in_force(self) -> bool:
        """Say whether it is or was in force between its days."""
        return self.state in ("active", "retired")


@dataclass(frozen=True)
class LocalRule:
    """A dated value of the office's own; scenario "" holds for all."""

    scenario: str
    key: str
    value: object
    from_on: date
    to_on: date | None


class Shelf:
    """The editions of an office as they were read, by the hash of their text."""

    def __init__(self, office_id: int):
        self.office_id = office_id
        self._read: dict[str, Scenario] = {}
        self.closed: dict[tuple[frozenset[str], date], Closed] = {}  # what readers.closed worked out of them

    def scenarios(self, wanted: Iterable[str]) -> list[Scenario]:
        """Return scenarios in the order of `wanted`; texts that were not read yet come in one query."""
        wanted = list(wanted)
        if missing := set(wanted) - set(self._read):
            rows = Adoption.objects.filter(office_id=self.office_id, sha256__in=missing)
            self._read |= {sha256: editions.read(text) for sha256, text in rows.values_list("sha256", "text")}
        return [self._read[sha256] for sha256 in wanted]


@dataclass(frozen=True)
class AtHand:
    """Units and people in the order of codes, editions in that of domains and keys, rules in that of their days."""

    office: OfficeFacts
    units: Mapping[int, UnitRow]
    staff: Mapping[int, StaffRow]
    grants: tuple[GrantRow, ...]
    editions: tuple[EditionRow, ...]
    rules: tuple[LocalRule, ...]
    locks: tuple[tuple[date, date], ...]
    shelf: Shelf

    @cached_property
    def held_by(self) -> Mapping[int, Sequence[GrantRow]]:
        """Staff id -> every role that person holds or held."""
        found: dict[int, list[GrantRow]] = {}
        for grant in self.grants:
            found.setdefault(grant.staff_id, []).append(grant)
        return found

    @cached_property
    def with_login(self) -> Mapping[int, StaffRow]:
        """Account id -> the person behind it."""
        return {row.account_id: row for row in self.staff.values() if row.account_id}


def at_hand(office_id: int) -> AtHand:
    """Return the office as it stands."""
    return versions.part(office_id, _read)


def _read(office_id: int) -> AtHand:
    mine = {"office_id": office_id}
    units = {row[0]: UnitRow(*row) for row in _rows(Unit.objects.filter(**mine).order_by("code"), UnitRow)}
    people: Iterable[tuple] = Staff.objects.filter(**mine).order_by("code").values_list(*_STAFF)
    grants = RoleGrant.objects.filter(**mine).order_by("id")
    adoptions = Adoption.objects.filter(**mine).order_by("domain", "scenario", "id")
    rules = RuleRow.objects.filter(**mine).order_by("from_on", "id")
    return AtHand(
        OfficeFacts(*_rows(Office.objects.filter(id=office_id), OfficeFacts).get()),
        units,
        {row[0]: StaffRow(*(*row[:5], units[row[5]], row[6], row[7] or "", *row[8:])) for row in people},
        tuple(GrantRow(*row) for row in _rows(grants, GrantRow)),
        tuple(EditionRow(*row) for row in _rows(adoptions, EditionRow)),
        tuple(LocalRule(*row) for row in _rows(rules, LocalRule)),
        tuple(PeriodLock.objects.filter(**mine, opened_at=None).values_list("start", "end")),
        Shelf(office_id),
    )


_STAFF = (
    *("id", "office_id", "code", "name", "title", "unit_id"),
    *("account_id", "account__username", "from_on", "to_on"),
)


def _rows(rows, shape: type):
    return rows.values_list(*(field.name for field in fields(shape)))

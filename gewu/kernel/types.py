"""The four things every room passes to every other: who acts, what they may see, what is counted, what is refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

Thing = TypeVar("Thing")


class Refused(Exception):
    """An expected refusal, said to a person.

    `id` is stable ("matters.R101") and never reused; `words` is one clear Chinese sentence;
    `hint` says what to do or whom to ask; `fields` maps a form field to its own sentence.
    Front shows it; it is no bug.
    """

    def __init__(self, id: str, words: str, hint: str = "", fields: dict[str, str] | None = None):
        super().__init__(f"{id}: {words}" + (f" — {hint}" if hint else ""))
        self.id, self.words, self.hint, self.fields = id, words, hint, fields or {}


def there(thing: Thing | None) -> Thing:
    """Return what cannot be None where it is asked for; where it is all the same, that is a bug and fails loudly."""
    if thing is None:
        raise AssertionError("nothing is there")
    return thing


@dataclass(frozen=True)
class Closed:
    """What the readers that scenarios name (their section `access`) leave out of one person's sight.

    scenarios  of which no rows are shown, `totals` of which not even figures
    kinds      kinds of subjects that none but such scenarios keep
    tags       tags that none but such scenarios keep
    cases      of a scenario, the lines (column, in or not_in, values) that all hold of rows which are closed
    """

    scenarios: frozenset[str] = frozenset()
    totals: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    cases: tuple[tuple[str, tuple[tuple[str, str, tuple], ...]], ...] = ()


@dataclass(frozen=True)
class Scope:
    """What one person may see and do in one office; made by office.queries.scope_of, passed as `for_=`.

    `area_ids` None means the whole office; an empty set means none. `spaces` are the confidential
    spaces that are open to the person ("" is the ordinary one). `can` holds permission words (office.rules.ROLES).
    """

    office_id: int
    staff_id: int | None = None
    unit_ids: frozenset[int] = frozenset()
    area_ids: frozenset[int] | None = None
    spaces: frozenset[str] = frozenset({""})
    can: frozenset[str] = frozenset()
    closed: Closed = Closed()

    def may(self, permission: str) -> bool:
        return permission in self.can

    def sees_area(self, area_id: int | None) -> bool:
        """Say whether rows of this area are in sight; rows without an area belong to the whole office."""
        return self.area_ids is None or (area_id is not None and area_id in self.area_ids)


@dataclass(frozen=True)
class Actor:
    """Who does something: a member of staff, or the system itself (staff_id None).

    `by=` of every action. `scope` is what the person may touch; `label` is what the journal prints.
    """

    office_id: int
    staff_id: int | None
    label: str
    scope: Scope
    roles: frozenset[str] = frozenset()

    @property
    def is_system(self) -> bool:
        return self.staff_id is None

    def must(self, permission: str, *, ask: str = "系统管理员") -> None:
        """Refuse unless the person holds `permission`."""
        if not self.is_system and not self.scope.may(permission):
            raise Refused("office.R403", "您的岗位没有这项权限，未作任何改动。", f"如确需办理，请联系{ask}。")


@dataclass(frozen=True)
class Measure:
    """One countable thing that a room publishes, exactly once (see docs/house.md).

    name      "matters.closed": room.what
    title     what the office calls it
    table     database table that holds one row per counted thing
    flow      date column (local date) of the event for flows; None for stocks
    stock     (from_column, to_column) of validity for stocks; None for flows
    where     fixed conditions: ((column, operator, value), …); operators: =, !=, in, not_in, is_null, not_null, <=, >=
    distinct  column counted once each (persons visited); "" counts rows
    amount    integer column that `sum` adds up (fen, places); "" when only counting
    unit      default unit word
    part_of   names of measures whose rows include these (vocabulary of shares)
    dims      dimension word -> column, for `by` and `where`
    """

    name: str
    title: str
    table: str
    unit: str
    flow: str | None = None
    stock: tuple[str, str] | None = None
    where: tuple[tuple[str, str, object], ...] = ()
    distinct: str = ""
    amount: str = ""
    part_of: tuple[str, ...] = ()
    dims: dict[str, str] = field(default_factory=dict, hash=False)
    #: owner kind whose fact rows `where` on a scenario field looks at (subject, record, matter, "" for none)
    facts: str = ""
    #: column with the owner's id for those facts ("id" when the row itself is the owner)
    facts_key: str = "id"
    #: second date column that must be filled and on or before `as_of` (received and by now closed)
    by_then: str = ""

"""Which scenarios the office has adopted, and in which edition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from gewu.journal.rows import asked
from gewu.kernel.types import Refused, Scope
from gewu.office import editions
from gewu.office.models import Adoption
from gewu.office.queries.rows import refuse_locked
from gewu.scenario.grammar import Scenario

#: an adoption that is or was in force between its dates
IN_FORCE = ("active", "retired")


def adopted(office_id: int, on: date) -> dict[str, Scenario]:
    """The editions in force on a day: scenario key -> parsed scenario, in the order of domains and keys."""
    return _found(office_id, asked(_IN_FORCE, office_id, *IN_FORCE, on, on))


def adopted_for_new(office_id: int, on: date) -> dict[str, Scenario]:
    """The same, for what is new on that day. Errors: Refused office.R310 when it lies in a locked period."""
    rows = asked(_IN_FORCE_AND_LOCKED, office_id, on, on, office_id, *IN_FORCE, on, on)
    if any(locked for *_, locked in rows):
        refuse_locked(on)
    return _found(office_id, (row[:2] for row in rows))


_WHERE = (
    "FROM office_adoption WHERE office_id = %s AND state IN (%s, %s) "
    "AND from_on <= %s AND (to_on IS NULL OR to_on > %s) ORDER BY domain, scenario"
)
_LOCKED = (
    "EXISTS (SELECT 1 FROM office_periodlock "
    'WHERE office_id = %s AND opened_at IS NULL AND start <= %s AND "end" > %s)'
)
_IN_FORCE = f"SELECT scenario, sha256 {_WHERE}"
_IN_FORCE_AND_LOCKED = f"SELECT scenario, sha256, {_LOCKED} {_WHERE}"


def _found(office_id: int, rows: Iterable[tuple[str, str]]) -> dict[str, Scenario]:
    keys = dict(rows)
    found = editions.parsed(keys.values(), lambda missing: _texts(office_id, missing))
    return {scenario: found[sha256] for scenario, sha256 in keys.items()}


def edition(office_id: int, scenario: str, edition: str) -> Scenario:
    """One edition by its name, in force or not: open matters stay on theirs.

    Errors: Refused office.R220 when the office never had it.
    """
    row = Adoption.objects.filter(office_id=office_id, scenario=scenario, edition=edition)
    sha256 = row.values_list("sha256", flat=True).first()
    if sha256 is None:
        raise Refused("office.R220", f"本单位没有场景“{scenario}”的“{edition}”版。", "请在场景配置中核对版本。")
    return editions.parsed([sha256], lambda missing: _texts(office_id, missing))[sha256]


def _texts(office_id: int, wanted: list[str]) -> Mapping[str, str]:
    rows = Adoption.objects.filter(office_id=office_id, sha256__in=wanted)
    return dict(rows.values_list("sha256", "text"))


def adoptions(for_: Scope) -> list[Adoption]:
    """Every edition of the office, without its text, newest first within a scenario."""
    return list(Adoption.objects.for_scope(for_).defer("text").order_by("domain", "scenario", "-id"))


def adoption(for_: Scope, adoption_id: int) -> Adoption:
    """One edition with its text. Errors: Refused office.R221."""
    row = Adoption.objects.for_scope(for_).select_related("drafted_by", "reviewed_by").filter(id=adoption_id).first()
    if row is None:
        raise Refused("office.R221", "没有找到这个场景版本。", "它可能属于其他单位，请核对链接。")
    return row


def adoption_history(for_: Scope, scenario: str) -> list[Adoption]:
    """The editions of one scenario, newest first."""
    rows = Adoption.objects.for_scope(for_).select_related("drafted_by", "reviewed_by")
    return list(rows.filter(scenario=scenario).order_by("-id"))

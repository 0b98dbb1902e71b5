"""A matter runs over its time: the desk and the community are told, once (S1-A8)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache

from gewu.kernel.calendar import local_day
from gewu.kernel.types import Actor
from gewu.matters import actions as matters
from gewu.matters import queries
from gewu.matters.models import Matter
from gewu.matters.rules.path import part_of
from gewu.office import queries as office
from gewu.scenario.grammar import Scenario
from gewu.scenario.vocabulary import ROLES

Duty = Mapping[int | None, office.StaffRow]

#: told of every overdue matter, beside whom the scenario names
ALWAYS = ("community_secretary", "dispatcher")


def tell_overdue(*, by: Actor, at: datetime) -> int:
    """Mark the matters that ran over their time and tell who must know; return how many. Idempotent."""
    late = queries.overdue(by.office_id, at)
    scenarios = queries.editions(by.office_id, late)
    duty = lru_cache(maxsize=None)(lambda role: office.duty_map(by.office_id, role, local_day(at)))
    for matter in late:
        scenario = scenarios[matter.scenario, matter.edition]
        matters.mark_overdue(matter.id, by=by, at=at, tell=_whom(matter, scenario, duty))
    return len(late)


def _whom(matter: Matter, scenario: Scenario, duty: Callable[[str], Duty]) -> dict[int | None, str]:
    """Staff id -> the role in which they are told; None (whoever is on the desk) where nobody holds the role."""
    found: dict[int | None, str] = {}
    for role in dict.fromkeys((*ALWAYS, *part_of(scenario).overdue.tell)):
        person = duty(role).get(matter.area_id)
        found.setdefault(person.id if person else None, ROLES[role])
    return found

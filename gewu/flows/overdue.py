"""A clock of a matter runs out: the desk and the community are told, once; past its limit it is moved on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache

from gewu.kernel.calendar import local_day
from gewu.kernel.types import Actor, Refused
from gewu.matters import actions as matters
from gewu.matters import queries
from gewu.matters.models import Matter
from gewu.matters.rules.clock import untold
from gewu.matters.rules.path import part_of
from gewu.office import queries as office
from gewu.scenario.grammar import Scenario
from gewu.scenario.vocabulary import ROLES

Duty = Mapping[int | None, office.StaffRow]

#: told of every overdue matter, beside whom the scenario names
ALWAYS = ("community_secretary", "dispatcher")


def tell_overdue(*, by: Actor, at: datetime) -> int:
    """Mark the matters one of whose clocks ran out and tell who must know; return how many. Idempotent.

    The limit of a matter, those of its steps (签收, 受理) and that of handing it over are told alike, each once.
    """
    late = queries.overdue(by.office_id, at)
    scenarios = queries.editions(by.office_id, late)
    duty = _duty(by, at)
    for matter in late:
        scenario = scenarios[matter.scenario, matter.edition]
        what = untold(matter, part_of(scenario), at)
        matters.mark_overdue(matter.id, by=by, at=at, what=what, tell=_whom(matter, scenario, duty))
    return len(late)


def move_on(*, by: Actor, at: datetime) -> int:
    """Take what ran over its time to the step that its scenario names (overdue.then); return how many. Idempotent."""
    late = queries.to_move_on(by.office_id, at)
    scenarios, duty, moved = queries.editions(by.office_id, late), _duty(by, at), 0
    for matter in late:
        part = part_of(scenarios[matter.scenario, matter.edition])
        person = duty(part.path[part.overdue.then].who).get(matter.area_id)
        try:
            matters.move_on(matter.id, by=by, at=at, tell=[person.id if person else None])
        except Refused:  # somebody took it further in this moment
            continue
        moved += 1
    return moved


def _duty(by: Actor, at: datetime) -> Callable[[str], Duty]:
    return lru_cache(maxsize=None)(lambda role: office.duty_map(by.office_id, role, local_day(at)))


def _whom(matter: Matter, scenario: Scenario, duty: Callable[[str], Duty]) -> dict[int | None, str]:
    """Staff id -> the role in which they are told; None (whoever is on the desk) where nobody holds the role."""
    found: dict[int | None, str] = {}
    for role in dict.fromkeys((*ALWAYS, *part_of(scenario).overdue.tell)):
        person = duty(role).get(matter.area_id)
        found.setdefault(person.id if person else None, ROLES[role])
    return found

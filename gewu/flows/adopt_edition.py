"""An edition is put in force, and what it newly counts is counted at once."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gewu.kernel.types import Actor
from gewu.office import actions as office
from gewu.office import queries as offices
from gewu.office.models import Adoption
from gewu.registry import actions as registry
from gewu.scenario.grammar import Scenario


@transaction.atomic
def adopt(*, by: Actor, at: datetime, adoption_id: int, from_on: date | None = None) -> Adoption:
    """Put an edition in force (office.actions.adopt) and write the facts of the fields it begins to count.

    Answers given under older editions are then in the figures of the new one. Matters and records keep the
    editions they were made under.
    """
    row = office.adopt(by=by, at=at, adoption_id=adoption_id, from_on=from_on)
    new = offices.edition(by.office_id, row.scenario, row.edition)
    if new.subject and counted(new) - _counted_before(row):
        registry.rebuild_facts(by=by, at=at, kind=new.subject.kind, on=row.from_on)
    return row


def counted(scenario: Scenario) -> frozenset[str]:
    """The fields of its subjects that a scenario counts."""
    fields = scenario.subject.attributes.values() if scenario.subject else ()
    return frozenset(field.key for field in fields if field.counted)


def _counted_before(row: Adoption) -> frozenset[str]:
    history = offices.adoption_history(offices.system_actor(row.office_id).scope, row.scenario)
    earlier = [old for old in history if old.id != row.id and old.to_on == row.from_on and old.state == "retired"]
    return counted(offices.edition(row.office_id, row.scenario, earlier[0].edition)) if earlier else frozenset()

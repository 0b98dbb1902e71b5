"""What the office issued: papers about the latest matters and subjects of a scenario, each on its day, in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta
from typing import Any

from demo import days, own
from demo.dice import stream
from gewu.flows import papers
from gewu.journal.rows import kept
from gewu.kernel.calendar import LOCAL
from gewu.kernel.nouns import noun
from gewu.kernel.types import Actor
from gewu.office import queries as offices
from gewu.registry import queries as registry

#: when the paper about something was written, and its kind, row and document
Letter = tuple[datetime, str, int, str, str]


def issue(by: Actor) -> None:
    """Issue them all, the earliest first, by the person whom the pack names."""
    dice, said = stream("letters"), {}
    found: list[Letter] = []
    for scenario, plans in own.told("papers"):
        for document, plan in plans.items():
            said[scenario, document] = plan
            found += _of(scenario, document, plan, by)
    for at, kind, row, scenario, document in sorted(found):
        plan = said[scenario, document]
        actor = offices.actor_of(offices.account_named(plan["by"]), at.date())
        given = {key: _word(value, dice) for key, value in plan.get("says", {}).items()}
        papers.issue(kind, row, scenario, document, by=actor, at=at, given=given)


def _word(value: Any, dice) -> Any:
    """One of several answers; 姓名 is an invented person."""
    chosen = dice.choice(value) if isinstance(value, list) else value
    return own.person(dice) if chosen == "姓名" else chosen


def _of(scenario: str, document: str, plan: Mapping[str, Any], by: Actor) -> Iterator[Letter]:
    last = datetime.combine(days.CUT_OFF, time(15, 0), LOCAL)
    if plan["of"] == "office":
        yield last, "office", 0, scenario, document
    elif plan["of"] == "subject":
        edition = offices.adopted(by.office_id, days.CUT_OFF)[scenario]
        rows = registry.subjects(by.scope, kind=edition.subject.kind, tag=plan.get("tag", ""), on=days.CUT_OFF)
        for number, row in enumerate(rows[: plan["most"]]):
            yield last + timedelta(minutes=number), "subject", row.id, scenario, document
    else:
        column = f"{plan['at']}_at"
        rows = kept(noun("matter"), by.scope).filter(scenario=scenario, void_at=None, merged_into=None)
        rows = rows.filter(received_at__lte=last, **{f"{column}__isnull": False}).order_by("-received_at", "-id")
        for row in rows[: plan["most"]]:
            yield getattr(row, column), "matter", row.id, scenario, document

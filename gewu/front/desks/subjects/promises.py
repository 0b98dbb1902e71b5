"""The milestones of a project as its page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gewu.front.desks.subjects.words import Words
from gewu.registry import queries as registry
from gewu.registry import rules

if TYPE_CHECKING:
    from gewu.registry.models import Milestone, Subject


@dataclass(frozen=True)
class Promise:
    """One milestone as its project's page shows it: how it stands, and every forecast ever made, newest first."""

    row: Milestone
    stands: rules.Standing
    forecasts: list

    @property
    def open(self) -> bool:
        return self.row.actual_on is None


def promises(subject: Subject, today: date) -> list[Promise]:
    """The milestones of a project in the order of their days."""
    rows = registry.milestones(subject) if subject.nature == "project" else []
    return [
        Promise(
            row,
            rules.milestone_stands(row.planned_on, row.forecast_on, row.actual_on, today),
            sorted(row.forecasts.all(), key=lambda one: one.id, reverse=True),
        )
        for row in rows
    ]


def unpromised(subject: Subject, words: Words, held: list[Promise]) -> dict[str, str]:
    """The milestones that the scenarios name for a project and nobody has promised yet."""
    if subject.nature != "project":
        return {}
    done = {one.row.key for one in held}
    return {key: title for key, title in words.milestones_of(subject.kind).items() if key not in done}

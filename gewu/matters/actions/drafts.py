"""One matter on its way into rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from gewu.kernel.telltale import Found
from gewu.matters.rules import Event, Folded, NewMatter
from gewu.scenario.grammar import Scenario

if TYPE_CHECKING:
    from gewu.registry.models import Subject


@dataclass(slots=True)
class Draft:
    """One matter on its way into rows; what it is to be called and what happened to it come while it is unfolded."""

    office_id: int
    scenario: Scenario
    new: NewMatter
    told: Sequence[tuple]  # what happened, as History has it
    received_at: datetime
    subject: Subject | None
    given: Mapping[str, object]  # answers of the scenario's questions
    place_in_list: int = 0
    covered: list[Found] = field(default_factory=list)  # numbers of persons in its words
    id: int = 0
    number: str = ""
    events: list[Event] = field(default_factory=list)
    state: Folded = field(default_factory=Folded)
    reporter_id: int | None = None
    caller: str = ""  # blind index of who reported
    repeat_of_id: int | None = None

    @property
    def external_key(self) -> tuple[str, str] | None:
        number = self.new.external_number
        return (self.scenario.scenario, number) if number else None

    @property
    def area_id(self) -> int | None:
        return self.new.area_id or (self.subject.area_id if self.subject else None)

    @property
    def category(self) -> str:
        return self.state.category or self.new.category

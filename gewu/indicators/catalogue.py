"""Every indicator of the scenarios in use, by its name "scenario.key"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gewu.indicators.measures import published
from gewu.kernel.nouns import counted
from gewu.kernel.refs import Ref
from gewu.kernel.types import Refused, Scope
from gewu.office import queries as office
from gewu.scenario.grammar import Indicator, Scenario

#: shape of the indicator → kind of the figure, where they differ
KINDS = {"count": "counted", "sum": "counted", "share": "derived", "per": "derived"}


@dataclass(frozen=True)
class Entry:
    """One indicator in its scenario."""

    scenario: Scenario
    indicator: Indicator

    @property
    def ref(self) -> str:
        return str(Ref(self.scenario.scenario, self.indicator.key))

    @property
    def kind(self) -> str:
        return KINDS.get(self.indicator.shape, self.indicator.shape)

    @property
    def space(self) -> str:
        """The confidential space its rows lie in; "" for ordinary ones."""
        measure = self.indicator.measure
        if measure and counted(measure).section == "matter" and self.scenario.matter:
            return self.scenario.matter.space
        return self.scenario.subject.space if self.scenario.subject and measure else ""

    def shows_rows(self, scope: Scope) -> bool:
        """Whether this person may see what lies behind it, as far as spaces and readers go."""
        return self.space in scope.spaces and self.scenario.scenario not in scope.closed.scenarios

    @property
    def splits(self) -> tuple[str, ...]:
        """The words by which it may be split: those it names, and months for what flows."""
        measure = self.indicator.measure
        offered = [*self.indicator.by]
        if measure and published(measure).flow and "month" not in offered:
            offered.append("month")
        return tuple(offered)


def all_indicators(office_id: int, on: date) -> list[Entry]:
    """Every indicator in force on a day, scenario by scenario in the order of the files."""
    return list(entries(office.adopted(office_id, on)).values())


def entries(adopted: Mapping[str, Scenario]) -> dict[str, Entry]:
    """The same for editions already at hand: ref -> Entry."""
    found = [Entry(scenario, one) for scenario in adopted.values() for one in scenario.indicators.values()]
    return {entry.ref: entry for entry in found}


def find(ref: str, adopted: Mapping[str, Scenario]) -> Entry:
    """One indicator by "scenario.key". Errors: Refused indicators.R405 when no edition in force has it."""
    scenario, key, _ = Ref.read(ref)
    if scenario not in adopted or key not in adopted[scenario].indicators:
        raise Refused("indicators.R405", f"当前启用的场景里没有指标“{ref}”。", "请核对场景是否启用、指标名是否写对。")
    return Entry(adopted[scenario], adopted[scenario].indicators[key])

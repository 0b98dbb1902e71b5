"""Every indicator of the scenarios in use, by its name "scenario.key"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gewu.indicators import observed
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
    return list(known(office_id, office.adopted(office_id, on), on).values())


def known(office_id: int, adopted: Mapping[str, Scenario], on: date) -> dict[str, Entry]:
    """What can be read of a day: every indicator in force, and what was stated of days before there was one.

    A 报送数 is of its own period, however late the office began to keep it.
    """
    found = entries(adopted)
    later = [
        Entry(scenario, one)
        for scenario in office.adopted_after(office_id, on)
        for one in scenario.indicators.values()
        if one.shape == "observed" and str(Ref(scenario.scenario, one.key)) not in found
    ]
    held = observed.series_held(office_id) if later else set()
    stated = [one for one in later if str(Ref(one.scenario.scenario, one.indicator.observed)) in held]
    return {one.ref: one for one in reversed(stated)} | found


def entries(adopted: Mapping[str, Scenario]) -> dict[str, Entry]:
    """The same for editions already at hand: ref -> Entry."""
    found = [Entry(scenario, one) for scenario in adopted.values() for one in scenario.indicators.values()]
    return {entry.ref: entry for entry in found}


def find(ref: str, known: Mapping[str, Entry]) -> Entry:
    """One indicator by "scenario.key". Errors: Refused indicators.R405 when no edition in force has it."""
    scenario, key, _ = Ref.read(ref)
    if str(Ref(scenario, key)) not in known:
        raise Refused("indicators.R405", f"当前启用的场景里没有指标“{ref}”。", "请核对场景是否启用、指标名是否写对。")
    return known[str(Ref(scenario, key))]

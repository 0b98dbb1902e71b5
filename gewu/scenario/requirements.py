"""这个场景要求什么: what a scenario asks of people, in sentences made from the declarations of its keys (`tell`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from gewu.kernel.limits import Limit
from gewu.scenario import saying, vocabulary
from gewu.scenario.grammar import SCENARIO, Scenario
from gewu.scenario.ideas.conditions import When
from gewu.scenario.ideas.limits import Within
from gewu.scenario.ideas.needs import Need
from gewu.scenario.sections.matter import Verification
from gewu.scenario.shapes import Choice, Entry, Listed, Mapped, Section, Shape

#: what it is about -> what is asked of it
Told = tuple[str, list[str]]


def requirements(scenario: Scenario) -> list[tuple[str, list[Told]]]:
    """List it section by section, in the order of the file; sections that ask nothing are left out."""
    parts = [
        (entry.say, list(_told(entry.takes, getattr(scenario, entry.kept_as), scenario))) for entry in SCENARIO.entries
    ]
    return [(say.partition("：")[0], told) for say, told in parts if told]


def _told(shape: Shape, value: Any, scenario: Scenario, whose: str = "") -> Iterator[Told]:
    if isinstance(shape, Mapped) and isinstance(shape.of, Section) and shape.of.noun:
        for one in (value or {}).values():
            yield from _told(shape.of, one, scenario, getattr(one, "title", "") or getattr(one, "say", ""))
    elif isinstance(shape, Section) and shape.noun and value is not None:
        found = [(entry, getattr(value, entry.kept_as)) for entry in shape.entries]
        told = [
            entry.tell.format(_said(entry, one, scenario)) for entry, one in found if entry.tell and _asks(entry, one)
        ]
        if told:
            yield whose or "总的", told
        for entry, one in found:
            yield from _told(entry.takes, one, scenario)


def _asks(entry: Entry, value: Any) -> bool:
    return bool(value) and (value != entry.default or isinstance(value, int))


def _said(entry: Entry, value: Any, scenario: Scenario) -> str:
    if isinstance(value, When):
        return _when(value, scenario)
    if isinstance(value, Within):
        return "、".join(f"{_listed(scenario).get(key, key)}{limit}" for key, limit in value.each.items()) or str(
            value.limit
        )
    if isinstance(value, tuple):
        return "、".join(
            _need(one, scenario) if isinstance(one, Need) else _word(entry, one, scenario) for one in value
        )
    return str(value) if isinstance(value, Limit) else _word(entry, value, scenario)


def _word(entry: Entry, value: Any, scenario: Scenario) -> str:
    shape = entry.takes.of if isinstance(entry.takes, Listed) else entry.takes
    known: Mapping[str, str] = vocabulary.ROLES
    if entry.ask and entry.ask.options:
        known = entry.ask.options(scenario)
    elif isinstance(shape, Choice):
        known = shape.titles
    return shape.said(value) if isinstance(shape, Verification) else known.get(str(value), str(value))


def _need(need: Need, scenario: Scenario) -> str:
    if need.have:
        return f"{_when(need.when, scenario)}时还要{_all(need.have, scenario)}"
    if need.holds:
        return _when(need.holds, scenario)
    return vocabulary.NEEDS.get(need.key) or saying.question(scenario, need.key)


def _all(needs: Iterable[Need], scenario: Scenario) -> str:
    return "、".join(_need(one, scenario) for one in needs)


def _when(when: When, scenario: Scenario) -> str:
    return "，且".join(saying.lines(when, scenario))


def _listed(scenario: Scenario) -> dict[str, str]:
    """What limits may differ by: grades, categories, channels and options, with their titles."""
    part = scenario.matter
    if part is None:
        return {}
    options = {key: title for ask in part.asks.values() for key, title in ask.options.items()}
    grades = {key: one.title for key, one in part.grades.items()}
    return options | dict(part.channels) | {key: one.title for key, one in part.categories.items()} | grades

"""这个场景要求什么: what a scenario asks of people, in sentences made from the declarations of its keys (`tell`)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from gewu.kernel.limits import Limit
from gewu.scenario import edit, form, saying, vocabulary
from gewu.scenario.grammar import Scenario
from gewu.scenario.ideas.conditions import When
from gewu.scenario.ideas.limits import Within, listed
from gewu.scenario.ideas.needs import Need
from gewu.scenario.sections.matter import Verification
from gewu.scenario.shapes import Entry, Listed

#: what it is about -> what is asked of it
Told = tuple[str, list[str]]


def requirements(scenario: Scenario) -> list[tuple[str, list[Told]]]:
    """List it card by card, in the order of the file; what asks nothing is left out."""
    parts = [
        (group.title, [(card.title, told) for card in group.cards if (told := asked(card))])
        for group in form.groups(scenario)
    ]
    return [(title, told) for title, told in parts if told]


def asked(card: form.Card) -> list[str]:
    """Say what one card of the form asks of people."""
    noun: Any = card.scenario
    for step in edit.steps(card.place):
        noun = getattr(noun, step) if isinstance(step, str) and hasattr(noun, step) else noun[step]
    found = [(entry, getattr(noun, entry.kept_as, None)) for entry in card.section.entries if entry.tell]
    return [entry.tell.format(_said(entry, value, card.scenario)) for entry, value in found if _asks(entry, value)]


def sentence(card: form.Card) -> str:
    """Say a card in one sentence: what it asks of people, else what stands in its first boxes."""
    told = (
        asked(card)
        or [f"{one.label}：{one.words}" for one in card.inputs if one.words and one.words != card.title][:3]
    )
    return "；".join(told)


def _asks(entry: Entry, value: Any) -> bool:
    return bool(value) and (value != entry.default or isinstance(value, int))


def _said(entry: Entry, value: Any, scenario: Scenario) -> str:
    if isinstance(value, When):
        return _when(value, scenario)
    if isinstance(value, Within):
        titles = listed(scenario)
        return "、".join(f"{titles.get(key, key)}{limit}" for key, limit in value.each.items()) or str(value.limit)
    if isinstance(value, tuple):
        return "、".join(
            _need(one, scenario) if isinstance(one, Need) else _word(entry, one, scenario) for one in value
        )
    return str(value) if isinstance(value, Limit) else _word(entry, value, scenario)


def _word(entry: Entry, value: Any, scenario: Scenario) -> str:
    shape = entry.takes.of if isinstance(entry.takes, Listed) else entry.takes
    known = shape.offered(scenario)
    return shape.spoken(value) if isinstance(shape, Verification) else known.get(str(value), str(value))


def _need(need: Need, scenario: Scenario) -> str:
    if need.have:
        return f"{_when(need.when, scenario)}时还要{_all(need.have, scenario)}"
    if need.holds:
        return _when(need.holds, scenario)
    return need.paper or vocabulary.NEEDS.get(need.key) or saying.question(scenario, need.key)


def _all(needs: Iterable[Need], scenario: Scenario) -> str:
    return "、".join(_need(one, scenario) for one in needs)


def _when(when: When, scenario: Scenario) -> str:
    return "，且".join(saying.lines(when, scenario))

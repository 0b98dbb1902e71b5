"""Conditions read back as a sentence, in the words of the file they stand in."""

from __future__ import annotations

import re

from gewu.kernel import nouns
from gewu.kernel.chinese import to_chinese
from gewu.scenario.grammar import Condition, Field, Scenario, When
from gewu.scenario.ideas.conditions import COMPARED
from gewu.scenario.shapes import shown_amount

#: what stands behind the name of a law and is not written on papers: its year, its number, that it is to be replaced
_YEAR = re.compile(r"(（(?:\d{4}年[^）]*|[^）]*〔\d{4}〕[^）]*|占位|试行)）)+$")


def cited(scenario: Scenario, source: str) -> str:
    """Write a citation as papers do: fire_law 28 → 《中华人民共和国消防法》第二十八条; "" for none."""
    key, *articles = source.split() or [""]
    found = scenario.sources.get(key)
    if found is None:
        return ""
    numbers = (to_chinese(int(one)) if one.isdecimal() else one for one in articles)
    return f"《{_YEAR.sub('', found.title)}》" + "、".join(f"第{one}条" for one in numbers)


def lines(when: When, scenario: Scenario) -> list[str]:
    """Say each line of a condition; of several groups, all of them in one breath."""
    groups = [[_line(one, scenario) for one in group] for group in when.groups]
    return groups[0] if len(groups) == 1 else ["，或者".join("且".join(group) for group in groups)] if groups else []


def _line(one: Condition, scenario: Scenario) -> str:
    names = [title(scenario, one.name, _answer(scenario, one, value)) for value in one.values]
    word = question(scenario, one.field) if one.on == "field" else nouns.dimensions().get(one.on, "时段")
    compared = "为" if one.operator == "in" else COMPARED[one.operator]
    return f"{word}{compared}{'、'.join(names)}"


def _answer(scenario: Scenario, one: Condition, value: object) -> object:
    """A yes or no as it is kept (conditions compare it with 1 and 0); a number in the unit that people speak."""
    field = field_of(scenario, one.field) if one.on == "field" else None
    if field and field.type == "yes_no":
        return ("no", "yes")[value == 1]
    return shown_amount(value, field.places) + ("元" if field.type == "money" else "") if field else value


def question(scenario: Scenario, key: str) -> str:
    """The words of a question, else its key."""
    found = field_of(scenario, key)
    return found.say if found else key


def field_of(scenario: Scenario, key: str) -> Field | None:
    """The scenario's own field of this name, wherever it is asked; None for a dimension word."""
    places = (nouns.questions(kind, scenario) for kind in reversed([*nouns.nouns()]))
    return next((place[key] for place in places if key in place), None)


def title(scenario: Scenario, word: str, value: object) -> str:
    """The office's word for one value of a left side or of a field with options."""
    return listed(scenario, word).get(str(value), str(value))


def listed(scenario: Scenario, word: str) -> dict[str, str]:
    """Every value of a left side or a field with options, in the order of the file: key -> title."""
    field = field_of(scenario, word)
    if field:
        return dict(field.options) or ({"yes": "是", "no": "否"} if field.type == "yes_no" else {})
    if word == "period":
        return {key: period.title for key, period in scenario.periods.items()}
    return dict(nouns.values(scenario, word) or {})

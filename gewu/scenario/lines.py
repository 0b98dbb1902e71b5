"""Conditions as the form asks them: lines of left side, comparison and value, in the words of the office."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gewu.kernel import nouns
from gewu.scenario import emit, saying
from gewu.scenario.grammar import Field, Scenario
from gewu.scenario.ideas.conditions import CONDITIONS, NUMBERS, Reach
from gewu.scenario.problems import Problems
from gewu.scenario.sections import duties, indicators, record, subject
from gewu.scenario.yamltree import Plain, parse

COMPARED = {"in": "是", **saying.OPERATORS}
JOINED = {"and": "并且", "or": "或者"}

#: how it is joined to the line before, left side, comparison, value
Line = tuple[str, str, str, str]
#: value of the file -> what the office calls it
Titles = Mapping[Any, str]


@dataclass(frozen=True)
class Lefts:
    """The left sides of one place: their titles, and the values of each that has a list."""

    titles: Mapping[str, str]
    values: Mapping[str, Titles]
    numbers: frozenset[str]


def lefts(place: str, scenario: Scenario) -> Lefts:
    """Say what a condition may ask at a place of the file; nothing where it may ask nothing."""
    reach = _reach(place, scenario)
    words = {word: nouns.dimensions().get(word, "时段") for word in reach.words}
    values: dict[str, Titles] = {word: saying.listed(scenario, word) for word in reach.words}
    fields = {key: field.say + "（分）" * (field.type == "money") for key, field in reach.fields.items()}
    numbers = frozenset(key for key, field in reach.fields.items() if field.type in NUMBERS)
    values |= {key: _values(field) for key, field in reach.fields.items()}
    # Several values stand with 、 between them, so a title of its own has none.
    plainly = {
        left: {one: title.replace("、", "和") for one, title in known.items()} for left, known in values.items()
    }
    return Lefts(words | fields, plainly, numbers)


def _reach(place: str, scenario: Scenario) -> Reach:
    section, _, rest = place.partition(".")
    if section == "indicators":
        one = scenario.indicators[rest.partition(".")[0]]
        return indicators.reach(one, one.measure, scenario)
    known = {"duties": duties.reach, "record": record.reach, "subject": subject.reach}
    return known[section](scenario) if section in known else Reach({}, {})


def _values(field: Field) -> Titles:
    return {True: "是", False: "否"} if field.type == "yes_no" else field.options


def written(plain: Plain, known: Lefts) -> Iterator[Line]:
    """Lay a condition of the file out in lines."""
    for n, group in enumerate(plain if isinstance(plain, list) else [plain]):
        joined = "or" if n else "and"
        for left, right in group.items() if isinstance(group, dict) else ():
            for comparison, value in right.items() if isinstance(right, dict) else [("in", right)]:
                titles = known.values.get(left, {})
                several = value if isinstance(value, list) else [value]
                yield joined, left, comparison, "、".join(titles.get(one, str(one)) for one in several)
                joined = "and"


def read(lines: Iterable[Line], known: Lefts) -> Plain:
    """Put lines together as the file has them; None for no line. Errors: ValueError with what is wrong."""
    groups: list[dict[str, Any]] = []
    for joined, left, comparison, typed in lines:
        if joined == "or" or not groups:
            groups.append({})
        line = groups[-1].setdefault(left, {})
        if comparison in line:
            raise ValueError("同一项用同一种比较只能写一行，几个值用顿号隔开。")
        values = [_value(left, one, known) for one in typed.replace("，", "、").split("、") if one.strip()]
        line[comparison] = values[0] if len(values) == 1 else values
    found = [{left: _short(line) for left, line in group.items()} for group in groups]
    return (found[0] if len(found) == 1 else found) if found else None  # type: ignore[return-value]


def _short(line: dict[str, Any]) -> Any:
    return line["in"] if list(line) == ["in"] else line


def _value(left: str, typed: str, known: Lefts) -> Any:
    typed = typed.strip()
    titles = known.values.get(left, {})
    if titles and typed not in titles and typed not in titles.values():
        raise ValueError(f"没有“{typed}”，可写：{'、'.join(titles.values())}。")
    if left in known.numbers and typed.removeprefix("-").isdecimal():
        return int(typed)
    return next((value for value, title in titles.items() if title == typed), typed)


def said(plain: Plain, scenario: Scenario) -> str:
    """Read a condition of the file back as a sentence."""
    root = parse(f"when: {emit.flow(plain)}", Problems())
    when = CONDITIONS.read(root.value["when"], "when", Problems()) if root and plain else None
    return "，且".join(saying.lines(when, scenario)) if when else ""

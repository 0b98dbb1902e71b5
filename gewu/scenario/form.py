"""The form view of a scenario file: the places an office changes, as inputs; return go back into the same text.

Which keys are asked, under which heading and with what words stands with each key (`shapes.Ask`) in its section.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from gewu.scenario import edit, lines
from gewu.scenario.grammar import SCENARIO, Scenario
from gewu.scenario.ideas.cited import Cited
from gewu.scenario.problems import Problems, ScenarioErrors
from gewu.scenario.shapes import (
    Ask,
    Choice,
    Entry,
    Listed,
    Mapped,
    Section,
    Shape,
)
from gewu.scenario.yamltree import Plain, parse


@dataclass(frozen=True)
class Input:
    """One input: `name` is its place in the file and the key of its answer.

    `type` is choice (of `options`), condition (lines.Line of `lefts`), limit ("3 workdays"), verification,
    whole_number, text or long_text.
    """

    name: str
    label: str
    type: str
    value: Any
    options: Mapping[str, str] = field(default_factory=dict, hash=False)
    help: str = ""
    needed: bool = False
    lefts: lines.Lefts | None = None

    def as_dict(self) -> dict[str, Any]:
        return {key: value for key, value in self.__dict__.items() if value not in ("", {}, False, None)} | {
            "value": self.value
        }


def to_form(scenario: Scenario) -> dict[str, Any]:
    """Lay out what an office changes without writing YAML.

    Shape: {"groups": [{"title", "inputs": [{name, label, type, value, options, help}]}], "removable": {place: words},
    "growing": [{"place", "title", "inputs"}]: a new row's words, names without place; "row" is all of it}. Answers
    go to apply() as {name: value}.
    """
    plain = _plain(scenario.text)
    groups: dict[str, list[dict[str, Any]]] = {}
    for group, each in _inputs(SCENARIO, plain, "", "", scenario):
        groups.setdefault(group, []).append(each.as_dict())
    rows = list(_rows(SCENARIO, plain, ""))
    return {
        "groups": [{"title": title, "inputs": inputs} for title, inputs in groups.items()],
        "removable": _removable(rows, scenario),
        "growing": [
            {"place": at, "title": entry.grows, "inputs": [each.as_dict() for each in _new_row(entry, scenario)]}
            for at, entry, _value in rows
        ],
    }


def apply(text: str, changes: Mapping[str, Any], former: str = "") -> str:
    """Put the answers of the form back into the file; what was not changed stays as it stands.

    A value is what the input's type says, as text or number; a new row is {"record.checks.+": {"say": …}}, and gets
    a key that stands neither in `text` nor in `former` editions; None removes a place. Errors: ScenarioErrors if
    `text` is no YAML; the result is not checked here.
    """
    taken = set(re.findall(r"\w+", f"{text} {former}"))
    typed = {_placed(place, taken): _typed(place, value) for place, value in changes.items()}
    # From the end, so that the places of a list before it still hold; what is struck out is not changed as well.
    struck = sorted((place for place, value in typed.items() if value is None), key=_position, reverse=True)
    gone = tuple(f"{place}." for place in struck)
    kept = {place: value for place, value in typed.items() if value is not None and not place.startswith(gone)}
    return edit.change(text, kept | dict.fromkeys(struck))


def _placed(place: str, taken: Collection[str]) -> str:
    """Give a new row a key of its own: indicators get indicator_1, indicator_2, …; of each list one at a time."""
    if not place.endswith(".+"):
        return place
    stem = place[:-2].rpartition(".")[2].removesuffix("s")
    stem = re.sub("ie$", "y", stem)
    return f"{place[:-1]}{next(key for n in count(1) if (key := f'{stem}_{n}') not in taken)}"


def _position(place: str) -> tuple[int, ...]:
    return tuple(step for step in edit.steps(place) if isinstance(step, int))


def copy(text: str, *, key: str, title: str, edition: str) -> str:
    """Make a new scenario out of an old one (复制一个场景改一改); the copy is a draft."""
    return edit.change(text, {"scenario": key, "edition": edition, "title": title, "care.state": "draft"})


# inputs -------------------------------------------------------------------------------------


def _inputs(shape: Shape, value: Any, at: str, whose: str, scenario: Scenario) -> Iterator[tuple[str, Input]]:
    """Walk the file along its grammar, and lay out every key that is asked, with the name of what it belongs to."""
    if isinstance(shape, Section):
        yield from _of_section(shape, value, at, whose, scenario)
    elif isinstance(shape, Mapped) and isinstance(value, dict):
        for key, inner in value.items():
            yield from _inputs(shape.of, inner, f"{at}.{key}", _called(shape.of, inner, scenario) or key, scenario)
    elif isinstance(shape, Listed) and isinstance(value, list):
        for n, inner in enumerate(value, start=1):
            yield from _inputs(shape.of, inner, f"{at}[{n}]", _called(shape.of, inner, scenario), scenario)


def _of_section(shape: Section, value: Any, at: str, whose: str, scenario: Scenario) -> Iterator[tuple[str, Input]]:
    if not isinstance(value, dict):
        return
    for entry in shape.entries:
        place = f"{at}.{entry.name}".lstrip(".")
        if entry.ask is None:
            yield from _inputs(entry.takes, value.get(entry.name), place, whose, scenario)
        elif isinstance(entry.takes, Mapped):
            for key, title in value.get(entry.name, {}).items():
                yield entry.ask.group, Input(f"{place}.{key}", f"{entry.ask.label}：{title}", "text", title)
        elif entry.takes.asks_by == "condition":
            known = lines.lefts(place, scenario)
            if known.titles:
                yield entry.ask.group, _condition(entry.ask, place, whose, value.get(entry.name), known, scenario)
        elif entry.name in value or entry.ask.absent:
            given = value.get(entry.name, entry.default)
            yield entry.ask.group, _input(entry.ask, entry.takes, place, whose, given, scenario)


def _input(ask: Ask, takes: Shape, place: str, whose: str, value: Any, scenario: Scenario) -> Input:
    label = f"{whose}：{ask.label}" if whose else ask.label
    if ask.options or isinstance(takes, Choice):
        return Input(place, label, "choice", _written(takes, value), _options(ask, takes, scenario), ask.help)
    kind = "long_text" if ask.long else takes.asks_by
    return Input(place, label, kind, "" if value is None else value, help=ask.help)


def _condition(ask: Ask, place: str, whose: str, plain: Plain, known: lines.Lefts, scenario: Scenario) -> Input:
    laid, said = list(lines.written(plain, known)), lines.said(plain, scenario)
    return Input(place, f"{whose}：{ask.label}", "condition", laid, known.titles, said, lefts=known)


def _options(ask: Ask, takes: Shape, scenario: Scenario) -> Mapping[str, str]:
    if ask.options:
        return ask.options(scenario)
    return takes.titles or {each: each for each in takes.words} if isinstance(takes, Choice) else {}


def _written(takes: Shape, value: Any) -> Any:
    """Of two ways to write a choice (half, half year), the one that is offered."""
    return takes.said.get(value, value) if isinstance(takes, Choice) else value


def _called(shape: Shape, value: Any, scenario: Scenario) -> str:
    """Say what the office calls one of several: by its title or its question."""
    words = str(value.get("title") or value.get("say") or "") if isinstance(value, dict) else ""
    return words if len(words) <= 20 else words[:18].rstrip("，、；（") + "…"


def _rows(section: Section, value: Mapping[str, Any], at: str) -> Iterator[tuple[str, Entry, Mapping[str, Any]]]:
    """Find the places where rows are added and taken away: in every section that the file has."""
    for entry in section.entries:
        place, found = f"{at}.{entry.name}".lstrip("."), value.get(entry.name)
        if entry.grows:
            yield place, entry, found or {}
        elif isinstance(entry.takes, Section) and isinstance(found, dict):
            yield from _rows(entry.takes, found, place)


def _new_row(entry: Entry, scenario: Scenario) -> Iterator[Input]:
    """Ask for what a row cannot do without, and for what the form asks of one."""
    assert isinstance(entry.takes, Mapped)
    if not isinstance(entry.takes.of, Section):
        yield Input("row", "名称", entry.takes.of.asks_by, "", needed=True)
        return
    for one in entry.takes.of.entries:
        if isinstance(one.takes, Cited) and one.needed:
            sources = {key: source.title for key, source in scenario.sources.items()}
            yield Input(one.name, one.say, "choice", "", sources, needed=True)
        elif one.needed or (one.ask and one.takes.asks_by != "condition"):
            made = _input(one.ask or Ask("", one.say), one.takes, one.name, "", "", scenario)
            yield replace(made, needed=one.needed)


def _removable(rows: list[tuple[str, Entry, Mapping[str, Any]]], scenario: Scenario) -> dict[str, str]:
    """What may be struck out: rows of the file, and examples that no longer hold."""
    return {
        f"{at}.{key}": f"{entry.grows}：{_called(entry.takes.of, value, scenario) or value}"  # type: ignore[attr-defined]
        for at, entry, found in rows
        for key, value in found.items()
    } | {f"examples[{n}]": f"用例：{one.say}" for n, one in enumerate(scenario.examples, start=1)}


# answers ------------------------------------------------------------------------------------


def _plain(text: str) -> dict[str, Any]:
    found = Problems()
    root = parse(text, found)
    if root is None or not isinstance(root.value, dict):
        raise ScenarioErrors(found.all)
    return root.plain()  # type: ignore[return-value]


def _typed(place: str, value: Any) -> Plain:
    """Turn the text of a form field into what the file holds there; an emptied optional field is removed."""
    if isinstance(value, dict):
        return {key: inner for key, inner in value.items() if inner not in ("", None)}
    if value == "":
        return None
    if place.endswith((".at_least", ".at_most")) and str(value).lstrip("-").isdigit():
        return int(value)
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    return value

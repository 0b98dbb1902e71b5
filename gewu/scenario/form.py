"""The form view of a scenario file: cards, each with the boxes of its keys, and back into the same text.

A card is a section of the file or one row of it (a check, a grade, an indicator). Which boxes ask for a key, what
stands in them and what was typed say the shapes (`shapes.Box`); what a key is called stands with its declaration.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from gewu.kernel import nouns
from gewu.scenario import edit, saying
from gewu.scenario.grammar import SCENARIO, Scenario
from gewu.scenario.ideas.conditions import NUMBERS, Lefts, Reach
from gewu.scenario.ideas.fields import Field
from gewu.scenario.problems import Problem, Problems
from gewu.scenario.sections import access, documents, duties, indicators, path, record, subject
from gewu.scenario.shapes import Asked, Box, Entry, Listed, Mapped, Said, Section, Shape, fresh
from gewu.scenario.vocabulary import State
from gewu.scenario.yamltree import Plain, parse

NEW = "+"


@dataclass(frozen=True)
class Input:
    """One key as it is asked: `place` is where it stands in the file, and the name of its boxes."""

    place: str
    label: str
    entry: Entry
    plain: Plain
    asked: Asked
    needed: bool

    @property
    def box(self) -> Box:
        return self.entry.takes.box(self.asked)

    @property
    def said(self) -> Said:
        """What stands in its boxes."""
        return self.entry.takes.said(self.plain, self.asked)

    @property
    def words(self) -> str:
        """What stands there, in the words of the office."""
        return "、".join(_words(row, self.box) for row in (self.said if isinstance(self.said, list) else [self.said]))

    def typed(self, said: Said, row: Mapping[str, Any]) -> Plain:
        """Turn what was typed into the value of the file; `row` are the keys beside it. Errors: ValueError."""
        found = self.entry.takes.typed(said, replace(self.asked, row=row))
        if found is None and self.needed:
            raise ValueError("请填写。")
        return found

    def stands(self) -> Plain:
        """The value of the file, as it would be typed."""
        try:
            return self.typed(self.said, self.asked.row)
        except ValueError:
            return None


def _words(said: Said, box: Box) -> str:
    if isinstance(said, str):
        return box.options.get(said, said)
    parts = ((_words(cell, inner), inner) for cell, (_, inner) in zip(said, box.columns, strict=False))
    return "".join(words for words, inner in parts if inner.kind not in ("hidden", "joined"))


@dataclass(frozen=True)
class Card:
    """A section or a row, `plain` as the file has it (nothing of it yet where it is new)."""

    place: str
    title: str
    section: Section
    plain: Mapping[str, Any]
    scenario: Scenario
    taken: Collection[str] = ()
    #: whether it may be taken away
    loose: bool = True

    @cached_property
    def inputs(self) -> list[Input]:
        """Every key that is asked; keys of a smaller section in it stand among its own."""
        asked = Asked(self.scenario, self.place, self.plain, _lefts, self.taken)
        return list(_inputs(self.section, self.plain, self.place, "", asked))

    def typed(self, said: Mapping[str, Said]) -> tuple[dict[str, Plain], dict[str, str]]:
        """Read the boxes: place -> what the file now says there, where that changed; place -> what is wrong."""
        row, changes, wrong = dict(self.plain), dict[str, Plain](), dict[str, str]()
        for one in self.inputs:
            try:
                value = one.typed(said[one.place], row)
            except ValueError as refused:
                wrong[one.place] = str(refused)
                continue
            row[one.place.removeprefix(self.place).lstrip(".")] = value
            if value != one.stands():
                changes[one.place] = value
        return changes, wrong

    def apply(self, text: str, changes: Mapping[str, Plain]) -> tuple[str, str]:
        """Put what was typed into the file, and say where the card now stands; what was not changed stays as it is.

        A new row gets a key that stands neither in this nor in former editions.
        """
        after: Any = dict(self.plain)
        for place, value in changes.items():
            after = edit.put(after, edit.steps(place.removeprefix(self.place).lstrip(".")), value)
        empty = [
            one.name for one in self.section.entries if isinstance(one.takes, Section) and not after.get(one.name, 1)
        ]
        after = {key: value for key, value in after.items() if key not in empty}
        rows, _, last = self.place.rpartition(".")
        if last == NEW:
            here = _at(text, rows)
            key = f"[{len(here or []) + 1}]" if rows == "examples" else f".{fresh(rows, self.taken)}"
            return edit.change(text, {rows + key: after}), rows + key
        here = _at(text, self.place)
        if self.place and not isinstance(here, dict):  # not there yet, or a text that stands for its section
            return edit.change(text, {self.place: after} if after else {}), self.place
        differs = [key for key in {**self.plain, **after} if after.get(key) != self.plain.get(key)]
        return edit.change(text, {f"{self.place}.{key}".lstrip("."): after.get(key) for key in differs}), self.place

    def without(self, text: str) -> str:
        """Take the card out of the file."""
        return edit.change(text, {self.place: None})


@dataclass(frozen=True)
class Group:
    """Cards of one kind under a title; one more is made by the `blank` one, where there may be more."""

    title: str
    place: str
    cards: list[Card]
    blank: Card | None = None


def groups(scenario: Scenario, former: str = "") -> list[Group]:
    """Lay out the whole file; a section that it does not have is a group without cards."""
    plain = _plain(scenario.text)
    return list(_groups(SCENARIO, plain, "", "场景", (scenario, _in_use(scenario.text + former))))


def cards(laid: list[Group]) -> list[Card]:
    """All cards there are, in their order."""
    return [card for group in laid for card in group.cards]


def card(laid: list[Group], place: str) -> Card | None:
    """Find the card of a place; the blank one for "record.checks.+" or a section that is not there."""
    blank = [group.blank for group in laid if group.blank]
    return next((one for one in [*cards(laid), *blank] if one.place == place), None)


def group_of(laid: list[Group], card: Card) -> Group:
    """Find the group in which a card stands, or would."""
    return next(group for group in laid if card in group.cards or card == group.blank)


def beside(laid: list[Group], problems: list[Problem]) -> dict[str, dict[str, list[str]]]:
    """Put each problem beside its box: card -> place of its box ("" : the whole card) -> what is wrong."""
    known = {name: one.title for name, one in nouns.measures().items()} | State.words() | _labels(SCENARIO)
    known |= {each.place.rpartition(".")[2]: each.title for each in cards(laid) if each.title}
    found: dict[str, dict[str, list[str]]] = {}
    for one in problems:
        at = one.place.partition(" ")[0]
        where = max((each for each in cards(laid) if _inside(at, each.place)), key=lambda each: len(each.place))
        box = max((each.place for each in where.inputs if _inside(at, each.place)), key=len, default="")
        names = known | _own_words(where)
        found.setdefault(where.place, {}).setdefault(box, []).append(
            f"{_spoken(one.words + one.hint, names)}（{one.id}）"
        )
    return found


def _own_words(card: Card) -> dict[str, str]:
    """What the boxes of a card are called, and what may be chosen in them."""
    boxes = [box for one in card.inputs for box in (one.box, *(inner for _, inner in one.box.columns))]
    offered = {word: title for box in boxes for word, title in box.options.items()}
    return offered | _labels(card.section, card.place) | {one.entry.name: one.label for one in card.inputs}


def _spoken(words: str, names: Mapping[str, str]) -> str:
    """Say a problem in the language of the form: keys by what their boxes are called, rows by their titles."""

    def said(found: re.Match[str]) -> str:
        name = names.get(found[1]) or names.get(found[1].rpartition(".")[2])
        return f"“{name}”" if name else found[0]

    return re.sub(r" ?“?\b([a-z][a-z0-9_.]*[a-z0-9])\b”? ?", said, words)


def _labels(shape: Shape, at: str = "") -> dict[str, str]:
    """What the form calls every key, by its name and by its place in the file (matter.source)."""
    inner = shape.of if isinstance(shape, Listed | Mapped) else shape
    found: dict[str, str] = {}
    for entry in inner.entries if isinstance(inner, Section) else ():
        place = f"{at}.{entry.name}".lstrip(".")
        found = {**_labels(entry.takes, place), **found, entry.name: entry.label, place: entry.label}
    return found


def copy(text: str, *, key: str, title: str, edition: str) -> str:
    """Make a new scenario out of an old one (复制场景); the copy is a draft."""
    return edit.change(text, {"scenario": key, "edition": edition, "title": title, "care.state": "draft"})


# cards --------------------------------------------------------------------------------------


def _groups(
    section: Section, plain: Mapping[str, Any], at: str, title: str, of: tuple, *, loose: bool = False
) -> Iterator[Group]:
    own = replace(Card(at, title, section, plain, *of), loose=loose)
    if own.inputs:
        yield Group(title, at, [own])
    for entry in section.entries:
        place, found = f"{at}.{entry.name}".lstrip("."), plain.get(entry.name)
        if _in_cards(entry.takes):
            group = _rows(entry, found, place, of)
            yield group
            yield from (inner for card in group.cards for inner in _rows_in(card, of))
        elif isinstance(entry.takes, Section) and not at:
            yield from _section(entry, found, of)


def _section(entry: Entry, found: Any, of: tuple) -> Iterator[Group]:
    assert isinstance(entry.takes, Section)
    blank = Card(entry.name, entry.label, entry.takes, {}, *of)
    if found is None and blank.inputs:
        yield Group(entry.label, entry.name, [], blank)
    else:
        yield from _groups(entry.takes, found or {}, entry.name, entry.label, of, loose=not entry.needed)


def _rows_in(card: Card, of: tuple) -> Iterator[Group]:
    """Rows of a row that have several keys themselves are cards of their own: the questions of a paper."""
    for entry in card.section.entries:
        if _rows_of_their_own(entry.takes):
            titled = replace(entry, label=f"{card.title}：{entry.label}")
            yield _rows(titled, card.plain.get(entry.name), f"{card.place}.{entry.name}", of)


def _rows(entry: Entry, found: Any, place: str, of: tuple) -> Group:
    section = entry.takes.of  # type: ignore[attr-defined]
    pairs = [(f".{key}", row) for key, row in found.items()] if isinstance(found, dict) else []
    pairs += [(f"[{n}]", row) for n, row in enumerate(found, start=1)] if isinstance(found, list) else []
    rows = [(key, row if isinstance(row, dict) else {section.short: row}) for key, row in pairs]
    made = [
        Card(place + key, str(row.get("title") or row.get("say") or key[1:]), section, row, *of) for key, row in rows
    ]
    return Group(entry.label, place, made, Card(f"{place}.{NEW}", "", section, {}, *of))


def _rows_of_their_own(shape: Shape) -> bool:
    return isinstance(shape, Mapped) and _in_cards(shape)


def _in_cards(shape: Shape) -> bool:
    """Whether each row of it is a card of its own: it has several keys."""
    return isinstance(shape, Listed | Mapped) and isinstance(shape.of, Section) and len(shape.of.entries) > 1


def _inputs(section: Section, plain: Mapping[str, Any], at: str, whose: str, asked: Asked) -> Iterator[Input]:
    in_row = bool(re.search(r"\.|\[", at))
    for entry in section.entries:
        place, given = f"{at}.{entry.name}".lstrip("."), plain.get(entry.name)
        if isinstance(entry.takes, Section) and at:
            yield from _inputs(entry.takes, given or {}, place, f"{entry.label}：", asked)
        elif not (
            entry.unasked
            or isinstance(entry.takes, Section)
            or _rows_of_their_own(entry.takes)
            or (_in_cards(entry.takes) and not in_row)
        ):
            made = Input(
                place, whose + entry.label, entry, given, replace(asked, place=place), entry.needed and not whose
            )
            if made.box.most >= 0:
                yield made


def _inside(at: str, place: str) -> bool:
    return not place or at == place or at.startswith((f"{place}.", f"{place}["))


# what a condition may look at ---------------------------------------------------------------


def _lefts(asked: Asked) -> Lefts:
    """Say what a condition may ask at a place of the file; nothing where it may ask nothing."""
    scenario, reach = asked.scenario, _reach(asked)
    words = {word: nouns.dimensions().get(word, "时段") for word in reach.words}
    values: dict[str, Mapping[Any, str]] = {word: saying.listed(scenario, word) for word in reach.words}
    own = scenario.subject.split_by if scenario.subject and asked.place.startswith("indicators.") else ""
    if own and "split" in words:
        # Filters of figures may say the finer class by the author's word for it.
        words[own], values[own] = f"{words['split']}（{own}）", values["split"]
    fields = {key: one.say + "（元）" * (one.type == "money") for key, one in reach.fields.items()}
    values |= {key: _values(one) for key, one in reach.fields.items()}
    # Several values stand with 、 between them, so a title of its own has none.
    plainly = {
        left: {one: title.replace("、", "和") for one, title in known.items()} for left, known in values.items()
    }
    places = {key: one.places for key, one in reach.fields.items() if one.type in NUMBERS}
    return Lefts(words | fields, plainly, places)


def _reach(asked: Asked) -> Reach:
    section, scenario = asked.place.partition(".")[0], asked.scenario
    if section == "indicators":
        measured = ("of",) if asked.place.endswith(".of_where") else ("count", "sum", "share")
        measure = next((asked.row[key] for key in measured if asked.row.get(key)), "")
        if not measure and measured == ("of",):
            measure = next(iter((asked.row.get("per") or {}).values()), "")
        return indicators.reach(scenario.indicators.get(asked.place.split(".")[1], indicators.NONE), measure, scenario)
    if section == "matter":
        return path.reach(scenario.matter) if scenario.matter and ".path." in asked.place else Reach({}, {})
    if section == "documents" and ".asks." not in asked.place:
        return documents.reach(scenario, scenario.documents.get(f"{asked.place}.".split(".")[1]))
    if asked.place.startswith("duties.") and asked.place.endswith(".counts_if"):
        return duties.answers(scenario, scenario.duties.get(asked.place.split(".")[1]))
    known = {"access": access.reach, "duties": duties.reach, "record": record.reach, "subject": subject.reach}
    return known[section](scenario) if section in known else Reach({}, {})


def _values(field: Field) -> Mapping[Any, str]:
    return {True: "是", False: "否"} if field.type == "yes_no" else field.options


# the text -----------------------------------------------------------------------------------


def _plain(text: str) -> dict[str, Any]:
    root = parse(text, Problems())
    return root.plain() if root and isinstance(root.value, dict) else {}  # type: ignore[return-value]


def _at(text: str, place: str) -> Any:
    found: Any = _plain(text)
    try:
        for step in edit.steps(place):
            found = found[step]
    except (KeyError, IndexError, TypeError):
        return None
    return found


def _in_use(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text))

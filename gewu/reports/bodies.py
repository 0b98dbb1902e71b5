"""Bodies of reports: the drafted text, chapter by chapter; a chapter without a heading is the lead.

They are kept as plain lists (`kept`) and read back (`read`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from gewu.kernel.numerals import NOTHING
from gewu.kernel.refs import Ref
from gewu.reports import rules
from gewu.scenario.grammar import Scenario
from gewu.scenario.templates import ReportTemplate

#: the chapter of paragraphs that scenarios bring themselves
OWN = "其他工作"


@dataclass(frozen=True)
class Sheet:
    """A table as it is printed: heads, rows of label and cells.

    `kind` and `ids` say of a list of rows of which noun and which ones: each reader sees those in their own sight.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kind: str = ""
    ids: tuple[int, ...] = ()

    @property
    def note(self) -> str:
        """What is printed below it where a rate has nothing to divide by."""
        return "注：“—”表示没有应计的，不算比率。" if any(NOTHING in row for row in self.rows) else ""


@dataclass(frozen=True)
class Split:
    """A table that is drawn up when it is read: its figures, one line for each of `rows` (community …)."""

    rows: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Ground:
    """What a person says that words of a sentence stand on (核实依据): which paper, who looked, on which day."""

    words: str
    clause: str
    basis: str
    by: str
    on: str


@dataclass(frozen=True)
class Item:
    """One item. `owner` is the unit that answers for it; `says` holds slots.

    nothing_due  what it says when none of its figures counted anything
    split, lists its tables: one drawn up when it is read, and those drawn up with it
    frozen       its tables as they were issued
    told         corrections of earlier issues (number, slot, what it says now); their numbers are quotations
    grounds      on what its claims and typed numbers stand
    fills        what its figures without a value say instead: (name of the slot, words)
    notes        what an issued paper says of its figures at the end (kept with its last item)
    """

    key: str
    heading: str = ""
    owner: str = ""
    says: str = ""
    note: str = ""
    nothing_due: str = ""
    split: Split | None = None
    lists: tuple[Sheet, ...] = ()
    frozen: tuple[Sheet, ...] = ()
    told: tuple[tuple[str, str, str], ...] = ()
    grounds: tuple[Ground, ...] = ()
    fills: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()

    def filled(self, slot: str) -> str:
        """What a person wrote for a figure without a value; "" for nothing."""
        return dict(self.fills).get(slot, "")


@dataclass(frozen=True)
class Chapter:
    heading: str
    owner: str
    items: tuple[Item, ...]


Body = tuple[Chapter, ...]


def read(body: Iterable[Mapping[str, Any]]) -> Body:
    """Read a body as it is kept."""
    return tuple(Chapter(one["heading"], one["owner"], tuple(map(_item, one["items"]))) for one in body)


def _item(one: Mapping[str, Any]) -> Item:
    split = one["split"] and Split(one["split"]["rows"], tuple(one["split"]["columns"]))
    sheets = {name: tuple(map(_sheet, one[name])) for name in ("lists", "frozen")}
    said = {name: tuple(map(tuple, one.get(name, ()))) for name in ("told", "fills")}
    said["notes"] = tuple(one.get("notes", ()))
    grounds = tuple(Ground(**ground) for ground in one.get("grounds", ()))
    return Item(**{**one, **sheets, **said, "split": split, "grounds": grounds})


def _sheet(one: Mapping[str, Any]) -> Sheet:
    listed = one.get("kind", ""), tuple(one.get("ids", ()))
    return Sheet(tuple(one["heads"]), tuple(map(tuple, one["rows"])), *listed)


def kept(body: Body) -> list[dict[str, Any]]:
    """Write a body as it is kept."""
    return [asdict(chapter) for chapter in body]


def of_template(template: ReportTemplate) -> Body:
    """The body that a template starts with: words of introduction, chapters, closing words, which have no number."""
    tail = (Chapter("", "", (Item("about", says=template.closing_words.strip()),)),) if template.closing_words else ()
    lead = (Chapter("", "", (Item("lead", says=template.office_words.strip()),)),) if template.office_words else ()
    chapters = (
        Chapter(
            chapter.heading,
            chapter.owner,
            tuple(Item(one.key, one.heading, one.owner, one.says.strip(), one.figures_note) for one in chapter.items),
        )
        for chapter in template.chapters
    )
    return (*lead, *chapters, *tail)


def paragraph(scenario: Scenario) -> Item:
    """The item that a scenario's own report part makes: its sentence, and its table where it has one."""
    part = scenario.report
    if part is None:
        return Item(scenario.scenario, scenario.title)
    says = rules.qualified(part.says, scenario.scenario, set(scenario.indicators)).strip()
    made = Item(scenario.scenario, part.heading, says=says, nothing_due=part.says_when_nothing_due)
    if part.table is None:
        return made
    columns = tuple(str(Ref(scenario.scenario, key)) for key in part.table.columns)
    return replace(made, split=Split(part.table.rows, columns))


def with_paragraphs(body: Body, scenarios: Iterable[Scenario], before: str = "") -> Body:
    """The body with a chapter of the scenarios' own paragraphs, each by the unit that keeps the scenario.

    `before` is the heading of the chapter that it comes before; without one it comes last, but for closing words.
    """
    taken = {one.key for one in items(body)}
    more = [replace(paragraph(one), owner=one.care.owner) for one in scenarios]
    more = [replace(one, key=f"{one.key}_own") if one.key in taken else one for one in more]
    if not more:
        return body
    places = [place for place, chapter in enumerate(body) if before and chapter.heading == before]
    tail = len(body) - (1 if body and not body[-1].heading and len(body) > 1 else 0)
    place = places[0] if places else tail
    return (*body[:place], Chapter(OWN, "", tuple(more)), *body[place:])


def items(body: Body) -> Iterator[Item]:
    """Every item in order."""
    for chapter in body:
        yield from chapter.items


def changed(body: Body, change: Callable[[Item], Item]) -> Body:
    """The body with every item as `change` makes it."""
    return tuple(replace(chapter, items=tuple(map(change, chapter.items))) for chapter in body)


def notes(body: Body) -> tuple[str, ...]:
    """What an issued paper says of its figures at the end."""
    return tuple(note for one in items(body) for note in one.notes)


def rewritten(item: Item, says: str) -> Item:
    """The item with another text; what was written for sentences and slots that it has no more is dropped."""
    slots = {str(Ref.read(slot.ref)._replace(part=slot.part)) for slot in rules.slots(says) if slot.is_figure}
    clauses = {match.group(0).strip() for match in rules.CLAUSE.finditer(says)}
    grounds = tuple(one for one in item.grounds if one.clause in clauses)
    return replace(item, says=says, grounds=grounds, fills=tuple(one for one in item.fills if one[0] in slots))


def noted(body: Body, said: tuple[str, ...]) -> Body:
    """The body with what it says of its figures at the end."""
    last = body[-1].items[-1].key if said and body and body[-1].items else ""
    return changed(body, lambda one: replace(one, notes=said) if one.key == last else one)


def refs(body: Body) -> list[str]:
    """Every figure the text speaks of, once each, in order."""
    found = [slot.ref for one in items(body) for slot in rules.slots(one.says) if slot.is_figure]
    return list(dict.fromkeys(found))


def owners(body: Body) -> dict[str, str]:
    """The units that are named as answering for a chapter or an item, each with the first item it answers for."""
    named = ((owner, one.key) for part in body for one in part.items for owner in (part.owner, one.owner) if owner)
    found: dict[str, str] = {}
    for owner, key in named:
        found.setdefault(owner, key)
    return found

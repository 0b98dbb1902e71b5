"""Bodies of reports: the drafted text, chapter by chapter; a chapter without a heading is the lead.

They are kept as plain lists (`kept`) and read back (`read`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

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


@dataclass(frozen=True)
class Split:
    """A table that is drawn up when it is read: its figures, one line for each of `rows` (community …)."""

    rows: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Item:
    """One item. `owner` is the unit that answers for it; `says` holds slots.

    nothing_due  what it says when none of its figures counted anything
    split, lists its tables: one drawn up when it is read, and those drawn up with it
    frozen       its tables as they were issued
    told         corrections of earlier issues (number, slot, what it says now); their numbers are quotations
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
    return Item(**{**one, **sheets, "split": split, "told": tuple(map(tuple, one["told"]))})


def _sheet(one: Mapping[str, Any]) -> Sheet:
    listed = one.get("kind", ""), tuple(one.get("ids", ()))
    return Sheet(tuple(one["heads"]), tuple(map(tuple, one["rows"])), *listed)


def kept(body: Body) -> list[dict[str, Any]]:
    """Write a body as it is kept."""
    return [asdict(chapter) for chapter in body]


def of_template(template: ReportTemplate) -> Body:
    """The body that a template starts with; its words of introduction come first."""
    lead = (Chapter("", "", (Item("lead", says=template.office_words.strip()),)),) if template.office_words else ()
    chapters = (
        Chapter(
            chapter.heading,
            chapter.owner,
            tuple(Item(one.key, one.heading, one.owner, one.says.strip(), one.figures_note) for one in chapter.items),
        )
        for chapter in template.chapters
    )
    return (*lead, *chapters)


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


def with_paragraphs(body: Body, scenarios: Iterable[Scenario]) -> Body:
    """The body with a last chapter of the scenarios' own paragraphs, each by the unit that keeps the scenario."""
    taken = {one.key for one in items(body)}
    more = [replace(paragraph(one), owner=one.care.owner) for one in scenarios]
    more = [replace(one, key=f"{one.key}_own") if one.key in taken else one for one in more]
    return (*body, Chapter(OWN, "", tuple(more))) if more else body


def items(body: Body) -> Iterator[Item]:
    """Every item in order."""
    for chapter in body:
        yield from chapter.items


def changed(body: Body, change: Callable[[Item], Item]) -> Body:
    """The body with every item as `change` makes it."""
    return tuple(replace(chapter, items=tuple(map(change, chapter.items))) for chapter in body)


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

"""Reading a report: frozen figures once it is issued, live ones before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gewu.grid import queries as grid
from gewu.indicators import catalogue, figures, splits
from gewu.indicators.figures import FigureValue
from gewu.indicators.reading import Reading
from gewu.indicators.rules import Cell
from gewu.kernel.numerals import NOTHING
from gewu.kernel.types import Scope
from gewu.office import queries as office
from gewu.reports import bodies, rendering, rules
from gewu.reports.models import IssuedFigure, Report
from gewu.reports.queries.finding import period_of
from gewu.reports.rendering import FigureShown, Rendered, TableShown


def render(row: Report, for_: Scope) -> Rendered:
    """Lay a report out with its figures: frozen ones once issued, live ones before.

    Totals are the office's own, whoever reads; rows behind them stay subject to the reader's scope.
    """
    laid = _issued(row) if row.state == "issued" else _live(row)
    return Rendered(
        title=rendering.filled(row.title, plain_words(row)),
        number=row.number,
        office=row.office.name,
        period=period_of(row),
        as_of=row.as_of,
        issued_on=row.issued_on,
        demo=row.office.is_demo,
        chapters=laid,
        figures=rendering.figures(laid),
    )


def live_figures(row: Report, refs: Iterable[str] | None = None) -> dict[str, FigureValue]:
    """Compute the figures of a report as they are now: ref -> figure; those no edition has are left out."""
    reading = reading_of(row)
    wanted = bodies.refs(row.body) if refs is None else dict.fromkeys(refs)
    return reading.values(ref for ref in wanted if ref in reading.entries)


def reading_of(row: Report) -> Reading:
    """How the figures of a report are read: its period and cut-off, the whole office."""
    everyone = office.system_actor(row.office_id).scope
    return Reading(period=period_of(row), as_of=row.as_of, known_at=row.known_at, for_=everyone)


def _live(row: Report) -> tuple[rendering.Chapter, ...]:
    live = live_figures(row)
    return rendering.chapters(
        chosen_body(row, live),
        plain_words(row),
        lambda slot, number: rendering.live(live.get(slot.ref), slot, number),
        lambda item: live_tables(row, item),
    )


def _issued(row: Report) -> tuple[rendering.Chapter, ...]:
    frozen = {one.slot: one for one in row.figures.all()}
    return rendering.chapters(
        row.body,
        plain_words(row),
        lambda slot, number: _frozen(frozen[number], slot),
        lambda item: [_table(one) for one in item.get("frozen_tables", [])],
    )


def _frozen(one: IssuedFigure, slot: rules.Slot) -> FigureShown:
    return FigureShown(
        slot=one.slot,
        ref=slot.ref,
        part=slot.part,
        title=one.title,
        said=one.said,
        kind=one.kind,
        value=one.value,
        definition=one.definition,
        row_kind=one.row_kind,
        rows=one.row_count,
        issued=True,
    )


def plain_words(row: Report) -> dict[str, str]:
    day = row.as_of
    said = f"{day.year}年{day.month}月{day.day}日"
    return {"office": row.office.name, "period": rules.period_words(period_of(row)), "day": said}


def chosen_body(row: Report, figures: Mapping[str, FigureValue]) -> bodies.Body:
    """The text as it is said now: paragraphs with nothing due say their other sentence."""
    return [_when_nothing_due(chapter, figures) for chapter in row.body]


def _when_nothing_due(chapter: dict, figures: Mapping[str, FigureValue]) -> dict:
    """A scenario's paragraph says its other sentence when none of its figures counted anything."""

    def chosen(item: dict) -> dict:
        other = item.get("nothing_due")
        named = [figures[slot.ref] for slot in rules.slots(item["says"]) if slot.ref in figures]
        idle = other and named and not any(one.value or (one.parts and one.parts[1]) for one in named)
        return {**item, "says": other} if idle else item

    return {**chapter, "items": [chosen(item) for item in chapter["items"]]}


def live_tables(row: Report, item: dict) -> list[TableShown]:
    """The tables under an item: its split, and lists that were drawn up with it."""
    found = [_table(one) for one in item.get("lists", [])]
    return [_split_table(row, item["table"]), *found] if "table" in item else found


def _split_table(row: Report, asked: Mapping[str, object]) -> TableShown:
    """One line for every community (or other group), in the order of its code, and the whole office below."""
    reading = reading_of(row)
    columns = [reading.entries[ref] for ref in asked["columns"] if ref in reading.entries]  # type: ignore[attr-defined]
    cells = [{cell.key: cell for cell in reading.split(one.ref, str(asked["rows"]))} for one in columns]
    labels = _lines(reading, str(asked["rows"]), cells)
    rows = [
        (label, *(_cell(one, column.get(key)) for one, column in zip(columns, cells, strict=True)))
        for key, label in labels.items()
    ]
    whole = ("合计", *(one.said for one in reading.values(one.ref for one in columns).values()))
    head = "社区" if asked["rows"] == "community" else "分类"
    return TableShown((head, *(one.indicator.title for one in columns)), (*rows, whole))


def _lines(reading: Reading, by: str, cells: list[dict]) -> dict[object, str]:
    """The lines of a table: every community of the office, else every value that occurs."""
    if by == "community":
        everyone = office.system_actor(reading.for_.office_id).scope
        return {area.id: area.name for area in grid.tree(everyone, reading.as_of) if area.kind == "community"}
    return {cell.key: cell.label for column in cells for cell in column.values()}


def _cell(entry: catalogue.Entry, cell: Cell | None) -> str:
    """A cell as printed: nothing counted is 0, nothing to divide by is a dash."""
    if cell:
        return splits.cell_said(entry, cell)
    return NOTHING if entry.kind == "derived" else figures.said(entry, 0)


def _table(kept: Mapping[str, list]) -> TableShown:
    return TableShown(tuple(kept["heads"]), tuple(tuple(line) for line in kept["rows"]))

"""Reading a report: frozen figures once it is issued, live ones before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache

from gewu.grid import queries as grid
from gewu.indicators import catalogue, comparing, figures, splits
from gewu.indicators.figures import FigureValue
from gewu.indicators.reading import Reading
from gewu.indicators.rules import Cell
from gewu.journal.rows import kept
from gewu.kernel.nouns import noun
from gewu.kernel.numerals import NOTHING
from gewu.kernel.refs import Ref
from gewu.kernel.types import Scope
from gewu.office import queries as office
from gewu.reports import bodies, rendering, rules, standing
from gewu.reports.bodies import Body, Item, Sheet, Split
from gewu.reports.models import IssuedFigure, Report
from gewu.reports.queries.finding import period_of
from gewu.reports.rendering import FigureShown, Rendered


def render(row: Report, for_: Scope, live: Mapping[str, FigureValue] | None = None) -> Rendered:
    """Lay a report out with its figures: frozen ones once issued, live ones before (`live`, where they are known).

    Totals are the office's own, whoever reads; rows behind them, and rows that it lists, stay subject to the reader's
    scope.
    """
    laid, notes = _issued(row, for_) if row.state == "issued" else _live(row, for_, live)
    return Rendered(
        title=rules.filled(row.title, plain_words(row)),
        number=row.number,
        office=row.office.name,
        period=period_of(row),
        as_of=row.as_of,
        issued_on=row.issued_on,
        demo=row.office.is_demo,
        chapters=laid,
        figures=rendering.figures(laid),
        under=rules.under_title(row.number, row.template, period_of(row)),
        notes=(*rules.scope_notes(row.template), *notes),
        evidence=rendering.evidence(laid),
    )


def live_figures(row: Report, refs: Iterable[str] | None = None) -> dict[str, FigureValue]:
    """Compute the figures of a report as they are now: ref -> figure; those no edition has are left out."""
    reading = reading_of(row)
    wanted = bodies.refs(bodies.read(row.body)) if refs is None else dict.fromkeys(refs)
    return reading.values(ref for ref in wanted if ref in reading.entries)


def reading_of(row: Report) -> Reading:
    """How the figures of a report are read: its period and cut-off, the whole office."""
    everyone = office.system_actor(row.office_id).scope
    return Reading(period=period_of(row), as_of=row.as_of, known_at=row.known_at, for_=everyone)


def _live(
    row: Report, for_: Scope, counted: Mapping[str, FigureValue] | None
) -> tuple[tuple[rendering.Chapter, ...], tuple[str, ...]]:
    live = live_figures(row) if counted is None else counted
    known = standing.Known(live, _against(row, live))
    pen = rendering.Pen(
        plain_words(row),
        lambda item, slot, number: rendering.live(live.get(slot.ref), slot, number, item.filled(name_of(slot))),
        lambda item: _in_sight(live_tables(row, item), for_),
        lambda item, line: standing.marks(item, line, known),
    )
    return rendering.chapters(chosen_body(row, live), pen), notes_of(live)


def _issued(row: Report, for_: Scope) -> tuple[tuple[rendering.Chapter, ...], tuple[str, ...]]:
    frozen = {one.slot: one for one in row.figures.all()}
    pen = rendering.Pen(
        plain_words(row),
        lambda item, slot, number: _frozen(frozen[number], slot),
        lambda item: _in_sight(item.frozen, for_),
        standing.grounded,
    )
    body = bodies.read(row.body)
    return rendering.chapters(body, pen), bodies.notes(body)


def name_of(slot: rules.Slot) -> str:
    """A slot's own words: scenario.indicator or scenario.indicator.part."""
    return str(Ref.read(slot.ref)._replace(part=slot.part))


def notes_of(figures: Mapping[str, FigureValue]) -> tuple[str, ...]:
    """What is said at the end of a paper of figures that hold a part of its period, each sentence once."""
    return tuple(dict.fromkeys(f"{one.partly}。" for one in figures.values() if one.partly))


def _against(row: Report, live: Mapping[str, FigureValue]) -> Callable[[str, str], comparing.Against | None]:
    """Compare a figure of a report with another period; the figures of that period are computed when first asked."""
    reading = reading_of(row)
    before = cache(lambda word: comparing.before(reading, word, live))

    def found(ref: str, word: str) -> comparing.Against | None:
        return comparing.against(reading, word, reading.entries[ref], live[ref], before(word))

    return found


def _in_sight(sheets: Iterable[Sheet], for_: Scope) -> tuple[Sheet, ...]:
    return tuple(_as_seen(one, for_) if one.kind else one for one in sheets)


def _as_seen(sheet: Sheet, for_: Scope) -> Sheet:
    """A list with the reader's own rows, and how many more there are."""
    kind = noun(sheet.kind)
    seen: set[int] = set()
    if kind.seen_by(for_):
        seen = set(kept(kind, for_).filter(id__in=sheet.ids).values_list("id", flat=True))
    rows = [row for row_id, row in zip(sheet.ids, sheet.rows, strict=True) if row_id in seen]
    if hidden := len(sheet.rows) - len(rows):
        rows.append((f"另有{hidden}{kind.measure_word}不在可见范围，明细受限", *[""] * (len(sheet.heads) - 1)))
    return replace(sheet, rows=tuple(rows))


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
    """What the plain slots say; a period that began before the office did is named by the days it counts."""
    return rules.plain_words(row.office.name, period_of(row), row.as_of, row.office.started_on)


def chosen_body(row: Report, figures: Mapping[str, FigureValue]) -> Body:
    """The text as it is said now: a paragraph none of whose figures counted anything says its other sentence."""

    def chosen(item: Item) -> Item:
        named = [figures[slot.ref] for slot in rules.slots(item.says) if slot.ref in figures]
        idle = item.nothing_due and named and not any(one.value or (one.parts and one.parts[1]) for one in named)
        return replace(item, says=item.nothing_due) if idle else item

    return bodies.changed(bodies.read(row.body), chosen)


def live_tables(row: Report, item: Item) -> tuple[Sheet, ...]:
    """The tables under an item: its split, and lists that were drawn up with it."""
    return (_split_table(row, item.split), *item.lists) if item.split else item.lists


def _split_table(row: Report, asked: Split) -> Sheet:
    """One line for every community (or other group), in the order of its code, and the whole office below."""
    reading = reading_of(row)
    columns = [reading.entries[ref] for ref in asked.columns if ref in reading.entries]
    cells = [{cell.key: cell for cell in reading.split(one.ref, asked.rows)} for one in columns]
    labels = _lines(reading, asked.rows, cells)
    whole = reading.values(one.ref for one in columns)
    rows = [
        (label, *(_bare(one, _cell(one, column.get(key))) for one, column in zip(columns, cells, strict=True)))
        for key, label in labels.items()
    ]
    total = ("合计", *(_bare(one, whole[one.ref].said) for one in columns))
    head = "社区" if asked.rows == "community" else "分类"
    return Sheet((head, *map(_head, columns)), (*rows, total))


def _head(entry: catalogue.Entry) -> str:
    """The head of a column of numbers: what they are, and in which unit."""
    unit = entry.indicator.unit
    return f"{entry.indicator.title}（{unit}）" if unit and unit != "date" else entry.indicator.title


def _bare(entry: catalogue.Entry, said: str) -> str:
    """A cell without the unit, which stands in its head."""
    return said.removesuffix(entry.indicator.unit) if said != entry.indicator.unit else said


def _lines(reading: Reading, by: str, cells: list[dict]) -> dict[object, str]:
    """The lines of a table: every community of the office, and every value that occurs (未落到网格 too)."""
    occurring = {cell.key: cell.label for column in cells for cell in column.values()}
    if by != "community":
        return occurring
    everyone = office.system_actor(reading.for_.office_id).scope
    areas = grid.tree(everyone, reading.as_of)
    return {area.id: area.name for area in areas if area.kind == "community"} | occurring


def _cell(entry: catalogue.Entry, cell: Cell | None) -> str:
    """A cell as printed: nothing counted is 0, nothing to divide by is a dash."""
    if cell:
        return splits.cell_said(entry, cell)
    return NOTHING if entry.kind == "derived" else figures.said(entry, 0)

"""Splits: the same definition, group by group, with the office's labels and with small numbers protected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gewu.grid import queries as grid
from gewu.indicators import rules
from gewu.indicators.catalogue import Entry
from gewu.indicators.definitions import SUBJECT_COLUMNS, Definition
from gewu.indicators.engines import number
from gewu.indicators.figures import figures, in_unit, said
from gewu.indicators.measures import published
from gewu.indicators.rules import Cell
from gewu.kernel.periods import Period
from gewu.kernel.types import Refused
from gewu.office import queries as office
from gewu.scenario import saying

if TYPE_CHECKING:
    from gewu.indicators.reading import Reading

PLACES = ("community", "grid")
STRETCHES = ("month", "week", "quarter")
UNKNOWN, NOWHERE = "未分类", "未落到网格"


def cells(reading: Reading, entry: Entry, by: str) -> list[Cell]:
    """Split a figure of a reading; see Reading.split."""
    if entry.indicator.shape in ("recorded", "observed"):
        raise _cannot(entry, by)
    found = _stretches(reading, entry, by) if by in STRETCHES else _groups(reading, entry, by)
    return rules.protect(found) if entry.space or not entry.shows_rows(reading.for_) else found


def cell_said(entry: Entry, cell: Cell) -> str:
    """Print one cell as the figure itself would be printed."""
    return cell.said or said(entry, cell.value)


def _stretches(reading: Reading, entry: Entry, every: str) -> list[Cell]:
    """Month by month: flows inside each, stocks at its end."""
    pieces, flows = reading.period.split(every), bool(published(entry.indicator.measure).flow)
    found = figures(reading, ((reading.during(piece, flows=flows), entry) for piece in pieces))
    return [
        Cell(piece.start.isoformat(), _stretch_label(piece, every), one.value, one.parts)  # type: ignore[arg-type]
        for piece, one in zip(pieces, found, strict=True)
    ]


def _stretch_label(piece: Period, every: str) -> str:
    if every == "month":
        return f"{piece.start.month}月"
    return piece.label()


def _groups(reading: Reading, entry: Entry, by: str) -> list[Cell]:
    defined = reading.defined(entry)
    part = _counted(reading, entry, defined.part, by)
    if defined.whole is None:
        found = {key: Cell(key, "", in_unit(raw, entry, defined.part)) for key, raw in part.items()}
    else:
        found = _shares(entry, part, _counted(reading, entry, defined.whole, by))
    return _labelled(reading, entry, by, found)


def _shares(entry: Entry, part: dict[object, int], whole: dict[object, int]) -> dict[object, Cell]:
    times = 100 if entry.indicator.of else entry.indicator.per_times
    pairs = {key: (part.get(key, 0), whole.get(key, 0)) for key in {**whole, **part}}
    return {key: Cell(key, "", rules.quotient(*pair, times), pair) for key, pair in pairs.items()}


def _counted(reading: Reading, entry: Entry, definition: Definition, by: str) -> dict[object, int]:
    rows = reading.run(definition, "groups", _place(entry, definition, by))
    return {key: number(count) for key, count in rows}


def _place(entry: Entry, definition: Definition, by: str) -> str:
    """Where the groups of a word are found on the rows of a definition."""
    dims, subject = definition.measure.dims, entry.scenario.subject
    word = "split" if subject and by == subject.split_by else by
    if word in PLACES and "area" in dims:
        return f"place:{word}"
    if word in dims:
        return f"column:{dims[word]}"
    if word in SUBJECT_COLUMNS:
        return f"subject:{SUBJECT_COLUMNS[word]}"
    field = saying.field_of(entry.scenario, word) if definition.measure.facts else None
    if field and not field.personal:  # an edition that was adopted before is read as it is
        return f"fact:{word}"
    raise _cannot(entry, by)


def _cannot(entry: Entry, by: str) -> Refused:
    return Refused("indicators.R424", f"“{entry.indicator.title}”不能按“{by}”分组。", "请选用该指标列出的分组方式。")


# labels ---------------------------------------------------------------------------------------


def _labelled(reading: Reading, entry: Entry, by: str, found: dict[object, Cell]) -> list[Cell]:
    labels = _LABELS.get(by, _titles)(reading, entry, by, list(found))
    order = {key: place for place, key in enumerate(labels)}
    cells = sorted(found.values(), key=lambda cell: (order.get(cell.key, len(order)), str(cell.key)))
    return [replace(cell, label=labels.get(cell.key) or (NOWHERE if by in PLACES else UNKNOWN)) for cell in cells]


def _areas(reading: Reading, entry: Entry, by: str, keys: list[Any]) -> dict[object, str]:
    pieces = grid.ground(reading.for_.office_id).pieces
    return {key: piece.name for key, piece in pieces.items() if key in keys}


def _units(reading: Reading, entry: Entry, by: str, keys: list[Any]) -> dict[object, str]:
    units = office.at_hand(reading.for_.office_id).units
    return {key: unit.name for key, unit in units.items() if key in keys}


def _titles(reading: Reading, entry: Entry, by: str, keys: list[object]) -> dict[object, str]:
    """Labels in the order in which the scenario lists the values."""
    listed = saying.listed(entry.scenario, by)
    return {key: title for key, title in listed.items() if key in keys}


def _scenarios(reading: Reading, entry: Entry, by: str, keys: list[object]) -> dict[object, str]:
    return {key: one.title for key, one in reading.adopted.items() if key in keys}


_LABELS: dict[str, Callable[[Reading, Entry, str, list[object]], dict[object, str]]] = {
    "community": _areas,
    "grid": _areas,
    "unit": _units,
    "scenario": _scenarios,
}

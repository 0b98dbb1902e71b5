"""The door to figures: a value, many values, the rows behind one, its splits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from gewu.indicators import catalogue, splits
from gewu.indicators.engines import Engine
from gewu.indicators.figures import FigureValue, RowSet, figure, row_set
from gewu.indicators.reading import Reading
from gewu.indicators.rules import Cell
from gewu.kernel.periods import Period
from gewu.kernel.types import Scope

__all__ = ["Cell", "FigureValue", "Reading", "RowSet", "figure", "row_set", "rows", "split", "value", "values"]


def value(
    ref: str,
    *,
    period: Period,
    for_: Scope,
    as_of: date | None = None,
    known_at: datetime | None = None,
    areas: Iterable[int] | None = None,
    engine: Engine | None = None,
) -> FigureValue:
    """Compute one figure "scenario.key".

    as_of     last day that validity and events are looked at; the period's last by default
    known_at  only what was recorded by this moment; everything by default
    areas     only these areas and what lies in them, inside what the reader may see
    Errors: Refused indicators.R404, R405, R422.
    """
    reading = Reading(period=period, for_=for_, as_of=as_of, known_at=known_at, areas=areas, engine=engine)
    return figure(reading, reading.entry(ref))


def values(
    refs: Iterable[str] | None,
    *,
    period: Period,
    for_: Scope,
    as_of: date | None = None,
    known_at: datetime | None = None,
    areas: Iterable[int] | None = None,
    engine: Engine | None = None,
) -> dict[str, FigureValue]:
    """Compute many figures at once, in order; None for every indicator in force."""
    reading = Reading(period=period, for_=for_, as_of=as_of, known_at=known_at, areas=areas, engine=engine)
    asked = catalogue.entries(reading.adopted) if refs is None else {ref: reading.entry(ref) for ref in refs}
    return {ref: figure(reading, entry) for ref, entry in asked.items()}


def rows(
    ref: str,
    *,
    period: Period,
    for_: Scope,
    as_of: date | None = None,
    known_at: datetime | None = None,
    areas: Iterable[int] | None = None,
    part: str = "",
    engine: Engine | None = None,
) -> RowSet:
    """Find the ids behind a figure, by the very expression that counted them; `part="of"` for the whole of a share.

    Errors: Refused indicators.R403 (明细受限) without the confidential space of the rows.
    """
    reading = Reading(period=period, for_=for_, as_of=as_of, known_at=known_at, areas=areas, engine=engine)
    return row_set(reading, reading.entry(ref), part)


def split(
    ref: str,
    *,
    by: str,
    period: Period,
    for_: Scope,
    as_of: date | None = None,
    known_at: datetime | None = None,
    areas: Iterable[int] | None = None,
    engine: Engine | None = None,
) -> list[Cell]:
    """Split one figure by a word of its scenario: community, grid, unit, month, week, category, a field …

    Shape: one Cell per value that occurs, in the order of the scenario or of codes; months and weeks all of them.
    Small numbers of a confidential space are hidden ("<3"). A share is split in both its parts.
    Errors: Refused indicators.R424 where it cannot be split so.
    """
    reading = Reading(period=period, for_=for_, as_of=as_of, known_at=known_at, areas=areas, engine=engine)
    return splits.cells(reading, reading.entry(ref), by)

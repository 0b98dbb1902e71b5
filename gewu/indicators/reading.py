"""The door to figures: one reader's view of one period, and what it is asked: values, rows, splits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property, partial
from itertools import islice

from gewu.grid import queries as grid
from gewu.indicators import catalogue, splits
from gewu.indicators.catalogue import Entry
from gewu.indicators.definitions import Defined, Definition, Filter, define
from gewu.indicators.engines import Engine, OwnDatabase, number, only, registered
from gewu.indicators.figures import FigureValue, RowSet, figure, figures, row_set
from gewu.indicators.rules import Cell
from gewu.indicators.sql import Bounds, Counted, Wanted, bind, compiled, counted, scan
from gewu.kernel.periods import Period
from gewu.kernel.types import Scope
from gewu.office import queries as office
from gewu.scenario.grammar import Target

CELLS = 500  # numbers of one scan; databases bound the columns of a result


class Reading:
    """Figures of a period as one reader may see them.

    as_of     last day that validity and events are looked at (数据截至), never later than today: `Period.cut_off`
    known_at  only what was recorded by this moment; everything by default
    areas     only these areas and what lies in them, inside what the reader may see
    engine    where the SQL runs; the installation's own database by default
    """

    def __init__(
        self,
        *,
        period: Period,
        for_: Scope,
        as_of: date,
        known_at: datetime | None = None,
        areas: Iterable[int] | None = None,
        engine: Engine | None = None,
    ):
        self.period, self.for_, self.known_at = period, for_, known_at
        self.as_of = as_of
        self.engine = engine or OwnDatabase()
        self.adopted = office.adopted(for_.office_id, self.as_of)
        self.areas = _areas(areas, for_)
        self.units = for_.unit_ids if self.areas == frozenset() and areas is None and for_.unit_ids else None
        self._local: dict[str, Mapping[str, object]] = {}
        self._registered: dict[tuple[str, tuple[Filter, ...]], bool] = {}
        self._counted: dict[tuple[Bounds, Definition, str], int] = {}  # shared by the parts of a period

    def value(self, ref: str) -> FigureValue:
        """Compute one figure "scenario.key". Errors: Refused indicators.R404, R405, R422."""
        return figure(self, self.entry(ref))

    def values(self, refs: Iterable[str] | None = None) -> dict[str, FigureValue]:
        """Compute many figures at once, in order; every indicator in force by default."""
        asked = {ref: self.entry(ref) for ref in (self.entries if refs is None else refs)}
        return dict(zip(asked, figures(self, ((self, entry) for entry in asked.values())), strict=True))

    def rows(self, ref: str, part: str = "") -> RowSet:
        """Find the ids behind a figure, by the very expression that counted them; `part="of"`: the whole of a share.

        Errors: Refused indicators.R403 (明细受限) without the confidential space of the rows.
        """
        return row_set(self, self.entry(ref), part)

    def split(self, ref: str, by: str) -> list[Cell]:
        """Split one figure by a word of its scenario: community, grid, unit, month, week, category, a field …

        Shape: one Cell per value that occurs, in the order of the scenario or of codes; months and weeks all of them.
        Small numbers of a confidential space are hidden ("<3"). A share is split in both its parts.
        Errors: Refused indicators.R424 where it cannot be split so.
        """
        return splits.cells(self, self.entry(ref), by)

    def during(self, period: Period, *, flows: bool = False) -> Reading:
        """The same reading for a part of its period; stocks are looked at on the part's last day.

        What flows keeps the cut-off of the whole: of those received in March, the ones closed by June, so that parts
        add up.
        """
        part = copy(self)
        part.period, part.as_of = period, self.as_of if flows else min(self.as_of, period.last)
        return part

    def of(self, period: Period, as_of: date) -> Reading:
        """The same reader's view of another period."""
        other = copy(self)
        other.period, other.as_of, other._local = period, as_of, {}
        other.adopted = office.adopted(self.for_.office_id, as_of)
        other.__dict__.pop("entries", None)
        return other

    def wanted(self, definition: Definition, output: str, by: str = "") -> Wanted:
        # A handler has no areas but a unit: figures are then those of the unit.
        units = self.units is not None and "unit" in definition.measure.dims
        return Wanted(output, by, self.areas is not None and not units, units, self.known_at is not None)

    def run(self, definition: Definition, output: str, by: str = "") -> list[tuple]:
        sql = compiled(definition, self.wanted(definition, output, by), self.engine.dialect)
        return self.engine.run(bind(sql, self._bounds()))

    def count(self, definition: Definition, output: str = "value") -> int:
        """Count one number: as it was counted ahead, or by a question of its own."""
        key = (self._bounds(), definition, output)
        if key not in self._counted:
            self._counted[key] = only(self.run(definition, output))
        return self._counted[key]

    def count_ahead(self, asked: Iterable[tuple[Reading, Definition, str]]) -> None:
        """Count many numbers, of this reading and of parts of it, in one scan for each table and scenario."""
        scans: dict[tuple[str, tuple[Filter, ...]], dict[tuple[Bounds, Definition, str], Counted]] = defaultdict(dict)
        for reading, definition, output in asked:
            bounds = reading._bounds()
            found = counted(definition, reading.wanted(definition, output), self.engine.dialect)
            scans[found.source, definition.filters[:1]][bounds, definition, output] = found.with_(
                partial(bind, bounds=bounds)
            )
        for cells in scans.values():
            for start in range(0, len(cells), CELLS):
                some = dict(islice(cells.items(), start, start + CELLS))
                [row] = self.engine.run(scan(list(some.values())))
                self._counted |= dict(zip(some, map(number, row), strict=True))

    def registered(self, definition: Definition) -> bool:
        """Say whether the line of work that a definition counts has any row at all, of whatever day."""
        key = definition.measure.table, definition.filters[:1]
        if key not in self._registered:
            self._registered[key] = registered(self.for_.office_id, definition)
        return self._registered[key]

    def _bounds(self) -> Bounds:
        return Bounds(self.for_.office_id, self.period, self.as_of, self.known_at, self.areas, self.units)

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Every indicator in force on the cut-off, and what was stated of days before there was one."""
        return catalogue.known(self.for_.office_id, self.adopted, self.as_of)

    def entry(self, ref: str) -> Entry:
        return catalogue.find(ref, self.entries)

    def defined(self, entry: Entry) -> Defined:
        return define(entry.scenario, entry.indicator, self.adopted)

    def target(self, entry: Entry) -> Target | None:
        """The scenario's target, or the dated local one that overrides it (E1-R55)."""
        key = entry.scenario.scenario
        if key not in self._local:
            self._local[key] = office.rule_values(self.for_.office_id, key, self.as_of)
        name = f"indicators.{entry.indicator.key}.target"
        least, most = (self._local[key].get(f"{name}.{word}") for word in ("at_least", "at_most"))
        if least is None and most is None:
            return entry.indicator.target
        own = entry.indicator.target or Target()
        return replace(own, at_least=_whole(least), at_most=_whole(most), source="本街道规则")


def _areas(asked: Iterable[int] | None, for_: Scope) -> frozenset[int] | None:
    if asked is None:
        return for_.area_ids
    inside = grid.below(for_.office_id, *asked)
    return inside if for_.area_ids is None else inside & for_.area_ids


def _whole(value: object) -> int | None:
    return int(value) if isinstance(value, int | str) and str(value).lstrip("-").isdigit() else None

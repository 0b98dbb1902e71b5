"""A figure as its page draws it: with its change against the period before and the year before, and its trend."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeGuard

from gewu.front import spoken
from gewu.front.stretches import Stretch
from gewu.indicators.catalogue import Entry
from gewu.indicators.figures import FigureValue
from gewu.indicators.reading import Reading
from gewu.indicators.splits import cell_said
from gewu.kernel.growth import growth, points
from gewu.kernel.periods import Period
from gewu.kernel.types import Scope
from gewu.office import queries as office

Number = int | Decimal | Fraction

#: word of a comparison → how its period is found
AGAINST = {"环比": "previous", "同比": "year_before"}
#: what a trend is cut into, by how long the period is
STEP = {"year": "month", "half": "month", "quarter": "month", "month": "week"}


@dataclass(frozen=True)
class Shown:
    """One figure with the sentences of its changes."""

    entry: Entry
    value: FigureValue
    changes: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """Whether its target is met: done, late, or nothing."""
        words = self.value.verdict.words if self.value.verdict else ""
        return {"": "", "未完成": "late", "未达到目标": "late"}.get(words, "done")

    @property
    def number(self) -> str:
        """The value without its unit, to be set large."""
        said, unit = self.value.said, self.value.unit
        return said.removesuffix(unit) if said != unit else said

    @property
    def unit(self) -> str:
        return self.value.unit if self.value.said.endswith(self.value.unit) and self.value.unit != "date" else ""


def shown(entries: Iterable[Entry], stretch: Stretch, scope: Scope, areas: list[int] | None) -> list[Shown]:
    """Compute figures with their changes; periods before the office began are not compared with."""
    entries = list(entries)
    refs = [entry.ref for entry in entries]
    now = stretch.reading(scope, areas).values(refs)
    began = office.office(scope.office_id).started_on
    before = {word: _before(refs, stretch, way, scope, areas) for word, way in AGAINST.items()}
    said = {
        ref: (*_changes(entry, now[ref], before, began), *filter(None, [now[ref].pace]))
        for ref, entry in zip(refs, entries, strict=True)
    }
    return [Shown(entry, now[entry.ref], said[entry.ref]) for entry in entries]


def _before(
    refs: list[str], stretch: Stretch, way: str, scope: Scope, areas: list[int] | None
) -> Mapping[str, FigureValue]:
    period = stretch.period.previous() if way == "previous" else stretch.period.year_before()
    if period.start < office.office(scope.office_id).started_on:
        return {}
    period, as_of = stretch.like(period)
    reading = Reading(period=period, as_of=as_of, areas=areas, for_=scope)
    return reading.values(ref for ref in refs if ref in reading.entries)


def _changes(
    entry: Entry, now: FigureValue, before: Mapping[str, Mapping[str, FigureValue]], began: date
) -> tuple[str, ...]:
    said = (
        change(word, entry, now.value, values[entry.ref].value)
        if entry.ref in values
        else _no_base(word, now.value, f"{began.isoformat()}起记数")
        for word, values in before.items()
    )
    return tuple(filter(None, said))


def _no_base(word: str, now: object, why: str) -> str:
    return f"{word}没有基数（{why}）" if _is_number(now) else ""


def change(word: str, entry: Entry, now: object, before: object) -> str:
    """Say one change; in words where there was nothing to compare with, "" where there is no number to compare."""
    if not _is_number(now):
        return ""
    if not _is_number(before):
        return _no_base(word, now, "当期没有数")
    if entry.indicator.unit == "%":
        return f"{word}{points(now, before)}"
    return growth(now, before).say(against=word, unit=entry.indicator.unit)


def _is_number(value: object) -> TypeGuard[Number]:
    return isinstance(value, int | Decimal | Fraction) and not isinstance(value, bool | date)


@dataclass(frozen=True)
class Point:
    """One step of a trend."""

    label: str
    said: str
    value: float | None


def trend(entry: Entry, stretch: Stretch, scope: Scope, areas: list[int] | None) -> list[Point]:
    """The figure month by month (a month week by week); empty for what cannot be cut, and for days and weeks."""
    every = STEP.get(stretch.period.kind, "month" if stretch.period.days > 62 else "week")
    if entry.indicator.shape in ("recorded", "observed") or stretch.period.days < 14:
        return []
    reading = Reading(period=_until(stretch), as_of=stretch.as_of, areas=areas, for_=scope)
    cells = reading.split(entry.ref, every)
    return [Point(spoken.piece(cell, every), cell_said(entry, cell), plain(cell.value)) for cell in cells]


def _until(stretch: Stretch) -> Period:
    """The period up to the cut-off: months to come are no zeros."""
    return Period.of(stretch.period.start, min(stretch.as_of, stretch.period.last))


def plain(value: object) -> float | None:
    """A value as a chart takes it, to two decimals; only for drawing."""
    return round(float(value), 2) if _is_number(value) else None

"""A figure as its page draws it: with its change against the period before and the year before, and its trend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from gewu.front import spoken
from gewu.front.stretches import Stretch
from gewu.indicators import comparing
from gewu.indicators.catalogue import Entry
from gewu.indicators.figures import FigureValue
from gewu.indicators.reading import Reading
from gewu.indicators.splits import cell_said
from gewu.kernel.periods import Period
from gewu.kernel.types import Scope

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
        if self.value.verdict is None:
            return ""
        return "done" if self.value.verdict.met else "late"

    @property
    def remarks(self) -> tuple[str, ...]:
        """What has to be known beside the number: since when it counts, that nothing was ever registered, its gap."""
        unregistered = "本期没有登记" if self.value.unregistered else ""
        gap = self.value.verdict.gap if self.value.verdict else ""
        return tuple(filter(None, [self.value.partly, unregistered, gap]))

    @property
    def number(self) -> str:
        """The value without its unit, to be set large."""
        said, unit = self.value.said, self.value.unit
        return said.removesuffix(unit) if said != unit else said

    @property
    def unit(self) -> str:
        return self.value.unit if self.value.said.endswith(self.value.unit) and self.value.unit != "date" else ""


def shown(entries: Iterable[Entry], stretch: Stretch, scope: Scope, areas: list[int] | None) -> list[Shown]:
    """Compute figures with their changes; what is not counted from the first day of a period on is not compared."""
    entries = list(entries)
    refs = [entry.ref for entry in entries]
    reading = stretch.reading(scope, areas)
    now = reading.values(refs)
    before = {word: comparing.before(reading, word, refs) for word in comparing.AGAINST}
    return [Shown(entry, now[entry.ref], tuple(_changes(reading, entry, now[entry.ref], before))) for entry in entries]


def _changes(
    reading: Reading, entry: Entry, now: FigureValue, before: Mapping[str, Mapping[str, FigureValue]]
) -> Iterator[str]:
    for word, earlier in before.items():
        if found := comparing.against(reading, word, entry, now, earlier):
            yield found.words
    if now.pace:
        yield now.pace


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
    return round(float(value), 2) if comparing.is_number(value) else None

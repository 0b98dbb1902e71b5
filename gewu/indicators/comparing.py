"""A figure against the same one of the period before (环比) or of the year before (同比), where there is one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, TypeGuard

from gewu.indicators import beginning
from gewu.indicators.catalogue import Entry
from gewu.indicators.figures import FigureValue
from gewu.kernel.growth import growth, points
from gewu.kernel.periods import Period, day_of

if TYPE_CHECKING:
    from gewu.indicators.reading import Reading

Number = int | Decimal | Fraction

#: word of a comparison → how its period is found
AGAINST = {"环比": Period.previous, "同比": Period.year_before}


@dataclass(frozen=True)
class Against:
    """A change in words; `difference` is None where there was nothing to compare with."""

    words: str
    difference: Number | None = None


def like(reading: Reading, period: Period) -> tuple[Period, date]:
    """Another period, cut off as far into it, or as long after it, as the one of a reading."""
    if reading.as_of >= reading.period.last:
        return period, period.last + (reading.as_of - reading.period.last)
    return period, min(period.start + (reading.as_of - reading.period.start), period.last)


def before(reading: Reading, word: str, refs: Iterable[str]) -> Mapping[str, FigureValue]:
    """Compute figures of the period that `word` compares with, but those that do not count all of it."""
    period, as_of = like(reading, AGAINST[word](reading.period))
    earlier = reading.of(period, as_of)
    office_id = reading.for_.office_id
    return earlier.values(
        ref
        for ref in refs
        if (entry := earlier.entries.get(ref)) and not beginning.counts_from(office_id, entry, period)
    )


def against(
    reading: Reading, word: str, entry: Entry, now: FigureValue, earlier: Mapping[str, FigureValue]
) -> Against | None:
    """Compare a figure with what `before` found; None where there is no number to compare."""
    if not is_number(now.value):
        return None
    if now.partly:
        return Against(f"{word}不算（{now.partly}）")
    base = earlier.get(entry.ref)
    if base is None:
        first = beginning.began(reading.for_.office_id, entry)
        since = (
            f"{day_of(first).label()}起计数" if AGAINST[word](reading.period).start < first else "当期还没有这个指标"
        )
        return Against(f"{word}没有基数（{since}）")
    return change(word, entry, now.value, base.value)


def change(word: str, entry: Entry, now: Number, base: object) -> Against:
    """Say one change, in words where the base is missing, 0 or too small for a per cent."""
    if not is_number(base):
        return Against(f"{word}没有基数（当期没有数）")
    if entry.indicator.unit == "%":
        return Against(f"{word}{points(now, base)}", Fraction(now) - Fraction(base))
    found = growth(now, base)
    return Against(found.say(against=word, unit=entry.indicator.unit), found.difference)


def is_number(value: object) -> TypeGuard[Number]:
    return isinstance(value, int | Decimal | Fraction) and not isinstance(value, bool | date)

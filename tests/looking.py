"""Reading figures in tests: to the end of the period, where a test says nothing else."""

from __future__ import annotations

from datetime import date

from gewu.indicators.reading import Reading
from gewu.kernel.periods import Period


def looking(*, period: Period, as_of: date | None = None, **more) -> Reading:
    return Reading(period=period, as_of=as_of or period.last, **more)

"""Weekly issues: one per ISO week; a missing one shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gewu.kernel.periods import Period
from gewu.kernel.types import Scope
from gewu.reports.models import Report
from gewu.reports.queries.finding import visible


@dataclass(frozen=True)
class Week:
    """One ISO week and its bulletin; None where it is missing."""

    number: int
    period: Period
    report: Report | None


def bulletins(for_: Scope, template: str, year: int, until: date) -> list[Week]:
    """Every ISO week of a year that ended by `until`, with its bulletin; gaps stay visible."""
    rows = visible(for_).filter(template=template, void_at=None).defer("body")
    by_start = {row.start: row for row in rows.order_by("id")}
    found, day = [], date.fromisocalendar(year, 1, 1)
    while day.isocalendar().year == year:
        week = Period.of(day, date.fromordinal(day.toordinal() + 6))
        if week.end > until:
            break
        found.append(Week(day.isocalendar().week, week, by_start.get(day)))
        day = week.end
    return found

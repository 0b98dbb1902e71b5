"""Since when a figure is counted: what happened before the office, or the scenario, began is in no record of ours."""

from __future__ import annotations

from datetime import date

from gewu.indicators.catalogue import Entry
from gewu.indicators.measures import published
from gewu.kernel.periods import Period, day_of
from gewu.office import queries as office


def began(office_id: int, entry: Entry) -> date:
    """Return the first day that an indicator counts: the office's, or its scenario's where that came later."""
    started = office.office(office_id).started_on
    return max(started, office.in_use_since(office_id, entry.scenario.scenario) or started)


def counts_from(office_id: int, entry: Entry, period: Period) -> date | None:
    """Return the day from which a figure of `period` counts, where that is later than its first; None elsewhere.

    Stocks are looked at on one day, and what somebody states or registers is of its own period.
    """
    measure = entry.indicator.measure
    if not measure or not published(measure).flow:
        return None
    first = began(office_id, entry)
    return first if period.start < first else None


def of_office(office_id: int, period: Period) -> str:
    """Say that the office counts a part of a period only, whatever is counted; "" where it counts the whole."""
    started = office.office(office_id).started_on
    return _said("本系统", started, period) if period.start < started else ""


def partly(office_id: int, entry: Entry, period: Period) -> str:
    """Say that a figure of `period` holds a part of it only; "" where it holds the whole."""
    first = counts_from(office_id, entry, period)
    if first is None:
        return ""
    whose = "本系统" if first == office.office(office_id).started_on else f"“{entry.scenario.title}”"
    return _said(whose, first, period)


def _said(whose: str, first: date, period: Period) -> str:
    tail = "本期只含其后" if first < period.end else "本期没有计数"
    return f"{whose}自{day_of(first).label()}起计数，{tail}"

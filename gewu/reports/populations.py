"""Who was visited and who was paid are two populations; a sentence that makes them one is pointed out (S1-E5)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gewu.indicators import catalogue
from gewu.indicators.catalogue import Entry
from gewu.indicators.listing import subjects_of
from gewu.indicators.reading import Reading
from gewu.kernel.periods import Period
from gewu.kernel.types import Refused
from gewu.money.rules import VisitedAndPaid
from gewu.office import queries as office
from gewu.reports import rules
from gewu.reports.models import Report

VISITED = ("records.subjects_seen", "records.submitted")
CLAUSE = re.compile(r"[^。；;]+")


@dataclass(frozen=True)
class Mixed:
    """A clause that speaks of visits and of money as if of the same people."""

    text: str
    words: str


def mixed(row: Report, says: str) -> list[Mixed]:
    """Find clauses with a visit figure and a paid amount, without the number paid, where the people differ."""
    known = catalogue.entries(office.adopted(row.office_id, row.as_of))
    found = (_mixed(row, known, clause.group(0)) for clause in CLAUSE.finditer(says))
    return [one for one in found if one]


def _mixed(row: Report, known: dict[str, Entry], clause: str) -> Mixed | None:
    entries = [known[slot.ref] for slot in rules.slots(clause) if slot.ref in known]
    visited = [one for one in entries if one.indicator.measure in VISITED]
    paid = [one for one in entries if one.indicator.measure == "money.paid"]
    told = any(one.indicator.measure == "money.people_paid" for one in entries)
    if told or not visited or not paid:
        return None
    seen, payees = (set().union(*(_people(row, one) for one in group)) for group in (visited, paid))
    title = paid[0].scenario.title
    try:
        VisitedAndPaid(title, seen, payees, _amount(row, paid)).one_claim()
    except Refused as refused:
        return Mixed(clause.strip(), f"{refused.words.removesuffix('。')}，{refused.hint}")
    return None


def _amount(row: Report, paid: list[Entry]) -> int:
    reading = _reading(row)
    return sum(reading.count(reading.defined(one).part) for one in paid)


def _reading(row: Report) -> Reading:
    everyone = office.system_actor(row.office_id).scope
    return Reading(period=Period(row.start, row.end), as_of=row.as_of, known_at=row.known_at, for_=everyone)


def _people(row: Report, entry: Entry) -> set[int]:
    reading = _reading(row)
    return subjects_of(reading.rows(entry.ref), reading.for_)

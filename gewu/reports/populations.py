"""Who was visited and who was paid are two populations; a sentence that makes them one is pointed out (S1-E5)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gewu.indicators import catalogue
from gewu.indicators.catalogue import Entry
from gewu.indicators.listing import subjects_of
from gewu.indicators.reading import Reading
from gewu.kernel.periods import Period
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
    if seen == payees:
        return None
    said = f"走访{len(seen)}个对象、发放{len(payees)}个对象，不是同一批，请写明发放人数或分开写"
    return Mixed(clause.strip(), said)


def _people(row: Report, entry: Entry) -> set[int]:
    everyone = office.system_actor(row.office_id).scope
    reading = Reading(period=Period(row.start, row.end), as_of=row.as_of, known_at=row.known_at, for_=everyone)
    return subjects_of(reading.rows(entry.ref), everyone)

"""A visit is recorded; what was not in order becomes a matter at once, and the task of the period is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from django.db import transaction

from gewu.kernel.types import Actor
from gewu.matters import actions as matters
from gewu.matters.actions import NewMatter
from gewu.matters.loop import path_of
from gewu.matters.models import Matter
from gewu.matters.rules import OPEN
from gewu.matters.rules.path import part_of
from gewu.office import queries as office
from gewu.records import actions as records
from gewu.records.models import Record
from gewu.records.rules import NewRecord, failed
from gewu.scenario.grammar import Check, Scenario

#: what opening a matter needs; whoever may record a visit may say what was wrong there
OPENING = frozenset({"matters.take_in", "matters.see"})


@dataclass(frozen=True)
class Inspected:
    """What came of a visit: its record, matters newly opened, and open ones it was joined to."""

    record: Record
    opened: Sequence[Matter] = field(default_factory=list)
    joined: Sequence[Matter] = field(default_factory=list)


@transaction.atomic
def inspect(new: NewRecord, *, by: Actor, at: datetime, channel: str = "inspection") -> Inspected:
    """Keep the record of a visit and open a matter for each failed item of its checklist.

    One matter per item. What is still open at the same place for the same item is joined, not opened again; what was
    closed there within the scenario's days is marked 重复. The clock runs from the visit where the finder also tells.
    """
    record = records.submit(new, by=by, at=at)
    scenario = office.edition(by.office_id, record.scenario, record.edition)
    found = failed(scenario, record.checks)
    if not found or scenario.matter is None:
        return Inspected(record)
    finder = replace(by, scope=replace(by.scope, can=by.scope.can | OPENING))
    before = [dict(file) for file in new.files if file.get("what") != "after"]
    opened, joined = [], []
    for check in found:
        standing = _standing(record, check)
        if standing:
            joined.append(_join(finder, at, standing, record))
        else:
            opened.append(_open(finder, record, scenario, check, channel, before))
    return Inspected(record, opened, joined)


def _standing(record: Record, check: Check) -> Matter | None:
    """The open matter of the same place and item."""
    if record.subject_id is None:
        return None
    rows = Matter.objects.filter(office_id=record.office_id, scenario=record.scenario, subject_id=record.subject_id)
    return rows.filter(category=check.key, state__in=OPEN, merged_into=None).first()


def _join(by: Actor, at: datetime, standing: Matter, record: Record) -> Matter:
    words = f"再次检查仍不合格（{record.number}）"
    said = {"words": words, "record": record.id}
    return matters.do(standing.id, "note", by=by, at=at, seq=standing.seq, said=said)


def _open(
    by: Actor, record: Record, scenario: Scenario, check: Check, channel: str, before: list[dict[str, object]]
) -> Matter:
    part = part_of(scenario)
    new = NewMatter(
        scenario=record.scenario,
        edition=record.edition,
        channel=channel if channel in part.channels else next(iter(part.channels), ""),
        level=next(reversed(tuple(part.levels)), ""),
        check=check.key,
        subject_id=record.subject_id,
        area_id=record.area_id,
        record_id=record.id,
        repeat_of_id=_recent(record, scenario, check),
        files=before,
    )
    matter = matters.take_in(new, by=by, at=record.happened_at)
    return _tell(by, scenario, matter)


def _recent(record: Record, scenario: Scenario, check: Check) -> int | None:
    """The same item at the same place, closed so lately that it counts as come back."""
    if record.subject_id is None:
        return None
    since = record.happened_on - timedelta(days=part_of(scenario).recur_within_days)
    rows = Matter.objects.filter(office_id=record.office_id, scenario=record.scenario, subject_id=record.subject_id)
    rows = rows.filter(category=check.key, closed_on__gte=since, void_at=None)
    return rows.order_by("-closed_at").values_list("id", flat=True).first()


def _tell(by: Actor, scenario: Scenario, matter: Matter) -> Matter:
    """Start the clock where the path lets the finder tell the place: found is told (登记即告知)."""
    path = path_of(part_of(scenario))
    step = path.to(matter.step, "dispatched")
    if step is None or matter.subject_id is None or path.step(matter.step).who not in by.roles:
        return matter
    said = {"words": "检查时当场告知"}
    return matters.do(matter.id, "dispatched", by=by, at=matter.received_at, seq=matter.seq, said=said)

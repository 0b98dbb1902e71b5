"""Questions about records: lists, one record in words, the latest on a subject."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from gewu.answers import queries as answered
from gewu.answers import rules as answer_rules
from gewu.answers import search
from gewu.grid import queries as grid
from gewu.journal import files
from gewu.kernel import telltale
from gewu.kernel.periods import Period
from gewu.kernel.types import Scope
from gewu.office import queries as office
from gewu.records import rules
from gewu.records.models import Record
from gewu.scenario import rules as scenario_rules
from gewu.scenario.grammar import Check, Field, Scenario

if TYPE_CHECKING:
    from gewu.journal.models import StoredFile


@dataclass(frozen=True)
class Detail:
    """One record in the words of its scenario."""

    record: Record
    scenario: Scenario
    answers: Sequence[tuple[str, str]]
    checks: Sequence[tuple[Check, str]]
    files: Sequence[StoredFile]
    covered: bool  # numbers of persons in its words are masked


def records(
    for_: Scope,
    *,
    scenario: str = "",
    form: str = "",
    subject_id: int | None = None,
    area_id: int | None = None,
    happened: Period | None = None,
    text: str = "",
    with_void: bool = False,
) -> QuerySet[Record]:
    """Return records in sight, newest first; lists filter, page and count it."""
    rows = Record.objects.for_scope(for_).select_related("subject", "area", "staff")
    wanted = {"scenario": scenario, "kind": form, "subject_id": subject_id}
    rows = rows.filter(**{key: value for key, value in wanted.items() if value})
    if not with_void:
        rows = rows.filter(void_at=None)
    if area_id:
        rows = rows.filter(area_id__in=grid.below(for_.office_id, area_id))
    if happened:
        rows = rows.filter(happened_on__gte=happened.start, happened_on__lt=happened.end)
    if text.strip():
        rows = rows.filter(id__in=search.owner_ids(text, for_, "record"))
    return rows.order_by("-happened_at", "-id")


def void_asked(for_: Scope) -> QuerySet[Record]:
    """Return the records in sight that somebody proposed to void, for another to decide, oldest first."""
    rows = Record.objects.for_scope(for_).filter(void_at=None, void_asked_at__isnull=False)
    return rows.select_related("void_asked_by").order_by("void_asked_at", "id")


def by_number(text: str, for_: Scope) -> QuerySet[Record]:
    """Return the records in sight whose words name this number of a person, newest first."""
    found = answered.bearing(text, for_.office_id, "record")
    return Record.objects.for_scope(for_).filter(id__in=found, void_at=None).order_by("-happened_at", "-id")


def record(id: int, for_: Scope) -> Record:
    """Return one record. Errors: Refused records.R404."""
    rows = Record.objects.for_scope(for_).select_related("subject", "area", "staff", "unit", "void_asked_by")
    return rows.annotate(covered=answered.covers("record")).one(id=id)


def detail(id: int, for_: Scope, *, opened: bool = False) -> Detail:
    """Return one record with its answers (personal ones where they were `opened`), its checklist and its photos."""
    row = record(id, for_)
    if opened:
        whole = answered.opener(row.office_id, "record", row.id)
        row.title, row.said, row.answers = whole(row.title), whole(row.said), telltale.each(row.answers, whole)
    scenario = office.edition(row.office_id, row.scenario, row.edition)
    part = rules.part_of(scenario)
    shown = [
        (field.say, answer_rules.show(field, row.answers[key], opened=opened))
        for key, field in part.asks.items()
        if key in row.answers
    ]
    checks = [(check, rules.RESULTS[row.checks[key]]) for key, check in part.checks.items() if key in row.checks]
    covered = not opened and row.covered
    return Detail(row, scenario, shown, checks, files.of("record", row.id, for_), covered)


def asked(scenario: Scenario, split: str, form: str) -> tuple[Mapping[str, Field], Mapping[str, Check]]:
    """Return the questions and the checklist of a form, for one kind of subject."""
    part = rules.part_of(scenario)
    return scenario_rules.asked(part.asks, split=split, form=form), scenario_rules.applicable(part, split, form)


def last_seen(for_: Scope, subject_ids: Sequence[int]) -> dict[int, date]:
    """Return the last day on which each subject was seen."""
    rows = Record.objects.for_scope(for_).filter(subject_id__in=subject_ids, void_at=None).order_by("happened_on")
    return dict(rows.values_list("subject_id", "happened_on"))

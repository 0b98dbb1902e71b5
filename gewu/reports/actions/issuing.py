"""印发: values, words, definitions and the ids behind every figure are frozen; the text never changes again."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from gewu.indicators.figures import FigureValue
from gewu.journal import actions as journal
from gewu.kernel.calendar import local_day
from gewu.kernel.ciphers import digest
from gewu.kernel.types import Actor, Refused
from gewu.reports import bodies, rules
from gewu.reports.actions.steps import at_step, note
from gewu.reports.models import IssuedFigure, Report
from gewu.reports.queries.proofreading import must_be_sound
from gewu.reports.queries.reading import (
    chosen_body,
    live_figures,
    live_tables,
    notes_of,
    plain_words,
    reading_of,
    render,
)
from gewu.reports.queries.since_issue import live_ids
from gewu.reports.rendering import FigureShown


@transaction.atomic
def issue(
    *,
    by: Actor,
    at: datetime,
    report_id: int,
    number: str = "",
    index_number: str = "",
    publish_on: date | None = None,
) -> Report:
    """Sign and issue a report; it gets the next document number of the year unless it has its own (a bulletin's).

    Freezing locks nothing else: rows may still change, and then the difference shows.
    Errors: Refused reports.R301 with what still blocks it, R302 (system cannot sign), office.R403.
    """
    by.must("reports.sign", ask="分管领导")
    if by.staff_id is None:
        raise Refused("reports.R302", "印发要由领导本人审签。", "请分管领导登录办理。")
    row = at_step(by, report_id, "signing")
    row.index_number, row.publish_on = index_number or row.index_number, publish_on or row.publish_on
    row.save(update_fields=["index_number", "publish_on"])  # a text may print them
    live = live_figures(row)  # counted once: of a year's rows it is what issuing waits for
    must_be_sound(row, by.scope, id="reports.R301", step="印发", live=live)
    _freeze_figures(row, live)
    _freeze_text(row, live)
    row.state, row.signed_by_id, row.issued_at, row.issued_on = "issued", by.staff_id, at, local_day(at)
    row.number = number or row.number or _next_number(row)
    row.save()
    note("reports.issued", row, by=by, at=at, number=row.number, figures=row.figures.count())
    return row


@transaction.atomic
def publish(*, by: Actor, at: datetime, report_id: int, publish_on: date, index_number: str = "") -> Report:
    """Note on which day an issued report is made public, and its index number."""
    by.must("reports.draft", ask="党政办文字岗")
    row = at_step(by, report_id, "issued")
    row.publish_on, row.index_number = publish_on, index_number or row.index_number
    row.save(update_fields=["publish_on", "index_number"])
    note("reports.published", row, by=by, at=at, publish_on=publish_on.isoformat())
    return row


def _freeze_figures(row: Report, live: Mapping[str, FigureValue]) -> None:
    reading = reading_of(row)
    known = reading.entries
    shown = render(row, reading.for_, live).figures
    ids = {name: live_ids(reading, known[ref], part) for name, ref, part in {(f.name, f.ref, f.part) for f in shown}}
    IssuedFigure.objects.bulk_create([_frozen(row, one, ids[one.name]) for one in shown], batch_size=200)


def _frozen(row: Report, shown: FigureShown, ids: tuple[str, ...]) -> IssuedFigure:
    joined = ",".join(ids)
    return IssuedFigure(
        office_id=row.office_id,
        report=row,
        slot=shown.slot,
        indicator=shown.name,
        kind=shown.kind,
        title=shown.title,
        definition=shown.definition,
        value=shown.value,
        said=shown.said,
        row_count=len(ids),
        row_kind=shown.row_kind,
        row_ids=zlib.compress(joined.encode()) if joined else None,
        row_digest=digest(joined),
    )


def _freeze_text(row: Report, live: Mapping[str, FigureValue]) -> None:
    """Fill in what is no figure, choose the sentences that are said, and keep the tables as they stand."""
    plain = plain_words(row)
    row.title = rules.filled(row.title, plain)

    def frozen(item: bodies.Item) -> bodies.Item:
        grounds = tuple(replace(one, clause=rules.filled(one.clause, plain)) for one in item.grounds)
        return replace(item, says=rules.filled(item.says, plain), frozen=live_tables(row, item), grounds=grounds)

    row.body = bodies.kept(bodies.noted(bodies.changed(chosen_body(row, live), frozen), notes_of(live)))


def _next_number(row: Report) -> str:
    year = row.issued_on.year if row.issued_on else row.end.year
    given = journal.next_number(row.office_id, f"document:{year}")
    return rules.document_number(rules.short_name(row.office.name), year, given)

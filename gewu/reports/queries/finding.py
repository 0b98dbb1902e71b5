"""Finding reports: which there are, and which of them a reader may open."""

from __future__ import annotations

from gewu.journal import queries as journal
from gewu.journal.rows import OfficeRows
from gewu.kernel.periods import Period
from gewu.kernel.types import Scope
from gewu.reports.models import Report

#: acts that put words into a report
WRITING = ("reports.edited", "reports.grounded", "reports.filled")


def reports(for_: Scope, *, template: str = "", state: str = "") -> list[Report]:
    """Reports in sight, newest period first: drafts for those who write, check or sign, issued ones for all."""
    rows = visible(for_).filter(void_at=None)
    rows = rows.filter(template=template) if template else rows
    return list((rows.filter(state=state) if state else rows).defer("body").order_by("-end", "-id"))


def report(for_: Scope, report_id: int) -> Report:
    """One report with its text. Errors: Refused reports.R404."""
    return visible(for_).one(id=report_id)


def visible(for_: Scope) -> OfficeRows:
    """Drafts for those who write, check or sign; issued reports for all who see figures."""
    return Report.objects.for_scope(for_).select_related("office", "drafted_by", "checked_by", "signed_by")


def period_of(row: Report) -> Period:
    return Period(row.start, row.end)


def wrote(row: Report, staff_id: int | None) -> bool:
    """Say whether a person drafted a report, or wrote in it: whoever did does not check it."""
    if staff_id is None or row.drafted_by_id == staff_id:
        return staff_id is not None
    return staff_id in journal.hands(row.office_id, "report", row.id, WRITING)

"""What every verb of a report needs: the row, locked and at the right step, and the journal line."""

from __future__ import annotations

from datetime import datetime

from gewu.journal import actions as journal
from gewu.kernel.types import Actor, Refused
from gewu.reports.models import Report
from gewu.reports.rules import State


def at_step(by: Actor, report_id: int, *states: str) -> Report:
    """Lock a report of the actor's office that stands at one of `states`.

    Errors: Refused reports.R404, reports.R202 (already at another step).
    """
    row = Report.objects.select_for_update(of=("self",)).for_scope(by.scope).one(id=report_id, void_at=None)
    if row.state not in states:
        said = f"这份材料已在“{State(row.state).word}”环节，未作改动。"
        raise Refused("reports.R202", said, "请刷新后再看。")
    return row


def note(act: str, row: Report, *, by: Actor, at: datetime, **detail: object) -> None:
    """Write the journal line of a verb."""
    journal.write(act, by=by, at=at, noun="report", row_id=row.id, detail=detail)

"""Issue a report: freeze it, make it findable, and tell the units whose work it speaks of."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gewu.answers import search
from gewu.journal import actions as journal
from gewu.kernel.calendar import local_day
from gewu.kernel.types import Actor
from gewu.office import queries as office
from gewu.reports import actions, bodies, queries
from gewu.reports.models import Report


@transaction.atomic
def issue_report(
    *,
    by: Actor,
    at: datetime,
    report_id: int,
    number: str = "",
    index_number: str = "",
    publish_on: date | None = None,
) -> Report:
    """Issue, index and announce a report that stands at 审签; everything or nothing.

    Errors: those of reports.actions.issue.
    """
    row = actions.issue(
        by=by, at=at, report_id=report_id, number=number, index_number=index_number, publish_on=publish_on
    )
    _make_findable(row, by)
    _tell_owners(row, by, at)
    return row


def _make_findable(row: Report, by: Actor) -> None:
    text = queries.render(row, by.scope).text
    entry = search.Entry(row.office_id, "report", row.id, row.title, text, day=row.issued_on)
    search.index_many([entry])


def _reads(person: office.StaffRow, day: date) -> bool:
    """Whether the link of the message would open for this person: not for the three administrators."""
    return office.scope_of(person, day).may("figures.see")


def _tell_owners(row: Report, by: Actor, at: datetime) -> None:
    """One message to every person in post of the units named as owners of a chapter or an item."""
    owners = bodies.owners(bodies.read(row.body))
    units = [unit for unit in office.units(by.scope) if unit.name in owners]
    day = local_day(at)
    people = [one for unit in units for one in office.staff(by.scope, day, unit_id=unit.id) if _reads(one, day)]
    words = f"《{row.title}》已印发（{row.number}），其中有本单位的数字。"
    told = (one.id for one in people)
    journal.tell(told, office_id=row.office_id, kind="report_issued", words=words, link=f"/reports/{row.id}/")

"""Holding an activity."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from gewu.activities.models import Activity

from gewu.answers import search
from gewu.journal import actions as journal
from gewu.kernel.types import Actor


@transaction.atomic
def hold(*, by: Actor, at: datetime, scenario: str, title: str, theme: str, area_id: int, on: date, people: int):
    """Keep that an activity was held."""
    number = journal.next_number(by.office_id, f"HD-{on:%Y}")
    row = Activity.objects.create(
        office_id=by.office_id,
        number=f"HD-{on:%Y}-{number}",
        scenario=scenario,
        title=title,
        theme=theme,
        area_id=area_id,
        held_on=on,
        people=people,
    )
    search.index(search.Entry(by.office_id, "activity", row.id, title, row.number, area_id=area_id, day=on))
    journal.write("activities.held", by=by, at=at, noun="activity", row_id=row.id)
    return row

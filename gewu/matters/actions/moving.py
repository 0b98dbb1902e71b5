"""The ground changes: what is open in one area is open in another from now on."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gewu.answers import actions as answers
from gewu.answers import search
from gewu.journal import actions as journal
from gewu.journal.actions.bulk import batches
from gewu.kernel.types import Actor
from gewu.matters.models import Matter, Passage
from gewu.matters.rules import OPEN


@transaction.atomic
def move_ground(*, by: Actor, at: datetime, area_id: int, into_id: int) -> int:
    """Let the open matters of one area lie in another, whoever has them in hand; return how many.

    What is over stays under the area where it was done.
    """
    by.must("office.accounts")
    ids = list(open_in(by.office_id, area_id).values_list("id", flat=True))
    for some in batches(ids, 1000):
        Matter.objects.filter(id__in=some).update(area_id=into_id)
        Passage.objects.filter(matter_id__in=some).update(area_id=into_id)
        for follow in (search.move, answers.move):
            follow("matter", some, office_id=by.office_id, area_id=into_id)
    detail = {"into": into_id}
    journal.write("matters.ground_moved", by=by, at=at, noun="area", row_id=area_id, count=len(ids), detail=detail)
    return len(ids)


def open_in(office_id: int, area_id: int):
    """Find the open matters of one area, merged ones too."""
    return Matter.objects.filter(office_id=office_id, area_id=area_id, state__in=OPEN)

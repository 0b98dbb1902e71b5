"""A period ends with doors that nobody went to: who was to go and the community are told, once and together."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from functools import lru_cache

from django.db import transaction

from gewu.journal import actions as journal
from gewu.journal import queries as lines
from gewu.kernel.types import Actor
from gewu.office import queries as office
from gewu.tasks.models import Task
from gewu.tasks.rules import State

ACT = "tasks.missed_told"


@transaction.atomic
def tell_missed(office_id: int, day: date, *, by: Actor, at: datetime) -> int:
    """Tell of the tasks whose period was over on `day` and that are not done; return how many. Idempotent.

    Each person gets one message for each scenario: who was to go with their own, the community with all of its grids.
    Where nobody was to go, whoever is on the desk is told.
    """
    last = lines.last(office_id, ACT)
    since = date.fromisoformat(last.detail["through"]) if last else day - timedelta(days=1)
    if since >= day:
        return 0
    rows = Task.objects.filter(office_id=office_id, state=State.DUE.value, closes_on__gt=since, closes_on__lte=day)
    missed = list(rows.values_list("scenario", "area_id", "staff_id"))
    secretary = lru_cache(maxsize=None)(lambda: office.duty_map(office_id, "community_secretary", day))
    mine = Counter((staff_id, scenario) for scenario, _, staff_id in missed)
    theirs = Counter((head.id, key) for key, area_id, _ in missed if (head := secretary().get(area_id)))
    titles = {key: one.title for key, one in office.adopted(office_id, day).items()}
    for found, mark in ((mine, "&whose=mine"), (theirs, "&whose=all")):
        for (staff_id, scenario), count in found.items():
            words = f"到期未办：{titles.get(scenario, scenario)}，{count}项任务上一期没有办"
            link = f"/tasks/?stand=missed&scenario={scenario}{mark if staff_id else ''}"
            journal.tell([staff_id], office_id=office_id, kind="missed", words=words, link=link)
    journal.write(ACT, by=by, at=at, noun="task", count=len(missed), detail={"through": day.isoformat()})
    return len(missed)

"""Attempts: a duty was tried and nobody was met; they are counted apart, and of too many somebody is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.db.models import Count

from gewu.journal import actions as journal
from gewu.office import queries as office
from gewu.scenario.rules import duties_of
from gewu.tasks.models import Attempt, Task


def keep(tried: Sequence[Attempt]) -> None:
    """Keep attempts; whose duty says so (`attempts`) is told, once a task, when there are as many as it says."""
    Attempt.objects.bulk_create(tried, batch_size=1000)
    fresh = Counter(one.task_id for one in tried)
    for task in (
        Task.objects.filter(id__in=fresh, state="due").select_related("subject").annotate(tried=Count("attempts"))
    ):
        _tell(task, task.tried, fresh[task.id])


def _tell(task: Task, tried: int, fresh: int) -> None:
    """Tell where the last ones made it enough; whoever holds a role nowhere near leaves it to the desk."""
    edition = office.edition(task.office_id, task.scenario, task.edition)
    for duty in duties_of(edition, task.rule):
        rule = duty.attempts
        if rule is None or duty.key != task.rule or not tried - fresh < rule.at_least <= tried:
            continue
        people = (office.duty_map(task.office_id, role, task.due_on).get(task.area_id) for role in rule.tell)
        words = f"“{duty.title}”已去{tried}次没有办成：{task.subject.code}，{task.due_on}到期。"
        told = dict.fromkeys(person.id if person else None for person in people)
        journal.tell(told, office_id=task.office_id, kind="attempts", words=words)

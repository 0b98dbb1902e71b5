"""Dated obligations and the campaigns that freeze a list."""

from __future__ import annotations

from types import MappingProxyType

from django.db import models

from gewu.journal.rows import OfficeRow, Spoken, filled_in, known, within
from gewu.tasks.rules import State


class Campaign(OfficeRow):
    """An act of the office on a scenario: name, dates, a list frozen on the first day; later additions are 增补."""

    CLOSED_BY = MappingProxyType({"scenarios": "scenario"})
    NOT_FOUND = ("tasks.R405", "没有找到这个专项行动。", "请核对后重试。")

    scenario = models.CharField(max_length=60)
    title = Spoken(max_length=100)
    from_on = models.DateField()
    to_on = models.DateField()
    frozen_at = models.DateTimeField(null=True)


class CampaignItem(OfficeRow):
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="items")
    subject = models.ForeignKey("registry.Subject", on_delete=models.PROTECT, related_name="+")
    added_late = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "subject"], name="campaign_subject_once")]


class Task(OfficeRow):
    """A dated obligation. Fulfilled only by a record on that subject inside the period (or a matched outside row).

    `done_on` is the record's event date; a record made after the period
    never repairs it.
    """

    CLOSED_BY = MappingProxyType({"scenarios": "scenario"})
    NOT_FOUND = ("tasks.R404", "没有找到这项任务，或不在您的范围内。", "请核对后重试。")

    scenario = models.CharField(max_length=60)
    edition = models.CharField(max_length=30)
    rule = models.CharField(max_length=40)
    subject = models.ForeignKey("registry.Subject", on_delete=models.PROTECT, related_name="tasks")
    split = models.CharField(max_length=40, blank=True)
    area = models.ForeignKey("grid.Area", on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    staff = models.ForeignKey("office.Staff", on_delete=models.PROTECT, null=True, related_name="tasks")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, null=True, related_name="tasks")
    origin = models.CharField(max_length=10, default="rule")
    opens_on = models.DateField()
    due_on = models.DateField()
    closes_on = models.DateField()  # first day after the period (half-open); due_on is its last workday
    state = models.CharField(max_length=8, default=State.DUE.value)
    done_on = models.DateField(null=True)
    late = models.BooleanField(null=True)  # done, but after due_on; None while not done
    record_id = models.BigIntegerField(null=True)
    outside_number = models.CharField(max_length=60, blank=True)
    reason = Spoken(max_length=200, blank=True)

    class Meta:
        constraints = [
            known("origin", ("rule", "campaign", "roster", "hand"), "task_origin"),
            known("state", State, "task_state"),
            models.UniqueConstraint(
                fields=["office", "scenario", "rule", "subject", "opens_on"], name="task_once_a_period"
            ),
            filled_in("done", "done_task_has_a_day", "done_on", "late"),
        ]
        indexes = [
            models.Index(fields=["office", "state", "due_on"], name="task_due"),
            models.Index(fields=["office", "scenario", "due_on"], name="task_scenario"),
            models.Index(fields=["office", "staff", "state", "due_on"], name="task_staff"),
        ]

    @classmethod
    def in_sight(cls, scope):
        mine = models.Q(unit_id__in=scope.unit_ids) | models.Q(staff_id=scope.staff_id)
        return within(scope, space="subject__space", also=mine)


class Attempt(OfficeRow):
    """A record by which a task was tried in vain: nobody was met. It is counted apart and does not do the task."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="attempts")
    record_id = models.BigIntegerField()
    scenario = models.CharField(max_length=60)
    split = models.CharField(max_length=40, blank=True)
    subject = models.ForeignKey("registry.Subject", on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("grid.Area", on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    tried_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "task", "record_id"], name="attempt_once")]
        indexes = [models.Index(fields=["office", "scenario", "tried_on"], name="attempt_scenario")]

    @classmethod
    def in_sight(cls, scope):
        return within(scope, space="subject__space", also=models.Q(unit_id__in=scope.unit_ids))

"""What was done and seen."""

from __future__ import annotations

from types import MappingProxyType

from django.db import models

from gewu.journal.rows import Proved, Spoken, void_says_why, within


class Record(Proved):
    """One thing that happened: a visit, an inspection, a training, an activity, a reading round.

    `answers` are for display; what is counted is also in answers.Fact (owner_kind "record").
    `late_entry` marks 补录: recorded more than three days after it happened.
    """

    PROVED = tuple(
        """
        number scenario edition subject kind happened_at happened_on late_entry staff unit title
        answers checks said void_at void_reason
        """.split()
    )

    CLOSED_BY = MappingProxyType({"scenarios": "scenario"})
    NOT_FOUND = ("records.R404", "没有找到这条记录，或不在您的范围内。", "请核对编号。")

    covered: bool  # whether numbers in its words are masked; put beside it where one row is asked for
    number = models.CharField(max_length=40)
    scenario = models.CharField(max_length=60)
    edition = models.CharField(max_length=30)
    subject = models.ForeignKey(
        "registry.Subject", on_delete=models.PROTECT, null=True, related_name="records", db_index=False
    )
    kind = models.CharField(max_length=40, blank=True)
    area = models.ForeignKey("grid.Area", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    staff = models.ForeignKey("office.Staff", on_delete=models.PROTECT, null=True, related_name="records")
    happened_at = models.DateTimeField()
    happened_on = models.DateField()
    late_entry = models.BooleanField(default=False)
    campaign_id = models.BigIntegerField(null=True)
    title = models.CharField(max_length=200, blank=True)
    answers = models.JSONField(default=dict)
    checks = models.JSONField(default=dict)  # check key -> pass | fail | na
    said = models.TextField(blank=True)
    space = models.CharField(max_length=20, blank=True)
    # 作废 is proposed by one and decided by another, where it is not one's own slip of the same day
    void_asked_at = models.DateTimeField(null=True)
    void_asked_by = models.ForeignKey("office.Staff", on_delete=models.PROTECT, null=True, related_name="+")
    void_asked_because = Spoken(max_length=200, blank=True)
    void_at = models.DateTimeField(null=True)
    void_reason = Spoken(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "number"], name="record_number_once"),
            void_says_why("record_void_needs_reason"),
        ]
        indexes = [
            # With what figures ask beside it, so that they read this and not the wide rows.
            models.Index(
                fields=["office", "scenario", "happened_on", "kind", "subject", "late_entry", "void_at"],
                name="record_scenario",
            ),
            models.Index(fields=["office", "subject", "happened_on"], name="record_subject"),
            models.Index(fields=["office", "area", "happened_on"], name="record_area"),
            models.Index(fields=["office", "unit", "happened_on"], name="record_unit"),
            models.Index(fields=["office", "-happened_at"], name="record_newest"),
        ]

    @classmethod
    def in_sight(cls, scope):
        return within(scope, also=models.Q(unit_id__in=scope.unit_ids))

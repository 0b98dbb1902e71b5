"""Whom and what the office knows. One person, many tags; one merchant, one key (E1-R7)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.db import models

from gewu.journal.rows import OfficeRow, Proved, Spoken, known, void_says_why, within
from gewu.registry import rules


class Subject(OfficeRow):
    """A person, household, dwelling, place, thing, organisation or project.

    `kind` is the word scenarios select by ("resident", "merchant", "outfall", …); `split` its finer class
    (premises_kind, estate type, track). `attributes` are for display; what is counted is also in answers.Fact.
    `space` names a confidential space ("" is ordinary).
    """

    CLOSED_BY = MappingProxyType({"kinds": "kind"})
    NOT_FOUND = ("registry.R404", "没有找到这个对象，或它不在您的查看范围内。", "如确需查看，请联系科室负责人。")

    covered: bool  # whether numbers in its words are masked; put beside it where one row is asked for
    nature = models.CharField(max_length=12)
    kind = models.CharField(max_length=40)
    split = models.CharField(max_length=40, blank=True)
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=100)
    area = models.ForeignKey("grid.Area", on_delete=models.PROTECT, null=True, related_name="+")
    address = models.ForeignKey("grid.Address", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    place_text = models.CharField(max_length=200, blank=True)
    attributes = models.JSONField(default=dict)
    stage = models.CharField(max_length=40, blank=True)  # projection of the open StageSpan entered last
    stage_of = models.CharField(max_length=60, blank=True)  # its scenario: several may have stages of one kind
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    verified_on = models.DateField(null=True)
    source = Spoken(max_length=60, blank=True)
    space = models.CharField(max_length=20, blank=True)
    void_at = models.DateTimeField(null=True)
    void_reason = Spoken(max_length=200, blank=True)

    class Meta:
        constraints = [
            known("nature", rules.NATURES, "subject_nature"),
            models.UniqueConstraint(fields=["office", "kind", "code"], name="subject_code_once"),
            void_says_why("subject_void_needs_reason"),
        ]
        indexes = [
            models.Index(fields=["office", "kind", "area", "valid_from"], name="subject_kind_area"),
            models.Index(fields=["office", "kind", "stage"], name="subject_stage"),
            models.Index(fields=["office", "address"], name="subject_address"),
        ]

    @classmethod
    def in_sight(cls, scope):
        return within(scope)

    def __str__(self):
        return self.name


class Secret(Proved):
    """An identifier in the vault: sealed text, blind index for finding, tail for showing (E1-R43, R49)."""

    PROVED = tuple("subject kind sealed blind".split())

    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="secrets", db_index=False)
    kind = models.CharField(max_length=20)
    sealed = models.TextField()
    blind = models.CharField(max_length=80)
    masked = models.CharField(max_length=40)

    class Meta:
        constraints = [
            known("kind", rules.SECRETS, "secret_kind"),
            models.UniqueConstraint(fields=["subject", "kind"], name="secret_kind_once"),
        ]
        indexes = [models.Index(fields=["office", "kind", "blind"], name="secret_blind")]


class Reveal(OfficeRow):
    """Somebody looked at a masked value: who, whose, why (应急调阅 included)."""

    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="reveals")
    staff_id = models.BigIntegerField()
    kind = models.CharField(max_length=20)
    reason = Spoken(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [known("kind", rules.SECRETS, "reveal_kind")]


class AboutSubject(OfficeRow):
    """What is dated about a subject is seen by whoever sees the subject."""

    CLOSED_BY: Mapping[str, str] = MappingProxyType({"kinds": "subject__kind"})

    class Meta:
        abstract = True

    @classmethod
    def in_sight(cls, scope):
        return within(scope, "subject__space", "subject__area")


class Tag(AboutSubject):
    """A dated tag of a subject ("low_income_rural"), with its basis."""

    CLOSED_BY = MappingProxyType({"kinds": "kind", "tags": "tag"})

    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="tags")
    tag = models.CharField(max_length=40)
    kind = models.CharField(max_length=40)  # of the subject, as `split`: figures are split by them
    split = models.CharField(max_length=40, blank=True)
    area = models.ForeignKey("grid.Area", on_delete=models.PROTECT, null=True, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    basis = Spoken(max_length=200, blank=True)
    staff_id = models.BigIntegerField(null=True)
    void_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["office", "tag", "area"], name="tag_tag")]


class Relation(OfficeRow):
    """A dated relation: household –lives_in→ dwelling, person –member_of→ household, shop –occupies→ premises …"""

    NOT_FOUND = ("registry.R162", "没有找到这条关系，没有改动。", "请刷新页面后重试。")

    kind = models.CharField(max_length=30)
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="relations")
    other = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="related")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    source = Spoken(max_length=60, blank=True)
    void_at = models.DateTimeField(null=True)
    void_reason = Spoken(max_length=200, blank=True)

    class Meta:
        constraints = [
            known("kind", rules.RELATIONS, "relation_is_one_of_ours"),
            void_says_why("relation_void_needs_reason"),
        ]
        indexes = [models.Index(fields=["office", "kind"], name="relation_kind")]


class StageSpan(AboutSubject):
    """A stage that a subject was in, from a date to a date (half-open); the open span is where it is now."""

    CLOSED_BY = MappingProxyType({"kinds": "kind", "scenarios": "scenario"})
    VALIDITY = ("entered_on", "left_on")

    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="stages")
    scenario = models.CharField(max_length=60)
    kind = models.CharField(max_length=40)
    split = models.CharField(max_length=40, blank=True)
    stage = models.CharField(max_length=40)
    area = models.ForeignKey("grid.Area", on_delete=models.PROTECT, null=True, related_name="+")
    entered_on = models.DateField()
    left_on = models.DateField(null=True)
    staff_id = models.BigIntegerField(null=True)
    note = Spoken(max_length=200, blank=True)
    void_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "scenario"],
                condition=models.Q(left_on__isnull=True, void_at__isnull=True),
                name="one_open_stage",
            )
        ]
        indexes = [models.Index(fields=["office", "scenario", "stage"], name="stage_scenario")]


class Milestone(AboutSubject):
    """A dated promise of a project; forecasts are never overwritten."""

    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="milestones")
    key = models.CharField(max_length=40)
    title = Spoken(max_length=100)
    planned_on = models.DateField(null=True)
    forecast_on = models.DateField(null=True)  # projection of the newest MilestoneForecast
    actual_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "key"], name="milestone_once")]


class MilestoneForecast(OfficeRow):
    """What was expected of a milestone at a moment, and why it moved."""

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="forecasts")
    forecast_on = models.DateField()
    reason = Spoken(max_length=200)
    staff_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

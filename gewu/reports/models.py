"""Reports whose numbers are bound to figures; issuing freezes values, ids and labels."""

from __future__ import annotations

from django.db import models

from gewu.indicators.rules import FigureKind
from gewu.journal.rows import Proved, by_another, filled_in, known
from gewu.reports.rules import WRITERS, State


class Report(Proved):
    """拟稿 → 核稿 → 审签 → 印发. `body` is the drafted text with slots, chapter by chapter; see docs/house.md."""

    PROVED = tuple(
        """
        template number title start end as_of state body drafted_by checked_by signed_by issued_at
        issued_on void_at
        """.split()
    )

    NOT_FOUND = ("reports.R404", "没有找到这份材料，或者它还没有印发。", "请从材料报告列表中打开。")

    template = models.CharField(max_length=60)
    edition = models.CharField(max_length=30, blank=True)
    number = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=150)
    start = models.DateField()
    end = models.DateField()  # half-open
    as_of = models.DateField()
    known_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, default=State.DRAFT.value)
    body = models.JSONField(default=list)
    seq = models.PositiveIntegerField(default=0)
    drafted_by = models.ForeignKey("office.Staff", on_delete=models.PROTECT, null=True, related_name="+")
    checked_by = models.ForeignKey("office.Staff", on_delete=models.PROTECT, null=True, related_name="+")
    signed_by = models.ForeignKey("office.Staff", on_delete=models.PROTECT, null=True, related_name="+")
    drafted_on = models.DateField(null=True)
    checked_on = models.DateField(null=True)
    issued_at = models.DateTimeField(null=True)
    issued_on = models.DateField(null=True)
    publish_on = models.DateField(null=True)
    index_number = models.CharField(max_length=60, blank=True)
    void_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            known("state", State, "report_state"),
            filled_in("issued", "issued_is_signed", "issued_at", "signed_by"),
            by_another("checked_by", "drafted_by", "a_second_person_checks_report"),
        ]

    @classmethod
    def in_sight(cls, scope):
        if any(scope.may(word) for word in WRITERS):
            return None
        return models.Q(state="issued") if scope.may("figures.see") else models.Q(pk__in=[])


class IssuedFigure(Proved):
    """A figure as it stood when the report was issued: value, words, definition, and the ids behind it."""

    PROVED = tuple(
        """
        report slot indicator kind title definition value said row_count row_kind row_ids
        row_digest
        """.split()
    )

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="figures")
    slot = models.CharField(max_length=20)  # "F001": bookmark in the .docx
    indicator = models.CharField(max_length=120)
    kind = models.CharField(max_length=10)
    title = models.CharField(max_length=150)
    definition = models.TextField(blank=True)
    value = models.CharField(max_length=40, blank=True)
    said = models.CharField(max_length=60)
    row_count = models.PositiveIntegerField(default=0)
    row_kind = models.CharField(max_length=40, blank=True)
    row_ids = models.BinaryField(null=True)  # zlib of comma-joined ids
    row_digest = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            known("kind", FigureKind, "issued_figure_kind"),
            models.UniqueConstraint(fields=["report", "slot"], name="issued_slot_once"),
        ]

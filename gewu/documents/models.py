"""Papers. What one says is kept with it, so that it reads for ever as it was handed over."""

from __future__ import annotations

from types import MappingProxyType

from django.db import models

from gewu.documents.rules import Stand, Whose, kinds
from gewu.journal.rows import OfficeRow, Spoken, kept, known, void_says_why
from gewu.kernel.nouns import noun
from gewu.scenario import vocabulary


class Paper(OfficeRow):
    """One paper, issued or received. It is seen by whoever sees what it is about; a void one keeps its number.

    `slots` are the words that were filled in, `sealed` the personal ones among them; its text stands in the edition.
    `serial` counts in `series` without gaps. `stands_at` is empty while a scan is still awaited.
    """

    CLOSED_BY = MappingProxyType({"scenarios": "scenario"})
    NOT_FOUND = ("documents.R404", "没有找到这份文书，或不在您的范围内。", "请从事项、对象或文书登记簿中打开。")

    scenario = models.CharField(max_length=60)
    edition = models.CharField(max_length=30)
    document = models.CharField(max_length=60)
    title = models.CharField(max_length=100)
    whose = models.CharField(max_length=6, default=Whose.OURS.value)
    number = models.CharField(max_length=60, blank=True)
    series = models.CharField(max_length=60, blank=True)
    serial = models.PositiveIntegerField(null=True)
    sender = Spoken(max_length=100, blank=True)  # of one that came in
    of_kind = models.CharField(max_length=12)
    of_id = models.BigIntegerField()
    about = models.CharField(max_length=200, blank=True)
    area = models.ForeignKey("grid.Area", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    subject_id = models.BigIntegerField(null=True)
    issued_on = models.DateField()  # its day: of issue, or of receipt
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey("office.Staff", on_delete=models.PROTECT, null=True, related_name="+")
    slots = models.JSONField(default=dict)
    sealed = models.TextField(blank=True)
    tables = models.JSONField(default=list)
    stands_at = models.DateTimeField(null=True)
    void_at = models.DateTimeField(null=True)
    void_reason = Spoken(max_length=200, blank=True)

    class Meta:
        constraints = [
            known("whose", Whose, "paper_whose"),
            known("of_kind", vocabulary.PAPERS_OF, "paper_of"),
            void_says_why("paper_void_needs_reason"),
            models.UniqueConstraint(
                fields=["office", "series", "serial"],
                condition=models.Q(serial__isnull=False),
                name="paper_number_once",
            ),
            models.CheckConstraint(
                condition=models.Q(serial__isnull=True, series="")
                | (models.Q(serial__isnull=False) & ~models.Q(series="")),
                name="paper_serial_in_a_series",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "of_kind", "of_id"], name="paper_owner"),
            models.Index(fields=["office", "scenario", "document", "issued_on"], name="paper_scenario"),
            models.Index(fields=["office", "-issued_at"], name="paper_newest"),
            models.Index(fields=["office", "subject_id"], name="paper_subject"),
        ]

    @classmethod
    def in_sight(cls, scope):
        """The office's own papers, and those about what is in sight itself."""
        seen = models.Q(of_kind="office")
        for kind in kinds():
            if noun(kind).seen_by(scope):
                seen |= models.Q(of_kind=kind, of_id__in=kept(noun(kind), scope).values("id"))
        return seen

    @property
    def stand(self) -> Stand:
        """How it stands now."""
        if self.void_at:
            return Stand.VOID
        return Stand.ISSUED if self.stands_at else Stand.UNSIGNED

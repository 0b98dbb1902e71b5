"""Journal lines with their seal, and the small books that every room writes through journal.actions."""

from __future__ import annotations

from django.db import models

from gewu.journal.rows import OfficeRow, Proved, known
from gewu.journal.rules import FileWhat, JobState


class JournalLine(OfficeRow):
    """Who did what, when. Inserted unsealed; the sealer gives `position` and `seal` (a hash chain per office)."""

    at = models.DateTimeField()
    staff_id = models.BigIntegerField(null=True)
    actor = models.CharField(max_length=60)
    act = models.CharField(max_length=60)
    noun = models.CharField(max_length=40, blank=True)
    row_id = models.BigIntegerField(null=True)
    count = models.PositiveIntegerField(default=1)
    digest = models.CharField(max_length=80, blank=True)
    detail = models.JSONField(default=dict)
    position = models.BigIntegerField(null=True)
    seal = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "position"], name="journal_position_once"),
            models.CheckConstraint(
                condition=models.Q(position__isnull=True, seal="")
                | (models.Q(position__isnull=False) & ~models.Q(seal="")),
                name="journal_position_and_seal_together",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "noun", "row_id"], name="journal_row"),
            models.Index(fields=["office", "recorded_at"], name="journal_when"),
        ]


class JournalPrivate(OfficeRow):
    """Personal values of a line, outside the chain, so that they can be erased; the chain keeps a salted digest."""

    line = models.OneToOneField(JournalLine, on_delete=models.CASCADE, related_name="private")
    salt = models.CharField(max_length=40)
    values = models.JSONField(default=dict)


class IdempotencyKey(OfficeRow):
    """A form or an API call answered once; the same key gets the same answer again."""

    key = models.UUIDField()
    act = models.CharField(max_length=60)
    asked = models.CharField(max_length=80, blank=True)  # digest of who asked and for what
    answer = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "key"], name="idempotency_once")]


class NumberSeries(OfficeRow):
    """The last number given in a series ("12345-20230628"); given inside the transaction, never reused."""

    series = models.CharField(max_length=60)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "series"], name="series_once")]


class Version(models.Model):
    """The number under which processes keep what they read of an office (journal.versions)."""

    owner = models.BigIntegerField(primary_key=True)  # an office; 0: what all share
    number = models.BigIntegerField()


class Outgoing(OfficeRow):
    """A message to be sent after commit (reminders, webhooks)."""

    kind = models.CharField(max_length=40)
    to_staff_id = models.BigIntegerField(null=True)
    words = models.TextField()
    link = models.CharField(max_length=200, blank=True)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["office", "to_staff_id", "seen_at"], name="outgoing_to")]


class StoredFile(Proved):
    """A file kept under GEWU_DATA by its SHA-256; served only through a scoped page."""

    PROVED = tuple("sha256 name size owner_kind owner_id what".split())

    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    owner_kind = models.CharField(max_length=20)
    owner_id = models.BigIntegerField()
    what = models.CharField(max_length=20, blank=True)
    staff_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [known("what", FileWhat, "file_what", blank=True)]
        indexes = [models.Index(fields=["office", "owner_kind", "owner_id"], name="file_owner")]


class Job(OfficeRow):
    """Long work with its progress, so that the page can be left and found again."""

    kind = models.CharField(max_length=40)
    state = models.CharField(max_length=10, default=JobState.WAITING.value)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    words = models.TextField(blank=True)
    result = models.JSONField(default=dict)
    staff_id = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [known("state", JobState, "job_state")]

"""Typed facts for counting, and search entries: projections written in the owner's own transaction."""

from __future__ import annotations

from django.apps import apps
from django.db import models

from gewu.journal.rows import OfficeRow, Proved, known, within
from gewu.kernel import telltale
from gewu.kernel.nouns import nouns


class Fact(OfficeRow):
    """One value of one scenario field of one owner, typed, so that it can be counted, summed, filtered or split by.

    `number` is an integer in the field's declared smallest unit; yes_no is 1 or 0 there and "yes"/"no" in `text`;
    a choice has its key in `text`; a date is in `on_date`. What a subject was asked holds in [valid_from, valid_to),
    so that changing it today leaves the figures of last month as they were; no day is as long as its owner.
    """

    owner_kind = models.CharField(max_length=12)  # subject | record | matter
    owner_id = models.BigIntegerField()
    field = models.CharField(max_length=60)
    edition = models.CharField(max_length=30, blank=True)
    number = models.BigIntegerField(null=True)
    text = models.CharField(max_length=200, blank=True)
    on_date = models.DateField(null=True)
    area = models.ForeignKey("grid.Area", on_delete=models.PROTECT, null=True, related_name="+")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["office", "owner_kind", "owner_id"], name="fact_owner"),
            models.Index(fields=["office", "owner_kind", "field", "text"], name="fact_text"),
            models.Index(fields=["office", "owner_kind", "field", "number"], name="fact_number"),
        ]


class Covered(Proved):
    """A number of a person that somebody typed into the words of a row: there it stands masked, here it is sealed.

    `owner_kind` is the noun; `blind` finds all who wrote of the same number, as it finds registers (registry.Secret).
    """

    PROVED = tuple("owner_kind owner_id kind masked sealed blind".split())

    owner_kind = models.CharField(max_length=20)
    owner_id = models.BigIntegerField()
    kind = models.CharField(max_length=12)
    masked = models.CharField(max_length=40)
    sealed = models.TextField()
    blind = models.CharField(max_length=80)

    class Meta:
        constraints = [
            known("kind", (telltale.CITIZEN, telltale.PHONE, telltale.CARD), "covered_kind"),
            models.UniqueConstraint(fields=["office", "owner_kind", "owner_id", "blind"], name="covered_once"),
        ]
        indexes = [models.Index(fields=["office", "blind"], name="covered_blind")]


class SearchEntry(OfficeRow):
    """What can be found: title and words as bigrams; the text index beside it is FTS5 or a tsvector.

    The database keeps that index in step by itself (migrations/0002): triggers on SQLite, a generated column
    on PostgreSQL.
    """

    owner_kind = models.CharField(max_length=12)
    owner_id = models.BigIntegerField()
    area = models.ForeignKey("grid.Area", on_delete=models.PROTECT, null=True, related_name="+")
    unit_id = models.BigIntegerField(null=True)
    space = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=200)
    day = models.DateField(null=True)
    grams = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "owner_kind", "owner_id"], name="search_entry_once")]

    @classmethod
    def in_sight(cls, scope):
        kinds = [noun.kind for noun in nouns().values() if noun.search and noun.seen_by(scope)]
        return models.Q(owner_kind__in=kinds) & within(scope, also=models.Q(unit_id__in=scope.unit_ids))

    @classmethod
    def closed_to(cls, scope):
        """What is closed of the rows themselves; asked of them, so that a scenario's new readers hold at once."""
        closed = models.Q()
        for noun in nouns().values():
            rows = apps.get_model(noun.model) if noun.search else None
            if rows and (shut := rows.closed_to(scope)):
                mine = rows.objects.filter(shut, office_id=scope.office_id)
                closed |= models.Q(owner_kind=noun.kind, owner_id__in=mine.values("id"))
        return closed

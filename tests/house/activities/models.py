"""Activities of the office."""

from __future__ import annotations

from django.db import models

from gewu.journal.rows import OfficeRow, in_area


class Activity(OfficeRow):
    """Something that was held for people: where, when, on what."""

    number = models.CharField(max_length=40)
    scenario = models.CharField(max_length=60)
    title = models.CharField(max_length=100)
    theme = models.CharField(max_length=40)
    area = models.ForeignKey("grid.Area", on_delete=models.PROTECT, null=True, related_name="+")
    held_on = models.DateField()
    people = models.PositiveIntegerField(default=0)
    void_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "number"], name="activity_number_once")]

    @classmethod
    def in_sight(cls, scope):
        return in_area(scope)

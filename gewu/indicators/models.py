"""报送数: figures of someone else, or not countable; dated, signed, sourced; revised but never overwritten."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db import models

from gewu.indicators.rules import Status
from gewu.journal.rows import Proved, Spoken, known


class Observation(Proved):
    """One stated value of one indicator for one period.

    `value` is an integer in the indicator's smallest unit. A revision is a new row that `supersedes` the old one.
    """

    PROVED = tuple(
        """
        indicator start end value status signed_by signed_on source supersedes void_at void_reason
        """.split()
    )

    indicator = models.CharField(max_length=120)  # "scenario.key"
    start = models.DateField()
    end = models.DateField()  # half-open
    value = models.BigIntegerField()
    status = models.CharField(max_length=12, default=Status.FINAL.value)
    reported_by = models.ForeignKey("office.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    signed_by = models.CharField(max_length=40)
    signed_on = models.DateField()
    source = Spoken(max_length=200)
    supersedes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="superseded_by")
    void_at = models.DateTimeField(null=True)
    void_reason = Spoken(max_length=200, blank=True)

    class Meta:
        constraints = [known("status", Status, "observation_status")]
        indexes = [models.Index(fields=["office", "indicator", "end"], name="observation_indicator")]

    @classmethod
    def closed_to(cls, scope):
        series = (models.Q(indicator__startswith=f"{scenario}.") for scenario in sorted(scope.closed.scenarios))
        return reduce(or_, series, models.Q())

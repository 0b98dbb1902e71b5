"""The days of a report as recorded figures: when it was drafted, issued, made public."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gewu.indicators.recorded import Recorded
from gewu.kernel.periods import Period
from gewu.kernel.types import Refused
from gewu.reports.models import Report

TAKEN = ("drafted_on", "issued_on", "publish_on")


def read(office_id: int, where: Mapping[str, str], period: Period, as_of: date) -> Recorded:
    """Read a day of the newest report of a template: the one of exactly this period, else one inside it.

    Errors: Refused reports.R423 for a day that reports do not have.
    """
    take = where.get("take", "drafted_on")
    if take not in TAKEN:
        raise Refused("reports.R423", f"材料没有“{take}”这个日期。", f"可用：{'、'.join(TAKEN)}。")
    rows = Report.objects.filter(office_id=office_id, template=where["report"], void_at=None)
    exact = rows.filter(start=period.start, end=period.end).order_by("-id").first()
    row = exact or rows.filter(start__gte=period.start, end__lte=period.end).order_by("-end", "-id").first()
    return Recorded(getattr(row, take), "report", (row.id,)) if row else Recorded(None)

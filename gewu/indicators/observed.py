"""报送数: finding the observation that holds for a period, as it was known at a moment."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from gewu.indicators.models import Observation
from gewu.kernel.periods import Period
from gewu.kernel.refs import Ref
from gewu.scenario.grammar import SeriesItem


def valid(office_id: int, known_at: datetime | None = None) -> QuerySet[Observation]:
    """Observations that no later one (known by then) has revised, and that are not void."""
    rows = Observation.objects.filter(office_id=office_id, void_at=None)
    if known_at is None:
        return rows.filter(superseded_by=None)
    later = Observation.objects.filter(office_id=office_id, recorded_at__lte=known_at, supersedes__isnull=False)
    return rows.filter(recorded_at__lte=known_at).exclude(id__in=later.values("supersedes_id"))


def find(office_id: int, ref: str, period: Period, known_at: datetime | None = None) -> Observation | None:
    """The observation of exactly this period; otherwise the newest one whose days lie inside it."""
    rows = valid(office_id, known_at).filter(indicator=ref)
    exact = rows.filter(start=period.start, end=period.end).order_by("-id").first()
    return exact or rows.filter(start__gte=period.start, end__lte=period.end).order_by("-end", "-id").first()


def series_ref(scenario: str, item: SeriesItem) -> str:
    """The name under which a series is kept."""
    return str(Ref(scenario, item.key))

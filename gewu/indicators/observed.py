"""报送数: finding the observation that holds for a period, as it was known at a moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from gewu.indicators.models import Observation
from gewu.indicators.rules import Status
from gewu.kernel.periods import Period, day_of, laid_end_to_end, left_out
from gewu.kernel.refs import Ref
from gewu.scenario.grammar import SeriesItem


def valid(office_id: int, known_at: datetime | None = None) -> QuerySet[Observation]:
    """Observations that no later one (known by then) has revised, and that are not void."""
    rows = Observation.objects.filter(office_id=office_id, void_at=None)
    if known_at is None:
        return rows.filter(superseded_by=None)
    later = Observation.objects.filter(office_id=office_id, recorded_at__lte=known_at, supersedes__isnull=False)
    return rows.filter(recorded_at__lte=known_at).exclude(id__in=later.values("supersedes_id"))


def series_held(office_id: int) -> set[str]:
    """Name the series of which something is stated."""
    return set(valid(office_id).values_list("indicator", flat=True).distinct())


@dataclass(frozen=True)
class Stated:
    """What is stated of a period: the rows that make its value, none where it is unknown; `why` they are these."""

    rows: tuple[Observation, ...] = ()
    why: str = ""

    @property
    def value(self) -> int | None:
        """The sum of the rows, in the series' smallest unit."""
        return sum(row.value for row in self.rows) if self.rows else None

    @property
    def status(self) -> str:
        """As firm as the least firm of them."""
        said = {row.status for row in self.rows}
        return next((one.value for one in _LEAST_FIRM if one in said), "")

    @property
    def source(self) -> str:
        """Where each is written and who signed for it."""
        return "；".join(f"{row.source}（{row.signed_by}，{day_of(row.signed_on).label()}）" for row in self.rows)


_LEAST_FIRM = (Status.FORECAST, Status.PRELIMINARY, Status.REVISED, Status.FINAL)


def find(office_id: int, item: SeriesItem, ref: str, period: Period, known_at: datetime | None = None) -> Stated:
    """Find what is stated of exactly this period; else what its series makes of others, never a part for the whole."""
    rows = valid(office_id, known_at).filter(indicator=ref, end__gt=period.start, end__lte=period.end)
    held = {Period(row.start, row.end): row for row in rows.order_by("id")}
    if period in held:
        return Stated((held[period],))
    if item.runs == "stock":
        return _last(held)
    # A forecast is never added to facts, and what began before is no part.
    parts = {part: row for part, row in held.items() if row.status != Status.FORECAST and part.start >= period.start}
    return _added(period, parts) if item.runs == "period" else Stated(why=_only("只认恰好这一期的", parts))


def _last(held: dict[Period, Observation]) -> Stated:
    newest = max(held, key=lambda part: (part.end, held[part].id), default=None)
    return Stated((held[newest],), f"存量，取{day_of(newest.last).label()}的数") if newest else Stated()


def _added(period: Period, parts: dict[Period, Observation]) -> Stated:
    chain = laid_end_to_end(period, parts)
    if chain:
        return Stated(tuple(parts[part] for part in chain), f"{len(chain)}期相加：{_said(chain)}")
    gaps = left_out(period, parts)
    if gaps == [period]:
        return Stated()
    return Stated(why=f"还缺{_said(gaps)}，不以部分代替全部" if gaps else _only("各期有重叠，不能相加", parts))


def _only(why: str, parts: Iterable[Period]) -> str:
    return f"{why}，已报{_said(sorted(parts))}" if parts else ""


def _said(periods: Iterable[Period]) -> str:
    return "、".join(period.label() for period in periods)


def series_ref(scenario: str, item: SeriesItem) -> str:
    """The name under which a series is kept."""
    return str(Ref(scenario, item.key))

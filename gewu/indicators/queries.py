"""Questions about 报送数: what was stated, by whom, and what it said before."""

from __future__ import annotations

from gewu.indicators.models import Observation
from gewu.kernel.periods import Period
from gewu.kernel.types import Refused, Scope


def observations(for_: Scope, period: Period | None = None, ref: str = "") -> list[Observation]:
    """The 报送数 that hold, newest period first; `ref` narrows to one series."""
    rows = Observation.objects.for_scope(for_).filter(superseded_by=None, void_at=None).select_related("reported_by")
    if period:
        rows = rows.filter(start__lt=period.end, end__gt=period.start)
    return list((rows.filter(indicator=ref) if ref else rows).order_by("-end", "indicator", "-id"))


def observation(for_: Scope, observation_id: int) -> Observation:
    """Return one 报送数 that holds. Errors: Refused indicators.R4047."""
    row = Observation.objects.for_scope(for_).filter(id=observation_id, superseded_by=None, void_at=None).first()
    if row is None:
        raise Refused("indicators.R4047", "没有找到这条报送数，或已经修订、作废。", "请刷新报送数清单。")
    return row


def history(for_: Scope, observation: Observation) -> list[Observation]:
    """Every version of one 报送数 of one period, void ones too, newest first."""
    rows = Observation.objects.for_scope(for_).filter(
        indicator=observation.indicator, start=observation.start, end=observation.end
    )
    return list(rows.select_related("reported_by").order_by("-id"))


def may_observe(for_: Scope, scenario: str) -> bool:
    """Say whether this person states 报送数 of a scenario: nobody does whose eyes its rows are closed to."""
    return for_.may("figures.observe") and scenario not in for_.closed.scenarios


def must_observe(for_: Scope, scenario: str) -> None:
    """Refuse (indicators.R106) where `may_observe` says no."""
    if not may_observe(for_, scenario):
        raise Refused("indicators.R106", "这个报送数不由您的岗位填报，没有保存。", "请交场景写明的岗位填报。")

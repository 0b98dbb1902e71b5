"""COUNT 统计: stated figures (报送数)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from gewu.indicators.rules import Status
from gewu.kernel.nouns import Column, Noun, Teller
from gewu.kernel.numerals import rounded
from gewu.kernel.refs import Ref

if TYPE_CHECKING:
    from gewu.indicators.models import Observation


def _stated(row: Observation, tell: Teller) -> str:
    """The value in the digits of its series."""
    scenario, key, _ = Ref.read(row.indicator)
    item = tell.adopted[scenario].series.get(key) if scenario in tell.adopted else None
    digits = item.digits if item else 0
    return rounded(Decimal(row.value).scaleb(-digits), digits)


def _status(row: Observation, tell: Teller) -> str:
    return Status(row.status).word


NOUNS = (
    Noun(
        kind="observation",
        word="报送数",
        measure_word="个",
        model="indicators.Observation",
        see=("figures.see", "figures.observe"),
        day="end",
        with_=("reported_by",),
        columns=(
            Column("indicator", "指标", 26),
            Column("start", "期初", 12, "day"),
            Column("value", "报送值", 14, value=_stated),
            Column("status", "性质", 8, value=_status, more=True),
            Column("reported_by", "报送单位", 20),
            Column("signed_by", "签报人", 10),
            Column("signed_on", "签报日期", 12, "day"),
            Column("source", "来源", 40),
        ),
    ),
)

"""One figure against another: shares, growth, percentage points, pace, rank (domain.md D2)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from gewu.kernel.numerals import NOTHING, rounded

Number = int | Decimal | Fraction

#: a count below it is no base for a per cent: from 7 to 2,238 is no growth of 31871.43%
SMALL = 10


@dataclass(frozen=True)
class Growth:
    """A change. `percent` is exact and unrounded, None where the base is missing, negative, or too small (`small`)."""

    difference: Fraction | None
    percent: Fraction | None
    small: int | None = None

    def say(self, *, against: str = "同比", unit: str = "", digits: int = 2) -> str:
        """同比增长4.2%; without percentage 同比增加3件; 同比持平; "—" without a base."""
        if self.difference is None:
            return NOTHING
        if not self.difference:
            return f"{against}持平"
        if self.percent is None:
            word = "增加" if self.difference > 0 else "减少"
            base = "" if self.small is None else f"（基数{self.small}{unit}，不算百分比）"
            return f"{against}{word}{rounded(abs(self.difference), digits)}{unit}{base}"
        size = rounded(abs(self.percent), digits)
        return f"{against}{'增长' if self.percent > 0 else '下降'}{size}%"


def share(part: Number, whole: Number) -> Fraction | None:
    """Return part of whole in per cent, exact; None where `whole` is 0 (nothing due is not the same as 0 %)."""
    return _exact(part) * 100 / _exact(whole) if whole else None


def growth(now: Number | None, base: Number | None) -> Growth:
    """Compare with the same period last year (同比) or the one before (环比).

    A base of 0 or less gives no percentage, only the difference in words (E1-R53); nor does a count below SMALL.
    """
    if now is None or base is None:
        return Growth(None, None)
    difference = _exact(now) - _exact(base)
    if isinstance(base, int) and 0 <= base < SMALL:
        return Growth(difference, None, base)
    return Growth(difference, difference * 100 / _exact(base) if base > 0 else None)


def points(now: Number, base: Number, *, digits: int = 2) -> str:
    """Say the difference of two percentages: 提高1.5个百分点, 下降0.3个百分点, 持平; never in %."""
    difference = _exact(now) - _exact(base)
    size = rounded(abs(difference), digits)
    if not Decimal(size):
        return "持平"
    return f"{'提高' if difference > 0 else '下降'}{size}个百分点"


def _exact(value: Number) -> Fraction:
    if isinstance(value, int | Decimal | Fraction):
        return Fraction(value)
    raise TypeError(f"figures are int, Decimal or Fraction, not {type(value).__name__}")

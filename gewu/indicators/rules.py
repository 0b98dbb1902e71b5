"""Arithmetic and words of figures: shares, targets, small numbers. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from gewu.kernel.growth import share
from gewu.kernel.numerals import rounded
from gewu.kernel.periods import Period, due_period
from gewu.kernel.terms import Term
from gewu.scenario.grammar import Target

Number = int | Decimal | Fraction


class FigureKind(Term):
    """Where a number comes from."""

    COUNTED = "counted", "系统统计"
    DERIVED = "derived", "计算"
    RECORDED = "recorded", "登记"
    OBSERVED = "observed", "报送数"
    ISSUED = "issued", "印发（锁定）"
    DIFFERENCE = "difference", "与印发数差异"


class Status(Term):
    """How firm a 报送数 is; one that takes the place of another is 修订."""

    FORECAST = "forecast", "预计"
    PRELIMINARY = "preliminary", "初步"
    FINAL = "final", "正式"
    REVISED = "revised", "修订"


#: fewest rows that a cell of a confidential split may show (our reading of 统计法 25)
FEWEST = 3


def quotient(part: int, whole: int, times: int = 100) -> Fraction | None:
    """Divide exactly, times hundred for per cent; None where nothing was due (not the same as 0 %)."""
    return Fraction(part * times, whole) if whole else None


@dataclass(frozen=True)
class Verdict:
    """What may be claimed of a value with a target: the words, and how much of the target is done (per cent).

    `gap` says by how much it misses the target: 低于目标值1.94个百分点; "" where it is met.
    """

    words: str
    done: Fraction | None
    gap: str = ""

    @property
    def met(self) -> bool:
        return not self.gap

    @property
    def told(self) -> str:
        """What a paper prints: of a rate or a limit that is missed, by how much."""
        return self.gap if self.words == MISSED else self.words


REACHED, MISSED = "达到目标", "未达到目标"


def stretch(target: Target, period: Period) -> Period | None:
    """Find the days a target stands over: its own that `period` is, or begins; `period` itself where it names none.

    None where `period` is another: a month of the year's middle says nothing of the year, nor a year of one month.
    """
    if target.for_ in ("", "total"):
        return period
    own = due_period(target.for_, period.start)
    return own if own.start == period.start and period.end <= own.end else None


def verdict(
    value: Number | None, target: Target | None, *, per_cent: bool, period: Period, unit: str = ""
) -> Verdict | None:
    """Judge `value` of `period` by its target; None without either, and then no such word may be written (S1-F3).

    Counts are 未完成, 完成 or 超额完成; per cents and limits are 达到目标 or 未达到目标. A target is judged over its
    own stretch only; of one that has just begun no more can be said than that it is reached already.
    """
    if target is None or value is None or (whole := stretch(target, period)) is None:
        return None
    if whole != period and (per_cent or target.at_least is None or value < target.at_least):
        return None
    gap = _gap(value, target, "个百分点" if per_cent else unit)
    if target.at_least is None or per_cent:
        done = None if target.at_least is None else share(value, target.at_least)
        return Verdict(MISSED if gap else REACHED, done, gap)
    return Verdict(_claimed(value, target.at_least), share(value, target.at_least), gap)


def _gap(value: Number, target: Target, unit: str) -> str:
    """By how much a value lies under its least or over its most; "" inside."""
    if target.at_least is not None and value < target.at_least:
        return f"低于目标值{_size(target.at_least, value)}{unit}"
    if target.at_most is not None and value > target.at_most:
        return f"高于目标值{_size(value, target.at_most)}{unit}"
    return ""


def _size(more: Number, less: Number) -> str:
    return rounded(Fraction(more) - Fraction(less))


def _claimed(value: Number, target: Number) -> str:
    if value > target:
        return "超额完成"
    return "完成" if value == target else "未完成"


#: completion against time passed: outside these per cents of it somebody should look
SLOW, FAST = 70, 150


def pace(value: Number | None, target: Target | None, *, period: Period, as_of: date) -> str:
    """Say how much of a target for a stretch of time is done while it runs; "" for any other, and once it is over."""
    if value is None or target is None or not target.at_least or target.for_ in ("", "total"):
        return ""
    whole = stretch(target, period)
    passed = (min(as_of, period.last) - period.start).days + 1
    return progress(value, target.at_least, passed=passed, whole=whole.days) if whole and passed < whole.days else ""


def progress(done: Number, target: Number, *, passed: int, whole: int) -> str:
    """Say how much is done in how much of the time, and that somebody should look where the two are far apart.

    Units: `passed` of `whole` months (or days). Nothing to say without a target or before time has passed (S1-G2).
    """
    completed, due = share(done, target), share(passed, whole)
    if completed is None or not due:
        return ""
    of_schedule = completed * 100 / due
    said = f"完成{rounded(completed)}%，序时进度{rounded(due)}%"
    if of_schedule < SLOW:
        return f"{said}，明显落后，请说明原因。"
    return f"{said}，明显超前，请核对数据。" if of_schedule > FAST else said


@dataclass(frozen=True)
class Cell:
    """One part of a split: its key, its label, its value; `hidden` where the number is too small to show."""

    key: object
    label: str
    value: Number | None
    parts: tuple[int, int] | None = None
    hidden: bool = False

    @property
    def said(self) -> str:
        """The cell as a table prints it, without unit."""
        return f"<{FEWEST}" if self.hidden else ""


def protect(cells: Sequence[Cell]) -> list[Cell]:
    """Hide small cells of a confidential split, and one more when the total would give a single one away."""
    hidden = {place for place, cell in enumerate(cells) if _small(cell)}
    rest = [place for place, cell in enumerate(cells) if place not in hidden and cell.value]
    if len(hidden) == 1 and rest:
        hidden.add(min(rest, key=lambda place: _weight(cells[place])))
    return [
        replace(cell, value=None, parts=None, hidden=True) if place in hidden else cell
        for place, cell in enumerate(cells)
    ]


def _weight(cell: Cell) -> int:
    return cell.parts[1] if cell.parts else int(cell.value or 0)


def _small(cell: Cell) -> bool:
    return 0 < _weight(cell) < FEWEST

"""Figures as papers say them: 1900余件, 近200家, 238.16万元, 三大领域, 7月底前."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import partial
from typing import Any

from gewu.kernel.chinese import from_chinese, to_chinese

__all__ = [
    "NEAR_WORDS",
    "NOTHING",
    "Say",
    "from_chinese",
    "plain_number",
    "rounded",
    "say",
    "to_chinese",
    "yuan_from_fen",
]

#: Shown where there is no value: nothing due, nothing to divide by.
NOTHING = "—"

_SCALES = {"": 1, "千": 10**3, "万": 10**4, "百万": 10**6, "亿": 10**8}
NEAR_WORDS = {"nearly": "近", "about": "约", "exceed": "突破"}

Number = int | Decimal | Fraction


@dataclass(frozen=True)
class Say:
    """How a value is printed.

    `style`   numbers: plain, wan (plain in 万), percent, growth, over 余, nearly 近, about 约, exceed 突破, chinese,
              range (a pair of numbers); dates: date, date_month, date_month_end 6月底, date_before_month_end 7月底前,
              date_ten_days 5月中旬, date_at_year_end 年底, date_year_end 年底前
    `to`      step that over, nearly, about and exceed round to (1937 over 100 is 1900余); with a scale, one of it
    `scale`   万 or 亿: divide by it and print it before the unit
    `digits`  most decimals, trailing zeros dropped unless `fixed`
    `prefix`  in front of everything: 预计, 累计
    `suffix`  printed in place of the unit; "" for none
    `word`    in place of 近, 约 or 突破: 超, 超过
    `with_year`  dates begin with their year: 2024年底
    """

    style: str = "plain"
    to: int = 1
    scale: str = ""
    digits: int = 2
    prefix: str = ""
    suffix: str | None = None
    word: str = ""
    fixed: bool = False
    with_year: bool = False


PLAIN = Say()


def say(value: Number | date | tuple[Number, Number] | None, unit: str = "", how: Any = PLAIN) -> str:
    """Print `value` as `how` asks; "—" for None.

    Units: a value in 分 becomes 元 as soon as a suffix or a scale is asked for (534000 分 with suffix 元 is
        5340元); points of a score, also 分, are printed without either and stay as they are. Per cent is 0 to 100.
    Truth: rounding words are dropped where they would be false: 1900 over 100 is 1900件, 101 nearly 200 is said as
        100余家, and what is less than one step is printed in full.
    Errors: TypeError for a float, ValueError for an unknown style; rounding is half up and only here (E1-R53).
    `how` may be any object with the first six fields of Say.
    """
    how = _complete(how)
    if value is None:
        return NOTHING
    if isinstance(value, date):
        return f"{how.prefix}{_say_date(value, how)}{how.suffix or ''}"
    if how.style == "wan":
        how = replace(how, style="plain", scale="万")
    if isinstance(value, tuple):
        first, last = value
        return f"{how.prefix}{_figure(first, unit, how)}-{_figure(last, unit, how)}{_tail(unit, how)}"
    if how.style not in _STYLES:
        raise ValueError(f"no such style: {how.style!r}")
    return f"{how.prefix}{_STYLES[how.style](value, unit, how)}"


def rounded(value: Number, digits: int = 2, *, fixed: bool = False) -> str:
    """Round half up to `digits` decimals; trailing zeros dropped unless `fixed`. TypeError for a float."""
    number = _decimal(value).quantize(Decimal(10) ** -digits, ROUND_HALF_UP)
    text = f"{number:f}"
    if "." in text and not fixed:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def yuan_from_fen(fen: int) -> Decimal:
    """Turn integer 分 into exact 元."""
    return Decimal(fen).scaleb(-2)


#: short enough to be computed with at once, however it was typed: no powers, no Infinity
_TYPED = re.compile(r"[+-]?\d{1,20}(\.\d{0,10})?|[+-]?\.\d{1,10}", re.ASCII)


def plain_number(text: str) -> Decimal | None:
    """Read a number as people type it: digits, a point, a sign, commas, full width too; None for anything else."""
    plain = re.sub(r"[,\s]", "", unicodedata.normalize("NFKC", text))
    return Decimal(plain) if _TYPED.fullmatch(plain) else None


# numbers --------------------------------------------------------------------------------------


def _plain(value: Number, unit: str, how: Say) -> str:
    return f"{_figure(value, unit, how)}{_tail(unit, how)}"


def _percent(value: Number, unit: str, how: Say) -> str:
    return f"{rounded(value, how.digits, fixed=how.fixed)}{'%' if how.suffix is None else how.suffix}"


def _growth(value: Number, unit: str, how: Say) -> str:
    """增长4.2%, 下降65%, 持平."""
    size = rounded(abs(_decimal(value)), how.digits, fixed=how.fixed)
    if not Decimal(size):
        return "持平"
    return f"{'增长' if value > 0 else '下降'}{size}{'%' if how.suffix is None else how.suffix}"


def _over(value: Number, unit: str, how: Say) -> str:
    base, step = _base(value, unit, how), _step(how)
    down = _to_step(base, step, ROUND_FLOOR)
    if down <= 0:
        return _full(base, unit, how)
    if down == base:
        return _scaled(base, how) + _tail(unit, how)
    number = _scaled(down, how)
    # 20余万 leaves tens of 万 open, 2万余 only what is below 万.
    if how.scale and step > _SCALES[how.scale]:
        return f"{number.removesuffix(how.scale)}余{how.scale}{_tail(unit, how)}"
    return f"{number}余{_tail(unit, how)}"


def _nearly(value: Number, unit: str, how: Say) -> str:
    base = _base(value, unit, how)
    up = _to_step(base, _step(how), ROUND_CEILING)
    if base <= 0:
        return _full(base, unit, how)
    if up == base:
        return _scaled(base, how) + _tail(unit, how)
    # 近 promises that little is missing: a tenth at most.
    if base * 10 < up * 9:
        return _over(value, unit, how)
    return f"{_word(how)}{_scaled(up, how)}{_tail(unit, how)}"


def _near(value: Number, unit: str, how: Say, *, rounding: str) -> str:
    base = _base(value, unit, how)
    near = _to_step(base, _step(how), rounding)
    if near <= 0:
        return _full(base, unit, how)
    return f"{_word(how)}{_scaled(near, how)}{_tail(unit, how)}"


def _chinese(value: Number, unit: str, how: Say) -> str:
    tail = _tail(unit, how)
    number = int(value)
    return ("两" if number == 2 and tail else to_chinese(number)) + tail


_STYLES: Mapping[str, Callable[[Number, str, Say], str]] = {
    "plain": _plain,
    "range": _plain,  # a pair is taken apart before; a single number is printed as it is
    "percent": _percent,
    "growth": _growth,
    "over": _over,
    "nearly": _nearly,
    "about": partial(_near, rounding=ROUND_HALF_UP),
    "exceed": partial(_near, rounding=ROUND_FLOOR),
    "chinese": _chinese,
}


def _figure(value: Number, unit: str, how: Say) -> str:
    return _scaled(_base(value, unit, how), how)


def _base(value: Number, unit: str, how: Say) -> Decimal:
    """The value in the unit it is printed in, before scaling: 分 become 元."""
    number = _decimal(value)
    return number.scaleb(-2) if unit == "分" and (how.suffix is not None or how.scale) else number


def _scaled(value: Decimal, how: Say) -> str:
    if how.scale not in _SCALES:
        raise ValueError(f"no such scale: {how.scale!r}")
    return rounded(value / _SCALES[how.scale], how.digits, fixed=how.fixed) + how.scale


def _full(value: Decimal, unit: str, how: Say) -> str:
    """Less than one step: every digit, unscaled."""
    return _scaled(value, replace(how, scale="")) + _tail(unit, how)


def _tail(unit: str, how: Say) -> str:
    if how.suffix is not None:
        return how.suffix
    return "元" if unit == "分" and how.scale else unit


def _step(how: Say) -> Decimal:
    return Decimal(_SCALES.get(how.scale, 1) if how.to == 1 else how.to)


def _to_step(value: Decimal, step: Decimal, rounding: str) -> Decimal:
    return (value / step).to_integral_value(rounding) * step


def _word(how: Say) -> str:
    return how.word or NEAR_WORDS[how.style]


def _decimal(value: Number) -> Decimal:
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    if isinstance(value, int | Decimal):
        return Decimal(value)
    raise TypeError(f"figures are int, Decimal or Fraction, not {type(value).__name__}")


# dates ----------------------------------------------------------------------------------------


def _say_date(day: date, how: Say) -> str:
    month = f"{day.year}年{day.month}月" if how.with_year else f"{day.month}月"
    year = f"{day.year}年" if how.with_year else "年"
    said = {
        "date_month": month,
        "date_month_end": f"{month}底",
        "date_before_month_end": f"{month}底前",
        "date_ten_days": f"{month}{('上', '中', '下')[min((day.day - 1) // 10, 2)]}旬",
        "date_at_year_end": f"{year}底",
        "date_year_end": f"{year}底前",
    }
    return said.get(how.style, f"{day.year}年{day.month}月{day.day}日")


# asking ---------------------------------------------------------------------------------------


def _complete(how: Any) -> Say:
    if isinstance(how, Say):
        return how
    return Say(how.style, how.to, how.scale, how.digits, how.prefix, how.suffix)

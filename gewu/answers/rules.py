"""Answers to scenario fields: made clean, shown, and turned into countable facts. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from gewu.kernel import outside
from gewu.kernel.numerals import plain_number
from gewu.kernel.types import Refused
from gewu.scenario.grammar import Field

YES = {"yes", "true", "1", "是", "有", "on"}
NO = {"no", "false", "0", "否", "无", "off"}
TEXT_AT_MOST = 200
#: what stands for a personal value
MASKED = "（已遮盖）"
#: how many of the smallest unit (fen) a money unit holds
#: of the smallest unit, either way; an identity number typed as an amount is above it
LARGEST = 10**15
FEN = {"元": 100, "万元": 1_000_000, "亿元": 10_000_000_000, "分": 1}


@dataclass(frozen=True)
class FactValue:
    """One countable value of a field; see answers.models.Fact for what stands where."""

    field: str
    number: int | None = None
    text: str = ""
    on_date: date | None = None


@dataclass(frozen=True)
class Answered:
    """The kept values (rules.clean) of one owner, and the fields of the edition they were given under."""

    owner_kind: str
    owner_id: int
    office_id: int
    area_id: int | None
    fields: Mapping[str, Field]
    values: Mapping[str, object]
    edition: str = ""


class _Wrong(ValueError):
    """What is wrong with one answer, said to the person."""


def clean(fields: Mapping[str, Field], raw: Mapping[str, object]) -> dict[str, object]:
    """Turn typed or imported answers into what is kept (JSON values, in the order of the fields).

    Strings, floats and Decimals count in the field's unit (238.16 元); ints are already in its smallest unit (分).
    Kept: text as text, yes_no "yes"/"no", numbers as integers of the smallest unit, dates "2023-06-28", choice its
    key, choices a list of keys; empty answers are left out.
    Errors: Refused answers.R101 with one sentence for each field that is wrong or missing.
    """
    kept, wrong = {}, {key: "没有这一项" for key in raw if key not in fields}
    for key, field in fields.items():
        try:
            value = _value(field, raw.get(key))
        except _Wrong as problem:
            wrong[key] = str(problem)
            continue
        if value is not None:
            kept[key] = value
    if wrong:
        raise Refused("answers.R101", f"有{len(wrong)}项填写不正确，没有保存。", "请按提示改正后重新提交。", wrong)
    return kept


def show(field: Field, value: object, *, opened: bool = False) -> str:
    """Write a kept value as the screen shows it, with its unit: 是, 2.5公里, 5340元, 小住宿场所; "—" for none.

    What the scenario calls personal is masked, unless it was `opened` with a reason (revealing.py).
    """
    if value is None or value == "" or value == []:
        return "—"
    if field.personal and not opened:
        return MASKED
    return _SHOW.get(field.type, lambda field, value: str(value))(field, value)


def facts(fields: Mapping[str, Field], values: Mapping[str, object]) -> list[FactValue]:
    """Return the countable facts in kept values: of fields that an indicator counts, sums, filters or splits by."""
    found: list[FactValue] = []
    for key, value in values.items():
        field = fields.get(key)
        if field is not None and field.counted:
            found += _facts_of(field, value)
    return found


def about(owner_kind: str, owner_id: int) -> str:
    """Say where a number belongs that was covered in the words of a row."""
    return f"{owner_kind}:{owner_id}:words"


# from what was typed ------------------------------------------------------------------------


def _value(field: Field, raw: object) -> object:
    if isinstance(raw, str):
        raw = raw.strip()
    if raw is None or raw == "" or raw == []:
        if field.needed:
            raise _Wrong("请填写")
        return None
    return _READ[field.type](field, raw)


def _text(field: Field, raw: object) -> str:
    text = str(raw)
    if field.type == "text" and len(text) > TEXT_AT_MOST:
        raise _Wrong(f"最多{TEXT_AT_MOST}字，现有{len(text)}字")
    return text


def _yes_no(field: Field, raw: object) -> str:
    word = str(raw).lower()
    if word in YES or word in NO:
        return "yes" if word in YES else "no"
    raise _Wrong("请选择是或否")


def _number(field: Field, raw: object) -> int:
    number = raw if isinstance(raw, int) and not isinstance(raw, bool) else _smallest(field, raw)
    if abs(number) > LARGEST:
        raise _Wrong("数字太大，请核对单位和位数")
    if field.between and not field.between[0] <= number <= field.between[1]:
        least, most = (show(field, edge) for edge in field.between)
        raise _Wrong(f"应在{least}到{most}之间")
    return number


def _smallest(field: Field, raw: object) -> int:
    typed = plain_number(str(raw))
    if typed is None:
        raise _Wrong("请填写数字")
    exact = typed * _scale(field)
    if exact != exact.to_integral_value():
        raise _Wrong("请填写整数" if field.type == "whole_number" else f"最多{_digits(field)}位小数")
    return int(exact)


def _scale(field: Field) -> int:
    return FEN.get(field.unit, 100) if field.type == "money" else 10**field.digits


def _digits(field: Field) -> int:
    return len(str(_scale(field))) - 1


def _date(field: Field, raw: object) -> str:
    if isinstance(raw, datetime):
        raw = raw.date()
    if isinstance(raw, date):
        return _near(raw).isoformat()
    found = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", str(raw))
    try:
        read = date(*map(int, found.groups()))  # type: ignore[union-attr]
    except (AttributeError, ValueError):
        raise _Wrong("请按 2023-06-28 的样子填写日期") from None
    return _near(read).isoformat()


def _near(day: date) -> date:
    try:
        return outside.near(day)
    except outside.TooFar:
        raise _Wrong(f"请填{outside.RANGE}之间的日期") from None


def _choice(field: Field, raw: object) -> str:
    word = str(raw)
    key = word if word in field.options else next((key for key, title in field.options.items() if title == word), "")
    if not key:
        raise _Wrong("请从选项中选择：" + "、".join(field.options.values()))
    return key


def _choices(field: Field, raw: object) -> list[str]:
    words = (
        raw if isinstance(raw, (list, tuple)) else [word for word in re.split("[,，、;；]", str(raw)) if word.strip()]
    )
    chosen = {_choice(field, str(word).strip()) for word in words}
    return [key for key in field.options if key in chosen]


_READ: dict[str, Callable[[Field, object], object]] = {
    "text": _text,
    "long_text": _text,
    "yes_no": _yes_no,
    "whole_number": _number,
    "money": _number,
    "decimal": _number,
    "date": _date,
    "choice": _choice,
    "choices": _choices,
}


# to what is shown ---------------------------------------------------------------------------


def _show_number(field: Field, value: object) -> str:
    number = Decimal(int(str(value))) / _scale(field)
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{text}{field.unit or ('元' if field.type == 'money' else '')}"


_SHOW: dict[str, Callable[[Field, object], str]] = {
    "yes_no": lambda field, value: {"yes": "是", "no": "否"}.get(str(value), str(value)),
    "whole_number": _show_number,
    "money": _show_number,
    "decimal": _show_number,
    "choice": lambda field, value: field.options.get(str(value), str(value)),
    "choices": lambda field, value: "、".join(field.options.get(key, key) for key in value),  # type: ignore[attr-defined]
}


# to what is counted -------------------------------------------------------------------------


def _facts_of(field: Field, value: object) -> list[FactValue]:
    if field.type == "choices":
        return [FactValue(field.key, text=key) for key in value]  # type: ignore[attr-defined]
    if field.type == "yes_no":
        return [FactValue(field.key, number=int(value == "yes"), text=str(value))]
    if field.type == "date":
        return [FactValue(field.key, on_date=date.fromisoformat(str(value)))]
    if field.type in {"whole_number", "money", "decimal"}:
        return [FactValue(field.key, number=int(str(value)))]
    return [FactValue(field.key, text=str(value)[:TEXT_AT_MOST])]

"""问题: one question of a register, a record or a matter, and what must be right about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gewu.kernel.nouns import dimensions
from gewu.scenario import vocabulary
from gewu.scenario.ideas.conditions import ALWAYS, CONDITIONS, NUMBERS, Reach, When, check_when
from gewu.scenario.problems import Problems
from gewu.scenario.shapes import RANGE, TEXT, TITLES, TRUTH, WHOLE, Choice, Mapped, Section, word

TYPES = {
    "text": "一行字",
    "long_text": "一段话",
    "yes_no": "是或否",
    "whole_number": "整数",
    "money": "金额",
    "decimal": "小数",
    "date": "日期",
    "choice": "单选",
    "choices": "多选",
}
CHOICES = ("choice", "choices")


@dataclass(frozen=True)
class Field:
    """One question. Numbers are integers in the smallest unit: money in fen, decimal in 10^-digits of `unit`."""

    key: str
    say: str = word(TEXT, "屏幕上的问法", needed=True, label="问法")
    type: str = word(Choice(named="类型", words=(*TYPES,), titles=TYPES), "答案类型", needed=True)
    unit: str = word(TEXT, "单位", default="")
    digits: int = word(WHOLE, "小数位数（只用于 decimal）", default=0, help="只用于小数")
    options: Mapping[str, str] = word(TITLES, "可选项（choice、choices）", default={}, help="单选、多选才有")
    between: tuple[int, int] | None = word(RANGE, "最小和最大值，按最小单位（金额为分）", help="金额按元写")
    needed: bool = word(TRUTH, "必填", default=False, tell="必须填写")
    personal: bool = word(
        TRUTH, "个人信息：处处遮盖，写明原因才显示，并留痕", default=False, label="个人信息", tell="属个人信息，遮盖"
    )
    when: When = word(
        CONDITIONS,
        "什么情况下问：细类（split）、记录种类（form）",
        default=ALWAYS,
        help="不写就总是问",
        tell="{}时问",
    )
    counted: bool = False  # kept as fact rows: set by the reader where an indicator uses the field

    @property
    def places(self) -> int:
        """How many decimals people write of an answer that is kept in its smallest unit."""
        return 2 if self.type == "money" else self.digits


FIELDS = Mapped(named="键: 问题", of=Section(title="一个问题", noun=Field))


def check_fields(at: str, fields: Mapping[str, Field], reach: Reach, problems: Problems) -> None:
    """Check the questions of one place; `reach` is what is known where they are asked."""
    reserved = {*dimensions(), *vocabulary.SPLITS}
    for key, field in fields.items():
        place = f"{at}.{key}"
        if key in reserved:
            problems.refuse(place, "E511", f"“{key}”是统计用的词，不能当问题的键。", f"换一个键，例如 {key}_noted。")
        check_when(f"{place}.when", field.when, reach, problems)
        _type(place, field, problems)


def _type(at: str, field: Field, problems: Problems) -> None:
    if not field.type:
        return
    if (field.type in CHOICES) != bool(field.options):
        words = "选择题没有选项。" if field.type in CHOICES else f"{field.type} 不用 options。"
        problems.refuse(f"{at}.options", "E512", words, "options 与 type: choice 或 choices 同用。")
    if field.digits and field.type != "decimal":
        problems.refuse(f"{at}.digits", "E512", "digits 只用于 decimal。", "删去 digits，或改 type: decimal。")
    if field.between and field.type not in NUMBERS:
        problems.refuse(f"{at}.between", "E512", "between 只用于数字。", "删去 between。")
    ordered(f"{at}.between", field.between, problems)


def ordered(at: str, pair: tuple[int, int] | None, problems: Problems) -> None:
    """Refuse a range whose end is before its beginning."""
    if pair and pair[0] > pair[1]:
        problems.refuse(at, "E513", f"最小{pair[0]}大于最大{pair[1]}。", "前小后大。")

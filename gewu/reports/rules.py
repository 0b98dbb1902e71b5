"""Texts of reports: where figures stand in them, which typed numbers are bound to nothing, what may not be claimed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from gewu.kernel.periods import Period, due_period
from gewu.kernel.refs import Ref
from gewu.kernel.terms import Term

#: who sees drafts; issued reports are seen by all who see figures
WRITERS = ("reports.draft", "reports.check", "reports.sign")


class State(Term):
    """拟稿 → 核稿 → 审签 → 已印发."""

    DRAFT = "draft", "拟稿"
    CHECKING = "checking", "核稿"
    SIGNING = "signing", "审签"
    ISSUED = "issued", "已印发"


#: the document of a scenario that comes out every week
WEEKLY = "weekly_bulletin"

#: parts of a figure that a slot may print; "" prints the figure with its unit
PARTS = ("", "value", "share", "of", "verdict", "target", "title")
PLAIN = ("office", "period", "day")

SLOT = re.compile(r"\{([^{}]*)\}")
FIGURE = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*(?:\.(?:value|share|of|verdict|target|title))?")


#: how many days before its end a period is already told under its own name
EARLY_DAYS = {"year": 31, "half": 7, "quarter": 5, "month": 0}


@dataclass(frozen=True)
class Slot:
    """One place in a text: {scenario.indicator}, {scenario.indicator.part}, or {office}, {period}, {day}.

    `ref` is "scenario.indicator", "" for a plain word; `part` is the part or the plain word.
    """

    start: int
    end: int
    ref: str
    part: str

    @property
    def is_figure(self) -> bool:
        return bool(self.ref)


def slots(text: str) -> list[Slot]:
    """Find the slots of a text in order; braces with anything else in them are left alone (see broken())."""
    return [slot for match in SLOT.finditer(text) if (slot := _slot(match))]


def broken(text: str) -> list[str]:
    """Find braces that hold neither a figure nor a plain word."""
    return [match.group(0) for match in SLOT.finditer(text) if _slot(match) is None]


def _slot(match: re.Match[str]) -> Slot | None:
    inside = match.group(1).strip()
    if inside in PLAIN:
        return Slot(match.start(), match.end(), "", inside)
    if not FIGURE.fullmatch(inside):
        return None
    ref = Ref.read(inside)
    return Slot(match.start(), match.end(), ref.whole, ref.part)


def qualified(text: str, scenario: str, keys: set[str]) -> str:
    """Write the scenario's name into the slots of its own paragraph: {received.value} → {hotline.received.value}."""

    def full(match: re.Match[str]) -> str:
        said = Ref.read(f"{scenario}.{match.group(1).strip()}")
        return f"{{{said}}}" if said.key in keys else match.group(0)

    return SLOT.sub(full, text)


# typed numbers --------------------------------------------------------------------------------

DIGITS = r"\d+(?:\.\d+)?"
HAN = r"[零〇一二两三四五六七八九十百千万亿]+"
UNIT = (
    "万元|亿元|元|万人次|人次|场次|家次|户次|平方米|公里|米|亩|吨|个百分点|%|％|"
    "类|件|处|起|家|户|人|名|个|次|场|份|条|项|座|栋|套|间|部|辆|块|支|期|篇|张|层|批|岁|天|小时|分钟|宗|例|台|对|所|只|万|亿"
)
TAIL = r"(?:余|多|左右|以上|以下)?"
HEAD = r"(?:近|约|超|超过|突破|达|不少于|预计)?"
ARABIC = re.compile(rf"{HEAD}{DIGITS}(?:-{DIGITS})?{TAIL}(?:[万亿])?{TAIL}(?:{UNIT})?")
CHINESE = re.compile(rf"{HEAD}{HAN}{TAIL}(?:大)?(?:{UNIT}|领域|功能板块|板块)")
DAY = re.compile(r"(?:预计)?(?:(?:\d{1,2}|[一二三四五六七八九十]+)月(?:底前?|[上中下]旬)|年底前?)")
CLAIM = re.compile("超额完成|全覆盖|全部融入|率先|位居第一|排名第一")

#: what looks like a number and states none; names, slogans, words of period, headings
NO_FIGURE = (
    re.compile(r"[“《「『〔][^”》」』〕]*[”》」』〕]"),
    re.compile(r"截至\d{1,2}月底"),
    re.compile(r"^\s*(?:[一二三四五六七八九十]+、|[（(](?:[一二三四五六七八九十]+|\d+)[）)]|\d+[.．、](?!\d))"),
    re.compile(r"\d+(?:\.\d+)?版|\d{4}-\d{1,2}-\d{1,2}"),
    re.compile(r"\d{4}年度?(?:[上下]半年|第?[一二三四]季度)?"),
    re.compile(r"(?:\d{1,2}|[一二三四五六七八九十]+)月(?!底|[上中下]旬)份?(?:至|—|-|到)?(?:\d{1,2}(?:月|日))?"),
    re.compile(r"\d{1,2}(?:至|—|-|到)\d{1,2}月"),
    re.compile(r"[一二三四]期"),
    re.compile(r"\d{1,2}日"),
    re.compile(r"(?:上|下)半年|第?[一二三四]季度"),
    re.compile(r"12345|12319|(?<!\d)(?:110|119|120|122)(?![\d.余多个件篇家户人处起名次份条元万])"),
    re.compile(r"一体化|一站式|一网格|一支部|一阵地|一对一|一张网|一家一档|一老一小|一老一幼|一以贯之|一体推进"),
    re.compile(
        r"二十大|十四五|三无|五保|五乱|九小|两委|两项补贴|三资|四不两直|五型经济|八项规定|三农|双拥|万家|千家万户"
    ),
    re.compile(r"第[一二三四五六七八九十\d]+(?:次全会|批|届|期|次|周|章|条|号)"),
    re.compile(
        r"一(?:次|个|批|些|线|方面|系列|律|直|并|定|起|同|时|是)|[二三四五六七八九]是|两(?:手|者|级)|万(?:一|分)"
    ),
    re.compile(r"[A-Za-z]+\d+|\d+[A-Za-z]+|[A-Za-z]级|\d+号"),
)


@dataclass(frozen=True)
class Unbound:
    """A typed number or claim that no figure stands behind; `kind` is number or claim."""

    start: int
    end: int
    text: str
    kind: str = "number"


def unbound(text: str) -> list[Unbound]:
    """Find numerals, Arabic and Chinese, that state something and are no slot (无出处), and claims without a verdict.

    Left out: section numbers, quoted names, words of period, hotline numbers, fixed words such as 一体化 or 二十大.
    """
    taken = [(slot.start(), slot.end()) for slot in SLOT.finditer(text)]
    taken += [match.span() for pattern in NO_FIGURE for match in pattern.finditer(text)]
    found: list[Unbound] = []
    for one in sorted(_candidates(text), key=lambda one: (one.start, -one.end)):
        if not any(_overlap(one, span) for span in taken):
            found.append(one)
            taken.append((one.start, one.end))
    return found


def _candidates(text: str) -> Iterator[Unbound]:
    for pattern in (DAY, ARABIC, CHINESE):
        yield from (Unbound(*match.span(), match.group(0)) for match in pattern.finditer(text))
    yield from (Unbound(*match.span(), match.group(0), "claim") for match in CLAIM.finditer(text))


def _overlap(one: Unbound, span: tuple[int, int]) -> bool:
    return one.start < span[1] and span[0] < one.end


# names ------------------------------------------------------------------------------------------


def filled(text: str, plain: Mapping[str, str]) -> str:
    """Put plain words into their slots: {office}, {period}, {day}."""
    for word, said in plain.items():
        text = text.replace(f"{{{word}}}", said)
    return text


def plain_words(office: str, period: Period, as_of: date) -> dict[str, str]:
    """Return what the plain slots of a report say."""
    return {"office": office, "period": period_words(period), "day": f"{as_of.year}年{as_of.month}月{as_of.day}日"}


def period_words(period: Period) -> str:
    """Name a period as a paper does: a half-year told a few days before it ends is still 上半年."""
    for every in ("year", "half", "quarter", "month"):
        whole = due_period(every, period.start)
        if whole.start == period.start and 0 <= (whole.end - period.end).days <= EARLY_DAYS[every]:
            return whole.label()
    return period.label()


# numbers of papers ----------------------------------------------------------------------------


def document_number(short_name: str, year: int, number: int) -> str:
    """Write a 发文字号 as GB/T 9704 asks: hexagonal brackets, no leading zero, no 第."""
    return f"{short_name}〔{year}〕{number}号"


def short_name(office: str) -> str:
    """The word an office puts before the year: 东澄街道 → 东澄."""
    for tail in ("街道办事处", "人民政府", "街道", "镇", "乡"):
        if office.endswith(tail) and len(office) > len(tail):
            return office.removesuffix(tail)
    return office

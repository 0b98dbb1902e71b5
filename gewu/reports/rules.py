"""Texts of reports: where figures stand in them, which typed numbers are bound to nothing, what may not be claimed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from gewu.kernel.periods import Period, due_period
from gewu.kernel.refs import Ref
from gewu.kernel.terms import Term
from gewu.scenario import claims
from gewu.scenario.claims import Claim

#: who sees drafts; issued reports are seen by all who see figures
WRITERS = ("reports.draft", "reports.check", "reports.sign")


class State(Term):
    """拟稿 → 核稿 → 审签 → 已印发."""

    DRAFT = "draft", "拟稿"
    CHECKING = "checking", "核稿"
    SIGNING = "signing", "审签"
    ISSUED = "issued", "已印发"


def stands(state: str, *, checked: bool) -> str:
    """Say where a paper stands: one that was checked waits to be sent on to the leader."""
    return "核稿通过，待送审签" if state == State.CHECKING and checked else State(state).word


#: the document of a scenario that comes out every week
WEEKLY = "weekly_bulletin"
#: how the names end under which bulletins are kept
WEEKLY_TAIL = "_weekly"

#: parts of a figure that a slot may print; "" prints the figure with its unit
PARTS = ("", "value", "share", "of", "verdict", "target", "title")
PLAIN = ("office", "period", "next", "day")

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
#: a name or a slogan in quotation marks states nothing
QUOTED = re.compile(r"[“《「『〔][^”》」』〕]*[”》」』〕]")
#: what one sentence says is looked at together: its claims and the figures that hold them
CLAUSE = re.compile(r"[^。；;！？\n]+")

#: what looks like a number and states none; names, slogans, words of period, headings
NO_FIGURE = (
    QUOTED,
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
    """A typed number, or a claim (`claim` says which kind) that needs something to stand on."""

    start: int
    end: int
    text: str
    claim: Claim | None = None

    @property
    def kind(self) -> str:
        return "claim" if self.claim else "number"


def unbound(text: str) -> list[Unbound]:
    """Find numerals, Arabic and Chinese, that state something and are no slot (无出处), and claims.

    Left out: section numbers, quoted names, words of period, hotline numbers, fixed words such as 一体化 or 二十大.
    """
    taken = [match.span() for pattern in (SLOT, QUOTED) for match in pattern.finditer(text)]
    found = _apart((Unbound(one.start, one.end, one.text, one.claim) for one in claims.found_in(text)), taken)
    taken += [match.span() for pattern in NO_FIGURE for match in pattern.finditer(text)]
    found += _apart((Unbound(*match.span(), match.group(0)) for match in _numbers(text)), taken)
    return sorted(found, key=lambda one: one.start)


def _apart(candidates: Iterable[Unbound], taken: list[tuple[int, int]]) -> list[Unbound]:
    """Those that lie in nothing taken, the first and longest of each place; they are taken then."""
    found: list[Unbound] = []
    for one in sorted(candidates, key=lambda one: (one.start, -one.end)):
        if not any(_overlap(one, span) for span in taken):
            found.append(one)
            taken.append((one.start, one.end))
    return found


def _numbers(text: str) -> Iterator[re.Match[str]]:
    for pattern in (DAY, ARABIC, CHINESE):
        yield from pattern.finditer(text)


def clause_at(text: str, at: int) -> str:
    """The sentence that a place of a text lies in, without its end."""
    found = (match for match in CLAUSE.finditer(text) if match.start() <= at < match.end())
    return next((match.group(0).strip() for match in found), "")


def _overlap(one: Unbound, span: tuple[int, int]) -> bool:
    return one.start < span[1] and span[0] < one.end


# names ------------------------------------------------------------------------------------------


def filled(text: str, plain: Mapping[str, str]) -> str:
    """Put plain words into their slots: {office}, {period}, {day}."""
    for word, said in plain.items():
        text = text.replace(f"{{{word}}}", said)
    return text


def plain_words(office: str, period: Period, as_of: date, started_on: date = date.min) -> dict[str, str]:
    """Return what the plain slots of a report say; a period is named by those of its days that the office counts."""
    counted = Period(started_on, period.end) if period.start < started_on < period.end else period
    return {
        "office": office,
        "period": period_words(counted),
        "next": next_words(period),
        "day": f"{as_of.year}年{as_of.month}月{as_of.day}日",
    }


def next_words(period: Period) -> str:
    """Name the period that a paper plans for: 下半年 after 上半年, else the next one; 下一阶段 after a stretch."""
    whole = _whole(period)
    if whole is None:
        return "下一阶段"
    following = due_period(whole.kind, whole.end)
    return "下半年" if whole.kind == "half" and whole.start.month == 1 else following.label()


def under_title(number: str, template: str, period: Period) -> str:
    """What stands under the title: the number of a paper; number and days of a bulletin."""
    if not template.endswith(WEEKLY_TAIL):
        return number
    days = f"{period.start.month}月{period.start.day}日至{period.last.month}月{period.last.day}日"
    return f"{number}（{days}）"


def scope_notes(template: str) -> tuple[str, ...]:
    """What a bulletin says of whose numbers it prints: whoever reads it, they are the whole office's."""
    return ("数字为全街道口径，名单只列读者可见范围内的。",) if template.endswith(WEEKLY_TAIL) else ()


def period_words(period: Period) -> str:
    """Name a period as a paper does: a half-year told a few days before it ends is still 上半年."""
    return (_whole(period) or period).label()


def _whole(period: Period) -> Period | None:
    """The year, half, quarter or month that a period is, or is but for its last days."""
    for every in ("year", "half", "quarter", "month"):
        whole = due_period(every, period.start)
        if whole.start == period.start and 0 <= (whole.end - period.end).days <= EARLY_DAYS[every]:
            return whole
    return None


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

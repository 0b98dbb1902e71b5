"""FIX 办理: how a matter is called, sorted, and within what time it is done; its way is sections/path.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gewu.kernel.clocks import Limit
from gewu.scenario import vocabulary
from gewu.scenario.ideas.cited import SOURCE, lacks
from gewu.scenario.ideas.conditions import Reach
from gewu.scenario.ideas.fields import FIELDS, Field, check_fields
from gewu.scenario.ideas.persons import ROLES
from gewu.scenario.ideas.slots import SLOT, paired
from gewu.scenario.problems import Problems
from gewu.scenario.sections.path import STEP, Step
from gewu.scenario.shapes import (
    LIMIT,
    TEXT,
    TITLES,
    TRUTH,
    WHOLE,
    WORD,
    Asked,
    Box,
    Choice,
    Mapped,
    Pattern,
    Said,
    Section,
    Word,
    rows_of,
    shown_amount,
    typed_amount,
    word,
)

if TYPE_CHECKING:
    from gewu.scenario.grammar import Scenario
    from gewu.scenario.yamltree import Plain

GRADE, CATEGORY = Word(options=rows_of("matter.grades")), Word(options=rows_of("matter.categories"))
STEP_KEY = Word(options=rows_of("matter.path"))


SUBJECT_IS = {"about": "反映的事所在", "brought_to": "受理的站点"}
VERIFIED = {"each": "逐件核查", "sample": "抽查", "none": "不核查"}


@dataclass(frozen=True)
class Verification(Pattern):
    named: str = "核查方式"
    pattern: str = "each|none|sample ([1-9][0-9]?|100)%"
    example: str = "each、sample 10%、none"

    def box(self, asked: Asked) -> Box:
        columns = (("怎么查", Box("choice", VERIFIED, must=True)), ("抽几成", Box("number")))
        return Box("rows", columns=columns, most=1)

    def said(self, plain: Plain, asked: Asked) -> Said:
        way, _, share = str(plain or "").partition(" ")
        return [[way, shown_amount(int(share[:-1]), 1) if share[:-1].isdecimal() else share]]

    def typed(self, said: Said, asked: Asked) -> Plain:
        way, tenths = said[0] if said else ("", "")
        if way != "sample":
            return way or None
        try:
            return self.heard(f"sample {typed_amount(tenths.removesuffix('成'), 1)}%")
        except ValueError:
            raise ValueError("抽查要写明几成，例如 2 是二成，0.5 是半成。") from None

    def spoken(self, value: str) -> str:
        """Say it as the office does."""
        return VERIFIED.get(value, value.replace("sample ", "抽查"))


VERIFY = Verification()


#: an on-the-spot limit (0 days) always counts from the finding
GRADE_FROM = Choice(
    named="起点",
    words=("dispatched", "received"),
    coming="happened issued record",
    titles={"dispatched": "派出", "received": "收到"},
)


@dataclass(frozen=True)
class Grade:
    key: str
    title: str = word(TEXT, "名称", needed=True)
    within: Limit = word(LIMIT, "多久办结；开始当日不计", needed=True, tell="{}内办结")
    counts_from: str = word(
        GRADE_FROM, "从哪一刻算起；不写是派出起", default="dispatched", name="from", tell="期限从{}起算"
    )
    warn: Limit | None = word(LIMIT, "到期前多久提醒", label="提前多久提醒", tell="到期前{}提醒")
    refer_to: str = word(TEXT, "要移交给谁，在本等级的期限内", default="", label="移交给谁", tell="移交{}")
    source: str = word(
        SOURCE, "期限依据，不写则同 matter.source", default="", label="期限依据", help="不写则同办理的依据"
    )


@dataclass(frozen=True)
class Category:
    key: str
    title: str = word(TEXT, "名称", needed=True)
    grade: str = word(GRADE, "等级；不写用 default_grade", default="", help="不写用默认的等级")
    #: an after-photo is needed to close (E1-R26)
    photo: bool = word(TRUTH, "办结要有处理后照片", default=False, tell="办结要有处理后照片")
    #: handed over at once (E1-R12)
    emergency: str = word(
        Choice(named="电话", words=("", "110", "119", "120", "122")), "紧急事项，立即转出并留痕", default=""
    )
    #: the category it becomes when the same matter comes back (初信初访 → 重复信访)
    again: str = word(CATEGORY, "同一人再次反映同一事项时算作哪一类", default="")


@dataclass(frozen=True)
class Overdue:
    tell: tuple[str, ...] = word(ROLES, "超期提醒谁（角色）", default=())
    then: str = word(STEP_KEY, "超期还在办的，系统转到哪一步", default="", label="超期转到哪一步")


@dataclass(frozen=True, kw_only=True)
class MatterPart:
    """FIX. `title` is a pattern, "消防隐患：{check}"; `verify` is "each", "none" or "sample 10%"."""

    noun: str = word(TEXT, "事项叫什么", needed=True)
    measure_word: str = word(TEXT, "量词", needed=True, label="事的量词")
    title: str = word(
        TEXT,
        "标题，可用 {check} {category} {subject} {place}",
        needed=True,
        label="事的标题",
        help="可用 {check} 检查项、{category} 类别、{subject} 对象、{place} 地点",
    )
    number_prefix: str = word(
        Pattern(named="大写字母", pattern="[A-Z]{1,6}", example="XF"),
        "编号前缀",
        default="",
        help="大写字母，如 XF",
    )
    verify: str = word(VERIFY, "怎么核查", needed=True, tell="{}")
    subject_is: str = word(
        Choice(named="对象是什么", words=(*SUBJECT_IS,), titles=SUBJECT_IS),
        "对象是反映的事所在，还是受理的站点；受理的站点不算反复发生",
        default="about",
        label="对象是什么",
    )
    channels: Mapping[str, str] = word(TITLES, "渠道", default={})
    levels: Mapping[str, str] = word(TITLES, "层级", default={})
    categories: Mapping[str, Category] = word(
        Mapped(named="键: 类别", of=Section(title="类别", short="title", noun=Category)),
        "类别",
        default={},
    )
    grades: Mapping[str, Grade] = word(
        Mapped(named="键: 等级", of=Section(title="等级", noun=Grade)), "等级和期限", needed=True
    )
    default_grade: str = word(
        GRADE, "没写等级的类别、没有类别的事项用它；只有一个等级时不必写", default="", label="默认的等级"
    )
    sign_within: Limit | None = word(LIMIT, "多久内签收", tell="派出后{}内签收")
    object_within: Limit | None = word(LIMIT, "多久内可申请退单", tell="{}内可申请退单")
    bounce_limit: int = word(WHOLE, "退单几次后由中心裁定", default=2, tell="退单{}次后由中心裁定")
    extensions_at_most: int = word(WHOLE, "最多延期几次", default=1, tell="最多延期{}次")
    pause_reasons: Mapping[str, str] = word(TITLES, "挂账理由；不写用通用理由", default=dict(vocabulary.PAUSE_REASONS))
    pause_at_most: Limit | None = word(LIMIT, "最长挂账", tell="挂账最长{}")
    recur_within_days: int = word(WHOLE, "多少天内再发算重复", default=30)
    asks: Mapping[str, Field] = word(FIELDS, "登记、办理时要问的", default={}, label="事项的问题")
    path: Mapping[str, Step] = word(Mapped(named="键: 步骤", of=STEP), "办理路径，第一步在前", needed=True)
    overdue: Overdue = word(Section(title="overdue", noun=Overdue), "超期怎么办", default=Overdue())
    space: str = word(WORD, "保密空间，一般不写", default="")
    source: str = word(SOURCE, "期限的依据", default="")

    @property
    def fallback(self) -> str:
        """The grade of what says none: the default one, or the only one."""
        return self.default_grade or (next(iter(self.grades)) if len(self.grades) == 1 else "")

    @property
    def first(self) -> Step:
        """The step a new matter starts in: the first of the path."""
        return next(iter(self.path.values()))


MATTER = Section(title="matter", noun=MatterPart, coming="relations lines parts about adds_up does")


def check(scenario: Scenario, problems: Problems) -> None:
    part = scenario.matter
    if part is None:
        return
    check_fields("matter.asks", part.asks, Reach({}, {}), problems)
    _words(part, problems)
    _limits(part, problems)
    _sources(part, problems)


def _words(part: MatterPart, problems: Problems) -> None:
    if not paired(part.title):
        problems.refuse("matter.title", "E313", "花括号不成对。", "写成 {check}；标题里不用别的花括号。")
    slots = [slot or "空" for slot in SLOT.findall(part.title)]
    problems.known("matter.title", "E313", "占位", slots, vocabulary.TITLE_SLOTS)
    problems.known("matter.overdue.then", "E303", "步骤", [part.overdue.then], part.path)
    _by_the_clock(part.path.get(part.overdue.then), problems)
    problems.known("matter.default_grade", "E312", "等级", [part.default_grade], part.grades)
    for key, category in part.categories.items():
        if not (category.grade or part.fallback):
            words = f"类别“{category.title}”没有等级，也就没有办理时限。"
            problems.refuse(f"matter.categories.{key}", "E322", words, "写 grade，或给 matter 写 default_grade。")
        problems.known(f"matter.categories.{key}.grade", "E312", "等级", [category.grade], part.grades)
        problems.known(f"matter.categories.{key}.again", "E317", "类别", [category.again], part.categories)
    if not part.categories and not part.default_grade and len(part.grades) > 1:
        words = "没有类别，手工登记的事项定不下等级，也就没有办理时限。"
        problems.refuse("matter.grades", "E322", words, "给 matter 写 default_grade。")
    if not part.grades:
        problems.refuse("matter.grades", "E312", "没有等级，也就没有期限。", "至少写一个等级。")


def _by_the_clock(step: Step | None, problems: Problems) -> None:
    """What the system takes a matter to asks nothing that only a person can say, and ends nothing."""
    if step and (step.state != "running" or step.needs or {"verified", "closed"} & set(step.marks)):
        words = f"超期由系统转，转不到“{step.title}”。"
        problems.refuse(
            "matter.overdue.then", "E329", words, "换一个在办的步骤：没有 needs，也不标 verified、closed。"
        )


def _limits(part: MatterPart, problems: Problems) -> None:
    for key, grade in part.grades.items():
        warn, within = grade.warn, grade.within
        if warn and warn.unit == within.unit and warn.amount > within.amount:
            problems.refuse(f"matter.grades.{key}.warn", "E315", "提醒比期限还早。", "提醒时间不超过期限。")
    marks = {mark for step in part.path.values() for mark in step.marks}
    if part.sign_within and not {"dispatched", "signed"} <= marks:
        words = "有签收时限，路径里却没有派出、签收。"
        problems.refuse("matter.sign_within", "E316", words, "给相应步骤标 dispatched 和 signed。")


def _sources(part: MatterPart, problems: Problems) -> None:
    """Every limit stands on a source of its own or on that of the section."""
    if part.source:
        return
    for key, grade in part.grades.items():
        if not grade.source:
            lacks(f"matter.grades.{key}", "期限", "补上 source，或写 matter.source。", problems)
    for limit in ("sign_within", "object_within", "pause_at_most"):
        if getattr(part, limit):
            lacks(f"matter.{limit}", "期限", "补上 matter.source。", problems)

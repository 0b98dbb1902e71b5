"""GO 走访: 到了时候谁去做什么；有头有尾的时段里才做的，用 when: {period: …}."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

from gewu.kernel.clocks import Limit
from gewu.scenario.ideas.cited import SOURCE
from gewu.scenario.ideas.conditions import ALWAYS, CONDITIONS, Reach, When, check_when, dated
from gewu.scenario.ideas.persons import GOER, ROLES
from gewu.scenario.problems import Problems
from gewu.scenario.shapes import (
    LIMIT,
    TEXT,
    Asked,
    Box,
    Choice,
    Listed,
    Mapped,
    Pair,
    Pattern,
    Said,
    Section,
    Whole,
    Word,
    rows_of,
    word,
)
from gewu.scenario.yamltree import Plain

if TYPE_CHECKING:
    from gewu.scenario.grammar import Field, Scenario

#: how often, from the most frequent on
EVERY = {
    "day": "每天",
    "week": "每周",
    "month": "每月",
    "quarter": "每季度",
    "half": "每半年",
    "year": "每年",
    "once": "一次",
}
FREQUENCY = Choice(
    named="频次", words=(*EVERY, "half year"), said_as={"half year": "half"}, titles=EVERY, coming="workday by_hand"
)
DO = Choice(named="做什么", words=("visit",), titles={"visit": "走访"}, coming="call record look_back confirm tell")


FORMS = Listed(named="记录种类，或它们的列表", of=Word(options=rows_of("record.forms")), one_will_do=True)


@dataclass(frozen=True)
class Effect:
    """What follows by itself: somebody is told."""

    tell: tuple[str, ...] = word(ROLES, "告诉谁", needed=True, default=())


EFFECT = Section(title="随后", noun=Effect, coming="open tag untag stage end duty issue enter")


@dataclass(frozen=True)
class Effects(Listed):
    """A list of effects; as telling is the only one, the form asks for the roles alone."""

    named: str = "[{tell: [角色]}]"
    of: Section = EFFECT

    def box(self, asked: Asked) -> Box:
        return ROLES.box(asked)

    def said(self, plain: Plain, asked: Asked) -> Said:
        effects = plain if isinstance(plain, list) else []
        return ROLES.said([role for one in effects for role in one.get("tell", [])], asked)  # type: ignore[union-attr]

    def typed(self, said: Said, asked: Asked) -> Plain:
        roles = ROLES.typed(said, asked)
        return [{"tell": roles}] if roles else None


@dataclass(frozen=True)
class Attempts:
    """When it is told that a duty was tried in vain again and again."""

    at_least: int = word(Whole(at_least=1), "一期里试了几次还没成", needed=True, default=1)
    does: tuple[Effect, ...] = word(Effects(), "就告诉谁", needed=True, default=())

    @property
    def tell(self) -> tuple[str, ...]:
        """Whom it tells: roles."""
        return tuple(role for effect in self.does for role in effect.tell)


@dataclass(frozen=True)
class Duty:
    """GO. Of the duties that hold for a subject the most frequent is raised, again and again by its periods."""

    key: str
    title: str = word(TEXT, "叫什么", needed=True)
    every: str = word(
        FREQUENCY,
        "多久一次；每期最后一个工作日到期",
        needed=True,
        tell="{}走访",
    )
    do: str = word(DO, "走访", needed=True, label="做什么")
    who: str = word(GOER, "谁去（角色）", needed=True, label="谁去", tell="由{}去")
    source: str = word(SOURCE, "频次依据", needed=True)
    when: When = word(
        CONDITIONS, "哪些对象；不写是全部", default=ALWAYS, label="只管哪些对象", help="不写是全部", tell="只管：{}"
    )
    on: str = word(
        Choice(
            named="对象",
            words=("subject",),
            titles={"subject": "对象"},
            coming="matter record document area unit office",
        ),
        "落在什么上",
        default="subject",
    )
    form: tuple[str, ...] = word(
        FORMS, "哪种记录才算；记录有几种的必写", default=(), label="哪种记录才算", tell="记{}才算"
    )
    counts_if: When = word(
        CONDITIONS,
        "答成什么才算；不算的是一次没成的尝试，另外计数",
        default=ALWAYS,
        label="答成什么才算",
        tell="{}才算，不算的另记一次尝试",
    )
    attempts: Attempts | None = word(
        Section(title="没成的尝试", noun=Attempts), "没成的尝试；一期里试了几次还没成，就告诉谁", label="没成的尝试"
    )
    within: Limit | None = word(LIMIT, "每期开始后多久内；不写是期末最后一个工作日", tell="每期开始后{}内办")


@dataclass(frozen=True)
class Period:
    """A stretch of every year, first and last day included; it may run over New Year."""

    key: str
    title: str = word(TEXT, "叫什么", needed=True)
    between: tuple[str, str] = word(
        Pair(named="起止月日", of=2 * (Pattern(named="月-日", pattern=r"\d{2}-\d{2}", example="05-25"),)),
        "从几月几日到几月几日",
        help="月和日各两位，如 05-25",
        needed=True,
    )

    def around(self, day: date) -> tuple[date, date] | None:
        """Find its first and last day around `day`; None outside."""
        first, last = (date.fromisoformat(f"{day.year}-{text}") for text in self.between)
        if first > last:
            first, last = (first, _year(last, 1)) if day >= first else (_year(first, -1), last)
        return (first, last) if first <= day <= last else None


def _year(day: date, more: int) -> date:
    return day.replace(year=day.year + more)


COMING = "after instead not_by by warn from missed rebound"
DUTIES = Mapped(named="键: 任务", of=Section(title="任务", noun=Duty, coming=COMING))
PERIODS = Mapped(named="键: 时段", of=Section(title="时段", noun=Period, coming="opened_by when"))


def finish(scenario: Scenario) -> Scenario:
    """Read what is compared with a date as dates."""
    fields = scenario.subject.attributes if scenario.subject else {}
    asks = scenario.record.asks if scenario.record else {}
    duties = {
        key: replace(duty, when=dated(duty.when, fields), counts_if=dated(duty.counts_if, asks))
        for key, duty in scenario.duties.items()
    }
    return replace(scenario, duties=duties)


def check(scenario: Scenario, problems: Problems) -> None:
    for key, duty in scenario.duties.items():
        _duty(f"duties.{key}", duty, scenario, problems)
    for one, other in combinations(scenario.duties.values(), 2):
        if (one.every, one.when) == (other.every, other.when):
            words = f"“{one.title}”和“{other.title}”管同样的对象，一样勤。"
            problems.refuse(f"duties.{other.key}", "E516", words, "留一条，或写明各管哪些。")
    for key, period in scenario.periods.items():
        if period.between and not all(map(_is_month_day, period.between)):
            problems.refuse(f"periods.{key}.between", "E508", "没有这样的月日。", '写成 ["05-25", "06-30"]。')


def _duty(at: str, duty: Duty, scenario: Scenario, problems: Problems) -> None:
    if scenario.subject is None:
        problems.refuse(at, "E514", "没有写 subject，不知道走访谁。", "补上 subject 一节。")
        return
    check_when(f"{at}.when", duty.when, reach(scenario), problems)
    forms = scenario.record.forms if scenario.record else {}
    problems.known(f"{at}.form", "E518", "记录种类", duty.form, forms)
    if len(forms) > 1 and not duty.form:
        words = f"记录有{len(forms)}种，没有写哪种才算，宣传、抽检也会当成走到了。"
        problems.refuse(f"{at}.form", "E518", words, f"补上 form: {'、'.join(forms)} 里的一种或几种。")
    check_when(f"{at}.counts_if", duty.counts_if, answers(scenario, duty), problems)
    if duty.attempts and not duty.counts_if:
        problems.refuse(
            f"{at}.attempts", "E519", "没有写 counts_if，不会有没成的尝试。", "补上 counts_if，或删去 attempts。"
        )


def answers(scenario: Scenario, duty: Duty | None) -> Reach:
    """Say what decides whether a record counts: the questions that its forms ask."""
    asks = scenario.record.asks if scenario.record else {}
    forms = duty.form if duty else ()
    return Reach({}, {key: one for key, one in asks.items() if not forms or any(_asked(one, form) for form in forms)})


def _asked(question: Field, form: str) -> bool:
    groups = question.when.groups
    about_forms = [[one for one in group if one.on == "form"] for group in groups]
    return not groups or any(all(one.holds({"form": form}) for one in group) for group in about_forms)


def reach(scenario: Scenario) -> Reach:
    """Say what a condition of a duty may ask."""
    whom = scenario.subject
    if whom is None:
        return Reach({}, {})
    words: Mapping[str, Mapping[str, object]] = {
        "split": whom.splits,
        "tag": whom.tags | ({whom.tag: ""} if whom.tag else {}),  # type: ignore[operator]
        "stage": whom.stages,
        "period": scenario.periods,
    }
    return Reach(words, whom.attributes)


def _is_month_day(text: str) -> bool:
    try:
        date.fromisoformat(f"2023-{text}")
    except ValueError:
        return not text  # unreadable ones have been noted already
    return True

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
from gewu.scenario.ideas.persons import GOER
from gewu.scenario.problems import Problems
from gewu.scenario.shapes import LIMIT, TEXT, Choice, Mapped, Pair, Pattern, Section, word

if TYPE_CHECKING:
    from gewu.scenario.grammar import Scenario

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


COMING = "after form counts_if attempts instead not_by by warn from missed rebound"
DUTIES = Mapped(named="键: 任务", of=Section(title="任务", noun=Duty, coming=COMING))
PERIODS = Mapped(named="键: 时段", of=Section(title="时段", noun=Period, coming="opened_by when"))


def finish(scenario: Scenario) -> Scenario:
    """Read what is compared with a date as dates."""
    fields = scenario.subject.attributes if scenario.subject else {}
    duties = {key: replace(duty, when=dated(duty.when, fields)) for key, duty in scenario.duties.items()}
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

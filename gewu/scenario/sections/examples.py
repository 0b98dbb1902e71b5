"""用例: worked examples, and what they may speak of; gewu.scenario.examples works them out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from gewu.scenario.problems import Problems
from gewu.scenario.shapes import TEXT, Either, Listed, Mapped, Moment, Section, Titles, Word, rows_of, word

if TYPE_CHECKING:
    from gewu.scenario.grammar import Scenario

Day = date | datetime

SPLIT, TAG = Word(options=rows_of("subject.splits")), Word(options=lambda scenario: _tags(scenario))
CHECK, DUTY = Word(options=rows_of("record.checks")), rows_of("duties")
GRADE, CATEGORY = Word(options=rows_of("matter.grades")), Word(options=rows_of("matter.categories"))
TAGS, CHECKS = Listed(named="词的列表", of=TAG), Listed(named="词的列表", of=CHECK)


def _answers(scenario: Scenario) -> Titles:
    """What a record may hold: its form, and the answers to its questions."""
    asks = scenario.record.asks if scenario.record else {}
    return {"form": "记录种类", **{key: one.say for key, one in asks.items()}}


def _tags(scenario: Scenario) -> Titles:
    """The tags that the file keeps, and the one that narrows its subjects."""
    whom = scenario.subject
    return {**({whom.tag: whom.tag} if whom and whom.tag else {}), **(whom.tags if whom else {})}


@dataclass(frozen=True)
class Opened:
    """A matter that a failed check opens."""

    check: str = word(CHECK, "检查项", needed=True)
    grade: str = word(GRADE, "等级", needed=True)
    due: Day | None = word(Moment(), "到期")
    warn: Day | None = word(Moment(), "提醒")


@dataclass(frozen=True)
class Example:
    """What is given, and what must come out of the rules; None where the example says nothing of it."""

    say: str = word(TEXT, "一句话说清", needed=True)
    split: str = word(SPLIT, "细类", default="")
    tags: tuple[str, ...] = word(TAGS, "带的标签", default=())
    day: Day | None = word(Moment(), "哪天（或时刻）")
    failed: tuple[str, ...] = word(CHECKS, "不合格项", default=())
    category: str = word(CATEGORY, "事项类别", default="")
    grade: str = word(GRADE, "事项等级", default="")
    opens: tuple[Opened, ...] | None = word(
        Listed(of=Section(title="应登记的事项", noun=Opened), or_none=True), "应登记的事项，恰好这些"
    )
    hidden: tuple[str, ...] | None = word(replace(CHECKS, or_none=True), "不问的检查项")
    raises: Mapping[str, Day] | None = word(
        Mapped(named="任务: 到期", of=Moment(), keyed=DUTY, or_none=True), "应有的任务和到期日，恰好这些"
    )
    has: Mapping[str, Any] = word(
        Mapped(named="问题: 答案", of=Either(), keyed=lambda scenario: _answers(scenario)),
        "记录里填的：form 是记录种类，其余是问题和答案",
        default={},
        label="记录里填的",
    )
    fulfils: tuple[str, ...] | None = word(
        Listed(named="词的列表", of=Word(options=DUTY), or_none=True), "这样记算办了哪些任务，恰好这些"
    )
    due: Day | None = word(Moment(), "到期")
    warn: Day | None = word(Moment(), "提醒")


COMING = "do refused lacks warns figures score class matched"
EXAMPLES = Listed(named="用例列表", of=Section(title="用例", noun=Example, coming=COMING))


def check(scenario: Scenario, problems: Problems) -> None:
    for n, example in enumerate(scenario.examples, start=1):
        _names(f"examples[{n}]", example, scenario, problems)
        _complete(f"examples[{n}]", example, problems)


def _names(at: str, example: Example, scenario: Scenario, problems: Problems) -> None:
    splits = scenario.subject.splits if scenario.subject else {}
    checks = scenario.record.checks if scenario.record else {}
    matter = scenario.matter
    grades, categories = (matter.grades, matter.categories) if matter else ({}, {})
    problems.known(f"{at}.split", "E504", "细类", [example.split], splits)
    problems.known(f"{at}.failed", "E702", "检查项", example.failed, checks)
    problems.known(f"{at}.hidden", "E702", "检查项", example.hidden or (), checks)
    problems.known(f"{at}.category", "E702", "类别", [example.category], categories)
    problems.known(f"{at}.grade", "E312", "等级", [example.grade], grades)
    problems.known(f"{at}.raises", "E702", "任务", example.raises or {}, scenario.duties)
    problems.known(f"{at}.fulfils", "E702", "任务", example.fulfils or (), scenario.duties)
    problems.known(f"{at}.has", "E702", "问题", example.has, _answers(scenario))
    tags = {*scenario.subject.tags, scenario.subject.tag} if scenario.subject else {}
    problems.known(f"{at}.tags", "E504", "标签", example.tags, tags)
    for n, opened in enumerate(example.opens or (), start=1):
        problems.known(f"{at}.opens[{n}].check", "E702", "检查项", [opened.check], checks)
        problems.known(f"{at}.opens[{n}].grade", "E312", "等级", [opened.grade], grades)


def _complete(at: str, example: Example, problems: Problems) -> None:
    if all(getattr(example, key) is None for key in ("opens", "hidden", "raises", "fulfils", "due", "warn")):
        problems.refuse(at, "E701", "用例没有写应得的结果。", "写 opens、hidden、raises、fulfils、due 之一。")
    dated = example.due or example.warn or any(opened.due or opened.warn for opened in example.opens or ())
    if (dated or example.raises is not None) and not example.day:
        problems.refuse(at, "E701", "有到期日却没写从哪天起。", "补上 day。")
    if example.due and not (example.grade or example.category):
        problems.refuse(at, "E701", "没写是哪个类别或等级。", "补上 category 或 grade。")

"""KNOW 摸底: whom the scenario looks at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gewu.scenario.ideas.cited import SOURCE, lacks
from gewu.scenario.ideas.conditions import Reach
from gewu.scenario.ideas.fields import FIELDS, Field, check_fields
from gewu.scenario.problems import Problems
from gewu.scenario.shapes import TEXT, TITLES, WORD, Amount, Choice, Mapped, Section, rows_of, word

if TYPE_CHECKING:
    from gewu.scenario.grammar import Scenario

NATURES = {
    "person": "人员",
    "household": "户",
    "dwelling": "房屋",
    "place": "场所",
    "thing": "设施设备",
    "organisation": "组织",
    "project": "项目",
}
LIMITS = Mapped(of=Amount(), keyed=rows_of("subject.attributes"))
SAME_REGISTER = "小写英文；与别的场景相同就共用一本台账，换一个就是新台账"


@dataclass(frozen=True)
class Split:
    key: str
    title: str = word(TEXT, "名称", needed=True)
    at_most: Mapping[str, int] = word(LIMITS, "不超过多少才算这一类；超过的在台账和它的页面上标出", default={})
    at_least: Mapping[str, int] = word(LIMITS, "不少于多少才算这一类；不到的在台账和它的页面上标出", default={})


@dataclass(frozen=True)
class Subject:
    """KNOW. `kind` is registry.Subject.kind; `tag` narrows to those that bear it; `splits` are its finer classes."""

    nature: str = word(
        Choice(named="性质", words=tuple(NATURES), titles=NATURES),
        "人、户、房、场所、物、组织、项目",
        needed=True,
        name="is",
        label="对象是什么",
    )
    kind: str = word(WORD, "底册里的种类", needed=True, label="台账标识", help=SAME_REGISTER)
    title: str = word(TEXT, "对象叫什么", default="")
    tag: str = word(WORD, "只管带这个标签的", default="")
    split_by: str = word(WORD, "细类按什么分", default="")
    splits: Mapping[str, Split] = word(
        Mapped(named="键: 细类", of=Section(title="细类", short="title", noun=Split)), "细类", default={}
    )
    attributes: Mapping[str, Field] = word(FIELDS, "要登记的项目", default={}, label="登记项")
    tags: Mapping[str, str] = word(TITLES, "本场景维护的标签", default={})
    stages: Mapping[str, str] = word(TITLES, "阶段，按先后", default={})
    milestones: Mapping[str, str] = word(TITLES, "节点", default={})
    measure_word: str = word(TEXT, "量词", default="个", label="对象的量词")
    space: str = word(WORD, "保密空间，一般不写", default="")
    source: str = word(SOURCE, "底册依据", default="")


SUBJECT = Section(title="subject", noun=Subject, coming="unique relations lines parts adds_up complete hours")


def finish(scenario: Scenario) -> Scenario:
    """A subject without a name is called like its scenario; a choice that sorts it gives its classes."""
    whom = scenario.subject
    if whom is None:
        return scenario
    sorting = whom.attributes.get(whom.split_by)
    splits = whom.splits or {key: Split(key, title) for key, title in (sorting.options if sorting else {}).items()}
    return replace(scenario, subject=replace(whom, title=whom.title or scenario.title, splits=splits))


def reach(scenario: Scenario) -> Reach:
    """Say what a condition of a question of the register may ask."""
    return Reach({"split": scenario.subject.splits if scenario.subject else {}}, {})


def check(scenario: Scenario, problems: Problems) -> None:
    whom = scenario.subject
    if whom is None:
        return
    check_fields("subject.attributes", whom.attributes, reach(scenario), problems)
    for key, split in whom.splits.items():
        if whom.attributes:  # without attributes the limits are for the reader's eye only
            for limit in ("at_most", "at_least"):
                known = whom.attributes
                problems.known(f"subject.splits.{key}.{limit}", "E505", "登记项", getattr(split, limit), known)
        if (split.at_most or split.at_least) and not whom.source:
            lacks(f"subject.splits.{key}", "界限", "补上 subject.source。", problems)

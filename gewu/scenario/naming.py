"""The words a scenario calls things by, as places of the form view: whom it looks at, and its nouns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from gewu.scenario.grammar import MatterPart, RecordPart, Scenario, Subject

NATURES = {
    "person": "人",
    "household": "户",
    "dwelling": "房",
    "place": "场所",
    "thing": "物",
    "organisation": "组织",
    "project": "项目",
}
SAME_REGISTER = "小写英文；与别的场景相同就共用一本台账，换一个就是新台账"
IN_TITLE = "可用 {check} {category} {subject} {place}"


class Named(NamedTuple):
    """One place of the file that holds a word: where, what the office calls it, the word, a hint."""

    place: str
    label: str
    word: str
    help: str = ""


def whom(part: Subject | None) -> Iterator[Named]:
    """What the scenario calls those it looks at, and what it asks of them."""
    if part is None:
        return
    yield Named("subject.title", "对象叫什么", part.title)
    yield Named("subject.kind", "台账的键", part.kind, SAME_REGISTER)
    yield Named("subject.measure_word", "对象的量词", part.measure_word)
    for key, field in part.attributes.items():
        yield Named(f"subject.attributes.{key}.say", f"登记项：{field.say}", field.say)


def nouns(scenario: Scenario) -> Iterator[Named]:
    """What the scenario calls a visit and what is found on it."""
    yield from _of_record(scenario.record)
    yield from _of_matter(scenario.matter)


def _of_record(part: RecordPart | None) -> Iterator[Named]:
    if part is None:
        return
    yield Named("record.noun", "走一次叫什么", part.noun)
    for key, title in part.forms.items():
        yield Named(f"record.forms.{key}", f"记录种类：{title}", title)


def _of_matter(part: MatterPart | None) -> Iterator[Named]:
    if part is None:
        return
    yield Named("matter.noun", "查出的事叫什么", part.noun)
    yield Named("matter.measure_word", "事的量词", part.measure_word)
    yield Named("matter.title", "事的标题", part.title, IN_TITLE)
    yield Named("matter.number_prefix", "编号前缀", part.number_prefix, "大写字母，如 XF")
    for key, title in part.channels.items():
        yield Named(f"matter.channels.{key}", f"来源：{title}", title)

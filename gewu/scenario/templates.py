"""Report templates: chapters, items and sentences with slots for figures of many scenarios."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gewu.scenario import vocabulary
from gewu.scenario.grammar import Scenario
from gewu.scenario.ideas.slots import SLOT, paired
from gewu.scenario.problems import Problem, Problems, ScenarioErrors, nearest
from gewu.scenario.sections.report import parts, wrong_part
from gewu.scenario.shapes import Entry, Listed, Section, Text, Truth, Word
from gewu.scenario.yamltree import parse

#: the first word of a template file; a scenario file begins with `scenario`
MARK = re.compile(r"^report_template:", re.MULTILINE)

FIGURE = re.compile(r"([a-z][a-z0-9_]*)\.([a-z][a-z0-9_]*)(?:\.([a-z_]+))?")


@dataclass(frozen=True)
class Item:
    """A numbered paragraph of a chapter. `owner` is the unit that answers for it ("" : its chapter's)."""

    key: str
    heading: str
    says: str
    owner: str = ""
    figures_note: str = ""

    @property
    def slots(self) -> tuple[str, ...]:
        """The slots of the sentence, in order: "hotline.received", "hotline.closed_rate.of", "period"."""
        return tuple(SLOT.findall(self.says))


@dataclass(frozen=True)
class Chapter:
    """A chapter; paragraphs that are added stand before those that are `closing`."""

    heading: str
    owner: str
    items: tuple[Item, ...]
    closing: bool = False


@dataclass(frozen=True)
class ReportTemplate:
    key: str
    title: str
    edition: str
    office_words: str
    chapters: tuple[Chapter, ...]
    closing_words: str = ""
    text: str = ""

    @property
    def items(self) -> tuple[Item, ...]:
        """All items, chapter by chapter."""
        return tuple(item for chapter in self.chapters for item in chapter.items)


ITEM = Section(
    title="条目",
    keys=[
        Entry("key", Word(), "条目的键", needed=True),
        Entry("heading", Text(), "小标题", default=""),
        Entry("says", Text(), "正文，{场景.指标} 处填数", needed=True),
        Entry("owner", Text(), "谁提供，不写则同本章", default=""),
        Entry("figures_note", Text(), "数据说明", default=""),
    ],
)
CHAPTER = Section(
    title="章",
    keys=[
        Entry("heading", Text(), "标题", needed=True),
        Entry("owner", Text(), "牵头单位", needed=True),
        Entry("closing", Truth(), "收尾的章（困难和问题、下步打算）；另加的段落放在它前面", default=False),
        Entry("items", Listed(named="条目列表", of=ITEM), "条目", needed=True),
    ],
)
TEMPLATE = Section(
    title="报告模板",
    keys=[
        Entry("report_template", Word(), "模板的键", needed=True),
        Entry("title", Text(), "标题，可用 {office} {period}", needed=True),
        Entry("edition", Text(), "版本", needed=True),
        Entry("office_words", Text(), "开头的话", default=""),
        Entry("chapters", Listed(named="章的列表", of=CHAPTER), "各章", needed=True),
        Entry("closing_words", Text(), "结尾的话，不编号，印在各章之后", default=""),
    ],
)


def is_template(text: str) -> bool:
    """Say whether a file is a report template rather than a scenario."""
    return bool(MARK.search(text))


def read(text: str, place: str = "", scenarios: Mapping[str, Scenario] | None = None) -> ReportTemplate:
    """Read a template; with `scenarios` (by key) every slot must name one of their indicators.

    Errors: ScenarioErrors with all problems.
    """
    template, found = _read(text, scenarios)
    if found or template is None:
        raise ScenarioErrors(found, place)
    return template


def load(path: str | Path, scenarios: Mapping[str, Scenario] | None = None) -> ReportTemplate:
    """Read a template file from disk (UTF-8)."""
    return read(Path(path).read_text(encoding="utf-8"), str(path), scenarios)


def problems(text: str, scenarios: Mapping[str, Scenario] | None = None) -> list[Problem]:
    """List everything wrong with the text of a template."""
    return _read(text, scenarios)[1]


def _read(text: str, scenarios: Mapping[str, Scenario] | None) -> tuple[ReportTemplate | None, list[Problem]]:
    found = Problems()
    root = parse(text, found)
    if root is None:
        return None, found.all
    values = TEMPLATE.read(root, "", found)
    _check(values, found, scenarios)
    return _build(values, text), found.all


def _build(values: Mapping[str, Any], text: str) -> ReportTemplate:
    chapters = tuple(
        Chapter(
            chapter["heading"], chapter["owner"], tuple(Item(**one) for one in chapter["items"]), chapter["closing"]
        )
        for chapter in values["chapters"]
    )
    head = {word: values[word] for word in ("title", "edition", "office_words", "closing_words")}
    return ReportTemplate(key=values["report_template"], chapters=chapters, text=text, **head)


# checks -------------------------------------------------------------------------------------


def _check(values: Mapping[str, Any], found: Problems, scenarios: Mapping[str, Scenario] | None) -> None:
    seen: dict[str, str] = {}
    for at, text in _sentences(values):
        if not paired(text):
            found.add(at, "E603", "花括号不成对。", "写成 {hotline.received}。")
            continue
        for slot in SLOT.findall(text):
            _slot(at, slot, found, scenarios)
    for n, chapter in enumerate(values["chapters"], start=1):
        for m, item in enumerate(chapter["items"], start=1):
            at = f"chapters[{n}].items[{m}].key"
            if item["key"] and item["key"] in seen:
                found.add(at, "E902", f"键“{item['key']}”用了两遍，前一处在{seen[item['key']]}。", "换一个键。")
            seen.setdefault(item["key"], at)


def _sentences(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "title", values["title"]
    yield "office_words", values["office_words"]
    yield "closing_words", values["closing_words"]
    for n, chapter in enumerate(values["chapters"], start=1):
        for m, item in enumerate(chapter["items"], start=1):
            yield f"chapters[{n}].items[{m}].says", item["says"]


def _slot(at: str, slot: str, found: Problems, scenarios: Mapping[str, Scenario] | None) -> None:
    if slot in vocabulary.PLAIN_SLOTS:
        return
    match = FIGURE.fullmatch(slot)
    if not match:
        found.add(at, "E901", f"{{{slot}}} 不是“场景.指标”。", "写成 {hotline.received} 或 {hotline.closed_rate.of}。")
        return
    scenario, indicator, part = match.groups(default="")
    if scenarios is None:
        return
    if scenario not in scenarios:
        found.add(at, "E901", f"没有场景“{scenario}”。", nearest(scenario, scenarios))
    elif indicator not in scenarios[scenario].indicators:
        hint = nearest(indicator, scenarios[scenario].indicators)
        found.add(at, "E901", f"场景“{scenario}”没有指标“{indicator}”。", hint)
    elif words := wrong_part(scenarios[scenario].indicators[indicator], part):
        hint = "可用：" + "、".join(parts(scenarios[scenario].indicators[indicator])) + "。"
        found.add(at, "E901", f"{{{slot}}}：{words}", hint)

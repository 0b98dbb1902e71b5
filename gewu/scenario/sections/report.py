"""TELL 报送: the paragraph and the table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gewu.kernel.nouns import dimensions
from gewu.scenario import vocabulary
from gewu.scenario.ideas.slots import SLOT, paired
from gewu.scenario.problems import Problems
from gewu.scenario.shapes import TEXT, Listed, Section, Titles, Word, rows_of, word

if TYPE_CHECKING:
    from gewu.scenario.grammar import Indicator, Scenario


@dataclass(frozen=True)
class Table:
    rows: str = word(Word(options=lambda scenario: _ways()), "行", needed=True)
    columns: tuple[str, ...] = word(
        Listed(named="词的列表", of=Word(options=rows_of("indicators"))),
        "列：指标的键",
        needed=True,
        help="一列一个指标",
    )


@dataclass(frozen=True)
class ReportPart:
    """TELL. Slots: {period} {indicator} {indicator.value} {indicator.share} {indicator.of} {indicator.verdict}."""

    heading: str = word(TEXT, "小标题", needed=True)
    says: str = word(
        TEXT,
        "正文，{指标.value} 等处填数",
        needed=True,
        long=True,
    )
    says_when_nothing_due: str = word(TEXT, "没有应办时怎么说", default="", long=True)
    table: Table | None = word(Section(title="table", noun=Table), "表")


def _ways() -> Titles:
    """What the rows of a table may be."""
    return {**vocabulary.SPLITS, **dimensions()}


REPORT = Section(title="report", noun=ReportPart)


def check(scenario: Scenario, problems: Problems) -> None:
    paper = scenario.report
    if paper is None:
        return
    for key in ("says", "says_when_nothing_due"):
        _text(f"report.{key}", getattr(paper, key), scenario, problems)
    if paper.table:
        problems.known("report.table.columns", "E602", "指标", paper.table.columns, scenario.indicators)
        problems.known("report.table.rows", "E602", "行", [paper.table.rows], _ways())


def _text(at: str, text: str, scenario: Scenario, problems: Problems) -> None:
    if not paired(text):
        problems.refuse(at, "E603", "花括号不成对。", "写成 {指标.value}。")
        return
    for slot in SLOT.findall(text):
        _slot(at, slot, scenario, problems)


def _slot(at: str, slot: str, scenario: Scenario, problems: Problems) -> None:
    name, _, part = slot.partition(".")
    if slot in vocabulary.PLAIN_SLOTS:
        return
    if name not in scenario.indicators:
        problems.known(at, "E601", "指标", [name or "空"], [*scenario.indicators, *vocabulary.PLAIN_SLOTS])
        return
    indicator = scenario.indicators[name]
    if words := wrong_part(indicator, part):
        problems.add(at, "E601", f"{{{slot}}}：{words}", "可用：" + "、".join(parts(indicator)) + "。")


def parts(indicator: Indicator) -> list[str]:
    """List the parts of a figure that a paragraph may print."""
    found = ["value", "title"]
    found += ["share", "of"] if indicator.shape == "share" else []
    return found + (["verdict", "target"] if indicator.target else [])


def wrong_part(indicator: Indicator, part: str) -> str:
    """Say why `part` cannot be printed of this indicator; "" if it can."""
    if not part or part in parts(indicator):
        return ""
    if part in ("share", "of"):
        return "只有率才有分子、分母。"
    if part in ("verdict", "target"):
        return "没有目标，说不出达标与否。"
    return f"没有“{part}”这一部分。"

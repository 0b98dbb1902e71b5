"""Checks of tell: every slot of a paragraph and every column of a table is an indicator of the file."""

from __future__ import annotations

import re

from gewu.scenario import vocabulary
from gewu.scenario.checks.report import Report
from gewu.scenario.grammar import Indicator, Scenario

SLOT = re.compile(r"\{([^{}]*)\}")


def check(scenario: Scenario, report: Report) -> None:
    paper = scenario.report
    if paper is None:
        return
    for word in ("says", "says_when_nothing_due"):
        _text(f"report.{word}", getattr(paper, word), scenario, report)
    report.known("report.table.columns", "E602", "指标", paper.table_columns, scenario.indicators)
    rows = {*vocabulary.SPLITS, *vocabulary.DIMENSIONS}
    report.known("report.table.rows", "E602", "行", [paper.table_rows], rows)


def _text(at: str, text: str, scenario: Scenario, report: Report) -> None:
    if text.count("{") != len(SLOT.findall(text)) or text.count("}") != len(SLOT.findall(text)):
        report.add(at, "E603", "花括号不成对。", "写成 {指标.value}。")
        return
    for slot in SLOT.findall(text):
        _slot(at, slot, scenario, report)


def _slot(at: str, slot: str, scenario: Scenario, report: Report) -> None:
    name, _, part = slot.partition(".")
    if slot in vocabulary.PLAIN_SLOTS:
        return
    if name not in scenario.indicators:
        report.known(at, "E601", "指标", [name or "空"], [*scenario.indicators, *vocabulary.PLAIN_SLOTS])
        return
    words = wrong_part(scenario.indicators[name], part)
    if words:
        report.problems.add(
            at, "E601", f"{{{slot}}}：{words}", "可用：" + "、".join(parts(scenario.indicators[name])) + "。"
        )


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

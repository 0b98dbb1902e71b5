"""Checks that worked examples speak of things the file has; whether they come true is gewu.scenario.examples."""

from __future__ import annotations

from gewu.scenario.checks.report import Report
from gewu.scenario.grammar import Example, Scenario


def check(scenario: Scenario, report: Report) -> None:
    for n, example in enumerate(scenario.examples, start=1):
        _names(f"examples[{n}]", example, scenario, report)
        _complete(f"examples[{n}]", example, report)


def _names(at: str, example: Example, scenario: Scenario, report: Report) -> None:
    kinds = scenario.subject.kinds if scenario.subject else {}
    checks = scenario.record.checks if scenario.record else {}
    matter = scenario.matter
    grades, categories = (matter.grades, matter.categories) if matter else ({}, {})
    given, expects = example.given, example.expects
    report.known(f"{at}.kind", "E504", "细类", [given.get("kind", "")], kinds)
    report.known(f"{at}.failed", "E702", "检查项", given.get("failed", ()), checks)
    report.known(f"{at}.hidden", "E702", "检查项", expects.get("hidden", ()), checks)
    report.known(f"{at}.category", "E702", "类别", [given.get("category", "")], categories)
    report.known(f"{at}.grade", "E312", "等级", [given.get("grade", "")], grades)
    visited = {"all", *kinds, *(tag for visit in scenario.visits for tag in visit.tags)}
    report.known(f"{at}.visits", "E504", "细类或标签", expects.get("visits", {}), visited)
    for n, opened in enumerate(expects.get("opens", ()), start=1):
        report.known(f"{at}.opens[{n}].check", "E702", "检查项", [opened["check"]], checks)
        report.known(f"{at}.opens[{n}].grade", "E312", "等级", [opened["grade"]], grades)


def _complete(at: str, example: Example, report: Report) -> None:
    given, expects = example.given, example.expects
    if not expects:
        report.add(at, "E701", "用例没有写应得的结果。", "写 opens、hidden、visits、due 之一。")
    needs_day = "due" in expects or "warn" in expects or any(o["due"] or o["warn"] for o in expects.get("opens", ()))
    if needs_day and "day" not in given:
        report.add(at, "E701", "有到期日却没写从哪天起。", "补上 day。")
    if "due" in expects and not (given.get("grade") or given.get("category")):
        report.add(at, "E701", "没写是哪个类别或等级。", "补上 category 或 grade。")

"""What a well-formed file may still get wrong: references, ways, shares, words. All of it is said at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gewu.scenario.checks import counting, examples, paper, path, sections, sources
from gewu.scenario.checks.report import Report
from gewu.scenario.grammar import Scenario
from gewu.scenario.problems import Problems

__all__ = ["check"]


def check(scenario: Scenario, values: Mapping[str, Any], problems: Problems) -> None:
    """Run every check; `values` are the file's own words where the nouns no longer show them."""
    report = Report(problems)
    sections.check(scenario, report)
    sources.check(scenario, values, report)
    if scenario.matter:
        path.check(scenario.matter, report)
    counting.check(scenario, values, report)
    paper.check(scenario, report)
    examples.check(scenario, report)

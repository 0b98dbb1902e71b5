"""Checks that every limit, check, frequency and target stands on a source that the file names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from gewu.scenario.checks.report import Report
from gewu.scenario.grammar import MatterPart, Scenario, Source


def check(scenario: Scenario, values: Mapping[str, Any], report: Report) -> None:
    for at, cited in _cited(values, ""):
        _source(at if report.has(at) else at.replace("visit[1]", "visit"), cited, scenario.sources, report)
    if scenario.matter:
        _limits(scenario.matter, report)
    if scenario.subject and not scenario.subject.source:
        for key, kind in scenario.subject.kinds.items():
            if kind.at_most or kind.at_least:
                _lacks(f"subject.kinds.{key}", "界限", "补上 subject.source。", report)
    for key, programme in (scenario.payment.programmes if scenario.payment else {}).items():
        if programme.standard and not programme.source:
            _lacks(f"payment.programmes.{key}.standard", "标准", "补上 source。", report)


def _cited(values: Any, at: str) -> Iterator[tuple[str, str]]:
    """Walk the file for every `source:` with its place."""
    if isinstance(values, Mapping):
        for key, value in values.items():
            place = f"{at}.{key}" if at else key
            if key == "source" and isinstance(value, str):
                yield place, value
            else:
                yield from _cited(value, place)
    elif isinstance(values, tuple):
        for n, value in enumerate(values, start=1):
            yield from _cited(value, f"{at}[{n}]")


def _source(at: str, cited: str, sources: Mapping[str, Source], report: Report) -> None:
    key, *articles = cited.split() or [""]
    if not key:
        return
    if key not in sources:
        report.known(at, "E501", "依据", [key], sources)
        return
    listed = {str(article) for article in sources[key].articles}
    missing = [article for article in articles if article not in listed]
    if missing:
        report.add(
            at,
            "E502",
            f"依据“{key}”没有列出第{'、'.join(missing)}条。",
            f"在 sources.{key}.articles 里补上，或改条号。",
        )


def _limits(matter: MatterPart, report: Report) -> None:
    if matter.source:
        return
    for key, grade in matter.grades.items():
        if not grade.source:
            _lacks(f"matter.grades.{key}", "期限", "补上 source，或写 matter.source。", report)
    for word in ("sign_within", "object_within", "pause_at_most"):
        if getattr(matter, word):
            _lacks(f"matter.{word}", "期限", "补上 matter.source。", report)


def _lacks(at: str, what: str, hint: str, report: Report) -> None:
    report.add(at, "E503", f"{what}没有依据。", hint)

"""Everything that can be checked of a file on disk: its grammar, its sense, and its worked examples."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from gewu.kernel.calendar import Calendar
from gewu.scenario import examples, reader
from gewu.scenario.problems import Problem, ScenarioErrors

#: years whose make-up days the calendar seed knows; worked examples live in them
YEARS = range(2022, 2027)


@lru_cache(maxsize=1)
def seeded_calendar() -> Calendar:
    """The calendar without an office's own changes."""
    return Calendar.seeded(YEARS)


def problems(text: str, calendar: Calendar | None = None) -> list[Problem]:
    """List what is wrong with the text of a scenario; worked examples run once the rest is right."""
    try:
        scenario = reader.read(text)
    except ScenarioErrors as errors:
        return errors.problems
    return examples.run(scenario, calendar or seeded_calendar()) if scenario.examples else []


def problems_of(path: Path) -> list[Problem]:
    """List what is wrong with a file."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return [Problem("全文 (第1行)", "scenario.E101", "不是 UTF-8 编码。", "另存为 UTF-8。")]
    return problems(text)

"""Everything that can be checked of files on disk: grammar, sense, worked examples, and slots across files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from gewu.kernel.calendar import Calendar
from gewu.scenario import claims, examples, packs, reader, templates
from gewu.scenario.grammar import Scenario
from gewu.scenario.packs import Pack
from gewu.scenario.problems import Problem, ScenarioErrors

#: years whose make-up days the calendar seed knows; worked examples live in them
YEARS = range(2022, 2027)


@lru_cache(maxsize=1)
def seeded_calendar() -> Calendar:
    """The calendar without an office's own changes."""
    return Calendar.seeded(YEARS)


def problems(text: str, calendar: Calendar | None = None) -> list[Problem]:
    """List what is wrong with the text of a scenario; worked examples run once the rest is right."""
    return _scenario(text, calendar)[1]


def problems_of(paths: Iterable[Path]) -> list[tuple[Path, Problem]]:
    """List what is wrong with each pack or file: scenarios, claims, and templates over the scenarios among them."""
    found: list[tuple[Path, Problem]] = []
    read: list[Pack] = []
    for path in paths:
        try:
            read.append(packs.read(path))
        except UnicodeDecodeError:
            found.append((path, Problem("全文 (第1行)", "scenario.E101", "不是 UTF-8 编码。", "另存为 UTF-8。")))
        except ScenarioErrors as errors:
            found += [(path, problem) for problem in errors.problems]
    scenarios: dict[str, Scenario] = {}
    sound = not found
    for pack in read:
        if claims.is_claims(pack.text):
            found += [(pack.path, problem) for problem in claims.problems(pack.text)]
        elif not templates.is_template(pack.text):
            scenario, wrong = _scenario(_filled(pack.text), None)
            sound = sound and scenario is not None
            found += [(pack.path, pack.placed(problem)) for problem in [*wrong, *_twice(scenario, scenarios)]]
            scenarios |= {scenario.scenario: scenario} if scenario else {}
    # A scenario that cannot be read would make every slot that names it look wrong; one that was not given is sought
    # among those that come with Gewu.
    known = {one.scenario: one for one in library()} | scenarios if sound else None
    return found + [
        (pack.path, problem)
        for pack in read
        if templates.is_template(pack.text)
        for problem in templates.problems(pack.text, known)
    ]


def _filled(text: str) -> str:
    """A pack's blanks are filled for the check; what cannot be read at all stays as it is."""
    try:
        return packs.sample(text)
    except ScenarioErrors:
        return text


@lru_cache(maxsize=1)
def library() -> tuple[Scenario, ...]:
    """Read every pack that comes with Gewu, each blank saying what is asked."""
    return tuple(reader.read(packs.sample(pack.text)) for pack in packs.shipped())


def drafted(text: str, calendar: Calendar | None) -> tuple[Scenario | None, list[Problem]]:
    """Read what can be read of a text that is still being written, and list what is wrong with it."""
    return reader.draft(text)[0], problems(text, calendar)


def _scenario(text: str, calendar: Calendar | None) -> tuple[Scenario | None, list[Problem]]:
    try:
        scenario = reader.read(text)
    except ScenarioErrors as errors:
        return None, errors.problems
    return scenario, examples.run(scenario, calendar or seeded_calendar()) if scenario.examples else []


def _twice(scenario: Scenario | None, before: Mapping[str, Scenario]) -> list[Problem]:
    """Two files may hold two editions of one scenario, but not one edition twice."""
    earlier = before.get(scenario.scenario) if scenario else None
    if scenario is None or earlier is None or earlier.edition != scenario.edition:
        return []
    words = f"“{scenario.scenario}”的{scenario.edition}版写在两个文件里。"
    return [Problem("scenario (第1行)", "scenario.E105", words, "换一个键或版本。")]

"""One whole scenario to read, to spoil and to change."""

from __future__ import annotations

from pathlib import Path

import pytest

from gewu.kernel.calendar import Calendar
from gewu.scenario import reader
from gewu.scenario.grammar import Scenario

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture(scope="session")
def text() -> str:
    return (FIXTURES / "small_places.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def scenario(text) -> Scenario:
    return reader.read(text)


@pytest.fixture(scope="session")
def calendar() -> Calendar:
    return Calendar.seeded([2025, 2026, 2027])


@pytest.fixture(scope="session")
def spoilt(text):
    """Give a function that puts each (right, wrong) pair into the whole scenario and names what is found."""

    def found(*pairs: tuple[str, str]) -> list[tuple[str, str]]:
        changed = text
        for right, wrong in pairs:
            assert changed.count(right) == 1, right
            changed = changed.replace(right, wrong)
        return [(problem.place.split(" ")[0], problem.id) for problem in reader.problems(changed)]

    return found

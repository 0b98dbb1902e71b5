"""What moves are judged by in one office: its editions, its calendar, its dated local limits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from gewu.kernel.clocks import Limit
from gewu.matters.loop import path_of
from gewu.matters.rules import Book
from gewu.matters.rules.path import part_of
from gewu.office import queries as office
from gewu.scenario.grammar import Scenario


def book(office_id: int, scenario: Scenario) -> Book:
    """Everything one move needs to know beside the matter itself."""
    return Book(path_of(part_of(scenario)), office.calendar(), part_of(scenario).verify, limits(office_id, scenario))


def sampled(scenario: Scenario) -> bool:
    """Whether a lot decides which matters of it are looked at by somebody else (抽查)."""
    return part_of(scenario).verify.startswith("sample")


def limits(office_id: int, scenario: Scenario) -> Callable[[str, date, Limit | None], Limit | None]:
    """Find the office's own limit for a key on a day, or the edition's (E1-R21)."""
    rules = [row for row in office.at_hand(office_id).rules if row.scenario in ("", scenario.scenario)]
    # What is said for the scenario is nearer than what is said for all.
    rules.sort(key=lambda row: row.scenario != "")

    def limit(key: str, on: date, default: Limit | None) -> Limit | None:
        held = [row for row in rules if row.key == key and row.from_on <= on and (not row.to_on or on < row.to_on)]
        return Limit.parse(str(held[-1].value)) if held else default

    return limit

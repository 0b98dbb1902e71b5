"""What the readers that scenarios name (their section `access`) close to the holder of some roles."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gewu.kernel.types import Closed
from gewu.office.queries.hand import AtHand
from gewu.scenario.grammar import Scenario, Subject

Lines = tuple[tuple[str, str, tuple], ...]


def closed(hand: AtHand, roles: frozenset[str], on: date) -> Closed:
    """Say what is closed to the holder of `roles` on a day, by the newest edition of each scenario.

    A scenario that is out of use keeps its readers: its rows are still there.
    """
    key = (roles, on)
    if key not in hand.shelf.closed:
        hand.shelf.closed[key] = _closed(_newest(hand, on), roles)
    return hand.shelf.closed[key]


def _newest(hand: AtHand, on: date) -> list[Scenario]:
    begun = (row for row in hand.editions if row.in_force and row.from_on and row.from_on <= on)
    newest = {row.scenario: row.sha256 for row in sorted(begun, key=lambda row: row.from_on or on)}
    return hand.shelf.scenarios(newest.values())


def _closed(scenarios: list[Scenario], roles: frozenset[str]) -> Closed:
    shown = {one.scenario: one.access.shows_rows(roles) for one in scenarios}
    open_to_them, shut = (
        [one.subject for one in scenarios if one.subject and shown[one.scenario] is is_open]
        for is_open in (True, False)
    )
    return Closed(
        scenarios=frozenset(key for key, is_open in shown.items() if not is_open),
        totals=frozenset(one.scenario for one in scenarios if not one.access.shows_totals(roles)),
        kinds=frozenset(one.kind for one in shut) - {one.kind for one in open_to_them},
        tags=frozenset(_tags(shut)) - frozenset(_tags(open_to_them)),
        cases=tuple((one.scenario, lines) for one in scenarios for lines in _cases(one, roles)),
    )


def _tags(parts: list[Subject]) -> Iterator[str]:
    for part in parts:
        yield from part.tags
        if part.tag:
            yield part.tag


def _cases(scenario: Scenario, roles: frozenset[str]) -> Iterator[Lines]:
    for only in scenario.access.only:
        if not roles & set(only.who):
            for group in only.when.groups:
                yield tuple((line.on, line.operator, line.values) for line in group)

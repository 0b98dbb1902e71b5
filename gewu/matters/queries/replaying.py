"""Whether the columns of matters say what their events say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from gewu.matters.loop import fold, heard
from gewu.matters.models import Matter, MatterEvent
from gewu.matters.rules import Folded
from gewu.office import queries as office
from gewu.scenario.grammar import Scenario


@dataclass(frozen=True)
class Difference:
    """A column that does not say what the events say."""

    number: str
    column: str
    held: object
    folded: object


def replay_check(office_id: int, limit: int = 100) -> list[Difference]:
    """Fold every matter again from its events and compare; return at most `limit` differences, [] when all agree."""
    found: list[Difference] = []
    known: dict[tuple[str, str], Scenario] = {}
    for row, events in _with_events(office_id):
        key = (row.scenario, row.edition)
        known[key] = known.get(key) or office.edition(office_id, *key)
        folded = fold(known[key], map(heard, events))
        found += _differences(row, folded)
        if len(found) >= limit:
            break
    return found[:limit]


def _with_events(office_id: int) -> Iterator[tuple[Matter, list[MatterEvent]]]:
    events = MatterEvent.objects.filter(office_id=office_id).order_by("matter_id", "seq").iterator(chunk_size=5000)
    grouped = groupby(events, key=lambda event: event.matter_id)
    held: tuple[int, list[MatterEvent]] | None = None
    for row in Matter.objects.filter(office_id=office_id).order_by("id").iterator(chunk_size=2000):
        while held is None or held[0] < row.id:
            group = next(grouped, None)
            if group is None:
                break
            held = (group[0], list(group[1]))
        yield row, held[1] if held and held[0] == row.id else []


def _differences(row: Matter, folded: Folded) -> Iterator[Difference]:
    changed = {name: value for name in ("category", "grade") if (value := getattr(folded, name))}
    for column, value in {**folded.columns(), **changed}.items():
        if getattr(row, column) != value:
            yield Difference(row.number, column, getattr(row, column), value)
    for key, value in folded.answers.items():
        if row.answers.get(key) != value:
            yield Difference(row.number, f"answers.{key}", row.answers.get(key), value)

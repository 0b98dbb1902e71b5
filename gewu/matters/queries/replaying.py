"""Whether the columns of matters say what their events say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django.db.models import Q, QuerySet

from gewu.matters.loop import fold, heard
from gewu.matters.models import Matter, MatterEvent, Passage
from gewu.matters.rules import OPEN, Folded, passages
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
    events = _in_turn(MatterEvent.objects.filter(office_id=office_id).order_by("matter_id", "seq"))
    passed = _in_turn(Passage.objects.filter(office_id=office_id).order_by("matter_id"))
    for row in Matter.objects.filter(office_id=office_id).order_by("id").iterator(chunk_size=2000):
        key = (row.scenario, row.edition)
        known[key] = known.get(key) or office.edition(office_id, *key)
        folded = fold(known[key], map(heard, events(row.id)))
        found += _differences(row, folded)
        found += _unlike(row, {_row(one) for one in passed(row.id)}, set(passages.rows(row, folded)))
        if len(found) >= limit:
            break
    return found[:limit]


def left_behind(office_id: int) -> list[tuple[str, str]]:
    """The open matters that follow a main one that is over or follows another: their number, and its."""
    following = Matter.objects.filter(office_id=office_id, merged_into__isnull=False, state__in=OPEN)
    lost = following.filter(Q(merged_into__state__in=("done", "void")) | Q(merged_into__merged_into__isnull=False))
    return list(lost.order_by("id").values_list("number", "merged_into__number"))


_row = attrgetter(*passages.COLUMNS)


def _in_turn(rows: QuerySet) -> Callable[[int], list]:
    """Give the rows of one matter after the other, in the order of their ids."""
    grouped = groupby(rows.iterator(chunk_size=5000), key=attrgetter("matter_id"))
    held: tuple[int, list] = (0, [])

    def of(matter_id: int) -> list:
        nonlocal held
        while held[0] < matter_id and (group := next(grouped, None)):
            held = (group[0], list(group[1]))
        return held[1] if held[0] == matter_id else []

    return of


def _differences(row: Matter, folded: Folded) -> Iterator[Difference]:
    changed = {name: value for name in ("category", "grade") if (value := getattr(folded, name))}
    for column, value in {**folded.columns(), **changed}.items():
        if getattr(row, column) != value:
            yield Difference(row.number, column, getattr(row, column), value)
    for key, value in folded.answers.items():
        if row.answers.get(key) != value:
            yield Difference(row.number, f"answers.{key}", row.answers.get(key), value)


def _unlike(row: Matter, held: set[tuple], folded: set[tuple]) -> Iterator[Difference]:
    for _, seq, step in sorted({one[:3] for one in held ^ folded}):
        here, there = ([one[3:] for one in rows if one[1:3] == (seq, step)] for rows in (held, folded))
        yield Difference(row.number, f"passages.{seq}.{step}", here, there)

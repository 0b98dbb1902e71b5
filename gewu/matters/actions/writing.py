"""Writing what the rules decided: projected columns, event rows, passages, facts and search entries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gewu.answers import actions as answers
from gewu.answers import search
from gewu.journal.actions import bulk
from gewu.matters.models import Matter, MatterEvent, Passage
from gewu.matters.rules import Event, Folded, category_title, part_of
from gewu.matters.rules.passages import COLUMNS, KEY, rows
from gewu.scenario.grammar import Field, Scenario


def project(matter: Matter, state: Folded) -> list[str]:
    """Let the columns follow the folded state; return the names of those that changed."""
    wanted = {**state.columns(), "answers": {**matter.answers, **state.answers}}
    wanted |= {name: value for name in ("category", "grade") if (value := getattr(state, name))}
    changed = [name for name, value in wanted.items() if getattr(matter, name) != value]
    for name in changed:
        setattr(matter, name, wanted[name])
    return changed


def passages(matter: Matter, before: Sequence[tuple], state: Folded) -> None:
    """Let the rows of passages follow the folded state; `before` is what they were."""
    after = rows(matter, state)
    if after == before:
        return
    if gone := {row[:3] for row in before} - {row[:3] for row in after}:
        Passage.objects.filter(matter=matter, seq__in={seq for _, seq, _ in gone}).delete()
    Passage.objects.bulk_create(
        [Passage(**dict(zip(COLUMNS, row, strict=True))) for row in after],
        update_conflicts=True,
        unique_fields=KEY,
        update_fields=COLUMNS[3:],
    )


#: columns of an event's row, in the order of told()
EVENT = ("office", "matter", "seq", "kind", "step", "at", "staff_id", "actor", "unit_id", "said")


def told(office_id: int, matter_id: int, event: Event) -> tuple:
    """An event as a row."""
    own = (event.seq, event.kind, event.step, event.at, event.staff_id, event.actor[:60], event.unit_id)
    return office_id, matter_id, *own, event.said.written()


def append(matter: Matter, event: Event) -> None:
    """Keep an event; it is never changed afterwards."""
    bulk.insert(MatterEvent, EVENT, [told(matter.office_id, matter.id, event)])


def facts(matter: Matter, scenario: Scenario) -> None:
    """Keep the countable answers of a matter as facts."""
    asks = part_of(scenario).asks
    if any(ask.counted for ask in asks.values()):
        answers.keep_many([answered(matter, asks)])


def answered(matter: Matter, asks: Mapping[str, Field]) -> answers.Answered:
    """The answers of a matter, to be kept as facts where something counts them."""
    return answers.Answered(
        "matter", matter.id, matter.office_id, matter.area_id, asks, matter.answers, matter.edition
    )


def entry(matter: Matter, scenario: Scenario) -> search.Entry:
    """Make a matter findable by number, place, words and category; never by who reported."""
    words = (matter.number, matter.external_number, matter.place_text, matter.body)
    return search.Entry(
        matter.office_id,
        "matter",
        matter.id,
        matter.title,
        " ".join([*filter(None, words), category_title(scenario, matter.category)]),
        area_id=matter.area_id,
        unit_id=matter.unit_id,
        space=matter.space,
        day=matter.received_on,
    )

"""Drafted matters become rows, one or thousands: matters, events, passages, co-handlers, facts, search entries."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter

from gewu.answers import actions as answers
from gewu.answers import search
from gewu.journal.actions import bulk
from gewu.matters.actions.drafts import Draft
from gewu.matters.actions.writing import EVENT, answered, entry, told
from gewu.matters.models import CoHandler, Matter, MatterEvent, Passage
from gewu.matters.rules import COLUMNS, part_of, passages

_NEW = (
    *("channel", "external_number", "level", "title", "body", "lon", "lat"),
    *("subject_id", "record_id", "anonymous", "follows_id"),
)
_HERE = ("id", "office_id", "number", "scenario", "edition", "place_text", "area_id", "reporter_id", "space")
_COLUMNS = (*_NEW, *_HERE, "category", "grade", "answers", *COLUMNS)
_FIELDS = tuple(Matter._meta.get_field(name).name for name in _COLUMNS)
_values = attrgetter(*_COLUMNS)
_HELP = ("office", "matter", "unit", "asked_at", "due_at", "answered_at", "words")


def write(drafts: Sequence[Draft], line: Callable[[int], bulk.Part] | None = None) -> list[Matter]:
    """Write drafted matters and all that hangs on them, inside the caller's transaction; return their rows.

    line  makes the journal line of a single one from its id, to be written along
    """
    matters = [_matter(draft) for draft in drafts]
    known = [(one, draft.scenario) for one, draft in zip(matters, drafts, strict=True)]
    bulk.insert_parts(
        [
            bulk.Part(Matter, _FIELDS, [_values(one) for one in matters]),
            bulk.Part(
                MatterEvent, EVENT, [told(one.office_id, one.id, event) for one in drafts for event in one.events]
            ),
            bulk.Part(
                Passage,
                passages.COLUMNS,
                [row for one, draft in zip(matters, drafts, strict=True) for row in passages.rows(one, draft.state)],
            ),
            bulk.Part(CoHandler, _HELP, list(_co_handlers(drafts))),
            answers.facts(answered(one, asks) for one, scenario in known if (asks := part_of(scenario).asks)),
            search.entries(entry(one, scenario) for one, scenario in known),
            answers.covers(matters[0].office_id, "matter", {one.id: one.covered for one in drafts if one.covered}),
            *([line(drafts[0].id)] if line else []),
        ]
    )
    return matters


def _matter(draft: Draft) -> Matter:
    new, part, subject = draft.new, part_of(draft.scenario), draft.subject
    made = Matter(
        id=draft.id,
        office_id=draft.office_id,
        number=draft.number,
        scenario=draft.scenario.scenario,
        edition=draft.scenario.edition,
        place_text=new.place or (subject.place_text or subject.name if subject else ""),
        area_id=draft.area_id,
        reporter_id=draft.reporter_id,
        space=part.space,
        category=draft.category,
        grade=draft.state.grade or new.grade,
        answers={**draft.given, **draft.state.answers},
        **{name: getattr(new, name) for name in _NEW},
        **draft.state.columns(),
    )
    made._state.adding = False
    return made


def _co_handlers(drafts: Sequence[Draft]) -> Iterator[tuple]:
    for draft in drafts:
        asked: dict[int, tuple] = {}
        for event in draft.events:
            if event.kind == "co_asked":
                asked[event.said.co_unit] = (event.at, event.said.co_due_at, None, "")
            elif event.kind == "co_answered":
                answers = event.said.co_units or asked.keys()
                waiting = {unit_id: asked[unit_id] for unit_id in answers if asked[unit_id][2] is None}
                asked |= {unit_id: (*one[:2], event.at, event.said.words) for unit_id, one in waiting.items()}
        for unit_id, stands in asked.items():
            yield (draft.office_id, draft.id, unit_id, *stands)

"""Drafted matters become rows, one or thousands: matters, events, co-handlers, facts, search entries."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter

from gewu.answers import actions as answers
from gewu.answers import search
from gewu.journal.actions import bulk
from gewu.matters.actions.drafts import Draft
from gewu.matters.actions.writing import answered, entry
from gewu.matters.models import CoHandler, Matter, MatterEvent
from gewu.matters.rules import COLUMNS, part_of

_NEW = (
    "channel",
    "external_number",
    "level",
    "title",
    "body",
    "lon",
    "lat",
    "subject_id",
    "record_id",
    "anonymous",
    "follows_id",
)
_DRAFT = ("office_id", "number", "edition", "place_text", "area_id", "reporter_id", "space", "category", "answers")
_COLUMNS = (*_NEW, *_DRAFT, "scenario", "grade", *COLUMNS)
_new, _draft, _state = attrgetter(*_NEW), attrgetter(*_DRAFT), attrgetter(*COLUMNS)
_FIELDS = tuple(Matter._meta.get_field(name).name for name in _COLUMNS)
_EVENT = ("office", "matter", "seq", "kind", "step", "at", "staff_id", "actor", "unit_id", "said")
_HELP = ("office", "matter", "unit", "asked_at", "due_at", "answered_at", "words")


def write(drafts: Sequence[Draft], line: Callable[[int], bulk.Part] | None = None) -> None:
    """Write drafted matters and all that hangs on them, inside the caller's transaction.

    line  makes the journal line of a single one from its id, to be written along
    """
    rows = [_row(draft) for draft in drafts]
    if drafts and not drafts[0].id:
        (drafts[0].id,) = (bulk.insert_one(Matter, _FIELDS, row) for row in rows)
        matters = bulk.Part(Matter, _FIELDS, [])
    else:
        with_id = [(draft.id, *row) for draft, row in zip(drafts, rows, strict=True)]
        matters = bulk.Part(Matter, ("id", *_FIELDS), with_id)
    bulk.insert_parts(
        [
            matters,
            bulk.Part(MatterEvent, _EVENT, list(_events(drafts))),
            bulk.Part(CoHandler, _HELP, list(_co_handlers(drafts))),
            answers.facts(answered(draft, asks) for draft in drafts if (asks := part_of(draft.scenario).asks)),
            search.entries(entry(draft, draft.scenario) for draft in drafts),
            *([line(drafts[0].id)] if line else []),
        ]
    )


def matter(draft: Draft) -> Matter:
    """The row that a draft was written as."""
    made = Matter(id=draft.id, **dict(zip(_COLUMNS, _row(draft), strict=True)))
    made._state.adding = False
    return made


def _row(draft: Draft) -> tuple:
    scenario, grade = draft.scenario.scenario, draft.state.grade or draft.new.grade
    return (*_new(draft.new), *_draft(draft), scenario, grade, *_state(draft.state))


def _events(drafts: Sequence[Draft]) -> Iterator[tuple]:
    for draft in drafts:
        for event in draft.events:
            told = (event.seq, event.kind, event.step, event.at, event.staff_id, event.actor[:60], event.unit_id)
            yield (draft.office_id, draft.id, *told, event.said.written())


def _co_handlers(drafts: Sequence[Draft]) -> Iterator[tuple]:
    for draft in drafts:
        asked = {event.said.co_unit: event for event in draft.events if event.kind == "co_asked"}
        answer = next((event for event in draft.events if event.kind == "co_answered"), None)
        came = (answer.at, answer.said.words) if answer else (None, "")
        for unit_id, event in asked.items():
            yield (draft.office_id, draft.id, unit_id, event.at, event.said.co_due_at, *came)

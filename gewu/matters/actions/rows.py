"""Drafted matters become rows, by the thousand: matters, events, co-handlers, facts, search entries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter

from gewu.answers import actions as answers
from gewu.answers import search
from gewu.journal.actions import bulk
from gewu.matters.models import CoHandler, Matter, MatterEvent
from gewu.matters.rules import COLUMNS, Event, Folded, NewMatter, category_title
from gewu.matters.rules.path import part_of
from gewu.scenario.grammar import Scenario


@dataclass(frozen=True)
class Subject:
    """What a matter takes over from the subject it is about."""

    id: int
    name: str
    area_id: int | None
    place_text: str


@dataclass(slots=True)
class Draft:
    """One matter on its way into rows; `id`, `number`, `events` and `state` come in that order."""

    office_id: int
    scenario: Scenario
    new: NewMatter
    received_at: datetime
    subject: Subject | None
    answers: Mapping[str, object]
    id: int = 0
    number: str = ""
    events: list[Event] = field(default_factory=list)
    state: Folded = field(default_factory=Folded)
    reporter_id: int | None = None
    repeat_of_id: int | None = None

    @property
    def area_id(self) -> int | None:
        return self.new.area_id or (self.subject.area_id if self.subject else None)

    @property
    def place(self) -> str:
        return self.new.place or (self.subject.place_text or self.subject.name if self.subject else "")

    @property
    def all_answers(self) -> Mapping[str, object]:
        return {**self.answers, **self.state.answers}


def write(drafts: Sequence[Draft]) -> None:
    """Write drafted matters and all that hangs on them, inside the caller's transaction."""
    bulk.insert(Matter, _MATTER, map(_matter, drafts))
    bulk.insert(MatterEvent, _EVENT, _events(drafts))
    CoHandler.objects.bulk_create(_co_handlers(drafts))
    answers.keep_many(map(_answered, (draft for draft in drafts if draft.all_answers)), fresh=True)
    search.index_many(map(_entry, drafts), fresh=True)


_IDENTITY = (
    *("id", "office", "number", "scenario", "edition", "channel", "external_number", "level", "title", "body"),
    *("place_text", "lon", "lat", "area", "subject", "record_id", "reporter", "anonymous", "space"),
    *("repeat_of", "follows", "category", "grade", "answers"),
)
_PROJECTED = attrgetter(*COLUMNS)
_MATTER = (*_IDENTITY, *(name.removesuffix("_id") for name in COLUMNS))
_EVENT = ("office", "matter", "seq", "kind", "step", "at", "staff_id", "actor", "unit_id", "said")


def _matter(draft: Draft) -> tuple:
    new, state = draft.new, draft.state
    return (
        draft.id,
        draft.office_id,
        draft.number,
        new.scenario,
        draft.scenario.edition,
        new.channel,
        new.external_number,
        new.level,
        new.title,
        new.body,
        draft.place,
        new.lon,
        new.lat,
        draft.area_id,
        new.subject_id,
        new.record_id,
        draft.reporter_id,
        new.anonymous,
        part_of(draft.scenario).space,
        draft.repeat_of_id or new.repeat_of_id,
        new.follows_id,
        state.category or new.category,
        state.grade or new.grade,
        draft.all_answers,
        *_PROJECTED(state),
    )


def _events(drafts: Sequence[Draft]) -> Iterator[tuple]:
    for draft in drafts:
        for event in draft.events:
            yield (
                draft.office_id,
                draft.id,
                event.seq,
                event.kind,
                event.step,
                event.at,
                event.staff_id,
                event.actor[:60],
                event.unit_id,
                event.said.written(),
            )


def _co_handlers(drafts: Sequence[Draft]) -> Iterator[CoHandler]:
    for draft in drafts:
        asked = {event.said.co_unit: event for event in draft.events if event.kind == "co_asked"}
        answered = next((event for event in draft.events if event.kind == "co_answered"), None)
        for unit_id, event in asked.items():
            yield CoHandler(
                office_id=draft.office_id,
                matter_id=draft.id,
                unit_id=unit_id,
                asked_at=event.at,
                due_at=event.said.co_due_at,
                answered_at=answered.at if answered else None,
                words=answered.said.words if answered else "",
            )


def _answered(draft: Draft) -> answers.Answered:
    asks = part_of(draft.scenario).asks
    return answers.Answered(
        "matter", draft.id, draft.office_id, draft.area_id, asks, draft.all_answers, draft.scenario.edition
    )


def _entry(draft: Draft) -> search.Entry:
    new = draft.new
    words = filter(None, (draft.number, new.external_number, draft.place, new.body))
    return search.Entry(
        draft.office_id,
        "matter",
        draft.id,
        new.title,
        " ".join([*words, category_title(draft.scenario, new.category)]),
        area_id=draft.area_id,
        unit_id=draft.state.unit_id,
        space=part_of(draft.scenario).space,
        day=draft.state.received_on,
    )

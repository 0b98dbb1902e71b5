"""Who tells rows to people: what scenarios call things, and which names are masked for this reader."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from gewu.journal.rows import kept
from gewu.kernel.identifiers import mask_name
from gewu.kernel.nouns import Happened, Noun, nouns
from gewu.kernel.types import Scope
from gewu.office import queries as office
from gewu.scenario import saying
from gewu.scenario.grammar import Scenario

PRIVATE = ("person", "household")


class Telling:
    """A kernel.nouns.Teller: what the cells of one list share. `on` is the day on which it is told."""

    def __init__(self, for_: Scope, on: date = date.max):
        self.for_, self.on = for_, on
        self._editions: dict[tuple[str, str], Scenario] = {}

    @cached_property
    def adopted(self) -> Mapping[str, Scenario]:
        return office.adopted(self.for_.office_id, self.on)

    def edition(self, row: Any) -> Scenario:
        key = (row.scenario, row.edition)
        if key not in self._editions:
            self._editions[key] = office.edition(self.for_.office_id, *key)
        return self._editions[key]

    def name(self, subject: Any) -> str:
        if subject is None:
            return ""
        return mask_name(subject.name) if subject.nature in PRIVATE and not self._knows(subject) else subject.name

    def _knows(self, subject: Any) -> bool:
        """Whether the reader may open the subject itself, wherever it is: areas are not asked."""
        open_to_them = subject.space in self.for_.spaces and subject.kind not in self.for_.closed.kinds
        return open_to_them and self.for_.may("registry.see")

    def title(self, row: Any, word: str, value: str) -> str:
        return saying.title(self.edition(row), word, value) if value else ""

    def word(self, scenario: str, word: str, value: str) -> str:
        return saying.title(self.adopted[scenario], word, value) if scenario in self.adopted else value


def story(subject_id: int, tell: Telling, most: int) -> list[tuple[Noun, int, Happened]]:
    """All that rooms keep about a subject and the reader may see, newest first: (noun, id of the row, its line)."""
    found = [
        (noun, row.pk, line)
        for noun in nouns().values()
        if noun.story and noun.seen_by(tell.for_)
        for row in _newest(noun, subject_id, tell.for_, most)
        if (line := noun.story(row, tell))
    ]
    return sorted(found, key=lambda one: one[2].day, reverse=True)[:most]


def _newest(noun: Noun, subject_id: int, for_: Scope, most: int) -> QuerySet:
    rows = kept(noun, for_).filter(**{noun.subject: subject_id}).select_related(*noun.with_)
    return rows.order_by(f"-{noun.day}", "-id")[:most]

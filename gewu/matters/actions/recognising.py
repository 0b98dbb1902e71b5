"""Who reported, and whether they came before with the same matter (E1-R19); asked for all that comes in together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import FilteredRelation, Q

from gewu.matters import reporters
from gewu.matters.actions.drafts import Draft
from gewu.matters.models import Reporter
from gewu.matters.rules import part_of
from gewu.matters.rules.intake import same_categories


@dataclass(frozen=True)
class _Came:
    """That a caller came: when, with which matter of which category."""

    at: datetime
    matter_id: int
    category: str


class Callers:
    """The callers of what comes in, by telephone.

    A name without a telephone is nobody in particular: each such caller is a row of its own, and what they report is
    never a repetition by itself. A person may find that it is one (verbs.repeating).
    """

    def __init__(self, office_id: int):
        self.office_id = office_id
        self.rows: dict[tuple[str, str], int] = {}  # (blind index of the telephone, masked name) -> reporter id
        self.came: dict[tuple[str, str, int | None], list[_Came]] = {}  # (blind, scenario, subject) -> when and what

    def know(self, drafts: Sequence[Draft]) -> None:
        """Give each draft the row of who reported it, new or known, and look up what its callers reported before."""
        named = [(draft, row) for draft in drafts if (row := self._row(draft))]
        self._look_up([(draft, row) for draft, row in named if row.blind])
        fresh: dict[object, Reporter] = {}
        for _, row in named:
            if not row.blind or _key(row) not in self.rows:
                fresh.setdefault(_key(row) if row.blind else id(row), row)
        Reporter.objects.bulk_create(fresh.values(), batch_size=1000)
        self.rows |= {_key(row): row.id for row in fresh.values() if row.blind}
        for draft, row in named:
            draft.reporter_id, draft.caller = self.rows[_key(row)] if row.blind else row.id, row.blind

    def _row(self, draft: Draft) -> Reporter | None:
        said = draft.new.reporter
        if said is None or draft.new.anonymous or not (said.name or said.phone):
            return None
        return reporters.row(self.office_id, said)

    def _look_up(self, named: Sequence[tuple[Draft, Reporter]]) -> None:
        """Ask in one question for the rows of these callers, and for what they reported within the longest term."""
        self.came = defaultdict(list)
        if not named:
            return
        since = min(draft.received_at - _within(draft) for draft, _ in named)
        counts = Q(matters__void_at=None, matters__received_at__gte=since)
        found = Reporter.objects.filter(office_id=self.office_id, blind__in={row.blind for _, row in named})
        found = found.annotate(earlier=FilteredRelation("matters", condition=counts)).order_by("-id")
        matter = ("id", "scenario", "category", "subject_id", "received_at")
        columns = found.values_list("blind", "masked_name", "id", *(f"earlier__{name}" for name in matter))
        for blind, name, reporter_id, id, scenario, category, subject_id, at in columns:
            self.rows[blind, name] = reporter_id
            if id:
                self.came[blind, scenario, subject_id].append(_Came(at, id, category))

    def earlier(self, draft: Draft) -> int | None:
        """The latest matter that the same caller reported on the same thing within the scenario's days, by id."""
        if not draft.caller:
            return None
        same = same_categories(draft.scenario, draft.new.category)
        since = draft.received_at - _within(draft)
        found = (one for one in self._came(draft) if one.category in same and since <= one.at <= draft.received_at)
        latest = max(found, key=lambda one: (one.at, one.matter_id), default=None)
        return latest.matter_id if latest else None

    def remember(self, draft: Draft) -> None:
        """Let those that come in after it see it."""
        if draft.caller and draft.state.void_at is None:
            self._came(draft).append(_Came(draft.received_at, draft.id, draft.category))

    def _came(self, draft: Draft) -> list[_Came]:
        return self.came[draft.caller, draft.scenario.scenario, draft.new.subject_id]


def _key(row: Reporter) -> tuple[str, str]:
    return row.blind, row.masked_name


def _within(draft: Draft) -> timedelta:
    return timedelta(days=part_of(draft.scenario).recur_within_days)

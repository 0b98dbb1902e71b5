"""Many matters with what happened to them: the rules of single steps, rows written in the database's quickest way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from gewu.answers import rules as answers_rules
from gewu.journal import actions as journal
from gewu.journal.actions import bulk
from gewu.kernel import ciphers
from gewu.kernel.calendar import local_day
from gewu.kernel.types import Actor, Refused
from gewu.matters import books, reporters
from gewu.matters.actions import rows
from gewu.matters.actions.intake import must_be_new, series_of
from gewu.matters.loop import apply, next_event, verb_of
from gewu.matters.models import Matter, Reporter
from gewu.matters.rules import About, Book, Folded, History, Move, NewMatter
from gewu.matters.rules.intake import asks_of, come_again, drawn, prepared
from gewu.matters.rules.path import part_of
from gewu.office import queries as office
from gewu.office.models import Staff
from gewu.registry.models import Subject
from gewu.scenario.grammar import Scenario

BATCH = 2000
Progress = Callable[[int, int], None]


@transaction.atomic
def take_in_many(
    by: Actor, at: datetime, histories: Iterable[History], on_progress: Progress | None = None
) -> list[int]:
    """Take in matters with their histories (imports, the demo); answers their ids in the order given.

    Every event obeys the rules of a single step; rights are those of the importer. Photos that another system keeps
    are named by `said={"photo_kept_in": …}`; a child names its parent by `said={"into_external": number}`.
    Errors: Refused as take_in and do, its words beginning with the place in the list ("第12件：…"); nothing is kept.
    """
    by.must("matters.take_in", ask="值班长")
    histories, load = list(histories), _Load(by)
    numbers: list[str] = []
    ids: list[int] = []
    for batch in bulk.batches(enumerate(histories, 1), BATCH):
        drafts = load.drafts(batch)
        rows.write(drafts)
        ids += [draft.id for draft in drafts]
        numbers += [draft.number for draft in drafts]
        if on_progress:
            on_progress(len(ids), len(histories))
    digest = ciphers.digest("\n".join(numbers))
    journal.write(
        "matters.taken_in_many",
        office_id=by.office_id,
        by=by,
        at=at,
        noun="matter",
        count=len(ids),
        detail={"manifest": digest},
    )
    return ids


class _Load:
    """What is looked up once for a whole load, and what it has seen so far."""

    def __init__(self, by: Actor):
        self.by = by
        self.names = dict(Staff.objects.filter(office_id=by.office_id).values_list("id", "name"))
        self.locks = office.locks(by.office_id)
        self.adopted: dict[date, Mapping[str, Scenario]] = {}
        self.judges: dict[tuple[str, str], Book] = {}
        self.callers: dict[tuple[str, str], int] = {}  # (blind, masked name) -> reporter id
        self.latest: dict[tuple, tuple[datetime, int]] = {}  # who and what -> last time, matter id
        self.external: dict[tuple[str, str], int] = {}

    def drafts(self, batch: Sequence[tuple[int, History]]) -> list[rows.Draft]:
        """Check, number and unfold one batch."""
        subjects = self._subjects(history.new.subject_id for _, history in batch)
        drafts = [self._begun(place, history, subjects) for place, history in batch]
        self._must_be_new(drafts)
        self._number(drafts)
        for draft, (place, history) in zip(drafts, batch, strict=True):
            with _at_place(place):
                self._unfold(draft, history)
        self._know(drafts)
        return drafts

    def _subjects(self, wanted: Iterable[int | None]) -> dict[int, rows.Subject]:
        found = Subject.objects.for_scope(self.by.scope).filter(id__in=set(wanted) - {None})
        columns = found.values_list("id", "name", "area_id", "place_text")
        return {row[0]: rows.Subject(*row) for row in columns}

    def _begun(self, place: int, history: History, subjects: Mapping[int, rows.Subject]) -> rows.Draft:
        with _at_place(place):
            new, at = history.new, _received_at(history)
            self._must_be_open(local_day(at))
            scenario = self._scenario(new, local_day(at))
            subject = subjects.get(new.subject_id) if new.subject_id else None
            if new.subject_id and subject is None:
                raise Refused("matters.R203", "没有找到这个对象，没有登记。", "请从底数台账中选择本辖区的对象。")
            new = prepared(scenario, new, subject.name if subject else "")
            # Its category was decided where the history comes from; only a repetition named in it decides anew.
            new = come_again(scenario, new) if new.repeat_of_id else new
            kept = answers_rules.clean(asks_of(part_of(scenario)), new.answers) if new.answers else {}
            return rows.Draft(self.by.office_id, scenario, new, at, subject, kept)

    def _scenario(self, new: NewMatter, day: date) -> Scenario:
        if new.edition:
            return office.edition(self.by.office_id, new.scenario, new.edition)
        if day not in self.adopted:
            self.adopted[day] = office.adopted(self.by.office_id, day)
        found = self.adopted[day].get(new.scenario)
        return found or books.edition_for(self.by.office_id, new.scenario, day)

    def _must_be_open(self, day: date) -> None:
        if any(start <= day < end for start, end in self.locks):
            office.must_be_open(self.by.office_id, day)

    def _must_be_new(self, drafts: Sequence[rows.Draft]) -> None:
        sent: dict[str, list[str]] = {}
        for draft in drafts:
            if number := draft.new.external_number:
                if (draft.new.scenario, number) in self.external:
                    raise Refused("matters.R206", f"外部编号{number}在文件中出现两次，没有登记。", "请去掉重复的行。")
                self.external[draft.new.scenario, number] = 0
                sent.setdefault(draft.new.scenario, []).append(number)
        for scenario, numbers in sent.items():
            must_be_new(self.by.office_id, scenario, numbers)

    def _number(self, drafts: Sequence[rows.Draft]) -> None:
        """Ids and numbers, a series of a day in one go."""
        series = [series_of(draft.scenario, draft.received_at) for draft in drafts]
        given = {
            name: iter(journal.next_numbers(self.by.office_id, name, count)) for name, count in Counter(series).items()
        }
        for draft, name, id in zip(drafts, series, bulk.take_ids(Matter, len(drafts)), strict=True):
            draft.id, draft.number = id, f"{name}{next(given[name]):04d}"
            if draft.new.external_number:
                self.external[draft.new.scenario, draft.new.external_number] = id

    def _unfold(self, draft: rows.Draft, history: History) -> None:
        """Let the history happen step by step, under the rules of a single step."""
        judge, new = self._judge(draft.scenario), draft.new
        lot = drawn(judge.verify, draft.number)
        about = About(new.category, new.grade, draft.number, new.subject_id is not None, lot)
        state = Folded()
        for told in history.events:
            event = next_event(judge, state, self._move(draft, told), about)
            apply(judge.path, state, event)
            draft.events.append(event)
        self._must_be_open(state.closed_on or state.received_on)
        draft.state = state

    def _judge(self, scenario: Scenario) -> Book:
        key = (scenario.scenario, scenario.edition)
        if key not in self.judges:
            self.judges[key] = books.book(self.by.office_id, scenario)
        return self.judges[key]

    def _move(self, draft: rows.Draft, told: tuple) -> Move:
        verb, at, staff, unit, said = told
        kind, _, to = verb.partition(":")
        staff_id = getattr(staff, "id", staff)
        if said and ("answers" in said or "into_external" in said):
            said = self._heard(draft, said)
        actor = self.names.get(staff_id, self.by.label)
        return Move(kind, at, staff_id, actor, verb_of(kind).says.read(said or {}), to, getattr(unit, "id", unit))

    def _heard(self, draft: rows.Draft, said: Mapping[str, Any]) -> dict[str, Any]:
        said = dict(said)
        if "answers" in said:
            said["answers"] = answers_rules.clean(asks_of(part_of(draft.scenario)), said["answers"])
        if "into_external" in said:
            said["into"] = self.external.get((draft.new.scenario, said.pop("into_external")))
        return said

    def _know(self, drafts: Sequence[rows.Draft]) -> None:
        """Seal who reported, once each, and mark who came again with the same matter (E1-R19)."""
        fresh: dict[tuple[str, str], Reporter] = {}
        named = [(draft, row) for draft in drafts if (row := self._reporter(draft)) is not None]
        for _, row in named:
            if (key := _who(row)) not in self.callers:
                fresh.setdefault(key, row)
        for row, id in zip(fresh.values(), bulk.take_ids(Reporter, len(fresh)) if fresh else (), strict=True):
            row.id = id
        Reporter.objects.bulk_create(fresh.values(), batch_size=1000)
        self.callers |= {key: row.id for key, row in fresh.items()}
        for draft, row in named:
            draft.reporter_id = self.callers[_who(row)]
            draft.repeat_of_id = draft.new.repeat_of_id or self._earlier(draft, row.blind)

    def _reporter(self, draft: rows.Draft) -> Reporter | None:
        said = draft.new.reporter
        if said is None or draft.new.anonymous or not (said.name or said.phone):
            return None
        return reporters.row(self.by.office_id, said)

    def _earlier(self, draft: rows.Draft, blind: str) -> int | None:
        key = (blind, draft.new.scenario, draft.new.category, draft.new.subject_id)
        before = self.latest.get(key)
        self.latest[key] = (draft.received_at, draft.id)
        days = timedelta(days=part_of(draft.scenario).recur_within_days)
        return before[1] if before and timedelta(0) <= draft.received_at - before[0] <= days else None


class _at_place:
    """Let a refusal name the place in the list."""

    def __init__(self, place: int):
        self.place = place

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind, refused, trace) -> None:
        if isinstance(refused, Refused):
            raise Refused(refused.id, f"第{self.place}件：{refused.words}", refused.hint, refused.fields) from refused


def _received_at(history: History) -> datetime:
    if not history.events or history.events[0][0] != "received":
        raise Refused("matters.R204", "经过的第一步必须是登记，没有登记。", "请在文件中补上登记时间。")
    return history.events[0][1]


def _who(row: Reporter) -> tuple[str, str]:
    return row.blind, row.masked_name

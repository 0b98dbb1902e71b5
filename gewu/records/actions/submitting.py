"""Submitting records, one or many, by the same rules; voiding one with a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING

from django.db import transaction

from gewu.answers import actions as answers
from gewu.answers import rules as answer_rules
from gewu.answers import search
from gewu.journal import actions as journal
from gewu.journal.actions import bulk
from gewu.kernel import ciphers, telltale
from gewu.kernel.calendar import local_day
from gewu.kernel.telltale import Found
from gewu.kernel.types import Actor, Refused
from gewu.office import queries as office
from gewu.records import rules
from gewu.records.models import Record
from gewu.records.rules import NewRecord
from gewu.registry import queries as registry
from gewu.scenario.grammar import Scenario
from gewu.scenario.ideas.conditions import shown
from gewu.scenario.rules import asked
from gewu.tasks import actions as tasks
from gewu.tasks.actions.doing import Done

if TYPE_CHECKING:
    from gewu.registry.models import Subject

BATCH = 2000
Progress = Callable[[int, int], None]


def submit(new: NewRecord, *, by: Actor, at: datetime) -> Record:
    """Keep one record, with its facts, and mark the task it fulfils.

    Errors: Refused records.R1xx, answers.R101 (wrong answers, all at once), office.R310 (locked period).
    """
    (id,) = submit_many([new], by=by, at=at)
    return Record.objects.select_related("subject").get(id=id)


@transaction.atomic
def submit_many(
    records: Iterable[NewRecord], *, by: Actor, at: datetime, on_progress: Progress | None = None
) -> list[int]:
    """Keep records and return their ids in the order given; all or none.

    Each is entered when it says (`entered_at`), else at `at`, and made by whom it says, else by who acts.
    Errors: as submit; of several, the words begin with the place in the list.
    """
    by.must("records.submit", ask="社区书记或科室负责人")
    records = list(records)
    desk, ids, numbers = _Desk(by, at, alone=len(records) == 1), [], []
    for batch in bulk.batches(enumerate(records, 1), BATCH):
        ready = desk.checked(batch)
        desk.number(ready)
        _write(ready)
        ids += [row.id for row in ready]
        numbers += [row.number for row in ready]
        if on_progress:
            on_progress(len(ids), len(records))
    _journal(by, at, ids, numbers)
    return ids


@transaction.atomic
def void(record_id: int, *, by: Actor, at: datetime, reason: str) -> Record:
    """Void one's own record of the same day; of any other it is proposed, and another person decides (judge_void).

    A void record leaves every live figure, and the task it fulfilled is open again.
    Errors: Refused records.R404, R120 (no reason), R121 (void already), R122 (proposed already), office.R310.
    """
    row = _to_void(record_id, by)
    if not reason.strip():
        raise Refused("records.R120", "请写明作废的原因。", "补齐后再提交。", {"reason": "请写明原因"})
    if row.void_asked_at:
        raise Refused("records.R122", "这条记录已有人提出作废，还没有人确认。", "请在记录页面上确认，或不同意。")
    because = reason.strip()[:200]
    if rules.voids_alone(row.staff_id, row.happened_on, by.staff_id, local_day(at)):
        return _voided(row, because, by, at)
    row.void_asked_at, row.void_asked_by_id, row.void_asked_because = at, by.staff_id, because
    row.save(update_fields=["void_asked_at", "void_asked_by", "void_asked_because"])
    journal.write("records.void_asked", by=by, at=at, noun="record", row_id=row.id)
    return row


@transaction.atomic
def judge_void(record_id: int, *, by: Actor, at: datetime, agreed: bool) -> Record:
    """Decide on a proposal to void a record, which another person does; who proposed it may take it back.

    Errors: Refused records.R404, R121, R123 (nobody proposed it), R124 (one's own proposal), office.R310.
    """
    row = _to_void(record_id, by)
    if row.void_asked_at is None:
        raise Refused("records.R123", "没有人提出作废这条记录，未作改动。", "请刷新页面。")
    if agreed:
        if by.staff_id is None or by.staff_id == row.void_asked_by_id:
            cure = "请辖区内有走访登记权限的另一位同事确认，例如社区书记。"
            raise Refused("records.R124", "作废要由另一人确认，没有作废。", cure)
        return _voided(row, row.void_asked_because, by, at)
    row.void_asked_at, row.void_asked_by_id, row.void_asked_because = None, None, ""
    row.save(update_fields=["void_asked_at", "void_asked_by", "void_asked_because"])
    journal.write("records.void_refused", by=by, at=at, noun="record", row_id=row.id)
    return row


def _to_void(record_id: int, by: Actor) -> Record:
    by.must("records.submit")
    row: Record = Record.objects.for_scope(by.scope).select_for_update(of=("self",)).one(id=record_id)
    if row.void_at:
        raise Refused("records.R121", "这条记录已经作废。", "请刷新页面。")
    office.must_be_open(by.office_id, row.happened_on)
    return row


def _voided(row: Record, because: str, by: Actor, at: datetime) -> Record:
    row.void_at, row.void_reason = at, because
    row.save(update_fields=["void_at", "void_reason"])
    tasks.reopen(row.id, office_id=by.office_id)
    journal.write("records.voided", by=by, at=at, noun="record", row_id=row.id)
    return row


@dataclass(slots=True)
class _Ready:
    """A checked record on its way into rows."""

    scenario: Scenario
    new: NewRecord
    subject: Subject | None
    form: str
    answers: Mapping[str, object]
    checks: Mapping[str, str]
    entered_on: date
    office_id: int
    covered: Sequence[Found]
    id: int = 0
    number: str = ""

    @property
    def happened_on(self) -> date:
        return local_day(self.new.happened_at)

    @property
    def area_id(self) -> int | None:
        return self.new.area_id or (self.subject.area_id if self.subject else None)

    @property
    def space(self) -> str:
        if self.subject:
            return self.subject.space
        return self.scenario.subject.space if self.scenario.subject else ""

    @property
    def title(self) -> str:
        if self.new.title:
            return self.new.title
        part = rules.part_of(self.scenario)
        noun = part.forms.get(self.form, part.noun)
        return f"{noun}：{self.subject.name}" if self.subject else noun


class _Desk:
    """What is looked up once for a call."""

    def __init__(self, by: Actor, at: datetime, *, alone: bool):
        self.by, self.at, self.alone = by, at, alone
        self.locks = office.locks(by.office_id)
        self.adopted: dict[date, Mapping[str, Scenario]] = {}
        self.units = {key: one.unit_id for key, one in office.at_hand(by.office_id).staff.items()}

    def checked(self, batch: Sequence[tuple[int, NewRecord]]) -> list[_Ready]:
        subjects = registry.live(self.by.scope, {new.subject_id for _, new in batch})
        return [self._placed(place, new, subjects) for place, new in batch]

    def _placed(self, place: int, new: NewRecord, subjects: Mapping[int, Subject]) -> _Ready:
        try:
            return self._check(new, subjects)
        except Refused as refused:
            if self.alone:
                raise
            raise Refused(refused.id, f"第{place}条：{refused.words}", refused.hint, refused.fields) from refused

    def _check(self, new: NewRecord, subjects: Mapping[int, Subject]) -> _Ready:
        day = local_day(new.happened_at)
        if new.happened_at > self.at:
            raise Refused("records.R113", "发生时间晚于现在，没有保存。", "请核对时间。", {"happened_at": "晚于现在"})
        if any(start <= day < end for start, end in self.locks):
            office.must_be_open(self.by.office_id, day)
        scenario = self._scenario(new, day)
        subject = subjects.get(new.subject_id) if new.subject_id else None
        self._fits(scenario, new, subject)
        part, split = rules.part_of(scenario), subject.split if subject else ""
        form = rules.clean_form(part, new.form)
        fields = asked(part.asks, split=split, form=form)
        rules.no_same_photo(new.files)
        staff_id = new.staff_id or self.by.staff_id
        found: list[Found] = []
        cover = partial(telltale.covered, into=found)
        new = new.each(cover)
        new = replace(new, staff_id=staff_id, unit_id=new.unit_id or (self.units.get(staff_id) if staff_id else None))
        return _Ready(
            scenario,
            new,
            subject,
            form,
            telltale.each(answer_rules.clean(fields, new.answers), cover),
            rules.clean_checks(part, split, form, new.checks),
            local_day(new.entered_at or self.at),
            self.by.office_id,
            found,
        )

    def _scenario(self, new: NewRecord, day: date) -> Scenario:
        if new.edition:
            return office.edition(self.by.office_id, new.scenario, new.edition)
        if day not in self.adopted:
            self.adopted[day] = office.adopted(self.by.office_id, day)
        found = self.adopted[day].get(new.scenario)
        if found is None or found.record is None:
            words, cure = office.not_in_force(self.by.office_id, new.scenario, day)
            words = f"“{found.title}”不用记录" if found else words
            raise Refused("records.R114", f"{words}，没有保存。", cure)
        return found

    def _fits(self, scenario: Scenario, new: NewRecord, subject: Subject | None) -> None:
        if new.subject_id and subject is None:
            raise Refused("records.R115", "没有找到这个对象，没有保存。", "请从底数台账中选择本辖区的对象。")
        if subject and scenario.subject and subject.kind != scenario.subject.kind:
            raise Refused("records.R116", f"“{subject.name}”不是本场景的对象，没有保存。", "请另选对象或场景。")
        if subject is None and new.area_id and not self.by.scope.sees_area(new.area_id):
            raise Refused("records.R117", "这个网格不在您的范围内，没有保存。", "请选择本辖区的网格。")

    def number(self, ready: Sequence[_Ready]) -> None:
        """Return ids and numbers, a day in one go: JL202306280001."""
        series = [f"JL{row.happened_on:%Y%m%d}" for row in ready]
        given = journal.numbers_and_ids(self.by.office_id, series, Record)
        for row, name, (number, id) in zip(ready, series, given, strict=True):
            row.id, row.number = id, f"{name}{number:04d}"


_SAID = ("scenario", "subject_id", "unit_id", "staff_id", "happened_at", "campaign_id", "said")
_OWN = ("id", "office_id", "number", "area_id", "happened_on", "answers", "checks", "space")
_COLUMNS = tuple(name if name == "campaign_id" else name.removesuffix("_id") for name in (*_SAID, *_OWN))
_said, _own = attrgetter(*_SAID), attrgetter(*_OWN)


def _write(ready: Sequence[_Ready]) -> None:
    bulk.insert(Record, (*_COLUMNS, "edition", "kind", "late_entry", "title"), map(_row, ready))
    kept = (_answered(row) for row in ready if row.answers)
    answers.keep_many(kept, fresh=True)
    search.index_many(map(_entry, ready), fresh=True)
    found = {row.id: row.covered for row in ready if row.covered}
    bulk.insert_parts([answers.covers(ready[0].office_id, "record", found)])
    tasks.fulfil(_done(row) for row in ready if row.subject)


def _row(row: _Ready) -> tuple:
    late = rules.is_late(row.happened_on, row.entered_on)
    return *_said(row.new), *_own(row), row.scenario.edition, row.form, late, row.title[:200]


def _answered(row: _Ready) -> answers.Answered:
    fields = rules.part_of(row.scenario).asks
    return answers.Answered("record", row.id, row.office_id, row.area_id, fields, row.answers, row.scenario.edition)


def _entry(row: _Ready) -> search.Entry:
    place = row.subject.place_text if row.subject else ""
    return search.Entry(
        row.office_id,
        "record",
        row.id,
        row.title[:200],
        f"{row.number} {row.scenario.title} {place} {row.new.said}",
        area_id=row.area_id,
        unit_id=row.new.unit_id,
        space=row.space,
        day=row.happened_on,
    )


def _done(row: _Ready) -> Done:
    fields = rules.part_of(row.scenario).asks
    facts = {"form": row.form, **shown(fields, row.answers)}
    return Done(row.id, row.office_id, row.new.scenario, row.new.subject_id, row.happened_on, row.entered_on, facts)


def _journal(by: Actor, at: datetime, ids: Sequence[int], numbers: Sequence[str]) -> None:
    one = len(ids) == 1
    journal.write(
        "records.submitted",
        by=by,
        at=at,
        noun="record",
        row_id=ids[0] if one else None,
        count=len(ids),
        detail={} if one else {"manifest": ciphers.digest("\n".join(numbers))},
    )

"""Admitting subjects, one or three hundred thousand, by the same rules."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from itertools import chain, islice
from operator import attrgetter

from django.db import IntegrityError, transaction

from gewu.answers import actions as answers
from gewu.answers import rules as answer_rules
from gewu.answers import search
from gewu.grid import queries as grid
from gewu.journal import actions as journal
from gewu.journal import vault
from gewu.journal.actions import bulk
from gewu.kernel import ciphers, telltale
from gewu.kernel.calendar import local_day
from gewu.kernel.telltale import Found
from gewu.kernel.types import Actor, Refused, Scope
from gewu.registry import doubles, queries, rules
from gewu.registry.actions._common import must_keep
from gewu.registry.models import Secret, StageSpan, Subject, Tag
from gewu.registry.queries import fields_of_kinds, known_tags, split_questions
from gewu.registry.rules import CleanSecret, NewSubject
from gewu.scenario.grammar import Field
from gewu.scenario.rules import asked

BATCH = 5000
#: problems said at once; a file with more is broken in one way
PROBLEMS_AT_MOST = 50

Progress = Callable[[int], None]


def admit(*, by: Actor, at: datetime, **new: object) -> Subject:
    """Admit one subject; keywords are those of NewSubject.

    Errors: as admit_many, in the words of the row; Refused registry.R113 where one of that name is near by and nobody
        wrote why it is another.
    """
    row = NewSubject(**new)  # type: ignore[arg-type]
    must_keep(by, at, [row.kind])
    if not row.another_because.strip() and (found := doubles.alike(by.scope, row, local_day(at))):
        said = "、".join(f"{one.name}（{one.code}）" for one in found[:3])
        hint = "是同一个的，请打开原来的；确是另一个，请写明为什么。"
        raise Refused("registry.R113", f"台账上已有{said}，没有保存。", hint)
    try:
        ids = admit_many([row], by=by, at=at)
    except Refused as refused:
        if refused.id != "registry.R101":
            raise
        # A form has no rows: what is wrong is said of its fields.
        wrong = refused.__cause__ if isinstance(refused.__cause__, Refused) else refused
        fields = wrong.fields if wrong is not refused else {}
        words = f"{'；'.join(refused.fields.values())}，没有保存。"
        raise Refused(refused.id, words, wrong.hint or refused.hint, fields) from refused
    return Subject.objects.get(id=next(iter(ids.values())))


@transaction.atomic
def admit_many(
    rows: Iterable[NewSubject], *, by: Actor, at: datetime, on_progress: Progress | None = None
) -> dict[str, int]:
    """Admit subjects with their facts, tags, stages, identifiers and search entries; return code -> id.

    All or none, one journal line with the count and a digest of the codes. `on_progress` hears how many are done.
    Errors: Refused registry.R101 with the rows that are wrong ("第3行" -> why), registry.R109 when somebody else
        admitted one of the codes at the same moment.
    """
    desk = _Desk.of(by, at)
    ids: dict[str, int] = {}
    because: dict[str, str] = {}
    for batch in bulk.batches(rows, BATCH):
        must_keep(by, at, {row.kind for row in batch})
        ready = desk.checked(batch, first=len(ids) + 1)
        taken = bulk.take_ids(Subject, len(ready))
        for subject_id, row in zip(taken, ready, strict=True):
            row.id = subject_id
            ids[row.new.code] = subject_id
            if row.new.another_because:
                because[row.new.code] = row.new.another_because
        _write_first(by.office_id, ready)
        if on_progress:
            on_progress(len(ids))
    _journal(by, at, ids, because)
    return ids


@dataclass
class _Ready:
    """A checked row on its way into the tables."""

    new: NewSubject
    values: dict[str, object]
    fields: Mapping[str, Field]
    secrets: Sequence[CleanSecret]
    blinds: Mapping[str, str]
    covered: Sequence[Found]
    id: int = 0


@dataclass
class _Desk:
    """What every row of one call is checked against, looked up once."""

    office_id: int
    on: date
    areas: frozenset[int]
    tags: frozenset[str]
    fields: Mapping[str, Mapping[str, Field]]
    splits: Mapping[str, Sequence[tuple[str, frozenset[str]]]]
    natures: Mapping[str, Collection[str]]
    scope: Scope
    seen: set[tuple[str, str]]
    borne: set[doubles.Key]
    asked: dict[tuple[str, str], Mapping[str, Field]]

    @classmethod
    def of(cls, by: Actor, at: datetime) -> _Desk:
        on = local_day(at)
        ground = frozenset(grid.paths(by.office_id))
        mine = ground if by.scope.area_ids is None else ground & by.scope.area_ids
        tags, fields = known_tags(by.office_id, on), fields_of_kinds(by.office_id, on)
        splits, natures = split_questions(by.office_id, on), queries.natures(by.office_id, on)
        return cls(by.office_id, on, mine, tags, fields, splits, natures, by.scope, set(), set(), {})

    def checked(self, batch: list[NewSubject], first: int) -> list[_Ready]:
        taken = self._taken(batch)
        ready: dict[int, _Ready] = {}
        wrong = {}
        first_wrong: Refused | None = None
        for number, new in enumerate(batch, first):
            try:
                ready[number] = self._check(new, taken)
            except Refused as refused:
                first_wrong = first_wrong or refused
                wrong[f"第{number}行"] = refused.words if not refused.fields else "；".join(refused.fields.values())
                if len(wrong) >= PROBLEMS_AT_MOST:
                    break
        wrong |= {f"第{number}行": words for number, words in islice(self._shared(ready), PROBLEMS_AT_MOST)}
        if wrong:
            words = f"有{len(wrong)}行不正确，全部没有保存。"
            raise Refused("registry.R101", words, "请改正后重新提交。", wrong) from first_wrong
        return list(ready.values())

    def _check(self, new: NewSubject, taken: Mapping[tuple[str, str], str]) -> _Ready:
        key = (new.kind, new.code)
        if key in taken or key in self.seen:
            words = f"编号{new.code}{taken.get(key) or '与前面一行相同'}"
            raise Refused("registry.R102", words, "请换一个编号，或打开原来的核对。", {"code": words})
        self.seen.add(key)
        if problem := rules.problem(new, areas=self.areas, tags=self.tags, natures=self.natures):
            raise Refused("registry.R103", problem)
        if questions := self.splits.get(new.kind):
            new = replace(new, split=rules.split_of(questions, new.attributes, new.split))
        fields = self._fields(new.kind, new.split)
        values = answer_rules.clean(fields, new.attributes) if new.attributes or fields else {}
        found: list[Found] = []
        cover = partial(telltale.covered, into=found)
        new, values = rules.spoken(new, cover), telltale.each(values, cover)
        secrets = [rules.clean_secret(*secret) for secret in new.secrets.items()]
        return _Ready(new, values, fields, secrets, doubles.blinds(self.office_id, secrets), found)

    def _shared(self, ready: Mapping[int, _Ready]) -> Iterator[tuple[int, str]]:
        """Say which rows bear an identifier of somebody on the register, or of a row before them."""
        mine = {number: doubles.keys(row.new.kind, row.blinds) for number, row in ready.items()}
        holders = doubles.holders(self.office_id, chain.from_iterable(mine.values()), self.on)
        for number, key in ((number, key) for number, keys in mine.items() for key in keys):
            reason = ready[number].new.another_because
            try:
                if key in holders:
                    doubles.same_identifier(key, holders[key], self.scope, reason=reason)
            except Refused as refused:
                yield number, refused.words
            if key in self.borne and not (key[1] == "uscc" and reason.strip()):
                yield number, f"{rules.SECRETS[key[1]]}与前面一行相同"
            self.borne.add(key)

    def _fields(self, kind: str, split: str) -> Mapping[str, Field]:
        if (kind, split) not in self.asked:
            self.asked[kind, split] = asked(self.fields.get(kind, {}), split=split)
        return self.asked[kind, split]

    def _taken(self, batch: list[NewSubject]) -> dict[tuple[str, str], str]:
        """Say of the codes that are taken by whom, as far as that is in sight: (kind, code) -> words."""
        rows = Subject.objects.filter(office_id=self.office_id)
        codes: dict[str, list[str]] = {}
        for new in batch:
            codes.setdefault(new.kind, []).append(new.code)
        found = [row for kind, wanted in codes.items() for row in rows.filter(kind=kind, code__in=wanted)]
        known = Subject.objects.for_scope(self.scope).filter(id__in=[row.id for row in found])
        seen = set(known.values_list("id", flat=True)) if found else set()
        return {(row.kind, row.code): doubles.whose(row, in_sight=row.id in seen) for row in found}


# into the tables ----------------------------------------------------------------------------

_SAID = (
    "nature kind split code name area_id address_id place_text valid_from valid_to verified_on source space"
).split()
_SUBJECT = ["id", "office", "attributes", "stage", "stage_of", *(name.removesuffix("_id") for name in _SAID)]
_said = attrgetter(*_SAID)
_TAG = "office subject tag kind split area valid_from valid_to".split()
_STAGE = "office subject scenario kind split stage area entered_on left_on".split()
_SECRET = "office subject kind sealed blind masked".split()


def _write_first(office_id: int, ready: list[_Ready]) -> None:
    """Write, unless somebody else has just written one of the codes (PostgreSQL: after we had looked)."""
    try:
        _write(office_id, ready)
    except IntegrityError as taken:
        if "subject_code_once" not in str(taken):
            raise
        words = "刚有人登记了相同的编码，您的没有保存。"
        raise Refused("registry.R109", words, "请刷新台账后核对，再决定是否登记。") from taken


def _write(office_id: int, ready: list[_Ready]) -> None:
    bulk.insert(Subject, _SUBJECT, (_subject(office_id, row) for row in ready))
    bulk.insert(Tag, _TAG, (tag for row in ready for tag in _tags(office_id, row)))
    bulk.insert(StageSpan, _STAGE, (stage for row in ready for stage in _stages(office_id, row)))
    bulk.insert(Secret, _SECRET, (secret for row in ready for secret in _secrets(office_id, row)))
    answers.keep_many((_answered(office_id, row) for row in ready), fresh=True)
    found = {row.id: row.covered for row in ready if row.covered}
    bulk.insert_parts([answers.covers(office_id, "subject", found)])
    search.index_many((entry(office_id, row.id, row.new) for row in ready), fresh=True)


def _subject(office_id: int, row: _Ready) -> tuple:
    stage, stage_of = rules.open_stage(row.new.stages)
    return row.id, office_id, row.values, stage, stage_of, *_said(row.new)


def _tags(office_id: int, row: _Ready) -> Iterator[tuple]:
    new = row.new
    for tag in new.tags:
        yield office_id, row.id, tag, new.kind, new.split, new.area_id, new.valid_from, new.valid_to


def _stages(office_id: int, row: _Ready) -> Iterator[tuple]:
    new = row.new
    for at in new.stages:
        yield office_id, row.id, at.scenario, new.kind, new.split, at.stage, new.area_id, at.entered_on, at.left_on


def _secrets(office_id: int, row: _Ready) -> Iterator[tuple]:
    keys = vault.of(office_id)
    for secret in row.secrets:
        sealed = keys.seal(secret.value, vault.place(row.id, secret.kind))
        yield office_id, row.id, secret.kind, sealed, row.blinds[secret.kind], secret.masked


def _answered(office_id: int, row: _Ready) -> answers.Answered:
    return answers.Answered("subject", row.id, office_id, row.new.area_id, row.fields, row.values)


def entry(office_id: int, subject_id: int, row: NewSubject | Subject) -> search.Entry:
    """Say what can be found of a subject: its name, place and, except for people, its code. Never identifiers."""
    text = row.place_text if row.nature == "person" else f"{row.place_text} {row.code}"
    return search.Entry(
        office_id,
        "subject",
        subject_id,
        row.name,
        text,
        area_id=row.area_id,
        space=row.space,
        day=row.valid_from,
    )


def _journal(by: Actor, at: datetime, ids: Mapping[str, int], because: Mapping[str, str]) -> None:
    one = len(ids) == 1
    journal.write(
        "registry.admitted",
        by=by,
        at=at,
        noun="subject",
        row_id=next(iter(ids.values())) if one else None,
        count=len(ids),
        detail={"manifest": ciphers.digest("\n".join(ids)), "first": min(ids.values()), "last": max(ids.values())}
        if ids
        else {},
        private={"another_because": dict(because)} if because else None,
    )


@transaction.atomic
def rebuild_facts(*, by: Actor, at: datetime, kind: str, on: date | None = None) -> int:
    """Write the facts of a kind anew from its answers, by the editions in force on a day; return how many.

    Needed when an edition begins to count a field that was answered before (flows.adopt_edition does it).
    """
    fields = fields_of_kinds(by.office_id, on or local_day(at)).get(kind, {})
    subjects = Subject.objects.filter(office_id=by.office_id, kind=kind).iterator(chunk_size=BATCH)
    rows = (answers.Answered("subject", row.id, by.office_id, row.area_id, fields, row.attributes) for row in subjects)
    made = sum(answers.keep_many(batch) for batch in bulk.batches(rows, BATCH))
    journal.write("registry.facts_rebuilt", by=by, at=at, count=made, detail={"kind": kind})
    return made

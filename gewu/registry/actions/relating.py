"""Dated relations between subjects: entered, ended on a day, put right and taken back with a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gewu.journal import actions as journal
from gewu.journal.actions import bulk
from gewu.kernel.calendar import local_day
from gewu.kernel.types import Actor, Refused
from gewu.registry import rules
from gewu.registry.actions._common import note
from gewu.registry.models import Relation, Subject, Tag

_COLUMNS = "office kind subject other valid_from valid_to source".split()
BATCH = 5000


@dataclass(frozen=True)
class NewRelation:
    """`subject_id` –kind→ `other_id` from a day on: a person is member_of a household, which lives_in a dwelling."""

    kind: str
    subject_id: int
    other_id: int
    valid_from: date = date(2000, 1, 1)
    valid_to: date | None = None
    source: str = ""


@transaction.atomic
def relate(
    *,
    by: Actor,
    at: datetime,
    kind: str,
    subject_id: int,
    other_id: int,
    valid_from: date | None = None,
    source: str = "",
) -> Relation:
    """Relate two subjects, from today if no day is said.

    Errors: as relate_many; Refused registry.R165 for a day to come.
    """
    _refuse_to_come(at, valid_from)
    new = NewRelation(kind, subject_id, other_id, valid_from or local_day(at), source=source[:60])
    relate_many([new], by=by, at=at)
    return Relation.objects.filter(subject_id=subject_id, other_id=other_id, kind=kind).order_by("-id")[0]


@transaction.atomic
def relate_many(
    rows: Iterable[NewRelation], *, by: Actor, at: datetime, on_progress: Callable[[int], None] | None = None
) -> int:
    """Relate live subjects that `by` may see; all or none, one journal line; return how many.

    Errors: Refused registry.R160 for an unknown kind, R161 for a subject out of sight, void, or itself, R163 for ends
    that no such relation has, R164 for one that stands already, R166 for somebody who lives in a dwelling that is
    marked vacant, R169 for days that run backwards.
    """
    by.must("registry.edit", ask="社区书记或科室负责人")
    done = 0
    for batch in bulk.batches(rows, BATCH):
        _check(batch, by)
        done += bulk.insert(
            Relation,
            _COLUMNS,
            (
                (by.office_id, row.kind, row.subject_id, row.other_id, row.valid_from, row.valid_to, row.source)
                for row in batch
            ),
        )
        if on_progress:
            on_progress(done)
    journal.write("registry.related", by=by, at=at, noun="relation", count=done)
    return done


def _check(batch: list[NewRelation], by: Actor) -> None:
    if unknown := {row.kind for row in batch} - set(rules.RELATIONS):
        known = "、".join(rules.RELATIONS.values())
        raise Refused("registry.R160", f"没有“{'、'.join(sorted(unknown))}”这种关系，没有保存。", f"可用：{known}。")
    ends = {row.subject_id for row in batch} | {row.other_id for row in batch}
    rows = Subject.objects.for_scope(by.scope).filter(id__in=ends, void_at=None)
    seen = {one_id: (nature, name) for one_id, nature, name in rows.values_list("id", "nature", "name")}
    if len(seen) != len(ends) or any(row.subject_id == row.other_id for row in batch):
        words = "关系两端必须是您查看范围内两个不同的、没有作废的对象，没有保存。"
        raise Refused("registry.R161", words, "请核对编码。")
    for row in batch:
        (nature, name), (other_nature, other) = seen[row.subject_id], seen[row.other_id]
        if row.kind not in rules.relations_between(nature, other_nature):
            words = f"{name}与{other}之间没有“{rules.RELATIONS[row.kind]}”这种关系，没有保存。"
            raise Refused("registry.R163", words, "请核对两端和关系。", {"kind": "与对方对不上"})
        _refuse_backwards(row.valid_from, row.valid_to)
    _refuse_standing(batch, by.office_id)
    _refuse_vacant(batch, by.office_id)


def _refuse_to_come(at: datetime, *days: date | None) -> None:
    if any(day and day > local_day(at) for day in days):
        raise Refused("registry.R165", "关系的起止日期不能晚于今天，没有保存。", "到了那天再登记。")


def _refuse_backwards(valid_from: date, valid_to: date | None) -> None:
    if valid_to and valid_to < valid_from:
        raise Refused("registry.R169", "关系的结束日期早于起始日期，没有保存。", "请核对日期。")


def _refuse_standing(batch: list[NewRelation], office_id: int) -> None:
    """The same relation stands once: neither on record already nor twice in the batch."""
    mine = [(row.kind, row.subject_id, row.other_id) for row in batch if row.valid_to is None]
    rows = Relation.objects.filter(office_id=office_id, valid_to=None, void_at=None)
    standing = rows.filter(subject_id__in={key[1] for key in mine}).values_list("kind", "subject_id", "other_id")
    known = set(standing)
    for key in mine:
        if key in known:
            words = f"这条“{rules.RELATIONS[key[0]]}”关系已登记，没有重复添加。"
            raise Refused("registry.R164", words, "起止有误的，请更正原来的一条。")
        known.add(key)


def _refuse_vacant(batch: list[NewRelation], office_id: int) -> None:
    lived_in = {row.other_id for row in batch if row.kind == "lives_in" and row.valid_to is None}
    vacant = Tag.objects.filter(office_id=office_id, tag=rules.VACANT, valid_to=None, void_at=None)
    found = vacant.filter(subject_id__in=lived_in).select_related("subject").first() if lived_in else None
    if found:
        words = f"{found.subject.name}标着空置，没有登记有人居住。"
        raise Refused("registry.R166", words, "请先在这套房的页面去掉空置，写明从哪天起。")


@transaction.atomic
def end_relation(*, by: Actor, at: datetime, relation_id: int, on: date | None = None) -> Relation:
    """End a relation from a day on; that it was stays on record.

    Errors: Refused registry.R162 for none in sight, R165 for a day to come, R169 for one before it began, R167 when it
    is over.
    """
    row, subject = _held(by, relation_id)
    if row.valid_to:
        raise Refused("registry.R167", f"这条关系{row.valid_to}已结束，没有改动。", "日期有误的，请用更正。")
    day = on or local_day(at)
    _refuse_to_come(at, day)
    _refuse_backwards(row.valid_from, day)
    row.valid_to = day
    row.save(update_fields=["valid_to"])
    note("relation_ended", subject, by, at, {"relation_id": row.id, "kind": row.kind})
    return row


@transaction.atomic
def correct_relation(
    *, by: Actor, at: datetime, relation_id: int, valid_from: date, valid_to: date | None, source: str, reason: str
) -> Relation:
    """Put the days or the source of a relation right; what stood there is kept beside the journal's line.

    Errors: Refused registry.R168 without a reason, R165 and R169 for wrong days, R164 and R166 as relate_many.
    """
    row, subject = _held(by, relation_id)
    _must_say_why(reason)
    _refuse_to_come(at, valid_from, valid_to)
    _refuse_backwards(valid_from, valid_to)
    if row.valid_to and valid_to is None:
        again = [NewRelation(row.kind, row.subject_id, row.other_id, valid_from)]
        _refuse_standing(again, by.office_id)
        _refuse_vacant(again, by.office_id)
    before = {name: str(getattr(row, name) or "") for name in ("valid_from", "valid_to", "source")}
    row.valid_from, row.valid_to, row.source = valid_from, valid_to, source[:60]
    row.save(update_fields=["valid_from", "valid_to", "source"])
    detail = {"relation_id": row.id, "kind": row.kind}
    note("relation_corrected", subject, by, at, detail, {"before": before, "reason": reason[:200]})
    return row


@transaction.atomic
def void_relation(*, by: Actor, at: datetime, relation_id: int, reason: str) -> Relation:
    """Take back a relation that never was; it is shown nowhere any more. Errors: as correct_relation."""
    row, subject = _held(by, relation_id)
    _must_say_why(reason)
    row.void_at, row.void_reason = at, reason.strip()[:200]
    row.save(update_fields=["void_at", "void_reason"])
    note("relation_voided", subject, by, at, {"relation_id": row.id, "kind": row.kind}, {"reason": reason[:200]})
    return row


def _must_say_why(reason: str) -> None:
    if not reason.strip():
        raise Refused("registry.R168", "更正关系要写明原因，没有改动。", "", {"reason": "请填写原因"})


def _held(by: Actor, relation_id: int) -> tuple[Relation, Subject]:
    """Return a relation with both ends in sight, and its subject, locked."""
    by.must("registry.edit", ask="社区书记或科室负责人")
    row = Relation.objects.for_scope(by.scope).select_for_update().filter(void_at=None).one(id=relation_id)
    if Subject.objects.for_scope(by.scope).filter(id__in=(row.subject_id, row.other_id)).count() != 2:
        raise Refused(*Relation.NOT_FOUND)
    return row, Subject.objects.select_for_update(of=("self",)).get(id=row.subject_id)

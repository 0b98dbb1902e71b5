"""Dated relations between subjects."""

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
from gewu.registry.actions._common import held, note
from gewu.registry.models import Relation, Subject

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
    *, by: Actor, at: datetime, kind: str, subject_id: int, other_id: int, valid_from: date | None = None
) -> Relation:
    """Relate two subjects, from today if no day is said. Errors: as relate_many."""
    relate_many([NewRelation(kind, subject_id, other_id, valid_from or local_day(at))], by=by, at=at)
    return Relation.objects.filter(subject_id=subject_id, other_id=other_id, kind=kind).order_by("-id")[0]


@transaction.atomic
def relate_many(
    rows: Iterable[NewRelation], *, by: Actor, at: datetime, on_progress: Callable[[int], None] | None = None
) -> int:
    """Relate live subjects that `by` may see; all or none, one journal line; return how many.

    Errors: Refused registry.R160 for an unknown kind, registry.R161 for a subject out of sight, void, or itself.
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
    seen = Subject.objects.for_scope(by.scope).filter(id__in=ends, void_at=None).count()
    if seen != len(ends) or any(row.subject_id == row.other_id for row in batch):
        words = "关系两端必须是您查看范围内两个不同的、没有作废的对象，没有保存。"
        raise Refused("registry.R161", words, "请核对编码。")


@transaction.atomic
def end_relation(*, by: Actor, at: datetime, relation_id: int, on: date | None = None) -> Relation:
    """End a relation from a day on; that it was stays on record."""
    row = Relation.objects.for_scope(by.scope).one(id=relation_id)
    subject = held(by, row.subject_id)
    row.valid_to = on or local_day(at)
    row.save(update_fields=["valid_to"])
    note("relation_ended", subject, by, at, {"relation_id": row.id, "kind": row.kind})
    return row

"""Dated tags: one person, many tags (E1-R7)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gewu.kernel.calendar import local_day
from gewu.kernel.types import Actor, Refused
from gewu.office import queries as office
from gewu.registry import rules
from gewu.registry.actions._common import dated, held, must_be_there, note, taken_back
from gewu.registry.models import Relation, Subject, Tag
from gewu.registry.queries import known_tags


@transaction.atomic
def tag(*, by: Actor, at: datetime, subject_id: int, tag: str, basis: str = "", valid_from: date | None = None) -> Tag:
    """Give a subject a tag from a day on.

    Errors: Refused registry.R120 for a tag no adopted scenario keeps, registry.R121 when it bears it already, R123 for
    a dwelling that is called vacant while somebody is registered as living in it.
    """
    subject = held(by, at, subject_id)
    if tag == rules.VACANT:
        _refuse_lived_in(subject)
    if tag not in known_tags(by.office_id, local_day(at)):
        raise Refused(
            "registry.R120", f"没有“{tag}”这个标签，没有保存。", "标签由启用的场景规定，请在场景配置中查看。"
        )
    day = valid_from or local_day(at)
    must_be_there(subject, day)
    office.must_be_open_from(by.office_id, day)
    bearing = Tag.objects.filter(subject=subject, tag=tag, void_at=None).not_over_on(day)
    if bearing.exists():
        raise Refused("registry.R121", f"“{subject.name}”已有这个标签，没有重复添加。")
    row = Tag.objects.create(tag=tag, valid_from=day, basis=basis[:200], staff_id=by.staff_id, **dated(subject))
    note("tagged", subject, by, at, {"tag": tag, "tag_id": row.id})
    return row


def _refuse_lived_in(dwelling: Subject) -> None:
    lives = Relation.objects.filter(other=dwelling, kind="lives_in", valid_to=None, void_at=None)
    if row := lives.select_related("subject").first():
        words = f"{dwelling.name}登记着{row.subject.name}居住，没有标为空置。"
        raise Refused("registry.R123", words, "已搬走的，请先结束居住关系，写明从哪天起。")


@transaction.atomic
def untag(*, by: Actor, at: datetime, subject_id: int, tag: str, on: date | None = None) -> Tag:
    """End a tag from a day on; it stays in the figures of the days before. Errors: Refused registry.R122."""
    subject = held(by, at, subject_id)
    row = Tag.objects.filter(subject=subject, tag=tag, valid_to=None, void_at=None).order_by("-id").first()
    day = on or local_day(at)
    if row is None or day < row.valid_from:
        raise Refused("registry.R122", "这个标签当天不在用，没有改动。", "请核对标签和日期。")
    office.must_be_open_from(by.office_id, day)
    row.valid_to = day
    row.save(update_fields=["valid_to"])
    note("untagged", subject, by, at, {"tag": tag, "tag_id": row.id})
    return row


@transaction.atomic
def undo_tag(*, by: Actor, at: datetime, subject_id: int, tag_id: int, reason: str = "") -> None:
    """Take back a tag that was never right, over or not: it leaves the figures of all days.

    A slip of one's own hand needs no reason for ten minutes. Errors: Refused registry.R130 without a reason later,
    R124 for a tag that the subject does not bear, office.R310 in a locked period.
    """
    subject = held(by, at, subject_id)
    row = Tag.objects.filter(subject=subject, id=tag_id, void_at=None).first()
    if row is None:
        raise Refused("registry.R124", "没有找到这个标签，没有改动。", "请刷新页面后重试。")
    row = taken_back(row, "registry.tagged", by, at, subject, "tag_id", reason)
    office.must_be_open_from(by.office_id, row.valid_from)
    row.void_at = at
    row.save(update_fields=["void_at"])
    private = {"reason": reason[:200]} if reason else None
    note("tag_undone", subject, by, at, {"tag": row.tag, "tag_id": row.id}, private)

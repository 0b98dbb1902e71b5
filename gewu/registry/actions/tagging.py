"""Dated tags: one person, many tags (E1-R7)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gewu.kernel.calendar import local_day
from gewu.kernel.types import Actor, Refused
from gewu.office import queries as office
from gewu.registry.actions._common import dated, held, just_done, note
from gewu.registry.models import Tag
from gewu.registry.queries import known_tags


@transaction.atomic
def tag(*, by: Actor, at: datetime, subject_id: int, tag: str, basis: str = "", valid_from: date | None = None) -> Tag:
    """Give a subject a tag from a day on.

    Errors: Refused registry.R120 for a tag no adopted scenario keeps, registry.R121 when it bears it already.
    """
    subject = held(by, subject_id)
    if tag not in known_tags(by.office_id, local_day(at)):
        raise Refused(
            "registry.R120", f"没有“{tag}”这个标签，没有保存。", "标签由启用的场景规定，请在场景配置中查看。"
        )
    day = valid_from or local_day(at)
    office.must_be_open_from(by.office_id, day)
    bearing = Tag.objects.filter(subject=subject, tag=tag, void_at=None).not_over_on(day)
    if bearing.exists():
        raise Refused("registry.R121", f"“{subject.name}”已有这个标签，没有重复添加。")
    row = Tag.objects.create(tag=tag, valid_from=day, basis=basis[:200], staff_id=by.staff_id, **dated(subject))
    note("tagged", subject, by, at, {"tag": tag, "tag_id": row.id})
    return row


@transaction.atomic
def untag(*, by: Actor, at: datetime, subject_id: int, tag: str, on: date | None = None) -> Tag:
    """End a tag from a day on; it stays in the figures of the days before. Errors: Refused registry.R122."""
    subject = held(by, subject_id)
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
def undo_tag(*, by: Actor, at: datetime, subject_id: int, tag: str) -> None:
    """Take back a tag given by a slip of the hand, within ten minutes and by the same person."""
    subject = held(by, subject_id)
    newest = Tag.objects.filter(subject=subject, tag=tag, valid_to=None, void_at=None).order_by("-id").first()
    row = just_done(newest, "registry.tagged", by, at, subject, "tag_id")
    office.must_be_open_from(by.office_id, row.valid_from)
    row.void_at = at
    row.save(update_fields=["void_at"])
    note("tag_undone", subject, by, at, {"tag": tag, "tag_id": row.id})

"""Slips of the hand: the inverse act, within ten minutes, by the same person, while nobody built on the row."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from django.db import transaction

from gewu.journal.rows import pointing_at
from gewu.kernel.types import Actor, Refused
from gewu.registry.actions._common import held, just_done
from gewu.registry.actions.changing import void
from gewu.registry.models import Subject


@transaction.atomic
def undo_admit(*, by: Actor, at: datetime, subject_id: int) -> Subject:
    """Take back a subject just admitted.

    Errors: Refused registry.R130 when it is too late, registry.R131 with what already rests on it.
    """
    subject = held(by, at, subject_id)
    just_done(subject, "registry.admitted", by, at, subject)
    if built := built_on(subject):
        raise Refused(
            "registry.R131", "已有业务用到这个对象，不能撤回：" + "、".join(built) + "。", "请改用注销或作废。"
        )
    return void(by=by, at=at, subject_id=subject.id, reason="录入有误，本人撤回")


def built_on(subject: Subject) -> list[str]:
    """Say what other rooms hold on to a subject ("任务2条"); its own tags, stages and identifiers do not count."""
    counts: Counter[str] = Counter()
    for key in pointing_at(Subject):
        if key.model._meta.app_label != "registry":
            room = str(key.model._meta.app_config.verbose_name)
            counts[room] += key.model._base_manager.filter(**{key.name: subject}).count()
    return [f"{room}{rows}条" for room, rows in counts.items() if rows]

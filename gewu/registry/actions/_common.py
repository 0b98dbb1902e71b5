"""What the register's verbs share: finding the row to change, and noting what was done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from gewu.journal import actions as journal
from gewu.journal import queries as journal_queries
from gewu.kernel.types import Actor, Refused
from gewu.registry.models import Subject


def held(by: Actor, subject_id: int, permission: str = "registry.edit") -> Subject:
    """The live subject that `by` may change, locked until the transaction ends.

    Errors: Refused registry.R404 when it is not in sight, registry.R105 when it is void.
    """
    by.must(permission, ask="社区书记或科室负责人")
    subject = Subject.objects.for_scope(by.scope).select_for_update(of=("self",)).filter(id=subject_id).first()
    if subject is None:
        raise Refused("registry.R404", "没有找到这个对象，或它不在您的查看范围内。", "如确需查看，请联系科室负责人。")
    if subject.void_at:
        raise Refused("registry.R105", f"“{subject.name}”已作废，没有改动。", "请在台账中另行登记。")
    return subject


def note(act: str, subject: Subject, by: Actor, at: datetime, detail=None, private=None) -> None:
    """Write the line of an act on a subject."""
    journal.write(
        f"registry.{act}",
        office_id=by.office_id,
        by=by,
        at=at,
        noun="subject",
        row_id=subject.id,
        detail=detail,
        private=private,
    )


def must_be_just_done(act: str, by: Actor, at: datetime, row_id: int, detail: Mapping[str, object]) -> None:
    """Refuse (registry.R130) unless `by` did `act` on the row in the ten minutes before `at`."""
    line = journal_queries.just_did(by, act, "subject", row_id, at)
    if line is None or any(line.detail.get(key) != value for key, value in detail.items()):
        raise Refused("registry.R130", "只能由本人在十分钟内撤回，没有改动。", "超过时间的，请按正常手续更正。")

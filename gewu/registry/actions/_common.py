"""What the register's verbs share: finding the row to change, and noting what was done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TypeVar

from django.db.models import Model

from gewu.journal import actions as journal
from gewu.journal import queries as journal_queries
from gewu.kernel.calendar import local_day
from gewu.kernel.types import Actor, Refused
from gewu.registry import queries
from gewu.registry.models import Subject

Row = TypeVar("Row", bound=Model)


def must_keep(by: Actor, at: datetime, kinds: Iterable[str]) -> None:
    """Refuse, as office.R403, whoever does not enter and change subjects of these kinds."""
    if not all(queries.may_keep(by, kind, local_day(at)) for kind in set(kinds)):
        by.must("registry.edit", ask="社区书记或科室负责人")


def held(by: Actor, at: datetime, subject_id: int, permission: str = "") -> Subject:
    """Return the live subject that `by` may change, locked until the transaction ends.

    `permission` is another than that of keeping its kind.
    Errors: Refused registry.R404 when it is not in sight, registry.R105 when it is void.
    """
    if permission or not by.scope.may("registry.keep"):
        by.must(permission or "registry.edit", ask="社区书记或科室负责人")
    subject = Subject.objects.for_scope(by.scope).select_for_update(of=("self",)).one(id=subject_id)
    if not permission:
        must_keep(by, at, [subject.kind])
    if subject.void_at:
        raise Refused("registry.R105", f"“{subject.name}”已作废，没有改动。", "请在台账中另行登记。")
    return subject


def must_be_there(subject: Subject, day: date) -> None:
    """Refuse (registry.R115) what happens to a subject that has left the register by then."""
    if subject.valid_to and day >= subject.valid_to:
        words = f"“{subject.name}”{subject.valid_to:%Y年%-m月%-d日}已注销，没有改动。"
        raise Refused("registry.R115", words, "请核对日期；注销有误的，请先改注销日期。", {"on": "已注销"})


def note(act: str, subject: Subject, by: Actor, at: datetime, detail=None, private=None) -> None:
    """Write the line of an act on a subject."""
    journal.write(f"registry.{act}", by=by, at=at, noun="subject", row_id=subject.id, detail=detail, private=private)


def dated(subject: Subject) -> dict[str, object]:
    """What a tag and a stage keep of their subject: figures are split by it."""
    return {name: getattr(subject, name) for name in ("office_id", "kind", "split", "area_id")} | {"subject": subject}


def taken_back(row: Row, act: str, by: Actor, at: datetime, subject: Subject, key: str, reason: str) -> Row:
    """Give `row` back if it may be taken back: with a reason, or without one by whoever just did it.

    Errors: Refused registry.R130.
    """
    return row if reason.strip() else just_done(row, act, by, at, subject, key)


def just_done(row: Row | None, act: str, by: Actor, at: datetime, subject: Subject, key: str = "") -> Row:
    """Give `row` back if `by` made it by `act` on the subject in the ten minutes before `at`.

    `key` is where the journal's line keeps the row's id. Errors: Refused registry.R130.
    """
    line = journal_queries.just_did(by, act, "subject", subject.id, at)
    if row is None or line is None or (key and line.detail.get(key) != row.pk):
        words = "只能由本人在十分钟内撤回，没有改动。"
        raise Refused("registry.R130", words, "超过时间的，请写明原因撤回或作废。", {"reason": "请写明原因"})
    return row

"""A form sent twice is answered twice and done once."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.db import IntegrityError, transaction

from gewu.journal.models import IdempotencyKey
from gewu.kernel.types import Refused

Answer = dict[str, object]


def once(office_id: int, key: UUID | str, act: str, do: Callable[[], Answer]) -> tuple[Answer, bool]:
    """Do `do` unless `key` was answered before; answers (its answer, whether that is an old one).

    `do` runs in one transaction with the key: refused or failed, the key stays free for another try.
    Errors: Refused journal.R110 when the key is no UUID, journal.R111 when it was used for another act.
    """
    key = _uuid(key)
    if (old := _answered(office_id, key, act)) is not None:
        return old, True
    try:
        with transaction.atomic():
            with transaction.atomic():
                row = IdempotencyKey.objects.create(office_id=office_id, key=key, act=act)
            row.answer = do()
            row.save(update_fields=["answer"])
    except IntegrityError:
        # Either the same key was answered while we waited for its row, or `do` itself failed: then fail again.
        if (old := _answered(office_id, key, act)) is None:
            raise
        return old, True
    return row.answer, False


def _uuid(key: UUID | str) -> UUID:
    try:
        return key if isinstance(key, UUID) else UUID(key)
    except ValueError as wrong:
        raise Refused("journal.R110", "这次提交的编号不完整，没有保存。", "请刷新页面后重新提交。") from wrong


def _answered(office_id: int, key: UUID, act: str) -> Answer | None:
    row = IdempotencyKey.objects.filter(office_id=office_id, key=key).first()
    if row and row.act != act:
        raise Refused("journal.R111", "这个提交编号已用于另一项操作，没有保存。", "请刷新页面后重新提交。")
    return row.answer if row else None

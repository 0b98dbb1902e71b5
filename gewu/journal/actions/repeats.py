"""A form sent twice is answered twice and done once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from gewu.journal import statements
from gewu.journal.models import IdempotencyKey
from gewu.kernel.types import Refused

Answer = dict[str, object]

# One statement takes the key or says that it is taken: who comes second waits here until the first has its answer.
CLAIM = (
    "INSERT INTO journal_idempotencykey (office_id, key, act, asked, answer, recorded_at) "
    "VALUES (%s, %s, %s, %s, %s, %s) "
    "ON CONFLICT (office_id, key) DO NOTHING RETURNING id"
)


def once(
    office_id: int, key: UUID | str, act: str, do: Callable[[], Answer], *, asked: str = ""
) -> tuple[Answer, bool]:
    """Do `do` unless `key` was answered before; return (its answer, whether that is an old one).

    `do` runs in one transaction with the key: refused or failed, the key stays free for another try.
    `asked` says whose key it is and for what, as a digest: it opens nobody else's answer and hides no other request.
    Errors: Refused journal.R110 when the key is no UUID, journal.R111 when it was used for another act, journal.R4091
    when it was used by another person or for something else.
    """
    key = _uuid(key)
    with transaction.atomic():
        row_id = _claim(office_id, key, act, asked)
        if row_id is None:
            return _answered(office_id, key, act, asked), True
        answer = do()
        _keep(row_id, answer)
    return answer, False


def _claim(office_id: int, key: UUID, act: str, asked: str) -> int | None:
    fields: dict[str, Any] = {name: IdempotencyKey._meta.get_field(name) for name in ("key", "answer", "recorded_at")}
    values = {"key": key, "answer": {}, "recorded_at": fields["recorded_at"].get_default()}
    ready = {name: field.get_db_prep_save(values[name], connection) for name, field in fields.items()}
    taken = statements.run(CLAIM, [office_id, ready["key"], act, asked, ready["answer"], ready["recorded_at"]])
    return taken[0][0] if taken else None


def _keep(row_id: int, answer: Answer) -> None:
    ready = IdempotencyKey._meta.get_field("answer").get_db_prep_save(answer, connection)
    statements.run("UPDATE journal_idempotencykey SET answer = %s WHERE id = %s", [ready, row_id])


def _uuid(key: UUID | str) -> UUID:
    try:
        return key if isinstance(key, UUID) else UUID(key)
    except ValueError as wrong:
        raise Refused("journal.R110", "这次提交的编号不完整，没有保存。", "请刷新页面后重新提交。") from wrong


def _answered(office_id: int, key: UUID, act: str, asked: str) -> Answer:
    row = IdempotencyKey.objects.get(office_id=office_id, key=key)
    if row.act != act:
        raise Refused("journal.R111", "这个提交编号已用于另一项操作，没有保存。", "请刷新页面后重新提交。")
    if row.asked != asked:
        raise Refused(
            "journal.R4091", "这个提交编号已用于另一次提交，没有保存。", "内容有变时请用新的编号；重发时内容不要改。"
        )
    return row.answer

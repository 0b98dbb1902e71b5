"""Lines of the journal, and messages that leave after commit."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from gewu.journal import rules
from gewu.journal.actions import bulk
from gewu.journal.models import JournalLine, JournalPrivate, Outgoing
from gewu.kernel import telltale
from gewu.kernel.types import Actor


@transaction.atomic(savepoint=False)
def write(
    act: str,
    *,
    by: Actor,
    at: datetime,
    noun: str = "",
    row_id: int | None = None,
    count: int = 1,
    detail: Mapping[str, object] | None = None,
    private: Mapping[str, object] | None = None,
) -> JournalLine:
    """Write one unsealed line in the office of `by`: `by` did `act` at `at` to `row_id` (or to `count` rows).

    detail   ids, keys and numbers: goes into the chain, so never names, telephones or other personal words
    private  personal values: kept beside the line, erasable; the chain holds only their salted digest

    Numbers of persons are masked in both: what somebody typed as a reason is read by whoever audits.
    """
    detail, private = (telltale.each(dict(said or {}), telltale.mask) for said in (detail, private))
    salt = secrets.token_hex(16) if private else ""
    line = JournalLine.objects.create(
        office_id=by.office_id,
        at=at,
        staff_id=by.staff_id,
        actor=by.label[:60],
        act=act,
        noun=noun,
        row_id=row_id,
        count=count,
        detail=detail,
        digest=rules.private_digest(salt, private) if private else "",
    )
    if private:
        JournalPrivate.objects.create(office_id=by.office_id, line=line, salt=salt, values=private)
    return line


def line(act: str, *, by: Actor, at: datetime, noun: str, row_id: int) -> bulk.Part:
    """Do as write(), for a line that is kept together with the row it is about."""
    row = (by.office_id, at, by.staff_id, by.label[:60], act, noun, row_id)
    return bulk.Part(JournalLine, ("office", "at", "staff_id", "actor", "act", "noun", "row_id"), [row])


def tell(staff_ids: Iterable[int | None], *, office_id: int, kind: str, words: str, link: str = "") -> None:
    """Leave the same message for several people (None: whoever is on the desk)."""
    tell_many(message(office_id=office_id, kind=kind, words=words, to_staff_id=one, link=link) for one in staff_ids)


def message(*, office_id: int, kind: str, words: str, to_staff_id: int | None = None, link: str = "") -> Outgoing:
    """Make a message to leave with others by tell_many()."""
    words = telltale.mask(words)
    return Outgoing(office_id=office_id, kind=kind, words=words, to_staff_id=to_staff_id, link=link)


def tell_many(messages: Iterable[Outgoing]) -> list[Outgoing]:
    """Leave many messages at once; they become visible when the transaction ends well."""
    return Outgoing.objects.bulk_create(messages, batch_size=1000)


def seen(*, office_id: int, staff_id: int, at: datetime) -> int:
    """Mark the messages of one person as read; return how many were new."""
    return Outgoing.objects.filter(office_id=office_id, to_staff_id=staff_id, seen_at=None).update(seen_at=at)

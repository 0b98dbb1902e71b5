"""Questions to the journal: is the chain whole, what happened to a row, what waits for me."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from gewu.journal import rules
from gewu.journal.models import IdempotencyKey, JournalLine, JournalPrivate, NumberSeries, Outgoing
from gewu.kernel.types import Actor, Scope

#: how long a slip of the hand may be taken back
TEN_MINUTES = timedelta(minutes=10)


_KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Verdict:
    """What verification found: `problem` is "" when the chain is whole; `unsealed` lines are not yet in it."""

    ok: bool
    sealed: int
    unsealed: int
    problem: str = ""


def last(office_id: int, *acts: str) -> JournalLine | None:
    """Find the newest line whose act begins with one of these words."""
    begins = reduce(or_, (Q(act__startswith=act) for act in acts))
    return JournalLine.objects.filter(begins, office_id=office_id).order_by("-id").first()


def answered(office_id: int, keys: Iterable[str]) -> list[str]:
    """Say which of these keys have their answer; what is no key has none."""
    wanted = {key for key in keys if _KEY.fullmatch(key)}
    rows = IdempotencyKey.objects.filter(office_id=office_id, key__in=wanted)
    return [str(key) for key in rows.values_list("key", flat=True)]


def verify(office_id: int) -> Verdict:
    """Recompute the whole chain of an office, and the digests of personal values that are still kept."""
    lines = JournalLine.objects.filter(office_id=office_id)
    links = _links(office_id)
    position, _, problem = rules.first_break(links)
    problem = problem or _private_problem(office_id)
    return Verdict(not problem, position, lines.filter(position=None).count(), problem)


def _links(office_id: int) -> Iterator[rules.Link]:
    sealed = JournalLine.objects.filter(office_id=office_id, position__isnull=False).order_by("position")
    return (link_of(line) for line in sealed.iterator(chunk_size=5000))


def _private_problem(office_id: int) -> str:
    for row in JournalPrivate.objects.filter(office_id=office_id).select_related("line").iterator(chunk_size=5000):
        if row.line.digest != rules.private_digest(row.salt, row.values):
            return f"日志{row.line_id}所附个人信息与登记时不一致"
    return ""


def tip(office_id: int) -> tuple[int, str]:
    """Return the last sealed (position, seal) of an office."""
    last = JournalLine.objects.filter(office_id=office_id, position__isnull=False).order_by("-position").first()
    return (last.position or 0, last.seal) if last else (0, rules.BEGINNING)


def named(office_id: int, noun: str) -> Iterator[int]:
    """Yield the ids of rows of which lines tell one by one."""
    rows = JournalLine.objects.filter(office_id=office_id, noun=noun, row_id__isnull=False)
    yield from rows.values_list("row_id", flat=True).distinct().order_by("row_id").iterator(chunk_size=10000)  # type: ignore[misc]


def series(office_id: int) -> Iterator[tuple[str, int]]:
    """Yield every series of numbers and the last that was given."""
    yield from NumberSeries.objects.filter(office_id=office_id).order_by("series").values_list("series", "last")


def link_of(line: JournalLine) -> rules.Link:
    """Return the line as the chain sees it."""
    return rules.Link(**{name: getattr(line, name) for name in rules.Link.__dataclass_fields__})


def lines(
    for_: Scope,
    *,
    noun: str = "",
    row_id: int | None = None,
    act: str = "",
    staff_id: int | None = None,
    start: datetime | None = None,
    end: datetime | None = None,
):
    """Return lines of the office, newest first; one row's story, or what an auditor filters by."""
    wanted = {"noun": noun, "row_id": row_id, "staff_id": staff_id, "at__gte": start, "at__lt": end}
    rows = JournalLine.objects.for_scope(for_).filter(**{key: value for key, value in wanted.items() if value})
    return rows.filter(act__startswith=act).order_by("-id") if act else rows.order_by("-id")


def hands(office_id: int, noun: str, row_id: int, acts: Iterable[str]) -> set[int]:
    """Return the people who did one of `acts` to a row."""
    rows = JournalLine.objects.filter(office_id=office_id, noun=noun, row_id=row_id, act__in=acts)
    return {staff_id for staff_id in rows.values_list("staff_id", flat=True) if staff_id is not None}


def messages(for_: Scope, *, limit: int = 50) -> list[Outgoing]:
    """Return messages to this person, newest first."""
    return list(every_message(for_)[:limit])


def every_message(for_: Scope, *, seen: bool | None = None) -> QuerySet[Outgoing]:
    """Find all messages to this person, newest first; those that were `seen`, or not yet."""
    rows = Outgoing.objects.for_scope(for_).filter(to_staff_id=for_.staff_id).order_by("-id")
    return rows if seen is None else rows.filter(seen_at__isnull=not seen)


def just_did(by: Actor, act: str, noun: str, row_id: int, at: datetime) -> JournalLine | None:
    """Return the newest line of `act` on a row, if this person wrote it in the ten minutes before `at` (for slips)."""
    rows = JournalLine.objects.filter(office_id=by.office_id, noun=noun, row_id=row_id, act=act)
    line = rows.order_by("-id").first()
    if line is None or line.staff_id != by.staff_id or not timedelta(0) <= at - line.at <= TEN_MINUTES:
        return None
    return line

"""My messages, each as far as I may see what it is about: of a row that is out of my sight its title is not told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gewu.front.desk import Desk
from gewu.journal import queries as lines
from gewu.journal.rows import kept
from gewu.kernel.nouns import noun, nouns
from gewu.office import clock

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from gewu.journal.models import Outgoing

SHOWN, READ = 20, 200
#: of these kinds, more than so many stand in one line
MANY = 3
GROUPED: Mapping[str, tuple[StrOrPromise, str]] = {
    "overdue": (gettext_lazy("已逾期 %(n)s 件"), "/matters/?clock=late")
}
About = tuple[str, int]  # kind of a noun and id


@dataclass(frozen=True)
class Message:
    """Its words, where it leads ("" for what is not open to the reader), when it came and was looked at."""

    words: str
    link: str
    came: datetime | None = None
    seen: datetime | None = None


def unseen(request: Desk) -> list[Message]:
    """Return those not read yet, newest first; many of one kind that lead to rows of one list are one line of it."""
    rows = [one for one in lines.messages(request.scope, limit=READ) if one.seen_at is None]
    crowds = {kind for kind in GROUPED if sum(row.kind == kind for row in rows) > MANY}
    told = as_seen(request, [row for row in rows if row.kind not in crowds])
    many = (_together(kind, len({row.link for row in rows if row.kind == kind})) for kind in sorted(crowds))
    return [*many, *told[:SHOWN]]


def as_seen(request: Desk, rows: Sequence[Outgoing]) -> list[Message]:
    """Return each as far as its reader may see what it is about."""
    about = {row.id: found for row in rows if (found := _about(row.link))}
    seen = _in_sight(request, about)
    told = (
        (row.words, row.link) if row.id not in about or about[row.id] in seen else (_kept_back(row.words), "")
        for row in rows
    )
    return [Message(*said, clock.shown(row.recorded_at), row.seen_at) for row, said in zip(rows, told, strict=True)]


def _together(kind: str, count: int) -> Message:
    words, link = GROUPED[kind]
    return Message(str(words) % {"n": count}, link)


def _kept_back(words: str) -> str:
    """What kind of message it is stands before its colon; what follows names the row."""
    return _("%s：所涉内容不在您的查看范围内") % words.partition("：")[0][:20]


def _in_sight(request: Desk, about: Mapping[int, About]) -> set[About]:
    wanted: dict[str, set[int]] = defaultdict(set)
    for kind, row_id in about.values():
        wanted[kind].add(row_id)
    return {
        (kind, row_id)
        for kind, ids in wanted.items()
        if noun(kind).seen_by(request.scope)
        for row_id in kept(noun(kind), request.scope).filter(id__in=ids).values_list("id", flat=True)
    }


def _about(link: str) -> About | None:
    """The row whose page a message leads to; None for a list, a plan and other pages that are no row's."""
    try:
        found = resolve(link) if link else None
    except Resolver404:
        return None
    ids = list(found.kwargs.values()) if found else []
    kind = _pages().get(found.view_name, "") if found else ""
    return (kind, ids[0]) if kind and len(ids) == 1 and isinstance(ids[0], int) else None


@cache
def _pages() -> Mapping[str, str]:
    """Name of a page of one row -> kind of the row."""
    return {one.page[0]: one.kind for one in nouns().values() if len(one.page) == 1 and one.key == "id"}

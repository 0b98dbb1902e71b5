"""Where a row of a list opens."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse

from gewu.indicators.listing import Listing
from gewu.kernel.types import Scope

#: kind of row → permissions of which one opens its page
MAY = {
    "subject": ("registry.see",),
    "tag": ("registry.see",),
    "stage": ("registry.see",),
    "milestone": ("registry.see",),
    "task": ("tasks.do", "records.submit", "registry.see"),
    "record": ("tasks.do", "records.submit", "registry.see"),
    "matter": ("matters.see",),
    "payment": ("money.see",),
}

#: kind of row → (name of the page, further words of its address)
PAGES = {
    "subject": ("subjects:one", ()),
    "tag": ("subjects:of", ("tag",)),
    "stage": ("subjects:of", ("stage",)),
    "milestone": ("subjects:of", ("milestone",)),
    "task": ("tasks:one", ()),
    "record": ("tasks:record", ()),
    "matter": ("matters:detail", ()),
    "payment": ("money:line", ()),
    "scenario": ("scenarios:one", ()),
}


def url(kind: str, row_id: int | str) -> str:
    """Find the page of a row; "" where rows of this kind have none."""
    if kind not in PAGES:
        return ""
    name, words = PAGES[kind]
    try:
        return reverse(name, args=[*words, row_id])
    except NoReverseMatch:
        return ""


def may(scope: Scope, kind: str) -> bool:
    """Whether this person may open rows of a kind."""
    return kind not in MAY or any(scope.may(permission) for permission in MAY[kind])


def lines(listed: Listing, scope: Scope) -> list[tuple[str, list[tuple[str, str]]]]:
    """The rows of a listing as a table shows them: where each opens ("" where not for this person), its cells."""
    opens = may(scope, listed.row_kind)
    return [
        (url(listed.row_kind, row.id) if opens else "", list(zip(listed.columns, row.cells, strict=True)))
        for row in listed.rows
    ]

"""Where a row of a list opens."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse

from gewu.indicators.listing import Listing

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


def lines(listed: Listing) -> list[tuple[str, list[tuple[str, str]]]]:
    """The rows of a listing as a table shows them: where each opens, and its cells with their column's title."""
    return [(url(listed.row_kind, row.id), list(zip(listed.columns, row.cells, strict=True))) for row in listed.rows]

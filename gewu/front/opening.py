"""Where a row of a list opens."""

from __future__ import annotations

from django.urls import reverse

from gewu.indicators.listing import Listing
from gewu.kernel.nouns import noun
from gewu.kernel.types import Scope


def url(kind: str, row_id: int | str) -> str:
    """Find the page of a row: that of its own desk, else the general one; "" for what is only a word (a domain)."""
    page = noun(kind).page or (("rows:one", kind) if noun(kind).key == "id" else ())
    return reverse(page[0], args=[*page[1:], row_id]) if page else ""


def may(scope: Scope, kind: str) -> bool:
    """Whether this person may open rows of a kind."""
    return noun(kind).seen_by(scope)


def lines(listed: Listing) -> list[tuple[str, list[tuple[str, str]]]]:
    """The rows of a listing as a table shows them: where each opens, its cells."""
    return [(url(listed.row_kind, row.id), list(zip(listed.columns, row.cells, strict=True))) for row in listed.rows]

"""文书 beside a thing: the papers there are about it, and those that this person may issue or register now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gewu.documents import queries as papers
from gewu.documents import rules
from gewu.documents.rules import Stand
from gewu.flows import papers as flow
from gewu.flows.papers import Offer
from gewu.front.desk import Desk

if TYPE_CHECKING:
    from gewu.documents.models import Paper


@dataclass(frozen=True)
class Panel:
    """What the panel shows; `kind` and `of` name the thing."""

    kind: str
    of: int
    papers: list[Paper]
    offers: list[Offer]

    def __bool__(self) -> bool:
        return bool(self.papers or self.offers)


def panel(request: Desk, kind: str, of: int, thing: object) -> Panel:
    """Return the papers about a thing in sight, and what may be made of it; `thing` is what its page has read."""
    edition = getattr(thing, "scenario", None)
    if edition and not rules.offered(edition, kind):
        return Panel(kind, of, [], [])  # its edition has none: one question less for most pages
    rows = papers.about(request.scope, kind, of)
    stand = {row.document for row in rows if row.stand == Stand.ISSUED}
    made = flow.offers(kind, of, by=request.actor, at=request.now, thing=thing, stand=stand)
    return Panel(kind, of, rows, made)

"""Questions about papers: which stand, the register, one paper as it reads."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.db.models import Count, Max, QuerySet

from gewu.documents import rules
from gewu.documents.models import Paper
from gewu.journal import files, vault
from gewu.kernel.types import Scope
from gewu.office import queries as office
from gewu.scenario.grammar import Document, Scenario

if TYPE_CHECKING:
    from gewu.journal.models import StoredFile

KIND = "paper"


@dataclass(frozen=True)
class Read:
    """A paper as it reads: its paragraphs, tables and files; what is personal is masked unless it was opened."""

    row: Paper
    scenario: Scenario
    document: Document
    paragraphs: Sequence[str]
    masked: bool
    files: Sequence[StoredFile]


def standing(kind: str, id: int) -> frozenset[str]:
    """Name the documents of which one stands about this row: issued, scanned where that is asked, not void."""
    rows = Paper.objects.filter(of_kind=kind, of_id=id, void_at=None, stands_at__isnull=False)
    return frozenset(rows.values_list("document", flat=True))


def about(for_: Scope, kind: str, id: int) -> list[Paper]:
    """Return the papers about one row, newest first, void ones too."""
    rows = Paper.objects.for_scope(for_).filter(of_kind=kind, of_id=id).select_related("issued_by")
    return list(rows.order_by("-issued_at", "-id"))


def papers(for_: Scope, wanted: Mapping[str, str] = MappingProxyType({}), *, text: str = "") -> QuerySet[Paper]:
    """Return the register, newest first; `wanted` narrows it: scenario, document, whose, stand (a rules.Stand)."""
    plain = {key: value for key, value in wanted.items() if value and key != "stand"}
    rows = Paper.objects.for_scope(for_).filter(**plain, **_STANDS.get(wanted.get("stand", ""), {}))
    if text.strip():
        rows = rows.filter(number__icontains=text.strip()) | rows.filter(about__icontains=text.strip())
    return rows.select_related("area", "unit", "issued_by").order_by("-issued_at", "-id")


_STANDS: Mapping[str, Mapping[str, object]] = {
    rules.Stand.ISSUED: {"void_at": None, "stands_at__isnull": False},
    rules.Stand.UNSIGNED: {"void_at": None, "stands_at": None},
    rules.Stand.VOID: {"void_at__isnull": False},
}


def paper(id: int, for_: Scope) -> Paper:
    """Return one paper. Errors: Refused documents.R404."""
    return Paper.objects.for_scope(for_).select_related("area", "unit", "issued_by").one(id=id)


def read(id: int, for_: Scope, *, opened: bool = False) -> Read:
    """Return one paper as it reads; personal words only where they were `opened`."""
    row = paper(id, for_)
    scenario = office.edition(row.office_id, row.scenario, row.edition)
    document = scenario.documents[row.document]
    slots = dict(row.slots)
    if opened and row.sealed:
        slots |= json.loads(vault.of(row.office_id).open(row.sealed, KIND))
    hidden = [key for key, value in slots.items() if value is None]
    shown = {key: value for key, value in slots.items() if value is not None}
    said = rules.paragraphs(document.says, shown, hidden)
    return Read(row, scenario, document, said, bool(hidden), files.of(KIND, row.id, for_))


def gaps(office_id: int) -> list[str]:
    """Name the series whose numbers have a gap; none ever should."""
    rows = Paper.objects.filter(office_id=office_id, serial__isnull=False).values_list("series")
    found = rows.annotate(Count("id"), Max("serial")).order_by("series")
    return [series for series, count, last in found if count != last]

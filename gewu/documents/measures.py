"""What papers let others count: by their day, without void ones."""

from __future__ import annotations

from functools import partial

from gewu.kernel.types import Measure

_paper = partial(
    Measure,
    table="documents_paper",
    unit="份",
    flow="issued_on",
    dims={"area": "area_id", "unit": "unit_id", "scenario": "scenario", "document": "document"},
)

MEASURES: tuple[Measure, ...] = (
    _paper("documents.issued", "出具文书", where=(("void_at", "is_null", None), ("whose", "=", "ours"))),
    _paper("documents.received", "收到文书", where=(("void_at", "is_null", None), ("whose", "=", "theirs"))),
)

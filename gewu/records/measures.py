"""What records let others count. Void ones are never counted; late entries count on the day they happened."""

from __future__ import annotations

from functools import partial

from gewu.kernel.types import Measure

_record = partial(
    Measure,
    table="records_record",
    flow="happened_on",
    where=(("void_at", "is_null", None),),
    dims={"area": "area_id", "unit": "unit_id", "scenario": "scenario", "form": "kind"},
    facts="record",
)

MEASURES: tuple[Measure, ...] = (
    _record("records.submitted", "记录数", unit="次"),
    _record("records.subjects_seen", "走到的对象数", unit="家", distinct="subject_id"),
)

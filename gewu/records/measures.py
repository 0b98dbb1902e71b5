"""What records let others count. Void ones are never counted; late entries count on the day they happened."""

from __future__ import annotations

from gewu.kernel.types import Measure

_DIMS = {
    "area": "area_id",
    "unit": "unit_id",
    "scenario": "scenario",
    "form": "kind",
}
_LIVE = (("void_at", "is_null", None),)


def _measure(name: str, title: str, unit: str, **more) -> Measure:
    return Measure(
        name=f"records.{name}",
        title=title,
        table="records_record",
        unit=unit,
        flow="happened_on",
        where=_LIVE,
        dims=_DIMS,
        facts="record",
        **more,
    )


MEASURES: tuple[Measure, ...] = (
    _measure("submitted", "记录数", "次"),
    _measure("subjects_seen", "走到的对象数", "家", distinct="subject_id"),
)

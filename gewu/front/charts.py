"""What chart.js draws; the table beside a chart says the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def chart(kind: str, labels: Sequence[str], series: Mapping[str, Sequence], **more: object) -> dict[str, object]:
    """Describe a chart of `kind` (bars, columns, line): one value of each series, by its name, for every label."""
    drawn = [{"name": name, "values": list(values)} for name, values in series.items()]
    return {"kind": kind, "labels": list(labels), "series": drawn, **more}

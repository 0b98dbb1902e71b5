"""Finding what is counted; the rooms publish it with their nouns, this room publishes none."""

from __future__ import annotations

from gewu.kernel.nouns import measures
from gewu.kernel.types import Measure, Refused


def published(name: str) -> Measure:
    """Find a measure by its name. Errors: Refused indicators.R404."""
    if name not in measures():
        raise Refused("indicators.R404", f"没有“{name}”这个计数项。", "请检查场景文件中的指标口径。")
    return measures()[name]

"""Every measure of the house, collected from the rooms that publish them; this room publishes none."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from gewu.kernel.types import Measure, Refused

ROOMS = ("office", "registry", "tasks", "records", "matters", "money")
MEASURES: tuple[Measure, ...] = ()


@cache
def collected() -> dict[str, Measure]:
    """Name every measure; a name published twice is a fault of the house (ValueError)."""
    found: dict[str, Measure] = {}
    for room in ROOMS:
        for measure in import_module(f"gewu.{room}.measures").MEASURES:
            if measure.name in found:
                raise ValueError(f"{measure.name} is published twice")
            found[measure.name] = measure
    return found


def published(name: str) -> Measure:
    """Find a measure by its name. Errors: Refused indicators.R404."""
    if name not in collected():
        raise Refused("indicators.R404", f"没有“{name}”这个计数项。", "请检查场景文件中的指标口径。")
    return collected()[name]

"""The areas a person may choose between, for filters and forms."""

from __future__ import annotations

from gewu.front.chips import Chip
from gewu.grid import queries as grid
from gewu.kernel.types import Scope

INDENT = {"subdistrict": "", "community": "", "grid": "　", "dedicated_grid": "　", "micro_grid": "　　"}


def options(scope: Scope, kinds: tuple[str, ...] = ("community", "grid", "dedicated_grid")) -> list[tuple[str, str]]:
    """The areas in sight as (id, name), those inside others set in."""
    areas = [area for area in grid.tree(scope) if area.kind in kinds]
    return [(str(area.id), f"{INDENT.get(area.kind, '')}{area.name}") for area in areas]


def chip(scope: Scope, kinds: tuple[str, ...] = ("community", "grid", "dedicated_grid")) -> Chip:
    """The filter 区域."""
    return Chip("area", "区域", tuple(options(scope, kinds)), all_word="全部")


def ids(chosen: str) -> list[int] | None:
    """What `areas=` of a question takes: the chosen one, or None for all in sight."""
    return [int(chosen)] if chosen else None

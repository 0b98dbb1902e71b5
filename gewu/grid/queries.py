"""Questions to the ground: trees, what lies below, where a point is, which address a text means."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import Q

from gewu.grid.models import Area


def below(*area_ids: int) -> frozenset[int]:
    """The ids of areas and of everything inside them, themselves included; past validity too."""
    if not area_ids:
        return frozenset()
    paths = Area.objects.filter(id__in=area_ids).values_list("office_id", "path")
    inside = [Q(office_id=office_id, path__startswith=path) for office_id, path in paths]
    return frozenset(Area.objects.filter(reduce(or_, inside)).values_list("id", flat=True)) if inside else frozenset()


def paths(office_id: int) -> dict[int, tuple[int, ...]]:
    """Every area with the ids from the root down to itself."""
    rows = Area.objects.filter(office_id=office_id).values_list("id", "path")
    return {area_id: tuple(int(step) for step in path.strip("/").split("/") if step) for area_id, path in rows}

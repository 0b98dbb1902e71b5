"""Questions to the ground: trees, what lies below, where a point is, which address a text means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from gewu.grid import rules
from gewu.grid.models import Address, AddressAlias, Area
from gewu.kernel.geometry import box_of, point_in_outline
from gewu.kernel.types import Refused, Scope


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
    return {area_id: steps(path) for area_id, path in rows}


def steps(path: str) -> tuple[int, ...]:
    """The ids in a path, from the root down: "/1/5/23/" is (1, 5, 23)."""
    return tuple(int(step) for step in path.split("/") if step)


def tree(for_: Scope, on: date | None = None) -> list[Area]:
    """Areas in sight and what they lie in, each followed by its own, in the order of codes; in use, or valid `on`."""
    rows = list(_valid(Area.objects.for_scope(for_), on).order_by("code").defer("outline"))
    if for_.area_ids is not None:
        shown = {step for area in rows if area.id in for_.area_ids for step in steps(area.path)}
        rows = [area for area in rows if area.id in shown]
    codes = {area.id: area.code for area in rows}
    return sorted(rows, key=lambda area: [codes.get(step, "") for step in steps(area.path)])


def area(area_id: int, for_: Scope) -> Area:
    """One area of the office. Errors: Refused grid.R404."""
    found = Area.objects.for_scope(for_).select_related("parent").filter(id=area_id).first()
    if found is None:
        raise Refused("grid.R404", "没有找到这个区域。", "请从列表中选择。")
    return found


def area_of_code(code: str, for_: Scope) -> Area | None:
    """The area in use under a code."""
    return Area.objects.for_scope(for_).filter(code=code, valid_to=None).first()


def outlines(for_: Scope, on: date | None = None, kinds: tuple[str, ...] = ()) -> list[Area]:
    """Areas with an outline, for maps."""
    rows = _valid(Area.objects.for_scope(for_).filter(outline__isnull=False), on)
    return list((rows.filter(kind__in=kinds) if kinds else rows).order_by("code"))


def communities(office_id: int) -> dict[int, Area]:
    """Each area of the office -> the community it lies in (or is)."""
    found = {area.id: area for area in Area.objects.filter(office_id=office_id, kind="community").defer("outline")}
    inside = {
        area_id: next((step for step in way if step in found), None) for area_id, way in paths(office_id).items()
    }
    return {area_id: found[community] for area_id, community in inside.items() if community}


def area_at(lon: float, lat: float, for_: Scope, on: date | None = None) -> Area | None:
    """The smallest area of the office around a point (WGS-84); None where no outline holds it.

    On an edge the first in the order of codes wins. Nothing is refused for drift: a person may choose another (E1-R4).
    """
    around = [area for area in outlines(for_, on) if _holds(area.outline, lon, lat)]
    return max(around, key=lambda area: len(steps(area.path)), default=None)


def _holds(outline: Any, lon: float, lat: float) -> bool:
    west, south, east, north = box_of(outline)
    return west <= lon <= east and south <= lat <= north and point_in_outline(lon, lat, outline)


def _valid(rows: QuerySet[Area], on: date | None) -> QuerySet[Area]:
    if on is None:
        return rows.filter(valid_to=None)
    return rows.filter(valid_from__lte=on).filter(Q(valid_to=None) | Q(valid_to__gt=on))


# addresses ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Resolved:
    """An address that a text may mean: `address` with its id, code, text and area_id.

    `how`  exact, alias, or inside (the text lies in it, as a room lies in a building)
    """

    address: Any
    how: str


def resolve(text: str, for_: Scope, limit: int = 10) -> list[Resolved]:
    """Find the addresses that a text may mean, the surest first; empty when none holds it."""
    wanted = rules.normal_address(text)
    if not wanted:
        return []
    outer = rules.outer_addresses(rules.parse_address(wanted))
    # Four columns: every new matter asks this, and whole rows with their areas took longer to make than to find.
    rows = Address.objects.for_scope(for_).filter(merged_into=None)
    rows = rows.values_list("id", "code", "text", "area_id", named=True)
    near = list(rows.filter(text__in=[wanted, *outer]))
    found = [Resolved(address, "exact") for address in near if address.text == wanted]
    if not found:
        named = AddressAlias.objects.filter(office_id=for_.office_id, text=wanted).values("address_id")
        found = [Resolved(address, "alias") for address in rows.filter(id__in=named)[:limit]]
    if not found:
        near.sort(key=lambda address: outer.index(address.text))
        found = [Resolved(address, "inside") for address in near]
    return found[:limit]


def address(address_id: int, for_: Scope) -> Address:
    """One address in sight, or the one it was merged into. Errors: Refused grid.R405."""
    rows = Address.objects.for_scope(for_).select_related("area", "merged_into")
    found = rows.filter(id=address_id).first()
    if found is None:
        raise Refused("grid.R405", "没有找到这个地址，或它不在您的查看范围内。", "请从地址列表中选择。")
    return found.merged_into or found


def addresses_of(for_: Scope, prefix: str) -> dict[int, str]:
    """Addresses in sight whose code begins with `prefix` (the buildings of an estate): id -> text."""
    rows = Address.objects.for_scope(for_).filter(code__startswith=prefix, merged_into=None)
    return dict(rows.order_by("code").values_list("id", "text"))

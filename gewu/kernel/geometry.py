"""Outlines on the ground: inside or not, metres, square metres.

Positions are (longitude, latitude) in degrees. Outlines are GeoJSON Polygon or MultiPolygon mappings.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import Any

from gewu.kernel.crs import Position

Outline = Mapping[str, Any]

EARTH_RADIUS_M = 6_371_008.8


def distance_m(first: Position, second: Position) -> float:
    """Return metres between two positions along the sphere; within 0.5 % of the ellipsoid."""
    (lon, lat), (other_lon, other_lat) = _radians(first), _radians(second)
    half = (
        math.sin((other_lat - lat) / 2) ** 2
        + math.cos(lat) * math.cos(other_lat) * math.sin((other_lon - lon) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(half)))


def area_m2(outline: Outline) -> float:
    """Return square metres inside an outline, holes taken off; within 0.5 % of the ellipsoid."""
    return sum(
        abs(_ring_area(rings[0])) - sum(abs(_ring_area(hole)) for hole in rings[1:]) for rings in _polygons(outline)
    )


def point_in_outline(lon: float, lat: float, outline: Outline) -> bool:
    """Say whether a position lies inside; on an edge counts, so neighbours may both say yes."""
    return any(_in_polygon(lon, lat, rings) for rings in _polygons(outline))


def box_of(outline: Outline) -> tuple[float, float, float, float]:
    """Return the smallest (west, south, east, north) around an outline: ask it first, it is cheap."""
    places = [place for rings in _polygons(outline) for place in rings[0]]
    lons, lats = [place[0] for place in places], [place[1] for place in places]
    return min(lons), min(lats), max(lons), max(lats)


def centre_of(outline: Outline) -> Position:
    """Return the centre of mass of the largest part: where its label stands (a crescent's lies outside it)."""
    ring = max((rings[0] for rings in _polygons(outline)), key=lambda ring: abs(_ring_area(ring)))
    lon0, lat0 = ring[0][0], ring[0][1]
    area = east = north = 0.0
    for (x, y), (next_x, next_y) in _edges([(place[0] - lon0, place[1] - lat0) for place in ring]):
        cross = x * next_y - next_x * y
        area, east, north = area + cross, east + (x + next_x) * cross, north + (y + next_y) * cross
    if not area:
        return lon0, lat0
    return lon0 + east / (3 * area), lat0 + north / (3 * area)


def outline_problems(outline: Outline) -> list[str]:
    """List in Chinese what makes an outline unfit to be a grid's: not closed, too few corners, crossing itself."""
    if outline.get("type") not in ("Polygon", "MultiPolygon"):
        return ["边界须为Polygon或MultiPolygon。"]
    said = []
    for number, ring in enumerate((ring for rings in _polygons(outline) for ring in rings), 1):
        where = f"第{number}个环"
        if len(ring) < 4:
            said.append(f"{where}至少要有四个点（首尾相同）。")
        elif tuple(ring[0][:2]) != tuple(ring[-1][:2]):
            said.append(f"{where}没有闭合，首尾两点应相同。")
        elif _crosses_itself(ring):
            said.append(f"{where}的边线自相交叉。")
    return said


def _polygons(outline: Outline) -> Iterator[Sequence[Sequence[Sequence[float]]]]:
    if outline.get("type") == "Polygon":
        yield outline["coordinates"]
    elif outline.get("type") == "MultiPolygon":
        yield from outline["coordinates"]
    else:
        raise ValueError("an outline is a Polygon or a MultiPolygon")


def _edges(ring: Sequence[Sequence[float]]) -> Iterator[tuple[Sequence[float], Sequence[float]]]:
    return pairwise(ring)


def _in_polygon(lon: float, lat: float, rings: Sequence[Sequence[Sequence[float]]]) -> bool:
    outer = _in_ring(lon, lat, rings[0])
    return outer is None or (outer and not any(_in_ring(lon, lat, hole) for hole in rings[1:]))


def _in_ring(lon: float, lat: float, ring: Sequence[Sequence[float]]) -> bool | None:
    """True inside, False outside, None on the edge."""
    inside = False
    for (x, y, *_), (next_x, next_y, *_) in _edges(ring):
        cross = (next_x - x) * (lat - y) - (next_y - y) * (lon - x)
        within = min(x, next_x) <= lon <= max(x, next_x) and min(y, next_y) <= lat <= max(y, next_y)
        if cross == 0 and within:
            return None
        if (y > lat) != (next_y > lat) and cross * (next_y - y) > 0:
            inside = not inside
    return inside


def _ring_area(ring: Sequence[Sequence[float]]) -> float:
    """Signed area on the sphere (Chamberlain and Duquette)."""
    total = 0.0
    for (lon, lat, *_), (next_lon, next_lat, *_) in _edges(ring):
        total += math.radians(next_lon - lon) * (math.sin(math.radians(lat)) + math.sin(math.radians(next_lat)))
    return total * EARTH_RADIUS_M**2 / 2


def _crosses_itself(ring: Sequence[Sequence[float]]) -> bool:
    """Two edges that meet in a corner do not cross."""
    return any(_cross(*one, *two) for one, two in combinations(_edges(ring), 2))


def _cross(a: Sequence[float], b: Sequence[float], c: Sequence[float], d: Sequence[float]) -> bool:
    def side(p: Sequence[float], q: Sequence[float], r: Sequence[float]) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def _radians(place: Position) -> Position:
    return math.radians(place[0]), math.radians(place[1])

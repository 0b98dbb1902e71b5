"""The ground: a subdistrict cut into communities and grids, with closed outlines that do not overlap.

Outlines are Voronoi cells, relaxed so that they look like ground people have divided by hand. The place is in the
East China Sea on purpose.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from demo import own
from demo.dice import shares, stream
from gewu.kernel.chinese import to_chinese
from gewu.kernel.geometry import centre_of

CENTRE = (123.400, 31.200)  # lon, lat: open sea
LON_SPAN, LAT_SPAN = 0.046, 0.036  # half widths in degrees: about 8.8 km by 8 km
GRIDS = 101

Point = tuple[float, float]


@dataclass(frozen=True)
class Ground:
    key: str
    parent: str
    kind: str  # subdistrict | community | grid
    code: str
    name: str
    urban_rural: str
    outline: list[Point]
    weight: float  # share of households

    @property
    def centre(self) -> Point:
        return _centre(self.outline)

    def geojson(self) -> dict:
        ring = [[round(x, 6), round(y, 6)] for x, y in [*self.outline, self.outline[0]]]
        return {"type": "Polygon", "coordinates": [ring]}


def _centre(ring: list[Point]) -> Point:
    return centre_of({"type": "Polygon", "coordinates": [[*ring, ring[0]]]})


def areas() -> list[Ground]:
    """The subdistrict, its communities, their grids, parents before children. Codes follow E1-R1."""
    dice = stream("ground")
    edge = _boundary(dice)
    names = [(name, name.endswith("村")) for name in own.word("communities")]
    seeds = _relaxed(edge, _scatter(edge, len(names), dice), rounds=6)
    seeds.sort(key=lambda at: math.hypot(at[0] - CENTRE[0], at[1] - CENTRE[1]))
    cells = _voronoi(edge, seeds)
    made = [Ground("street", "", "subdistrict", own.word("street_code"), own.word("street"), "", edge, 1.0)]
    weights = [_density(at, rank) for rank, at in enumerate(seeds)]
    grid_counts = [count + 2 for count in shares(GRIDS - 2 * len(names), weights)]
    village_no, committee_no = 200, 1
    for (name, village), cell, weight, count in zip(names, cells, weights, grid_counts, strict=True):
        number = village_no if village else committee_no
        village_no, committee_no = village_no + village, committee_no + (not village)
        code = f"{own.word('street_code')}{number:03d}"
        made.append(Ground(name, "street", "community", code, name, "220" if village else "111", cell, weight))
        made += _grids(name, code, cell, count, weight, dice)
    return made


def _grids(community: str, code: str, cell: list[Point], count: int, weight: float, dice) -> list[Ground]:
    seeds = _relaxed(cell, _scatter(cell, count, dice), rounds=4)
    seeds.sort(key=lambda at: (at[0], -at[1]))  # west to east, north to south: A1
    parts = _voronoi(cell, seeds)
    rough = [dice.uniform(0.8, 1.25) for _ in parts]
    short = own.short(community)
    return [
        Ground(
            f"{community}/{at + 1}",
            community,
            "grid",
            f"{code}{at + 1:03d}",
            f"{short}第{to_chinese(at + 1)}网格",
            "",
            part,
            weight * rough[at] / sum(rough),
        )
        for at, part in enumerate(parts)
    ]


def _density(at: Point, rank: int) -> float:
    away = math.hypot((at[0] - CENTRE[0]) / LON_SPAN, (at[1] - CENTRE[1]) / LAT_SPAN)
    return max(0.28, 1.35 - away) + 0.05 * ((rank * 7) % 5)


def _boundary(dice) -> list[Point]:
    """An irregular but convex edge of 22 corners."""
    points = []
    for step in range(22):
        turn = 2 * math.pi * step / 22
        wide = 1 + 0.07 * math.sin(2 * turn + 0.6) + dice.uniform(-0.012, 0.012)
        points.append((CENTRE[0] + LON_SPAN * wide * math.cos(turn), CENTRE[1] + LAT_SPAN * wide * math.sin(turn)))
    return _hull(points)


def _hull(points: list[Point]) -> list[Point]:
    points = sorted(points)

    def half(run):
        kept: list[Point] = []
        for point in run:
            while len(kept) > 1 and _cross(kept[-2], kept[-1], point) <= 0:
                kept.pop()
            kept.append(point)
        return kept[:-1]

    return half(points) + half(points[::-1])


def _cross(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _inside(point: Point, ring: list[Point]) -> bool:
    return all(_cross(ring[at - 1], ring[at], point) > 0 for at in range(len(ring)))


def _scatter(ring: list[Point], count: int, dice) -> list[Point]:
    low = (min(x for x, _ in ring), min(y for _, y in ring))
    high = (max(x for x, _ in ring), max(y for _, y in ring))
    found: list[Point] = []
    while len(found) < count:
        point = (dice.uniform(low[0], high[0]), dice.uniform(low[1], high[1]))
        if _inside(point, ring):
            found.append(point)
    return found


def point_in(ring: list[Point], dice) -> Point:
    """A point inside a convex outline."""
    return _scatter(ring, 1, dice)[0]


def _relaxed(ring: list[Point], seeds: list[Point], rounds: int) -> list[Point]:
    for _ in range(rounds):
        seeds = [_centre(cell) for cell in _voronoi(ring, seeds)]
    return seeds


def _voronoi(ring: list[Point], seeds: list[Point]) -> list[list[Point]]:
    cells = []
    for at, seed in enumerate(seeds):
        cell = ring
        for other_at, other in enumerate(seeds):
            if other_at != at:
                cell = _nearer(cell, seed, other)
        cells.append(cell)
    return cells


def _nearer(cell: list[Point], seed: Point, other: Point) -> list[Point]:
    """The part of `cell` that is nearer to `seed` than to `other` (Sutherland–Hodgman against the bisector)."""
    middle = ((seed[0] + other[0]) / 2, (seed[1] + other[1]) / 2)
    away = (other[0] - seed[0], other[1] - seed[1])

    def side(point: Point) -> float:
        return (point[0] - middle[0]) * away[0] + (point[1] - middle[1]) * away[1]

    kept: list[Point] = []
    for at, end in enumerate(cell):
        start = cell[at - 1]
        here, there = side(start), side(end)
        if (here < 0) != (there < 0):
            share = here / (here - there)
            kept.append((start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])))
        if there <= 0:
            kept.append(end)
    return kept

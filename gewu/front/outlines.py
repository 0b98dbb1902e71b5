"""A small map without map server or script: outlines of areas as one SVG picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians

WIDTH = 240.0
MARGIN = 4.0

Ring = Sequence[Sequence[float]]


@dataclass(frozen=True)
class Picture:
    """Paths with their classes in a box of `width` × `height`, and a point where one is known."""

    width: float
    height: float
    paths: Sequence[tuple[str, str]]
    point: tuple[float, float] | None = None


def picture(
    outlines: Iterable[tuple[Mapping | None, str]], point: tuple[float, float] | None = None
) -> Picture | None:
    """Draw GeoJSON polygons, each with a class; None where there is none. `point` is (lon, lat)."""
    shapes = [(list(_rings(outline)), name) for outline, name in outlines if outline]
    corners = [corner for rings, _ in shapes for ring in rings for corner in ring]
    if not corners:
        return None
    fit = _Fit.of(corners)
    drawn = [(" ".join(fit.path(ring) for ring in rings), name) for rings, name in shapes]
    return Picture(fit.width, fit.height, drawn, fit.at(*point) if point else None)


def _rings(outline: Mapping) -> Iterator[Ring]:
    polygons = outline["coordinates"] if outline["type"] == "MultiPolygon" else [outline["coordinates"]]
    for polygon in polygons:
        yield from polygon


@dataclass(frozen=True)
class _Fit:
    """How degrees become picture units; a subdistrict is small enough to be flat."""

    west: float
    north: float
    scale: float
    squeeze: float
    width: float
    height: float

    @classmethod
    def of(cls, corners: Sequence[Sequence[float]]) -> _Fit:
        lons, lats = [corner[0] for corner in corners], [corner[1] for corner in corners]
        squeeze = cos(radians(sum(lats) / len(lats)))
        across, down = (max(lons) - min(lons)) * squeeze, max(lats) - min(lats)
        scale = (WIDTH - 2 * MARGIN) / max(across, down, 1e-9)
        width, height = (round(side * scale + 2 * MARGIN, 1) for side in (across, down))
        return cls(min(lons), max(lats), scale, squeeze, width, height)

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        x, y = (lon - self.west) * self.squeeze * self.scale, (self.north - lat) * self.scale
        return round(x + MARGIN, 1), round(y + MARGIN, 1)

    def path(self, ring: Ring) -> str:
        points = [self.at(corner[0], corner[1]) for corner in ring]
        return "M" + "L".join(f"{x} {y}" for x, y in points) + "Z"

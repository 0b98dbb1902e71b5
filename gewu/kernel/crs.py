"""Three coordinate systems: WGS-84 is stored; GCJ-02 and BD-09 are what maps and phones in China give.

Positions are (longitude, latitude) in degrees; a position taken in is never refused for its drift (E1-R4).
"""

from __future__ import annotations

import math
from collections.abc import Callable

Position = tuple[float, float]

# Krasovsky's ellipsoid and the constants of the published GCJ-02 formula.
_A, _EE = 6_378_245.0, 0.006_693_421_622_965_943
_BD = math.pi * 3000 / 180


def gcj02_from_wgs84(lon: float, lat: float) -> Position:
    """Shift a WGS-84 position to GCJ-02 (base maps in China); outside China it stays."""
    if _abroad(lon, lat):
        return lon, lat
    east, north = _shift(lon - 105, lat - 35)
    sine = math.sin(math.radians(lat))
    magic = 1 - _EE * sine * sine
    root = math.sqrt(magic)
    return (
        lon + math.degrees(east / (_A / root * math.cos(math.radians(lat)))),
        lat + math.degrees(north / (_A * (1 - _EE) / (magic * root))),
    )


def wgs84_from_gcj02(lon: float, lat: float) -> Position:
    """Undo gcj02_from_wgs84 to better than a millimetre."""
    return _inverse(gcj02_from_wgs84, lon, lat)


def bd09_from_gcj02(lon: float, lat: float) -> Position:
    """Turn a GCJ-02 position into BD-09 (Baidu)."""
    radius = math.hypot(lon, lat) + 2e-5 * math.sin(lat * _BD)
    angle = math.atan2(lat, lon) + 3e-6 * math.cos(lon * _BD)
    return radius * math.cos(angle) + 0.0065, radius * math.sin(angle) + 0.006


def gcj02_from_bd09(lon: float, lat: float) -> Position:
    """Undo bd09_from_gcj02 to better than a millimetre."""
    return _inverse(bd09_from_gcj02, lon, lat)


def bd09_from_wgs84(lon: float, lat: float) -> Position:
    """Turn a WGS-84 position into BD-09."""
    return bd09_from_gcj02(*gcj02_from_wgs84(lon, lat))


def wgs84_from_bd09(lon: float, lat: float) -> Position:
    """Turn a BD-09 position into WGS-84."""
    return wgs84_from_gcj02(*gcj02_from_bd09(lon, lat))


def to_wgs84(lon: float, lat: float, crs: str) -> Position:
    """Bring a position of `crs` ("WGS-84", "CGCS2000", "GCJ-02", "BD-09") into the stored one; ValueError for others.

    CGCS2000 and WGS-84 differ by centimetres and pass unchanged.
    """
    known: dict[str, Callable[[float, float], Position]] = {
        "WGS84": lambda lon, lat: (lon, lat),
        "CGCS2000": lambda lon, lat: (lon, lat),
        "GCJ02": wgs84_from_gcj02,
        "BD09": wgs84_from_bd09,
    }
    plain = crs.upper().replace("-", "").replace(" ", "")
    if plain not in known:
        raise ValueError(f"unknown coordinate system: {crs!r}")
    return known[plain](lon, lat)


def _inverse(forward: Callable[[float, float], Position], lon: float, lat: float) -> Position:
    """Walk back to the position that `forward` takes to (lon, lat); the shifts are so smooth that it settles."""
    near = (lon, lat)
    for _ in range(8):
        found = forward(*near)
        near = (near[0] + lon - found[0], near[1] + lat - found[1])
    return near


def _abroad(lon: float, lat: float) -> bool:
    return not (72.004 <= lon <= 137.8347 and 0.8293 <= lat <= 55.8271)


def _shift(x: float, y: float) -> Position:
    root = math.sqrt(abs(x))
    waves = (20 * math.sin(6 * x * math.pi) + 20 * math.sin(2 * x * math.pi)) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + waves
    east += (20 * math.sin(x * math.pi) + 40 * math.sin(x / 3 * math.pi)) * 2 / 3
    east += (150 * math.sin(x / 12 * math.pi) + 300 * math.sin(x / 30 * math.pi)) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + waves
    north += (20 * math.sin(y * math.pi) + 40 * math.sin(y / 3 * math.pi)) * 2 / 3
    north += (160 * math.sin(y / 12 * math.pi) + 320 * math.sin(y * math.pi / 30)) * 2 / 3
    return east, north

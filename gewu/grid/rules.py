"""What the ground must be: which area lies in which, outlines that close (E1-R1, R2)."""

from __future__ import annotations

from collections.abc import Mapping

#: kind of area -> kinds it may lie in; "" is the root
LIES_IN = {
    "subdistrict": ("",),
    "community": ("subdistrict",),
    "grid": ("community",),
    "dedicated_grid": ("community",),
    "micro_grid": ("grid", "dedicated_grid"),
}
TITLES = {
    "subdistrict": "街道",
    "community": "社区",
    "grid": "网格",
    "micro_grid": "微网格",
    "dedicated_grid": "专属网格",
}


def problem(kind: str, code: str, parent: str, kinds: Mapping[str, str]) -> str:
    """Say what is wrong with a new area, "" for nothing; `kinds` are the areas known so far by code."""
    if kind not in LIES_IN:
        return f"区域类别“{kind}”不认识"
    if code in kinds:
        return f"区域代码{code}已被使用"
    if parent and parent not in kinds:
        return f"上级区域{parent}不存在"
    if kinds.get(parent, "") not in LIES_IN[kind]:
        wanted = "、".join(TITLES[above] for above in LIES_IN[kind] if above) or "没有上级"
        return f"{TITLES[kind]}{code}应属于{wanted}"
    return ""


def outline_problem(outline: Mapping[str, object]) -> str:
    """Say what is wrong with a GeoJSON outline, "" for nothing."""
    rings = _rings(outline)
    if not rings:
        return "不是多边形"
    if any(len(ring) < 4 for ring in rings):
        return "顶点太少"
    if any(list(ring[0]) != list(ring[-1]) for ring in rings):
        return "首尾没有闭合"
    return ""


def _rings(outline: Mapping[str, object]) -> list[list]:
    shape, coordinates = outline.get("type"), outline.get("coordinates")
    if not isinstance(coordinates, list):
        return []
    if shape == "Polygon":
        return coordinates
    return [ring for polygon in coordinates for ring in polygon] if shape == "MultiPolygon" else []

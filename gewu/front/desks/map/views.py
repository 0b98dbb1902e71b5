"""一张图: matters on our own outlines; numbers in areas first, single places when one looks closer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from gewu.front import chips, exports, spoken
from gewu.front.chips import Chip
from gewu.front.desk import Desk, desk_view
from gewu.grid import queries as grid
from gewu.kernel.geometry import centre_of
from gewu.matters import queries as matters
from gewu.matters.queries import Filters
from gewu.office import queries as office

STATES = (("open", "在办"), ("done", "已办结"), ("paused", "挂账"))
CLOCKS = (("late", "已超期"), ("soon", "快到期"))
COLUMNS: tuple[exports.Column[dict[str, Any]], ...] = (
    exports.Column("社区", lambda row: row["community"], 18),
    exports.Column("网格", lambda row: row["name"], 18),
    exports.Column("件数", lambda row: row["count"], 10),
)


@desk_view("matters.see")
def index(request: Desk) -> HttpResponse:
    """Show where matters are, filtered; the table below says the same."""
    adopted = office.adopted(request.scope.office_id, request.today)
    chosen = chips.chosen(request, _chips(request, adopted), searchable=False)
    # Every chip bears the name of the filter that it sets.
    wanted: dict[str, Any] = {"state": "open"} | chosen.values
    filters = Filters(text=chosen.words, **wanted)
    areas = _areas(request, filters)
    table = exports.Table(
        "事项分布", COLUMNS, [row for row in areas if row["kind"] == "grid"], len(areas), request.now, chosen.sentence
    )
    if file := exports.taken(request, table):
        return file
    points = matters.points(request.scope, filters, request.now)
    lines, here = matters.lines(request.scope.office_id, points, request.now), reverse("matters:index")
    context = {
        "chosen": chosen,
        "areas": areas,
        "communities": [row for row in areas if row["kind"] == "community"],
        "drawn": {
            "areas": [row for row in areas if row["outline"]],
            "points": [_point(line, here) for line in lines],
            "tiles": settings.TILES,
            "words": {
                "late": gettext("超期"),
                "soon": gettext("快到期"),
                "running": gettext("未到期"),
                "paused": gettext("挂账"),
                "done": gettext("已办结"),
            },
        },
        "total": sum(row["count"] for row in areas if row["kind"] == "community"),
        "with_point": len(points),
    }
    return render(request, "map/index.html", context)


def _chips(request: Desk, adopted) -> list[Chip]:
    scenarios = {key: one for key, one in adopted.items() if one.matter}
    found = [
        Chip("state", "状态", STATES, always=True),
        Chip("clock", "时限", CLOCKS, all_word="全部"),
        Chip("scenario", "场景", tuple((key, one.title) for key, one in scenarios.items()), all_word="全部"),
    ]
    one = scenarios.get(request.GET.get("scenario", ""))
    categories = tuple((key, each.title) for key, each in one.matter.categories.items()) if one else ()
    return [*found, Chip("category", "类别", categories)] if categories else found


def _areas(request: Desk, filters: Filters) -> list[dict[str, Any]]:
    """Communities and grids in sight, each with its outline, its middle and how many matters lie inside."""
    counts = matters.by_area(request.scope, filters, request.now)
    inside: dict[int, int] = {}
    for area_id, way in grid.paths(request.scope.office_id).items():
        for step in way:
            inside[step] = inside.get(step, 0) + counts.get(area_id, 0)
    shown: dict[grid.Piece, Mapping | None] = dict(
        grid.outlines(request.scope, kinds=("community", "grid", "dedicated_grid"))
    )
    shown |= {one: None for one in grid.tree(request.scope) if one.kind in ("community", "grid") and one not in shown}
    titles = {one.id: one.name for one in shown if one.kind == "community"}
    return [_area(one, outline, inside.get(one.id, 0), titles) for one, outline in shown.items()]


def _area(area: grid.Piece, outline: Mapping | None, count: int, titles: dict[int, str]) -> dict[str, object]:
    return {
        "id": area.id,
        "kind": "community" if area.kind == "community" else "grid",
        "name": area.name,
        "community": area.name if area.kind == "community" else titles.get(area.parent_id or 0, ""),
        "outline": outline,
        "middle": centre_of(outline)[::-1] if outline else None,
        "count": count,
        "url": f"{reverse('matters:index')}?area={area.id}",
    }


def _point(line: matters.Line, here: str) -> list[object]:
    row = line.matter
    return [
        row.lat,
        row.lon,
        f"{row.number} {row.title}",
        line.colour.name,
        spoken.short(line.colour),
        f"{here}{row.id}/",  # finding each in the table of addresses took a sixth of the page
    ]

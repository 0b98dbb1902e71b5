"""一房一格: the doors of an estate, building by building, coloured by whether and when they were collected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from gewu.front import exports
from gewu.front.desk import Desk, desk_view
from gewu.registry import queries as registry

STALE = timedelta(days=183)
STATES = {
    "fresh": "已采集",
    "stale": "核实超过六个月",
    "vacant": "空置",
    "missing": "未采集",
}


@dataclass(frozen=True)
class Door:
    """One door: its dwelling, who lives there, and how it stands."""

    row: registry.DoorRow
    state: str

    @property
    def word(self) -> str:
        return STATES[self.state]


@dataclass(frozen=True)
class Block:
    """A building and its doors."""

    title: str
    doors: Sequence[Door]

    @property
    def collected(self) -> int:
        return sum(door.state != "missing" for door in self.doors)


COLUMNS: tuple[exports.Column[Door], ...] = (
    exports.Column("楼栋", lambda door: door.row.building, 20),
    exports.Column("房号", lambda door: door.row.name, 20),
    exports.Column("状态", lambda door: door.word, 14),
    exports.Column("最近核实", lambda door: door.row.verified_on, 12),
)


@desk_view("registry.see")
def doors(request: Desk, subject_id: int) -> HttpResponse:
    """Show every door of an estate and name those not collected."""
    estate = registry.subject(subject_id, request.scope)
    found = [Door(row, _state(row, request.today)) for row in registry.doors(estate, request.scope)]
    missing = [door for door in found if door.state == "missing"]
    table = exports.Table(gettext("%s一房一格") % estate.name, COLUMNS, found, len(found), request.now)
    if file := exports.taken(request, table):
        return file
    context = {
        "estate": estate,
        "blocks": _blocks(found),
        "legend": [(key, word, sum(door.state == key for door in found)) for key, word in STATES.items()],
        "total": len(found),
        "missing": missing,
        "share": f"{(len(found) - len(missing)) * 100 / len(found):.1f}" if found else "",
    }
    return render(request, "subjects/doors.html", context)


def _state(row: registry.DoorRow, today) -> str:
    if row.vacant:
        return "vacant"
    if not row.household:
        return "missing"
    return "fresh" if row.verified_on and today - row.verified_on <= STALE else "stale"


def _blocks(found: list[Door]) -> list[Block]:
    under: dict[str, list[Door]] = {}
    for door in found:
        under.setdefault(door.row.building, []).append(door)
    return [Block(title, doors) for title, doors in under.items()]

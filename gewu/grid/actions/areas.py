"""Areas: admitted, drawn, split, closed; never deleted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from gewu.grid import rules
from gewu.grid.models import Address, Area
from gewu.journal import actions as journal
from gewu.journal import versions
from gewu.kernel.geometry import outline_problems
from gewu.kernel.types import Actor, Refused


@dataclass(frozen=True)
class NewArea:
    """One area to admit. `parent` is the code of one that exists or stands earlier in the list; "" for the root."""

    kind: str
    code: str
    name: str
    parent: str = ""
    valid_from: date = date(2000, 1, 1)
    outline: dict | None = None
    lon: float | None = None
    lat: float | None = None
    urban_rural: str = ""


def admit_area(*, by: Actor, at: datetime, parent: Area | None = None, **new: Any) -> Area:
    """Admit one area; keywords are those of NewArea.

    Errors: Refused grid.R107 below an area that is closed, grid.R101 as admit_areas, in the words of the row.
    """
    if parent and parent.valid_to:
        words = f"{parent.name}已撤销，没有在它下面设立。"
        raise Refused("grid.R107", words, "请选在用的上级。", {"parent": "已撤销"})
    try:
        return admit_areas([NewArea(parent=parent.code if parent else "", **new)], by=by, at=at)[0]
    except Refused as refused:
        # A form has no rows: what is wrong is said of the whole.
        raise Refused(refused.id, f"{'；'.join(refused.fields.values())}，没有保存。", "请改正后再提交。") from refused


@transaction.atomic
def admit_areas(rows: Iterable[NewArea], *, by: Actor, at: datetime) -> list[Area]:
    """Admit areas, parents before children; all or none, with every problem at once."""
    by.must("office.accounts")
    rows = list(rows)
    known = {area.code: area for area in Area.objects.filter(office_id=by.office_id, valid_to=None)}
    _refuse_problems(rows, known)
    admitted = [_add(new, known, by.office_id) for new in rows]
    versions.changed(by.office_id)
    journal.write(
        "grid.areas_admitted",
        by=by,
        at=at,
        noun="area",
        row_id=admitted[0].id if len(admitted) == 1 else None,
        count=len(admitted),
        detail={"codes": [area.code for area in admitted]},
    )
    return admitted


def _refuse_problems(rows: Sequence[NewArea], known: dict[str, Area]) -> None:
    kinds = {code: area.kind for code, area in known.items()}
    names = {code: area.name for code, area in known.items()}
    problems = {}
    for number, new in enumerate(rows, 1):
        if problem := rules.problem(new.kind, new.code, new.parent, kinds, names):
            problems[f"第{number}行"] = problem
        kinds.setdefault(new.code, new.kind)
    if problems:
        raise Refused("grid.R101", f"{len(problems)}个区域有问题，没有保存。", "请改正后重新提交。", problems)


def _add(new: NewArea, known: dict[str, Area], office_id: int) -> Area:
    parent = known.get(new.parent)
    area = Area.objects.create(
        office_id=office_id,
        kind=new.kind,
        code=new.code,
        name=new.name,
        parent=parent,
        urban_rural=new.urban_rural,
        valid_from=new.valid_from,
        outline=new.outline,
        lon=new.lon,
        lat=new.lat,
    )
    area.path = f"{parent.path if parent else '/'}{area.id}/"
    area.save(update_fields=["path"])
    known[new.code] = area
    return area


@transaction.atomic
def draw_outline(*, by: Actor, at: datetime, area: Area, outline: dict) -> Area:
    """Keep the outline of an area (GeoJSON Polygon or MultiPolygon, WGS-84)."""
    by.must("office.accounts")
    if problems := outline_problems(outline):
        raise Refused("grid.R105", "边界不能使用：" + "".join(problems), "请重新绘制闭合的边界。")
    area.outline = outline
    area.save(update_fields=["outline"])
    versions.changed(by.office_id)
    journal.write("grid.outline_drawn", by=by, at=at, noun="area", row_id=area.id)
    return area


@transaction.atomic
def rename_area(*, by: Actor, at: datetime, area: Area, name: str) -> Area:
    """Give an area another name, of all its days; its code stays."""
    by.must("office.accounts")
    if area.name == name:
        return area
    before, area.name = area.name, name
    area.save(update_fields=["name"])
    versions.changed(by.office_id)
    detail = {"before": before, "after": name}
    journal.write("grid.area_renamed", by=by, at=at, noun="area", row_id=area.id, detail=detail)
    return area


@transaction.atomic
def close_area(*, by: Actor, at: datetime, area: Area, on: date, successor: Area | None = None) -> Area:
    """End an area from a day on; its rows stay under it, new ones go to the successor.

    Errors: Refused grid.R106 for a day before it began, R108 when it is closed, R109 while areas are open inside it.
    """
    by.must("office.accounts")
    if area.valid_to:
        raise Refused("grid.R108", f"{area.name}已撤销，没有改动。", "请刷新页面。")
    if on <= area.valid_from:
        raise Refused("grid.R106", "撤销日期不能早于设立日期，没有改动。", "请核对日期。")
    inside = Area.objects.filter(office_id=by.office_id, parent=area).not_over_on(on).order_by("code")
    if names := list(inside.values_list("name", flat=True)):
        words = f"{area.name}下面还有{'、'.join(names[:5])}{'等' if names[5:] else ''}在用，没有撤销。"
        raise Refused("grid.R109", words, "请先逐个撤销或并入别处。")
    area.valid_to, area.successor = on, successor
    area.save(update_fields=["valid_to", "successor"])
    versions.changed(by.office_id)
    journal.write("grid.area_closed", by=by, at=at, noun="area", row_id=area.id)
    return area


@transaction.atomic
def move_addresses(*, by: Actor, at: datetime, area: Area, into: Area) -> int:
    """Let the addresses of an area lie in another; return how many."""
    by.must("office.accounts")
    moved = Address.objects.filter(office_id=by.office_id, area=area).update(area=into)
    detail = {"into": into.id}
    journal.write("grid.addresses_moved", by=by, at=at, noun="area", row_id=area.id, count=moved, detail=detail)
    return moved


@transaction.atomic
def split(*, by: Actor, at: datetime, area: Area, into: Sequence[NewArea], on: date) -> list[Area]:
    """Split an area into new ones from a day on; the first of them is its successor.

    Subjects and addresses stay where they were until they are placed anew, so no figure of the past changes.
    """
    parent = area.parent.code if area.parent else ""
    made = admit_areas([NewArea(**(vars(new) | {"parent": parent, "valid_from": on})) for new in into], by=by, at=at)
    close_area(by=by, at=at, area=area, on=on, successor=made[0])
    return made

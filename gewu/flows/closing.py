"""An area or a unit ends: first what is there is counted, then it passes on, all of it or nothing (S0-A9)."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from datetime import date, datetime

from django.db import transaction

from gewu.grid import actions as ground
from gewu.grid.models import Address, Area
from gewu.journal import actions as journal
from gewu.kernel.calendar import local_day
from gewu.kernel.types import Actor, Refused
from gewu.matters import actions as matters
from gewu.matters.models import Matter
from gewu.matters.rules import OPEN
from gewu.office import actions as offices
from gewu.office import queries as office
from gewu.office.models import RoleGrant, Unit
from gewu.registry import actions as registry
from gewu.registry.models import Subject
from gewu.tasks import actions as tasks
from gewu.tasks.models import Task

#: areas that may take in those of another kind
ALIKE = {"grid": ("grid", "dedicated_grid"), "dedicated_grid": ("grid", "dedicated_grid")}


@dataclass(frozen=True)
class There:
    """What is in an area now: what is on the register, open work, addresses, units and roles held over it."""

    subjects: int
    tasks: int
    matters: int
    addresses: int
    units: int
    roles: int

    def __bool__(self) -> bool:
        return any(astuple(self))


def there(area: Area, on: date) -> There:
    """Count what would pass on with an area; numbers only, the rows are for those who may see them."""
    here = {"office_id": area.office_id, "area": area}
    return There(
        Subject.objects.filter(**here, void_at=None, valid_to=None).count(),
        Task.objects.filter(**here, state="due").count(),
        Matter.objects.filter(**here, state__in=OPEN).count(),
        Address.objects.filter(**here, merged_into=None).count(),
        Unit.objects.filter(**here, active=True).count(),
        RoleGrant.objects.filter(**here).not_over_on(on).count(),
    )


@transaction.atomic
def close_area(*, by: Actor, at: datetime, area: Area, into: Area | None, on: date) -> There:
    """End an area on a day, once all that is there stands in another; return what passed on.

    What was done there before stays under its name. Errors: Refused flows.R150 for a day to come, R151 for an area
    that cannot take it in, R152 when something is there and nobody said where it goes, grid.R109 while areas are open
    inside it, office.R310 in or before a locked period.
    """
    by.must("office.accounts")
    if on > local_day(at):
        raise Refused("flows.R150", "撤销日期还没有到，没有改动。", "到了那天再办。", {"on": "不能晚于今天"})
    office.must_be_open_from(by.office_id, on)
    if into and (into.id == area.id or into.valid_to or into.kind not in ALIKE.get(area.kind, (area.kind,))):
        words = f"{area.name}不能并入{into.name}，没有改动。"
        raise Refused("flows.R151", words, "请选一个在用的、同一级的区域。", {"into": "请另选"})
    found = there(area, on)
    if found and into is None:
        raise Refused(
            "flows.R152", f"{area.name}里{said(found)}，没有撤销。", "请选并入哪里。", {"into": "请选并入哪里"}
        )
    if into:
        _move(by, at, area, into, on)
    ground.close_area(by=by, at=at, area=area, on=on, successor=into)
    detail = vars(found) | {"into": into.id if into else None}
    journal.write("flows.area_closed", by=by, at=at, noun="area", row_id=area.id, detail=detail)
    return found


def _move(by: Actor, at: datetime, area: Area, into: Area, on: date) -> None:
    offices.move_ground(by=by, at=at, area=area, into=into, on=on)
    ground.move_addresses(by=by, at=at, area=area, into=into)
    # Tasks last: whoever does them is found by the roles over the new ground.
    for move_ground in (registry.move_ground, matters.move_ground, tasks.move_ground):
        move_ground(by=by, at=at, area_id=area.id, into_id=into.id)


def said(found: There) -> str:
    """Say what is there, without what is not."""
    words = zip(astuple(found), ("个对象", "项任务", "件事项", "个地址", "个单位", "个岗位"), strict=True)
    return "还有" + "、".join(f"{count}{what}" for count, what in words if count)


@transaction.atomic
def close_unit(*, by: Actor, at: datetime, unit_id: int) -> Unit:
    """Take a unit out of use once nothing is open there.

    Errors: Refused flows.R153 while work is open, office.R143 while people are in post.
    """
    work = open_of_unit(by.office_id, unit_id)
    if any(work):
        words = f"这个单位还有{work[0]}项任务、{work[1]}件事项没有办完，没有停用。"
        raise Refused("flows.R153", words, "请先办完，或改派给别的单位。")
    return offices.close_unit(by=by, at=at, unit_id=unit_id)


def open_of_unit(office_id: int, unit_id: int) -> tuple[int, int]:
    """Count the open tasks and matters of a unit."""
    here = {"office_id": office_id, "unit_id": unit_id}
    due = Task.objects.filter(**here, state="due").count()
    return due, Matter.objects.filter(**here, state__in=OPEN, merged_into=None).count()

"""The ground changes: units and roles that were held over one area are held over another."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from gewu.journal import actions as journal
from gewu.journal import versions
from gewu.kernel.types import Actor
from gewu.office.actions import passwords
from gewu.office.models import RoleGrant, Unit

if TYPE_CHECKING:
    from gewu.grid.models import Area


@transaction.atomic
def move_ground(*, by: Actor, at: datetime, area: Area, into: Area, on: date) -> tuple[int, int]:
    """Let units and roles follow their ground into another area from a day on; return how many of each.

    Nobody gets a role that they do not hold: one over this area ends, and begins over the other unless it is held
    there. The security administrators are told.
    """
    by.must("office.accounts")
    units = Unit.objects.filter(office_id=by.office_id, area=area).update(area=into)
    held = list(RoleGrant.objects.filter(office_id=by.office_id, area=area).not_over_on(on).order_by("id"))
    for one in held:
        there = RoleGrant.objects.filter(staff_id=one.staff_id, role=one.role, area=into).not_over_on(on)
        if not there.exists():
            since = max(on, one.from_on)
            RoleGrant.objects.create(
                office_id=by.office_id, staff_id=one.staff_id, role=one.role, area=into, from_on=since, to_on=one.to_on
            )
        one.to_on = on
    RoleGrant.objects.bulk_update(held, ["to_on"])
    versions.changed(by.office_id)
    detail = {"into": into.id, "units": units, "roles": len(held)}
    journal.write("office.ground_moved", by=by, at=at, noun="area", row_id=area.id, detail=detail)
    if held:
        whom = sorted(passwords.holders(by.office_id, at, "office.security"))
        words = f"{area.name}并入{into.name}，{len(held)}个岗位随着过去，请核对。"
        journal.tell(whom, office_id=by.office_id, kind="role_due", words=words, link="/admin/staff/")
    return units, len(held)

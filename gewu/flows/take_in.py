"""A matter comes in from outside: its place is found on our ground, then it is registered."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from gewu.grid import queries as grid
from gewu.kernel.calendar import local_day
from gewu.kernel.types import Actor
from gewu.matters import actions as matters
from gewu.matters.actions import NewMatter
from gewu.matters.models import Matter


def take_in(by: Actor, at: datetime, new: NewMatter, key: UUID | str | None = None) -> Matter:
    """Take in one matter from the desk, the field, the public page or the interface.

    Its grid follows from the point, else from an address we know; without either it belongs to the whole office.
    Errors: as matters.actions.take_in.
    """
    return matters.take_in(by, at, placed(by, new, at), key)


def placed(by: Actor, new: NewMatter, at: datetime) -> NewMatter:
    """Fill in the grid from the point or from the words of the place, where the person named none.

    Whoever reports may name any place of the office, so the ground is looked up with the eyes of the whole office.
    """
    if new.area_id or new.subject_id:
        return new
    everywhere = replace(by.scope, area_ids=None)
    area_id = None
    if new.lon is not None and new.lat is not None:
        around = grid.area_at(new.lon, new.lat, everywhere, local_day(at))
        area_id = around.id if around else None
    if area_id is None and new.place.strip():
        found = grid.resolve(new.place, everywhere, limit=1)
        area_id = found[0].address.area_id if found else None
    return replace(new, area_id=area_id) if area_id else new

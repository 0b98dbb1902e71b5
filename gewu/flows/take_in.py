"""A matter comes in from outside: its place is found on our ground, an emergency is told at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from gewu.grid import queries as grid
from gewu.journal import actions as journal
from gewu.kernel.calendar import local_day
from gewu.kernel.types import Actor
from gewu.matters import actions as matters
from gewu.matters import books
from gewu.matters.actions import NewMatter
from gewu.matters.models import Matter
from gewu.matters.rules import emergency
from gewu.office import queries as office


def take_in(by: Actor, at: datetime, new: NewMatter, key: UUID | str | None = None) -> Matter:
    """Take in one matter from the desk, the field, the public page or the interface.

    Its grid follows from the point, else from an address we know; without either it belongs to the whole office.
    Emergencies (110, 119, 120, 122) are told to the officer on duty at once.
    """
    if key is None:
        return _take_in(by, at, new)
    answer, _ = journal.once(by.office_id, key, "flows.take_in", lambda: {"matter": _take_in(by, at, new).id})
    return Matter.objects.get(office_id=by.office_id, id=answer["matter"])


@transaction.atomic
def _take_in(by: Actor, at: datetime, new: NewMatter) -> Matter:
    matter = matters.take_in(by, at, placed(by, new, at))
    _alarm(by, at, matter)
    return matter


def placed(by: Actor, new: NewMatter, at: datetime) -> NewMatter:
    """Fill in the grid from the point or from the words of the place, where the person named none.

    Whoever reports may name any place of the office, so the ground is looked up with the eyes of the whole office.
    """
    if new.area_id or new.subject_id:
        return new
    everywhere = replace(by.scope, area_ids=None)
    area = None
    if new.lon is not None and new.lat is not None:
        area = grid.area_at(new.lon, new.lat, everywhere, local_day(at))
    if area is None and new.place.strip():
        found: Sequence[grid.Resolved] = grid.resolve(new.place, everywhere, limit=1)
        area = found[0].address.area if found else None
    return replace(new, area_id=area.id) if area else new


def _alarm(by: Actor, at: datetime, matter: Matter) -> None:
    scenario = books.edition_for(by.office_id, matter.scenario, local_day(at), matter.edition)
    number = emergency(scenario, matter.category)
    if not number:
        return
    chief = office.responsible(by.office_id, "duty_chief", matter.area_id, local_day(at))
    journal.tell(
        office_id=by.office_id,
        kind="emergency",
        to_staff_id=chief.id if chief else None,
        words=f"紧急：{matter.number} {matter.title}，已转{number}",
        link=f"/matters/{matter.id}/",
    )

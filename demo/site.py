"""What every step of the build works with, and the one way in which it keeps subjects."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from demo import days
from demo.roll import Roll, Thing
from gewu.kernel.calendar import LOCAL, Calendar
from gewu.kernel.types import Actor
from gewu.registry import actions as registry
from gewu.registry.actions import NewSubject

if TYPE_CHECKING:
    from gewu.grid.models import Area

BEGINNING = datetime(2022, 1, 4, 9, 0, tzinfo=LOCAL)
Progress = Callable[[str, int, int], None]


@dataclass
class Site:
    """What every step works with."""

    by: Actor
    calendar: Calendar
    roll: Roll
    scale: float = 1.0
    at: datetime = days.NOW
    say: Progress = lambda title, done, total: None
    seconds: dict[str, float] = field(default_factory=dict)
    areas: dict[str, Area] = field(default_factory=dict)


def admit(site: Site, title: str, rows: Iterable[NewSubject], total: int) -> dict[str, int]:
    """Admit subjects and say how far it is; return code -> id."""
    return registry.admit_many(rows, by=site.by, at=BEGINNING, on_progress=lambda done: site.say(title, done, total))


def keep(site: Site, title: str, rows: Iterable[NewSubject]) -> None:
    """Admit subjects of one or more kinds and note them in the roll."""
    rows = list(rows)
    ids = admit(site, title, rows, len(rows))
    grids = {area_id: key for key, area_id in site.roll.area_ids.items()}
    for row in rows:
        thing = Thing(ids[row.code], row.code, grids[row.area_id], row.split, row.name, row.place_text)
        for group in (row.kind, *row.tags):
            site.roll.groups.setdefault(group, []).append(thing)

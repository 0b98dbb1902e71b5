"""Today's doors: open tasks put together by building and door, so that nobody climbs a staircase twice."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gewu.registry.models import Subject
    from gewu.tasks.models import Task

#: up to here a place is a building or a street number; what follows is the floor and the door
BUILDING = re.compile(r"^(.*?(?:幢|栋|号楼|座|弄))(.+)$")
NUMBER = re.compile(r"(\d+)")


@dataclass
class Door:
    """One subject to be seen today with everything that is due there."""

    subject: Subject
    tasks: list[Task] = field(default_factory=list)

    @property
    def place(self) -> str:
        return self.subject.place_text or (self.subject.address.text if self.subject.address else "")

    @property
    def building(self) -> str:
        found = BUILDING.match(self.place)
        return found.group(1) if found else self.place

    @property
    def rest(self) -> str:
        """Floor and door below the building's heading."""
        return self.place[len(self.building) :]

    @property
    def scenarios(self) -> list[str]:
        """What is due here, each scenario once: several of its duties are met by one visit."""
        return list(dict.fromkeys(task.scenario for task in self.tasks))

    @property
    def due_on(self) -> date:
        return min(task.due_on for task in self.tasks)


@dataclass(frozen=True)
class Building:
    """A heading of the round with its doors from the ground up."""

    title: str
    area: str
    doors: list[Door]


def buildings(tasks: Iterable[Task]) -> list[Building]:
    """Put tasks under doors and doors under buildings, in the order of one walk."""
    found: dict[int, Door] = {}
    for task in tasks:
        found.setdefault(task.subject_id, Door(task.subject)).tasks.append(task)
    made: dict[tuple[str, str], Building] = {}
    for door in sorted(found.values(), key=_order):
        area = door.subject.area.name if door.subject.area else ""
        made.setdefault((area, door.building), Building(door.building, area, [])).doors.append(door)
    return list(made.values())


def _order(door: Door) -> tuple:
    return door.subject.area_id or 0, natural(door.building), natural(door.rest), door.subject.id


def natural(text: str) -> tuple:
    """Order 2幢 before 10幢: digits count as numbers."""
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in NUMBER.split(text) if part)

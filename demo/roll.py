"""Who and what has been admitted: who looks after which ground, which unit handles what, what stands where."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import cycle
from typing import NamedTuple

from demo.crew import Worker
from demo.ground import Ground
from demo.histories import Hands


class Thing(NamedTuple):
    """Something on the register, as the rest of the demo needs it."""

    id: int
    code: str
    grid: str
    split: str
    name: str
    place: str


@dataclass
class Roll:
    """Filled step by step by demo.build; everything else only reads it."""

    office_id: int = 0
    ground: list[Ground] = field(default_factory=list)
    workers: list[Worker] = field(default_factory=list)
    area_ids: dict[str, int] = field(default_factory=dict)  # area key -> id
    unit_ids: dict[str, int] = field(default_factory=dict)  # unit key -> id
    staff_ids: dict[str, int] = field(default_factory=dict)  # worker code -> id
    groups: dict[str, list[Thing]] = field(default_factory=dict)  # by kind, by tag, by the demo's own names
    estates: list = field(default_factory=list)

    def __post_init__(self) -> None:
        self._turns: dict[str, cycle] = {}

    @cached_property
    def grids(self) -> list[Ground]:
        return [area for area in self.ground if area.kind == "grid"]

    @cached_property
    def weights(self) -> list[float]:
        """How much of the street lives in each grid."""
        return [area.weight for area in self.grids]

    @cached_property
    def _officers(self) -> dict[str, int]:
        roles = ((self.staff_ids[one.code], role, area) for one in self.workers for role, area in one.roles)
        return {area: id for id, role, area in roles if role == "grid_officer"}

    def a_grid(self, dice) -> str:
        """A grid, those where more live more often."""
        return dice.choices(self.grids, self.weights)[0].key

    def officer(self, grid: str) -> int:
        """The grid's officer."""
        return self._officers[grid]

    def who(self, name: str) -> int:
        """A person by code or login."""
        return self.staff_ids.get(name) or next(self.staff_ids[one.code] for one in self.workers if one.login == name)

    def those(self, role: str, unit: str = "") -> list[str]:
        """The codes of all who have a role, in a unit."""
        has = [one for one in self.workers if any(own == role for own, _ in one.roles)]
        return [one.code for one in has if not unit or one.unit == unit]

    def turn(self, role: str, unit: str = "") -> int:
        """The next of those who share a work."""
        key = f"{role}/{unit}"
        if key not in self._turns:
            self._turns[key] = cycle(self.staff_ids[code] for code in self.those(role, unit))
        return next(self._turns[key])

    def hands(self, unit: str, grid: str, *, found_by_officer: bool) -> Hands:
        finder = self.officer(grid) if found_by_officer else None
        return Hands(
            finder, self.turn("dispatcher"), self.turn("handler", unit), self.turn("checker"), self.unit_ids[unit]
        )

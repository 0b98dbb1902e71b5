"""Ids of what has been admitted, by the demo's own keys: who looks after which ground, which unit handles what."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import cycle

from demo.ground import Ground
from demo.histories import Hands


@dataclass
class Roll:
    """Filled step by step by demo.build; everything else only reads it."""

    office_id: int = 0
    ground: list[Ground] = field(default_factory=list)
    area_ids: dict[str, int] = field(default_factory=dict)  # area key -> id
    unit_ids: dict[str, int] = field(default_factory=dict)  # unit key -> id
    staff_ids: dict[str, int] = field(default_factory=dict)  # worker code -> id
    subject_ids: dict[str, dict[str, int]] = field(default_factory=dict)  # kind -> code -> id
    #: subject kind -> list of (code, grid key, split, name, place)
    known: dict[str, list[tuple[str, str, str, str, str]]] = field(default_factory=dict)
    tagged: dict[str, list[tuple[str, str, str, str, str]]] = field(default_factory=dict)  # the same by tag
    estates: list = field(default_factory=list)
    homes_of: dict[str, list] = field(default_factory=dict)  # households as in `known`, by estate code

    def __post_init__(self) -> None:
        self._turns: dict[str, cycle] = {}

    @property
    def grids(self) -> list[Ground]:
        return [area for area in self.ground if area.kind == "grid"]

    def officer(self, grid: str) -> int:
        """The grid's officer."""
        number = [area.key for area in self.grids].index(grid)
        return self.staff_ids["S007" if number == 0 else f"G{number + 1:03d}"]

    def turn(self, name: str, codes: list[str]) -> int:
        """The next of several people who share a work."""
        if name not in self._turns:
            self._turns[name] = cycle(self.staff_ids[code] for code in codes)
        return next(self._turns[name])

    def dispatcher(self) -> int:
        return self.turn("dispatchers", ["S003", "Z01", "Z02", "Z03", "Z04"])

    def checker(self) -> int:
        return self.turn("checkers", ["S006", "H01", "H02", "H03", "H04", "H05", "H06"])

    def handler(self, unit: str) -> int:
        """A person who handles for the unit: a department's three, a community's two, a firm's one."""
        if unit.startswith("firm"):
            return self.staff_ids[f"W{int(unit[4:]):02d}"]
        if unit in self.area_ids:
            number = [area.key for area in self.ground if area.kind == "community"].index(unit) + 1
            return self.turn(unit, [f"M{number:02d}-1", f"M{number:02d}-2"])
        own = [f"C-{unit}-{at}" for at in (1, 2, 3)]
        return self.turn(unit, own + (["S005"] if unit == "city_management" else []))

    def hands(self, unit: str, grid: str, *, found_by_officer: bool) -> Hands:
        finder = self.officer(grid) if found_by_officer else None
        return Hands(finder, self.dispatcher(), self.handler(unit), self.checker(), self.unit_ids[unit])

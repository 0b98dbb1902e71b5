"""Where people live: estates, buildings, dwellings, households and people, grid by grid.

Plain data only; codes are stable: dwelling D0000001 belongs to household H0000001, people P0000001 …
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from demo import own
from demo.dice import shares, stream
from demo.ground import Ground, point_in
from gewu.kernel.identifiers import demo_phone


@dataclass(frozen=True)
class Estate:
    code: str
    name: str
    kind: str  # estate | urban_village | hamlet | dormitory
    grid: str
    households: int
    vacant: int
    resettlement: bool
    point: tuple[float, float]
    road: str


@dataclass(frozen=True)
class Building:
    code: str
    estate: Estate
    name: str
    road: str
    number: int
    point: tuple[float, float]


@dataclass(frozen=True)
class Person:
    code: str
    name: str
    born: date
    sex: str  # male | female
    serial: int
    head: bool
    phone: str


@dataclass(frozen=True)
class Home:
    code: str  # of the dwelling; the household is H + the same digits
    building: Building
    room: str
    vacant: bool
    tenure: str
    collected_on: date
    people: tuple[Person, ...] = field(default=())


def estates(ground: list[Ground], scale: float = 1.0) -> list[Estate]:
    """Estates of every grid with their household counts; at scale 1 they add up to the office's number exactly."""
    dice, said = stream("estates"), own.word("homes")
    grids = [area for area in ground if area.kind == "grid"]
    total = max(len(grids) * 4, round(said["households"] * scale))
    homes = shares(total - said["surveyed"]["households"], [grid.weight for grid in grids])
    vacant = shares(max(len(grids), round(said["vacant"] * scale)), [grid.weight for grid in grids])
    names = _estate_names(dice)
    made: list[Estate] = []
    resettled = 0
    for grid, count, empty in zip(grids, homes, vacant, strict=True):
        village = grid.key.split("/")[0].endswith("村")
        parts = 2 if count < 600 else 3
        for size, gap in zip(
            shares(count, [1.0, 0.7, 0.5][:parts]), shares(empty, [1.0, 0.7, 0.5][:parts]), strict=True
        ):
            kind = _estate_kind(village, dice)
            settled = (
                kind == "estate" and not village and resettled < said["resettlement_estates"] and dice.random() < 0.12
            )
            resettled += settled
            made.append(_estate(len(made), next(names), kind, grid, size, gap, settled, dice))
    return made + _surveyed_hamlets(grids, len(made), names, dice)


def _surveyed_hamlets(grids, first: int, names, dice) -> list[Estate]:
    said = own.word("homes")["surveyed"]
    home = [grid for grid in grids if grid.key.startswith(said["community"])]
    sizes = shares(said["households"], [1.3 - 0.1 * at for at in range(said["hamlets"])])
    return [
        _estate(first + at, next(names), "hamlet", home[at % len(home)], size, 0, False, dice)
        for at, size in enumerate(sizes)
    ]


def _estate(at: int, name: str, kind: str, grid: Ground, size: int, gap: int, settled: bool, dice) -> Estate:
    hamlet_tails = own.word("homes")["hamlet_tails"]
    tails = {
        "hamlet": f"{hamlet_tails[at % len(hamlet_tails)]}自然村",
        "urban_village": "老街坊",
        "dormitory": "职工宿舍",
    }
    full = name[:2] + tails[kind] if kind in tails else name
    point, road = point_in(grid.outline, dice), dice.choice(own.word("road"))
    return Estate(f"E{at + 1:04d}", full, kind, grid.key, size, gap, settled, point, road)


def _estate_kind(village: bool, dice) -> str:
    if village:
        return "hamlet" if dice.random() < 0.75 else "estate"
    roll = dice.random()
    return "dormitory" if roll < 0.04 else "urban_village" if roll < 0.12 else "estate"


def _estate_names(dice) -> Iterator[str]:
    names = [head + tail for tail in own.word("tail") for head in own.word("head")]
    dice.shuffle(names)
    return iter(names)


def buildings(estate: Estate) -> list[Building]:
    """The buildings of an estate: 44 doors to a block, 12 houses to a row in a village."""
    dice = stream(f"buildings:{estate.code}")
    doors = estate.households + estate.vacant
    each = 12 if estate.kind == "hamlet" else 44
    count = max(1, -(-doors // each))
    word = "组" if estate.kind == "hamlet" else "幢"
    base = dice.randrange(2, 160)
    return [
        Building(
            f"{estate.code}-{at + 1:02d}",
            estate,
            f"{estate.name}{at + 1}{word}",
            estate.road,
            base + 2 * at,
            (estate.point[0] + dice.uniform(-0.0012, 0.0012), estate.point[1] + dice.uniform(-0.0009, 0.0009)),
        )
        for at in range(count)
    ]


def homes(all_estates: list[Estate], cut_off: date) -> Iterator[Home]:
    """Every dwelling with its household and people, collected by `cut_off`; vacant ones have none."""
    dice, tenures, sizes = stream("homes"), own.word("homes")["tenures"], own.word("homes")["sizes"]
    dwelling = person = 0
    for estate in all_estates:
        blocks = buildings(estate)
        doors = estate.households + estate.vacant
        empty = set(dice.sample(range(doors), estate.vacant))
        for at in range(doors):
            dwelling += 1
            block = blocks[at * len(blocks) // doors]
            collected = _collected(cut_off, dice)
            if at in empty:
                yield Home(f"D{dwelling:07d}", block, _room(estate, at), True, "", collected)
                continue
            people = _people(dice, person, sizes)
            person += len(people)
            tenure = dice.choices(list(tenures), list(tenures.values()))[0]
            yield Home(f"D{dwelling:07d}", block, _room(estate, at), False, tenure, collected, people)


def _room(estate: Estate, at: int) -> str:
    if estate.kind == "hamlet":
        return f"{at + 1}号"
    unit, inside = divmod(at % 44, 22)
    floor, door = divmod(inside, 2)
    return f"{unit + 1}单元{floor + 1}0{door + 1}室"


def _collected(cut_off: date, dice) -> date:
    """Most were collected before the year; the rest come in through the half year."""
    if dice.random() < 0.62:
        return date(2022, 3, 1) + timedelta(days=dice.randrange(300))
    return date(2023, 1, 3) + timedelta(days=dice.randrange((cut_off - date(2023, 1, 3)).days + 1))


def _people(dice, first: int, sizes: dict[int, float]) -> tuple[Person, ...]:
    size = dice.choices(list(sizes), list(sizes.values()))[0]
    age = dice.choices((dice.randrange(22, 45), dice.randrange(45, 65), dice.randrange(65, 92)), (0.42, 0.34, 0.24))[0]
    surname_of_head = own.person(dice)
    people = [_person(dice, first, surname_of_head, age, head=True)]
    for at in range(1, size):
        name, years = own.person(dice), age + dice.randrange(-4, 5) if at == 1 else age - dice.randrange(23, 33)
        name = name if at == 1 else surname_of_head[0] + name[1:]
        people.append(_person(dice, first + at, name, max(20 if at == 1 else 1, years), head=False))
    return tuple(people)


def _person(dice, serial: int, name: str, age: int, *, head: bool) -> Person:
    born = min(date(2023 - age, 1, 1) + timedelta(days=dice.randrange(365)), date(2023, 3, 1))
    sex, phone = dice.choice(("male", "female")), _phone(serial) if head else ""
    return Person(f"P{serial + 1:07d}", name, born, sex, serial, head, phone)


def _phone(serial: int) -> str:
    return demo_phone((serial * 7919 + 12_345_678) % 100_000_000)

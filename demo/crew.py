"""Who works there: units, leaders, desk, departments, communities, grids, outside handlers. All invented."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from demo import own
from demo.dice import stream
from demo.ground import Ground


@dataclass(frozen=True)
class Worker:
    code: str
    login: str
    name: str
    title: str
    unit: str
    roles: tuple[tuple[str, str], ...]  # (role, area key or "" for the whole office)


def units(ground: list[Ground]) -> list[tuple[str, str, str, str]]:
    """(key, kind, name, area key) of every unit; a community's unit has the community's own name."""
    made = [(key, kind, name, "") for key, kind, name in own.said("people")["units"]]
    made += [(area.key, "community", area.name, area.key) for area in ground if area.kind == "community"]
    return made + [(f"firm{at}", "outside", name, "") for at, name in enumerate(own.word("firms"), 1)]


def workers(ground: list[Ground]) -> list[Worker]:
    """Everybody, named accounts first."""
    dice, people = stream("crew"), own.said("people")
    communities = [area.key for area in ground if area.kind == "community"]
    grids = [area.key for area in ground if area.kind == "grid"]
    # A community's contact (包片) is one of the leaders, in turn.
    contact = {number: communities[number :: people["leaders"]] for number in range(people["leaders"])}
    leaders = iter(contact.values())
    made = []
    for at, (login, role, unit, title) in enumerate(people["accounts"], 1):
        area = {"grid_officer": grids[0], "community_secretary": communities[0]}.get(role, "")
        roles = [(role, area), *(_contacts(leaders) if role.startswith("leader_") else ())]
        made.append(Worker(f"S{at:03d}", login, own.person(dice), title, unit or communities[0], tuple(roles)))
    for entry in people["staff"]:
        for code, unit, title, area in _each(entry, communities, grids):
            roles = [(entry["role"], area), *(_contacts(leaders) if entry["role"] == "leader_deputy" else ())]
            made.append(Worker(code, "", own.person(dice), title, unit, tuple(roles)))
    return made


def _contacts(leaders: Iterator[list[str]]) -> list[tuple[str, str]]:
    return [("leader_deputy", community) for community in next(leaders)]


def _each(entry: Mapping[str, Any], communities: list[str], grids: list[str]) -> Iterator[tuple[str, str, str, str]]:
    """(code, unit, title, area) of the people of one line of people.yaml."""
    departments = {
        key: name for key, kind, name in own.said("people")["units"] if kind == "department" and key != "desk"
    }
    homes = {
        "department": [(key, "") for key in departments],
        "firm": [(f"firm{at}", "") for at, _ in enumerate(own.word("firms"), 1)],
        "community": [(key, key) for key in communities],
        "grid": [(key.split("/")[0], key) for key in grids],
        "first_grid": [(key.split("/")[0], key) if key.endswith("/1") else ("", "") for key in grids],
    }.get(entry.get("each", ""), [(entry.get("unit", ""), "")])
    number = 0
    for at, (unit, area) in enumerate(homes, 1):
        for turn in range(1, entry.get("count", 1) + 1):
            number += 1
            if unit and at >= entry.get("first", 1):
                slots = {"n": at if "each" in entry else number, "turn": turn, "unit": unit}
                title = entry["title"].format(short=departments.get(unit, "").removesuffix("办公室"))
                yield entry["code"].format(**slots), unit, title, area if entry.get("scoped") else ""

"""Homes are settled: addresses, estates, dwellings, households and people, tied together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from demo import days, homes, own
from demo.population import LONG_AGO, standing
from demo.roll import Roll, Thing
from demo.site import BEGINNING, Site, admit, keep
from gewu.grid import actions as grid
from gewu.kernel.identifiers import demo_citizen_id
from gewu.registry import actions as registry
from gewu.registry.actions import NewRelation, NewSubject
from gewu.registry.rules import VACANT


def settle(site: Site) -> None:
    """Let everybody move in."""
    roll = site.roll
    roll.estates = homes.estates(roll.ground, site.scale)
    addresses = _addresses(site)
    _estates(site)
    every = list(homes.homes(roll.estates, days.CUT_OFF))
    ids = admit(site, "房屋", (_dwelling(roll, home, addresses) for home in every), len(every))
    lived = [home for home in every if not home.vacant]
    households = admit(site, "住户", (_household(roll, home, addresses) for home in lived), len(lived))
    people = sum(len(home.people) for home in lived)
    born: Counter[tuple] = Counter()
    persons = admit(site, "人员信息", (row for home in lived for row in _persons(roll, home, addresses, born)), people)
    _relate(site, lived, ids, households, persons)
    roll.groups["household"] = [_thing(households[_code(home)], home) for home in lived]
    hamlets = {estate.code for estate in roll.estates[-own.word("homes")["surveyed"]["hamlets"] :]}
    roll.groups["hamlets"] = [thing for thing in roll.groups["estate"] if thing.code in hamlets]
    surveyed = {_code(home) for home in lived if home.building.estate.code in hamlets}
    roll.groups["surveyed"] = [thing for thing in roll.groups["household"] if thing.code in surveyed]


def _thing(id: int, home: homes.Home) -> Thing:
    estate = home.building.estate
    return Thing(id, _code(home), estate.grid, estate.kind, home.people[0].name, _door(home))


def _addresses(site: Site) -> dict[str, int]:
    rows = [
        grid.NewAddress(
            block.code,
            f"{block.road}{block.number}号{block.name}",
            site.roll.area_ids[estate.grid],
            "own" if estate.kind in ("hamlet", "urban_village") else "standard",
            round(block.point[0], 6),
            round(block.point[1], 6),
            15,
        )
        for estate in site.roll.estates
        for block in homes.buildings(estate)
    ]
    return grid.admit_addresses(rows, by=site.by, at=BEGINNING)


def _estates(site: Site) -> None:
    rows = []
    for estate in site.roll.estates:
        tags = ("resettlement",) if estate.resettlement else ()
        rows.append(
            NewSubject(
                "place",
                "estate",
                estate.code,
                estate.name,
                split=estate.kind,
                area_id=site.roll.area_ids[estate.grid],
                place_text=estate.road,
                attributes={"homes": estate.households, "manager": own.word("firms")[1 + len(rows) % 3]},
                tags=tags,
                stages=standing("estate", int(estate.code[1:]), tags),
                valid_from=LONG_AGO,
                source="网格采集",
            )
        )
    keep(site, "居住区", rows)


def _code(home: homes.Home) -> str:
    return "H" + home.code[1:]


def _door(home: homes.Home) -> str:
    return f"{home.building.name}{home.room}"


def _dwelling(roll: Roll, home: homes.Home, addresses: dict[str, int]) -> NewSubject:
    more = {"tags": (VACANT,) if home.vacant else (), "place_text": home.room}
    return _at(roll, home, addresses, "dwelling", "dwelling", home.code, _door(home), **more)


def _household(roll: Roll, home: homes.Home, addresses: dict[str, int]) -> NewSubject:
    head, number = home.people[0], len(home.people)
    alone = number == 1 and head.born.year < 1945 and int(home.code[1:]) % 60 == 0
    more = {"attributes": {"tenure": home.tenure, "members": number}, "tags": ("living_alone",) if alone else ()}
    split = home.building.estate.kind
    return _at(roll, home, addresses, "household", "household", _code(home), f"{head.name}户", split=split, **more)


def _persons(roll: Roll, home: homes.Home, addresses: dict[str, int], born: Counter[tuple]) -> Iterator[NewSubject]:
    """People of a home; of those born on one day each has a number of their own, by how many came before."""
    for person in home.people:
        order = born[person.born, person.sex] * 2 + (person.sex == "male")
        born[person.born, person.sex] += 1
        phone = {"phone": person.phone} if person.phone else {}
        secrets = {"citizen_id": demo_citizen_id(person.born, order), **phone}
        yield _at(roll, home, addresses, "person", "resident", person.code, person.name, secrets=secrets)


def _at(roll: Roll, home: homes.Home, addresses: dict[str, int], *words: str, **more) -> NewSubject:
    """Something of a home: nature, kind, code and name, and what else is known of it."""
    where = {"area_id": roll.area_ids[home.building.estate.grid], "address_id": addresses[home.building.code]}
    since = {"valid_from": home.collected_on, "verified_on": home.collected_on}
    known = {"place_text": _door(home), "attributes": {}, "source": "网格采集"}
    return NewSubject(*words, **where | since | known | more)


def _relate(site: Site, lived, dwellings, households, persons) -> None:
    def rows() -> Iterator[NewRelation]:
        for home in lived:
            household = households[_code(home)]
            yield NewRelation("lives_in", household, dwellings[home.code], home.collected_on)
            for person in home.people:
                kind = "head_of" if person.head else "member_of"
                yield NewRelation(kind, persons[person.code], household, home.collected_on)

    total = len(lived) + len(persons)
    registry.relate_many(rows(), by=site.by, at=BEGINNING, on_progress=lambda done: site.say("人房关联", done, total))

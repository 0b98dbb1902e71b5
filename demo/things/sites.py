"""Estates, routes, patrol sections, civility points and the waters."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from demo import words
from demo.dice import stream
from demo.roll import Roll
from demo.things.common import LONG_AGO, a_grid, a_place
from gewu.registry.actions import NewSubject, Stage

SPECIAL = {
    "route": 12,
    "patrol_section": 19,
    "civility_point": 64,
}
#: (stage, how many) of water sites by kind; what the second half plans stands as a stage of its own
WATER = {
    "outfall": [("look_back_planned", 18), ("fixed", 2), ("fixing", 9), ("traced", 6)],
    "river": [("surveyed", 3), ("listed", 5)],
    "tributary": [("patrol_planned", 9), ("listed", 4)],
    "phosphorus_firm": [("fixed", 16), ("fixing", 4)],
    "scrap_station": [("fix_planned", 18), ("ban_planned", 6), ("listed", 3)],
}
CONNECTED_OUTFALLS = 6
RIVERS = [
    "澄心河",
    "望湖河",
    "梧桐港",
    "春晖浜",
    "石桥河",
    "柳岸浜",
    "东渚引水河",
    "荷塘港",
    "大墩浜",
    "听泉河",
    "渔歌港",
    "兰亭浜",
    "金穗浜",
    "新桥港",
    "河湾浜",
    "晨光河",
    "文昌浜",
    "翠屏河",
    "百合浜",
    "临津港",
    "东圩浜",
]


def estate_stages(estate) -> tuple[Stage, ...]:
    """Where an estate stands: its committee, when it is a resettlement one, and its waste sorting."""
    number = int(estate.code[1:])
    day = date(2023, 3, 1) + timedelta(days=number % 80)
    sorting = ("passed", "building", "not_started", "self_rated", "passed")[number % 5]
    stages = (Stage("waste_sorting", "building", date(2022, 7, 1), day), Stage("waste_sorting", sorting, day))
    if sorting in ("building", "not_started"):
        stages = (Stage("waste_sorting", sorting, date(2022, 7, 1)),)
    if not estate.resettlement:
        return stages
    founded = date(2023, 4, 10) + timedelta(days=number % 45)
    return (
        *stages,
        Stage("property_committees", "preparing", date(2023, 1, 12), founded),
        Stage("property_committees", "founded", founded),
    )


def routes_and_points(roll: Roll) -> Iterator[NewSubject]:
    """Morning-check routes, patrol sections of the harvest, points that the civility score looks at."""
    dice = stream("routes")
    for at in range(SPECIAL["route"]):
        grid = roll.grids[at * 7].key
        yield NewSubject(
            "place",
            "route",
            f"R{at + 1:02d}",
            f"{words.ROADS[at]}晨检线",
            area_id=roll.area_ids[grid],
            place_text=words.ROADS[at],
            attributes={"length_m": 800 + 130 * at, "points": f"{words.ROADS[at]}、{words.ROADS[at + 12]}路口"},
            valid_from=LONG_AGO,
            source="城市管理办公室",
        )
    villages = [area.key for area in roll.grids if area.key.split("/")[0].endswith("村")]
    for at in range(SPECIAL["patrol_section"]):
        split = "road" if at % 4 == 3 else "field"
        grid = villages[at % len(villages)]
        yield NewSubject(
            "place",
            "patrol_section",
            f"JS{at + 1:02d}",
            f"{grid.split('/')[0]}{at + 1}号{'路段' if split == 'road' else '片区'}",
            split=split,
            area_id=roll.area_ids[grid],
            place_text=grid.split("/")[0],
            attributes={"leader": words.person(dice), "area_mu": 180 + 35 * at},
            valid_from=LONG_AGO,
            source="生态环境办公室",
        )
    kinds = [
        ("market", 6, "农贸市场"),
        ("alley", 22, "背街小巷"),
        ("old_home", 16, "老小区"),
        ("mall", 4, "商圈"),
        ("station", 10, "公交站"),
        ("practice", 6, "文明实践站"),
    ]
    number = 0
    for kind, count, title in kinds:
        for _ in range(count):
            number += 1
            grid = a_grid(roll, dice)
            yield NewSubject(
                "place",
                "civility_point",
                f"WM{number:03d}",
                f"{dice.choice(words.ESTATE_HEADS)}{title}",
                split=kind,
                area_id=roll.area_ids[grid],
                place_text=a_place(grid, dice),
                attributes={"owner": grid.split("/")[0]},
                valid_from=LONG_AGO,
                source="宣传文化站",
            )


def water_sites(roll: Roll) -> Iterator[NewSubject]:
    """Outfalls, rivers, tributaries and the two kinds of firms, each where it stands in its own pipeline."""
    dice = stream("water")
    titles = {"outfall": "排口", "phosphorus_firm": "加工厂", "scrap_station": "废品回收站"}
    number = river = 0
    for kind, stages in WATER.items():
        place = 0
        for stage, count in stages:
            for _ in range(count):
                number, place = number + 1, place + 1
                grid = a_grid(roll, dice)
                if kind in ("river", "tributary"):
                    name = RIVERS[river % len(RIVERS)]
                    river += 1
                else:
                    name = (
                        f"{dice.choice(RIVERS[:8])}{place}号排口"
                        if kind == "outfall"
                        else f"{dice.choice(words.ESTATE_HEADS)}{titles[kind]}"
                    )
                works = "connect" if kind == "outfall" and place <= CONNECTED_OUTFALLS else "clean"
                yield NewSubject(
                    "place",
                    "water_site",
                    f"SW{number:03d}",
                    name,
                    split=kind,
                    area_id=roll.area_ids[grid],
                    place_text=a_place(grid, dice),
                    attributes={"river": RIVERS[place % 8], "works": works, "keeper": words.person(dice)},
                    stages=_water_stages(kind, stage, place),
                    valid_from=LONG_AGO,
                    source="生态环境办公室",
                )


def _water_stages(kind: str, stage: str, at: int) -> tuple[Stage, ...]:
    first, then, last = date(2022, 9, 1), date(2023, 2, 6), date(2023, 3, 1) + timedelta(days=5 * (at % 20))
    if kind == "outfall" and stage in ("look_back_planned", "fixed"):
        done = (
            Stage("water_and_polluters", "listed", first, then),
            Stage("water_and_polluters", "fixing", then, last),
        )
        if stage == "fixed":
            return (*done, Stage("water_and_polluters", "fixed", last))
        planned = date(2023, 6, 20)
        return (
            *done,
            Stage("water_and_polluters", "fixed", last, planned),
            Stage("water_and_polluters", stage, planned),
        )
    if stage == "listed":
        return (Stage("water_and_polluters", "listed", first),)
    return (Stage("water_and_polluters", "listed", first, last), Stage("water_and_polluters", stage, last))

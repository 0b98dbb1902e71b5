"""Party branches, direct stations, practice stations, service points and devices."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from demo import words
from demo.dice import stream
from demo.roll import Roll
from demo.things.common import LONG_AGO, a_grid, a_place
from gewu.registry.actions import NewSubject


def stations_and_branches(roll: Roll) -> Iterator[NewSubject]:
    """A Party branch to each of the 101 grids, 30 direct stations, practice stations, service points, devices."""
    dice = stream("stations")
    for at, grid in enumerate(roll.grids):
        yield NewSubject(
            "organisation",
            "grid_branch",
            f"ZB{at + 1:03d}",
            f"{grid.name}党支部",
            area_id=roll.area_ids[grid.key],
            attributes={"members": dice.randrange(18, 74), "founded": "2023-02-20", "venue": f"{grid.name}党群阵地"},
            valid_from=date(2023, 2, 20),
            source="组织人事办公室",
        )
    for at in range(30):
        grid = roll.grids[at * 3]
        yield NewSubject(
            "place",
            "direct_station",
            f"ZTZ{at + 1:02d}",
            f"{grid.name.replace('网格', '')}党群直通站",
            area_id=roll.area_ids[grid.key],
            attributes={"hours": "每日8:30至20:00", "desk": words.person(dice)},
            valid_from=date(2023, 1, 5),
            source="组织人事办公室",
        )
    practice = ["汇芳", "锦程", "南塘", "翠屏", "金穗", "临津", "望湖", "春晖"]
    for at, name in enumerate(["东澄街道新时代文明实践所", *[f"{one}新时代文明实践站" for one in practice]]):
        yield NewSubject(
            "place",
            "practice_station",
            f"WMS{at + 1:02d}",
            name,
            split="hub" if at == 0 else "station",
            area_id=roll.area_ids[roll.grids[at * 5].key],
            attributes={"upgraded": "done" if at <= 5 else "none"},
            valid_from=LONG_AGO,
            source="宣传文化站",
        )
    yield from _centres(roll, dice)
    yield from _devices(roll, dice)


def _centres(roll: Roll, dice) -> Iterator[NewSubject]:
    kinds = [
        ("elder_centre", 14, "居家养老服务中心"),
        ("canteen", 9, "助餐点"),
        ("child_centre", 11, "儿童之家"),
        ("parent_school", 3, "家庭教育指导点"),
    ]
    communities = [area for area in roll.ground if area.kind == "community"]
    number = 0
    for kind, count, title in kinds:
        for at in range(count):
            number += 1
            home = communities[at % len(communities)]
            run_by = "third_party" if kind == "elder_centre" and at < 6 else "community"
            yield NewSubject(
                "place",
                "service_centre",
                f"FW{number:03d}",
                f"{home.name.removesuffix('社区').removesuffix('村')}{title}",
                split=kind,
                area_id=roll.area_ids[f"{home.key}/1"],
                attributes={"run_by": run_by, "seats": dice.randrange(12, 60)},
                valid_from=LONG_AGO,
                source="社会事务办公室",
            )


def _devices(roll: Roll, dice) -> Iterator[NewSubject]:
    kinds = [("sky_guard", 3, "高点监控"), ("power_monitor", 5, "油烟用电监控"), ("smoke_alarm", 80, "烟感")]
    for kind, count, title in kinds:
        for at in range(count):
            grid = a_grid(roll, dice)
            state = "offline" if kind == "smoke_alarm" and at < 5 else "online"
            yield NewSubject(
                "thing",
                "device",
                f"{kind[:2].upper()}{at + 1:03d}",
                f"{grid.split('/')[0]}{title}{at + 1}号",
                split=kind,
                area_id=roll.area_ids[grid],
                place_text=a_place(grid, dice),
                attributes={"installed": f"2023-0{1 + at % 5}-1{at % 9}", "state": state},
                valid_from=date(2023, 1 + at % 5, 10),
                source="安装验收单",
            )

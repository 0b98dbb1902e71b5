"""What else is on the ground: shops, routes, rivers, projects, stations, devices, and people who are looked after."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from demo import words
from demo.dice import shares, stream
from demo.roll import Roll
from gewu.kernel.identifiers import demo_citizen_id, demo_phone, demo_uscc
from gewu.registry.actions import NewSubject, Stage

LONG_AGO = date(2022, 6, 1)
PILOT_ROAD = "丰禾路"

#: merchants of the commercial library; they add up to 2,927
MERCHANTS = {
    "restaurant": 640,
    "shop": 1_406,
    "hotel": 46,
    "entertainment": 62,
    "leisure": 318,
    "clinic": 61,
    "school": 58,
    "workshop": 308,
    "hazmat": 12,
    "nursery": 9,
    "elder_home": 7,
}
GROUP_RENTALS = 74  # flats, beside the commercial library
FOOD_C, FOOD_D = 57, 1_931
FIRE_BASE = ("hotel", "entertainment", "school", "nursery", "elder_home", "group_rental", "restaurant")
FIRE_BASE_SIZE, FIRE_SEEN = 592, 584
FUMES, FUMES_SEEN = 574, 561
PILOT_SHOPS, WILLING_SHOPS, UNWILLING_SHOPS, OTHER_BOTTLED = 59, 196, 41, 88
LETTING_FLAT = "GR0001"  # the flat that three lines visit
SITES = (("storefront", 0.62), ("complex", 0.16), ("office_building", 0.1), ("market", 0.12))
BY_ROAD = {"nursery": "托育中心", "elder_home": "颐养院"}

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

RENEWAL = [
    ("old_building", "tendered", ["金桂一村", "金桂社区散居楼"]),
    ("sewer", "surveyed", ["海棠南苑"]),
    ("sewer", "designed", ["汇芳一村", "银杏嘉园", "竹苑里", "大墩新村"]),
    ("sewer", "tender_ready", ["锦程东苑", "锦程苑二村", "锦程苑三村一区", "锦程苑三村二区"]),
    ("lift", "building", ["枫林名苑3幢", "松涛佳苑5幢", "望湖花园2幢"]),
    ("lift", "accepted", ["紫藤公寓1幢"]),
]
INVESTMENTS = [
    ("modern", "landed", [5_200, 8_000, 3_600]),
    ("modern", "signed", [12_000, 1_800, 2_600, 1_200]),
    ("modern", "talking", [6_000, 900, 3_000, 15_000, 2_200, 4_500]),
    ("modern", "lead", [1_000, 500, 8_000]),
    ("tax_source", "landed", [2_000, 5_000, 1_000]),
    ("tax_source", "signed", [3_000]),
    ("tax_source", "talking", [2_500, 600, 1_500, 7_000, 900, 4_000]),
    ("modern", "dropped", [700]),
]
INVESTMENT_NAMES = [
    "云栖数字服务中心",
    "澄江检测认证基地",
    "望湖设计产业园",
    "锦程供应链结算中心",
    "春晖康养服务总部",
    "听澜软件外包中心",
    "丰禾商贸流通平台",
    "东渚新能源科技服务",
    "兰亭管理咨询",
    "翠屏金融服务站",
    "河湾直播电商基地",
    "晨光文创空间",
    "新桥人力资源产业园",
    "石桥冷链配送",
    "百合会展服务",
    "金穗农产品交易",
    "文昌知识产权服务",
    "梧桐湾总部办公",
    "海棠融资租赁",
    "银杏财税服务",
    "紫藤物流信息",
    "枫林检修服务",
    "松涛新能源贸易",
    "荷风仓储",
    "梅香服务外包",
    "柳浪劳务服务",
    "星河网络科技",
    "月湾商旅服务",
]

#: tag, people, form of visit = tag
AID = {
    "disability": 640,
    "low_income_rural": 115,
    "low_income_urban": 24,
    "five_guarantees": 37,
    "three_without": 2,
    "child_in_need": 24,
    "orphan": 4,
    "family_hard": 84,
    "family_special": 94,
    "veteran_care": 231,
    "conscript_family": 31,
}


def _place(grid: str, dice) -> str:
    return f"{dice.choice(words.ROADS)}{dice.randrange(2, 320)}号"


def _grid_of(roll: Roll, dice, *, community: str = "") -> str:
    grids = [area for area in roll.grids if not community or area.key.startswith(community)]
    return dice.choices([area.key for area in grids], [area.weight for area in grids])[0]


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


def merchants(roll: Roll) -> Iterator[NewSubject]:
    """2,927 merchants of the commercial library, then the group-rented flats; one key for all lines."""
    dice = stream("merchants")
    made: list[tuple[str, str]] = []
    for split, count in MERCHANTS.items():
        made += [(split, f"M{at:05d}") for at in range(len(made) + 1, len(made) + count + 1)]
    tags = _merchant_tags(made)
    for order, (split, code) in enumerate(made, 1):
        own = tags[code]
        pilot = "gas_pilot" in own
        grid = _grid_of(roll, dice)
        place = f"{PILOT_ROAD}{order % 160 + 2}号" if pilot else _place(grid, dice)
        yield _merchant(roll, code, split, own, place, order, dice, grid=grid)
    for at in range(1, GROUP_RENTALS + 1):
        grid = _grid_of(roll, dice)
        code, place = f"GR{at:04d}", f"{dice.choice(words.ESTATE_HEADS)}{dice.choice(words.ESTATES)}{at % 30 + 1}幢"
        tags_of = ("key_place", "fire_key_place") + (("bottled_gas",) if code == LETTING_FLAT else ())
        stages = (Stage("gas", "found", date(2023, 2, 14)),) if code == LETTING_FLAT else ()
        yield NewSubject(
            "place",
            "merchant",
            code,
            f"{place}合租房",
            split="group_rental",
            area_id=roll.area_ids[grid],
            place_text=f"{place}{at % 6 + 1}0{at % 4 + 1}室",
            tags=tags_of,
            stages=stages,
            attributes={"site": "residence", "people": 6 + at % 9},
            valid_from=LONG_AGO,
            source="网格采集",
        )


def _merchant_tags(made: list[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Which lines look after whom; a restaurant may be in food, fire, gas and fumes at once."""
    tags: dict[str, list[str]] = {code: [] for _, code in made}
    by_split: dict[str, list[str]] = {}
    for split, code in made:
        by_split.setdefault(split, []).append(code)
    food = [code for split in ("nursery", "elder_home", "hotel", "restaurant", "shop") for code in by_split[split]]
    _give(tags, food[:FOOD_C], "food_c")
    _give(tags, food[FOOD_C : FOOD_C + FOOD_D], "food_d")
    fire = [code for split in FIRE_BASE if split != "group_rental" for code in by_split[split]]
    _give(tags, fire[: FIRE_BASE_SIZE - GROUP_RENTALS], "fire_key_place")
    _give(tags, (by_split["elder_home"] + by_split["restaurant"])[:FUMES], "fumes")
    for split in ("school", "nursery", "elder_home"):
        _give(tags, by_split[split], "key_place")
    gas = by_split["restaurant"][40:] + by_split["hotel"]
    marks = ["gas_pilot"] * PILOT_SHOPS + ["gas_willing"] * WILLING_SHOPS + ["gas_unwilling"] * UNWILLING_SHOPS
    marks += ["gas_found"] * OTHER_BOTTLED
    for code, mark in zip(gas, marks, strict=False):
        tags[code] += ["bottled_gas", mark]
    return {code: tuple(own) for code, own in tags.items()}


def _give(tags: dict[str, list[str]], codes: list[str], tag: str) -> None:
    for code in codes:
        tags[code].append(tag)


def _merchant(roll: Roll, code: str, split: str, marks: tuple[str, ...], place: str, order: int, dice, *, grid: str):
    name = words.shop(split, dice) if split in words.TRADES else f"{dice.choice(words.ESTATE_HEADS)}{BY_ROAD[split]}"
    gas = next((mark for mark in marks if mark.startswith("gas_")), "")
    site = dice.choices([key for key, _ in SITES], [weight for _, weight in SITES])[0]
    attributes: dict[str, object] = {
        "site": site,
        "trade": dice.choice(words.TRADES.get(split, [BY_ROAD.get(split, "服务")])),
        "floor_area_m2": int(dice.triangular(18, 420, 60)),
    }
    if split in ("restaurant", "hotel", "school", "elder_home", "shop", "workshop"):
        attributes["fuel"] = "bottled" if gas else dice.choice(("piped", "electric", "none"))
    if gas:
        attributes |= {"cylinders": dice.randrange(1, 5), "pilot": "pilot" if gas == "gas_pilot" else "elsewhere"}
    if "fumes" in marks:
        large = attributes["floor_area_m2"] >= 100
        attributes |= {
            "purifier": "fitted" if dice.random() < 0.9 else "missing",
            "monitor": dice.choice(("online", "none", "none")) if large else "none",
        }
    if "food_c" in marks or "food_d" in marks:
        attributes["pledge"] = "signed" if dice.random() < 0.985 else "unsigned"
    return NewSubject(
        "place",
        "merchant",
        code,
        name,
        split=split,
        area_id=roll.area_ids[grid],
        place_text=place,
        attributes=attributes,
        tags=[mark for mark in marks if not mark.startswith("gas_")],
        stages=_gas_stages(gas),
        secrets={"uscc": demo_uscc(order), "phone": demo_phone(order + 500_000)},
        valid_from=LONG_AGO + timedelta(days=order % 190),
        source="网格采集",
    )


def _gas_stages(mark: str) -> tuple[Stage, ...]:
    found = date(2023, 2, 14)
    if not mark:
        return ()
    if mark == "gas_found":
        return (Stage("gas", "found", found),)
    said = date(2023, 4, 3)
    if mark != "gas_pilot":
        return (Stage("gas", "found", found, said), Stage("gas", mark.removeprefix("gas_"), said))
    return (
        Stage("gas", "found", found, said),
        Stage("gas", "willing", said, date(2023, 6, 9)),
        Stage("gas", "designed", date(2023, 6, 9)),
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
            grid = _grid_of(roll, dice)
            yield NewSubject(
                "place",
                "civility_point",
                f"WM{number:03d}",
                f"{dice.choice(words.ESTATE_HEADS)}{title}",
                split=kind,
                area_id=roll.area_ids[grid],
                place_text=_place(grid, dice),
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
                grid = _grid_of(roll, dice)
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
                    place_text=_place(grid, dice),
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


def projects(roll: Roll) -> Iterator[NewSubject]:
    """Renewal works, invited investments, the two phases and four blocks of the platform building, work items."""
    yield from _renewal(roll)
    yield from _investments(roll)
    home = roll.area_ids[roll.grids[0].key]
    parts = [
        ("XY-1", "向阳平台一期", "phase", {"floor_from": 5, "floor_to": 9, "area_m2": 9_800}, "building"),
        ("XY-2", "向阳平台二期", "phase", {"floor_from": 2, "floor_to": 4, "area_m2": 6_100}, "planned"),
    ]
    parts += [
        (f"XY-B{at + 1}", name, "block", {"area_m2": 1_900 + 150 * at}, "building")
        for at, name in enumerate(["品牌展示区", "创业办公区", "电商创意区", "综合服务区"])
    ]
    for code, name, kind, attributes, stage in parts:
        yield NewSubject(
            "project",
            "platform_part",
            code,
            name,
            split=kind,
            area_id=home,
            place_text="汇芳街66号",
            attributes=attributes,
            stages=(Stage("smile_platform", stage, date(2023, 1, 9)),),
            valid_from=date(2023, 1, 9),
            source="经济发展办公室",
        )
    items = [
        ("GZ-WGH", "安置小区物业管理委员会备案", "建设管理办公室", "doing"),
        ("GZ-BZ", "安置房“家门口”分户办证", "便民服务中心", "doing"),
        ("GZ-HK", "已整治排口回头看", "生态环境办公室", "planned"),
        ("GZ-GUIHUA", "现代服务业发展规划编制", "经济发展办公室", "planned"),
        ("GZ-JWWG", "精网微格建设", "网格化服务管理中心", "planned"),
        ("GZ-XC", "巡察反馈问题整改", "党政办公室", "planned"),
    ]
    for code, name, owner, stage in items:
        yield NewSubject(
            "project",
            "work_item",
            code,
            name,
            area_id=home,
            attributes={"owner": owner},
            stages=(Stage("work_items", stage, date(2023, 3, 1)),),
            valid_from=date(2023, 3, 1),
            source="党政办公室",
        )


def _renewal(roll: Roll) -> Iterator[NewSubject]:
    dice = stream("renewal")
    order = ["planned", "surveyed", "designed", "tender_ready", "tendered", "building", "accepted"]
    number = 0
    for works, stage, names in RENEWAL:
        for name in names:
            number += 1
            steps = (
                order[: order.index(stage) + 1]
                if works != "lift"
                else ["planned", "building", "accepted"][: 2 + (stage == "accepted")]
            )
            starts = [date(2022, 11, 1) + timedelta(days=33 * at) for at in range(len(steps))]
            stages = tuple(
                Stage("renewal_works", step, start, starts[at + 1] if at + 1 < len(steps) else None)
                for at, (step, start) in enumerate(zip(steps, starts, strict=True))
            )
            yield NewSubject(
                "project",
                "renewal_project",
                f"GZ{number:03d}",
                name,
                split=works,
                area_id=roll.area_ids[_grid_of(roll, dice)],
                attributes={"homes": dice.randrange(90, 900)},
                stages=stages,
                valid_from=date(2022, 11, 1),
                source="建设管理办公室",
            )


def _investments(roll: Roll) -> Iterator[NewSubject]:
    dice = stream("investments")
    number = 0
    before = {
        "lead": [],
        "talking": ["lead"],
        "signed": ["lead", "talking"],
        "landed": ["lead", "talking", "signed"],
        "dropped": ["lead"],
    }
    for track, stage, sums in INVESTMENTS:
        for invest in sums:
            steps = [*before[stage], stage]
            starts = [date(2023, 1, 10) + timedelta(days=38 * at + dice.randrange(12)) for at in range(len(steps))]
            stages = tuple(
                Stage("investment", step, start, starts[at + 1] if at + 1 < len(steps) else None)
                for at, (step, start) in enumerate(zip(steps, starts, strict=True))
            )
            yield NewSubject(
                "project",
                "investment_project",
                f"ZS{number + 1:03d}",
                INVESTMENT_NAMES[number],
                split=track,
                area_id=roll.area_ids[_grid_of(roll, dice)],
                attributes={"invest_wan": invest, "sector": INVESTMENT_NAMES[number][2:]},
                stages=stages,
                valid_from=date(2023, 1, 10),
                source="经济发展办公室",
            )
            number += 1


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
            grid = _grid_of(roll, dice)
            state = "offline" if kind == "smoke_alarm" and at < 5 else "online"
            yield NewSubject(
                "thing",
                "device",
                f"{kind[:2].upper()}{at + 1:03d}",
                f"{grid.split('/')[0]}{title}{at + 1}号",
                split=kind,
                area_id=roll.area_ids[grid],
                place_text=_place(grid, dice),
                attributes={"installed": f"2023-0{1 + at % 5}-1{at % 9}", "state": state},
                valid_from=date(2023, 1 + at % 5, 10),
                source="安装验收单",
            )


def people_in_care(roll: Roll) -> Iterator[NewSubject]:
    """Who is paid or visited; loan applicants; people of quiet visits. Invented, in their own space."""
    dice = stream("care")
    serial = 200_000
    for tag, count in AID.items():
        for at in range(count):
            serial += 1
            age = 9 if tag in ("child_in_need", "orphan") else 20 if tag == "conscript_family" else 58
            yield _cared(
                roll,
                "aid_recipient",
                f"{tag[:2].upper()}{tag[-2:].upper()}{at + 1:04d}",
                (tag,),
                age,
                serial,
                dice,
                village=tag in ("low_income_rural", "five_guarantees"),
            )
    for at in range(212):
        serial += 1
        tag = ("care_weekly", "care_monthly", "care_monthly", "care_quarterly")[at % 4] if at % 10 else "care_weekly"
        yield _cared(roll, "care_person", f"GA{at + 1:04d}", (tag,), 66, serial, dice)
    kinds = ["worker"] * 3 + ["rural_woman"] * 5 + ["graduate"] * 2
    for at, kind in enumerate(kinds):
        serial += 1
        yield NewSubject(
            "person",
            "borrower",
            f"DK{at + 1:02d}",
            words.person(dice),
            split=kind,
            area_id=roll.area_ids[_grid_of(roll, dice)],
            attributes={"project": dice.choice(["早餐店", "家政服务", "果园直销", "服装改衣", "网店", "养殖"])},
            stages=(Stage("training_and_loans", "applied", date(2023, 2, 13)),)
            if kind == "graduate"
            else (
                Stage("training_and_loans", "applied", date(2023, 2, 13), date(2023, 4, 17)),
                Stage("training_and_loans", "granted", date(2023, 4, 17)),
            ),
            secrets={"phone": demo_phone(serial)},
            valid_from=date(2023, 2, 13),
            source="便民服务中心",
        )


def _cared(
    roll: Roll, kind: str, code: str, tags, age: int, serial: int, dice, *, village: bool = False
) -> NewSubject:
    born = date(2023 - age - dice.randrange(0, 8), 1 + dice.randrange(12), 1 + dice.randrange(28))
    grids = [area.key for area in roll.grids if area.key.split("/")[0].endswith("村") == village] if village else None
    grid = dice.choice(grids) if grids else _grid_of(roll, dice)
    return NewSubject(
        "person",
        kind,
        code,
        words.person(dice),
        area_id=roll.area_ids[grid],
        tags=tags,
        space="care",
        attributes={},
        secrets={"citizen_id": demo_citizen_id(born, serial % 1000), "phone": demo_phone(serial)},
        valid_from=LONG_AGO,
        source="民政、卫健、退役军人条线名单",
    )


def flats_and_farmhouses(roll: Roll) -> Iterator[NewSubject]:
    """Resettlement flats whose titles are split (1,573 certified of 1,892 eligible), and farmhouses being rebuilt."""
    dice = stream("flats")
    settled = [(estate.name, estate.grid) for estate in roll.estates if estate.resettlement][:3]
    total, eligible, certified = 1_940, 1_892, 1_573
    opening = date(2023, 5, 15)
    for at in range(total):
        name, grid = settled[at % 3]
        stages: tuple[Stage, ...] = (Stage("title_certificates", "waiting", date(2023, 4, 20)),)
        if at < certified:
            applied = opening + timedelta(days=at * 40 // certified)
            done = applied + timedelta(days=dice.randrange(0, 4))
            stages = (Stage("title_certificates", "waiting", date(2023, 4, 20), applied), *_certified(applied, done))
        obstacle = "none" if at < certified + 60 else dice.choice(("heirs", "debt", "papers", "absent"))
        yield NewSubject(
            "dwelling",
            "resettlement_flat",
            f"AZ{at + 1:05d}",
            f"{name}{at // 66 + 1}幢{at % 66 // 6 + 1}0{at % 6 + 1}室",
            area_id=roll.area_ids[grid],
            place_text=name,
            attributes={"eligible": "eligible" if at < eligible else "not_yet", "obstacle": obstacle},
            stages=stages,
            valid_from=date(2023, 4, 20),
            source="安置房清册",
        )
    villages = [area.key for area in roll.grids if area.key.split("/")[0].endswith("村")]
    for at in range(23):
        yield NewSubject(
            "dwelling",
            "farmhouse",
            f"NF{at + 1:03d}",
            f"{villages[at % len(villages)].split('/')[0]}{at + 3}号农房",
            area_id=roll.area_ids[villages[at % len(villages)]],
            attributes={"area_m2": 120 + 5 * at, "approval": f"澄农建〔2022〕{at + 1}号"},
            stages=_farmhouse(at),
            valid_from=date(2022, 5, 1),
            source="建设管理办公室",
        )


def _certified(applied: date, done: date) -> tuple[Stage, ...]:
    if applied == done:
        return (Stage("title_certificates", "certified", done),)
    return (Stage("title_certificates", "applied", applied, done), Stage("title_certificates", "certified", done))


def _farmhouse(at: int) -> tuple[Stage, ...]:
    approved, start = date(2022, 8, 1), date(2022, 10, 10)
    base = (
        Stage("farmhouses", "applied", date(2022, 5, 1), approved),
        Stage("farmhouses", "approved", approved, start),
    )
    if at >= 16:
        return (*base, Stage("farmhouses", "building", start))
    accepted = date(2023, 2, 20) + timedelta(days=7 * at)
    return (
        *base,
        Stage("farmhouses", "building", start, accepted - timedelta(days=14)),
        Stage("farmhouses", "completed", accepted - timedelta(days=14), accepted),
        Stage("farmhouses", "accepted", accepted),
    )


def even(total: int, parts: int, least: int = 1) -> list[int]:
    """`total` in `parts` whole parts of at least `least`, uneven as life is."""
    dice = stream(f"even:{total}:{parts}")
    return [least + share for share in shares(total - least * parts, [dice.uniform(0.4, 1.6) for _ in range(parts)])]

"""Projects: renewal works, invited investments, the platform building, work items."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from demo.dice import stream
from demo.roll import Roll
from demo.things.common import a_grid
from gewu.registry.actions import NewSubject, Stage

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
                area_id=roll.area_ids[a_grid(roll, dice)],
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
                area_id=roll.area_ids[a_grid(roll, dice)],
                attributes={"invest_wan": invest, "sector": INVESTMENT_NAMES[number][2:]},
                stages=stages,
                valid_from=date(2023, 1, 10),
                source="经济发展办公室",
            )
            number += 1

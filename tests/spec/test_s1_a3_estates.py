"""S1-A3 居住区信息库: of the doors of an estate those without a household are named; a vacant flat is no household.

Twelve doors with ten households show the 83.3 % of 120 with 100, which registry/test_doors.py keeps.
"""

from __future__ import annotations

import pytest

from tests.spec import hands

ESTATE, HOUSEHOLDS = "柳荫新村", ("网格走访与民情采集", "住户信息采集户数")


@pytest.fixture
def estate(office):
    """An estate of twelve dwellings, ten of them with a household that lives there."""
    office.adopt("grid_visits")
    office.clock("06-01 09:00")
    office.home = hands.register(office, "officer_a", "居住区", 名称=ESTATE, 地址="柳荫路1号")
    officer, office.doors = office("officer_a"), []
    for number in range(101, 113):
        office.doors.append(hands.register(office, "officer_a", "房屋", 名称=f"{number}室", 地址=f"{number}室"))
        officer.follow("登记关系").press("登记关系", 什么关系="隶属于", 对方="ES-000001", 从哪天起="2023-06-01")
    for number in range(1, 11):
        hands.register(office, "officer_a", "住户", 名称=f"第{number}户", 地址=f"{100 + number}室")
        officer.follow("登记关系").press("登记关系", 什么关系="居住于", 对方=f"DW-{number:06}", 从哪天起="2023-06-01")
    return office


def missing(person) -> set[str]:
    """The doors that 一房一格 marks as not collected."""
    return {door.split()[0] for door in person.page.xpath("//@title") if "未采集" in door}


def test_s1_a3_the_coverage_page_says_83_3_per_cent_and_lists_the_doors_a_vacant_one_raises_it(estate):
    secretary = estate("secretary").open(estate.home).follow("一房一格").sees("12 套", "采集率 83.3%")
    assert missing(secretary) == {"111室", "112室"}
    households = estate("leader_main").figure(*HOUSEHOLDS)
    officer = estate("officer_a").open(estate.doors[11]).follow("标为空置")
    officer.press("加标签", 依据="楼长告知", 起始日期="2023-06-01").sees("空置", "楼长告知", "2023年6月1日")
    secretary.open(estate.home).follow("一房一格").sees("采集率 91.7%", "空置 1")
    assert (missing(secretary), households) == ({"111室"}, "10户")
    assert estate("leader_main").figure(*HOUSEHOLDS) == households

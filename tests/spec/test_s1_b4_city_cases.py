"""S1-B4: found, rectified and the rate stand together, so that the printed number cannot hide the rate.

Waits for a later word: one page of levels by kinds (FIGURES `tables`); cases that come as a file (MOVE-IN imports).
Until then each number has its page, and that page splits by level and by kind.
"""

from __future__ import annotations

import pytest

from tests.spec import hands

CITY = "城市长效管理案件"


def case(office, number: int, level: str = "市", kind: str = "现场考评", **said: str) -> str:
    """A case of the inspectors is entered under their number and given to the city unit; return its title."""
    told = {"来源渠道": kind, "层级": level, "类别": "市容环境", "地点": f"柳荫路{number}号"}
    title = hands.report(office, "dispatcher", CITY, 上级平台编号=f"KP-{level}-{number}", **told, **said)
    office("dispatcher").press("派单", 承办单位=hands.CITY)
    return title


def rectified(office, title: str) -> None:
    hands.handle(office, title, picture=True)
    hands.close(office, title)


@pytest.fixture
def street(office):
    office.adopt("city_cases")
    return office.clock("03-06 09:00")


def test_s1_b4_ten_found_nine_rectified_is_ninety_per_cent_and_a_draft_offers_both_numbers(street):
    cases = [case(street, number) for number in range(1, 11)]
    for title in cases[:9]:
        rectified(street, title)
    leader = street("leader_main")
    numbers = [leader.figure(CITY, f"市现场考评案件{word}") for word in ("发现", "整改")]
    assert (numbers, leader.figure(CITY, "案件整改率")) == (["10起", "9起"], "90%")
    leader.follow("案件整改率").press("查询", 分组="层级")
    assert leader.rows("层级")[1:] == [["市", "90%", "9", "10"]]
    clerk = street("clerk").go("材料报告", "起草材料").press("起草")
    clerk.follow("改这段", ("城市长效管理", "市现场考评案件整改"))
    clerk.sees("{city_cases.city_onsite}", "{city_cases.city_onsite_found}", "市现场考评案件发现")


def test_s1_b4_a_case_of_the_inspectors_is_taken_in_once(street):
    case(street, 1)
    desk = street("dispatcher").go("上报").follow(CITY)
    said = {"来源渠道": "现场考评", "层级": "市", "类别": "市容环境", "地点": "柳荫路1号", "反映内容": "再录一次"}
    assert "外部编号KP-市-1已登记为CG202303060001，没有重复登记。" in desk.refuses(
        "提交", 上级平台编号="KP-市-1", **said
    )
    assert street("leader_main").figure(CITY, "发现案件") == "1起"


def test_s1_b4_points_lost_are_added_up_by_level_and_a_street_case_costs_none(street):
    found = [
        ("市", "现场考评", "0.5"),
        ("市", "日常巡查", "0.25"),
        ("区", "现场考评", "0.3"),
        ("街道", "自查自纠", "0.99"),
    ]
    for number, (level, kind, points) in enumerate(found):
        case(street, number, level, kind, 扣分=points)
    leader = street("leader_main")
    assert leader.figure(CITY, "考评扣分") == "1.05分"
    leader.follow("考评扣分").press("查询", 分组="层级")
    assert leader.rows("层级")[1:] == [["市", "0.75分"], ["区", "0.3分"]]

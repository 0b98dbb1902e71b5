"""S1-B6: four parking cases, three of them fined; the fine opens its receipts, and units are never added up."""

from __future__ import annotations

import pytest

from tests.spec import hands

TITLE = "五乱整治"


@pytest.fixture
def street(office):
    office.adopt("five_disorders")
    return office.clock("03-06 09:00")


def on_the_spot(office, category: str, place: str, **said: str) -> None:
    """A grid officer finds it and passes it on, the city unit puts it right at once, the checker looks again."""
    case = hands.report(office, "officer_a", TITLE, 来源渠道="巡查发现", 类别=category, 地点=place)
    hands.dispatch(office, case, by="officer_a")
    hands.handle(office, case, picture=True, **said)
    hands.close(office, case)


def test_s1_b6_处理乱停放4起_罚款60元_and_the_fine_opens_three_receipts(street):
    receipts = ["PJ0001", "PJ0002", "PJ0003"]
    for number, receipt in enumerate(receipts, 1):
        on_the_spot(street, "乱停放", f"石桥路{number}号", 罚款="20", 票据号=receipt)
    on_the_spot(street, "乱停放", "石桥路4号")
    leader = street("leader_main")
    assert (leader.figure(TITLE, "处理乱停放"), leader.figure(TITLE, "乱停放罚款")) == ("4起", "60元")
    rows = leader.follow("看明细", ("乱停放罚款",)).links("WL2023")
    assert len(rows) == 3
    for row, receipt in zip(rows, receipts, strict=True):
        leader.open(row).sees("罚款20元", f"票据号{receipt}")


def test_s1_b6_a_fine_without_its_receipt_is_not_handed_in(street):
    with pytest.raises(AssertionError, match="缺：票据号"):
        on_the_spot(street, "乱停放", "石桥路5号", 罚款="20")


def test_s1_b6_places_are_added_within_a_class_and_no_number_adds_处_and_起(street):
    on_the_spot(street, "乱堆放", "柳荫路1号", 清理="12")
    on_the_spot(street, "乱堆放", "柳荫路2号", 清理="3")
    on_the_spot(street, "乱停放", "柳荫路3号")
    leader = street("leader_main")
    said = {title: leader.figure(TITLE, title) for title in ("清理乱堆放", "清除乱张贴", "处理乱停放", "登记五乱案件")}
    assert said == {"清理乱堆放": "15处", "清除乱张贴": "0处", "处理乱停放": "1起", "登记五乱案件": "3起"}

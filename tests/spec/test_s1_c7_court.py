"""S1-C7: referred on 1 March with thirty days; open on 31 March is overdue; back to court closes it as not settled."""

from __future__ import annotations

import pytest

from tests.spec import hands

SCENARIO = "矛盾纠纷排查化解"


@pytest.fixture
def referred(office):
    """The court's referral of 1 March is with the handler."""
    office.adopt("disputes")
    office.clock("03-01 09:00")
    said = {"来源渠道": "法院委派", "类别": "涉诉案件", "地点": "柳荫社区", "法院案号": "（2023）测0001号"}
    title = hands.report(office, "dispatcher", SCENARIO, **said)
    hands.dispatch(office, title, unit="平安建设办公室")
    office("handler_b").matter(title).press("签收")
    return office, title


def test_s1_c7_thirty_days_are_over_when_31_march_has_passed(referred):
    office, title = referred
    desk = office.clock("03-31 23:58")("dispatcher").matter(title).sees("3月31日", "法院案号", "（2023）测0001号")
    desk.go("事项办理").press("查询", 时限="已超期").lacks(title)
    office.clock("04-01 00:01")
    desk.go("事项办理").press("查询", 时限="已超期").sees(title)
    assert "已超期" in desk.row(title)


def test_s1_c7_a_referral_typed_in_later_has_its_thirty_days_from_when_it_came(office):
    office.adopt("disputes")
    office.clock("04-03 09:00")
    said = {"来源渠道": "法院委派", "类别": "涉诉案件", "地点": "柳荫社区", "法院案号": "（2023）测0002号"}
    title = hands.report(office, "dispatcher", SCENARIO, **said, 收到时间="2023-03-01T09:00")
    desk = office("dispatcher").go("事项办理").press("查询", 时限="已超期")
    assert "已超期" in desk.sees(title).row(title)
    hands.dispatch(office, title, unit="平安建设办公室")
    office("dispatcher").matter(title).sees("应于3月31日", "已超期")


def test_s1_c7_returning_it_to_court_closes_it_as_未化解(referred):
    office, title = referred
    office.clock("04-03 10:00")
    handler = office("handler_b").matter(title)
    handler.press("反馈", 办理情况="双方差距大", 调解结果="未化解", 未化解的去向="退回法院", 协议形式="未达成")
    hands.close(office, title)
    office("dispatcher").matter(title).sees("已办结", "未化解", "退回法院")
    leader = office("leader_main")
    said = [leader.figure(SCENARIO, one) for one in ("协助调解涉诉案件", "涉诉案件已化解")]
    assert said == ["1件", "0件"]

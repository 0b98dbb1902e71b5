"""S1-C2 每周通报12345工单办理情况: frozen each week, corrected in the next, gaps visible."""

from __future__ import annotations

import pytest

from tests.spec import hands

HOTLINE = "12345热线与群众诉求办理"
BULLETIN = "12345工单每周通报"


@pytest.fixture
def number_24(office):
    """Two tickets came in; the night of Monday drafts bulletin no. 24, and it is issued. Returns office and paper."""
    office.adopt("hotline")
    office.clock("06-12 09:00")
    for number in (1, 2):
        said = {
            "来源渠道": "12345热线",
            "类别": "噪声扰民",
            "地点": f"柳荫路{number}号",
            "上级平台编号": f"SJ{number}",
        }
        hands.report(office, "dispatcher", HOTLINE, **said)
    office.clock("06-19 08:00").night()
    office("clerk").home().follow(BULLETIN)
    return office, hands.issue(office, leader="leader_deputy")


def found_to_be_old(office) -> None:
    """On the Tuesday after, the second ticket turns out to have been answered before: 不予受理."""
    desk = office.clock("06-20 09:00")("dispatcher").matter("噪声扰民：柳荫路2号")
    desk.press("申请不予受理", 不予受理的原因="已答复且没有新情况", 告知诉求人的内容="上周已答复")
    chief = office("duty_chief").matter("噪声扰民：柳荫路2号")
    chief.press("不予受理复核", 同意不予受理="是", 告知诉求人的时间="2023-06-20T09:00")


def test_s1_c2_no_24_is_unchanged_no_25_prints_更正_and_the_live_page_shows_both_values(number_24):
    office, paper = number_24
    clerk = office("clerk").open(paper).sees("2023年第24期", "收到12345工单2件")
    printed = clerk.download("打印")
    found_to_be_old(office)
    office.clock("06-26 08:00").night()
    clerk.open(paper).sees("2023年第24期", "收到12345工单2件", "与印发数差异", "工单收到件数2件 → 1件")
    assert clerk.download("打印") == printed
    clerk.follow("逐条看")
    assert ["2件", "1件"] in [row[1:3] for row in clerk.rows()]
    clerk.home().follow(BULLETIN)
    clerk.sees("2023年第25期", "更正", "2023年第24期“工单收到件数”原印2件，现更正为1件。")
    assert clerk.figure(HOTLINE, "工单收到件数", 统计期="2023年第24周") == "1件"


def test_s1_c2_weeks_without_a_bulletin_are_marked_and_can_still_be_written(number_24):
    office, _ = number_24
    clerk = office.clock("07-03 08:00")("clerk").go("材料报告", HOTLINE)
    assert "缺" in clerk.row("2023年第25周") and "已印发" in clerk.row("2023年第24周")
    clerk.press("起草这一期", within="2023年第25周").sees("2023年第25期", "没有到期的12345工单。")

"""S1-A1: one problem on a shop goes round six hands, and the platform's number rises by exactly one."""

from __future__ import annotations

import pytest

from tests.spec.road import photo

NUMBER = ("平台运行", "平台累计处理问题")
HEAP = "环境卫生：柳荫路5号"


@pytest.fixture
def reported(office):
    """A grid officer finds garbage before a shop that is on the register, and reports it with a photo."""
    office.adopt("hotline", "the_platform", "food")
    office.clock("06-05 09:00")
    officer = office("officer_a").go("底数台账", "商户")
    officer.press("登记", 名称="老灶小馆", 地址="柳荫路5号", 细类="餐饮")
    officer.follow("上报", ("可办理",)).follow("12345热线")
    said = {"反映内容": "店门口垃圾成堆。", "诉求人": "白小七", "联系电话": "13900000001", "现场照片": photo()}
    officer.press("提交", 来源渠道="群众上报", 类别="环境卫生", fill=said)
    return office


def through_six_hands(office) -> None:
    office.clock("06-05 09:20")
    office("dispatcher").matter(HEAP).press("受理").press("派单", 承办单位="城市管理办公室")
    office.clock("06-05 11:00")
    handler = office("handler").matter(HEAP).press("签收")
    handler.press("反馈", 办理情况="已清理", 办理结果="已解决", 处置后照片=photo(200))
    office.clock("06-05 14:30")
    office("checker").matter(HEAP).press("核查通过")
    office.clock("06-05 15:00")
    dispatcher = office("dispatcher").matter(HEAP)
    dispatcher.press("回访登记", 是否联系上="已联系", 是否解决="已解决", 是否满意="满意").press("办结")


def test_s1_a1_累计处理问题_rises_by_one_and_opens_into_that_one_case(reported):
    leader = reported("leader_main")
    before = leader.figure(*NUMBER)
    through_six_hands(reported)
    assert (before, leader.figure(*NUMBER)) == ("0个", "1个")
    leader.follow("看明细", (NUMBER[1],))
    assert len(leader.rows()) == 2  # its head and the one case
    leader.follow("RX202306050001").sees(HEAP, "老灶小馆", "柳荫一网格", "白**")


def test_s1_a1_the_case_shows_six_dots_with_person_and_time_and_two_hands(reported):
    through_six_hands(reported)
    case = reported("leader_main").matter(HEAP)
    assert case.dots == [
        "发现6-5 09:00",
        "交办6-5 09:20",
        "处置6-5 11:00",
        "督办6-5 14:30",
        "反馈6-5 15:00",
        "评价6-5 15:00",
    ]
    hands = (
        ["登记", "王芳"],
        ["派单", "李梅"],
        ["反馈", "周强"],
        ["核查通过", "何清"],
        ["办结", "李梅"],
        ["回访登记", "李梅"],
    )
    for what, who in hands:
        (line,) = [line for line in case.story if line.startswith(what)]
        assert who in line and "2023年6月5日" in line

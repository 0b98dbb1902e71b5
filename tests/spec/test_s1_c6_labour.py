"""S1-C6: twelve workers against one firm, settled for ten: one application, twelve persons, partly settled.

What was paid is one sum with its receipts as a photograph; a line for each of the twelve waits for MATTERS `lines`.
"""

from __future__ import annotations

import pytest

from tests.spec import hands
from tests.spec.road import photo, printed

DISPUTES, TITLE = "矛盾纠纷排查化解", "劳动纠纷：石桥工业园3号"


@pytest.fixture
def applied(office):
    """Twelve workers apply on 6 March; the mediator takes it up."""
    office.adopt("disputes")
    office.clock("03-06 09:00")
    said = {
        "来源渠道": "当事人申请",
        "类别": "劳动纠纷",
        "地点": "石桥工业园3号",
        "涉及人数": "12",
        "诉求金额": "360000",
    }
    assert hands.report(office, "dispatcher", DISPUTES, **said) == TITLE
    hands.dispatch(office, TITLE, unit="平安建设办公室")
    office("handler_b").matter(TITLE).press("签收")
    return office


SESSION = {
    "调解日期": "2023-03-15",
    "调解地点": "街道调解室",
    "当事人和其他参加人": "十二名工人代表，石桥建材厂",
    "调解员": "孙立",
    "调解记录": "十人的数额核对一致，两人的有争议。",
    "本次调解结果": "达成协议",
}
AGREED = {
    "当事人基本情况": "申请人：赵某某等十人；被申请人：石桥建材厂",
    "纠纷主要事实": "拖欠三个月工资。",
    "协议内容": "一次付清300000元。",
    "履行方式": "银行转账",
    "履行期限": "2023-03-31",
    "一式几份": "12",
}


def test_s1_c6_settled_for_ten_of_twelve_is_one_application_partly_settled_with_what_was_paid(applied):
    office = applied.clock("03-16 10:00")
    result = {"调解结果": "部分化解", "协议形式": "调解协议书", "已履行金额": "300000", "处置后照片": photo()}
    office("handler_b").matter(TITLE).press("反馈", 办理情况="十人已付清，收据见照片", fill=result)
    hands.close(office, TITLE)
    case = office("dispatcher").matter(TITLE)
    case.sees("已办结", "涉及人数12人", "诉求金额360000元", "调解结果部分化解", "已履行金额300000元")
    leader = office("leader_main")
    numbers = [leader.figure(DISPUTES, one) for one in ("劳动纠纷调解申请收到", "劳动纠纷已化解")]
    assert numbers == ["1件", "0件"]


def test_s1_c6_the_agreement_is_drawn_up_after_a_session_numbered_and_printed(applied):
    office = applied.clock("03-16 10:00")
    mediator = office("handler_b").matter(TITLE).sees("还缺：调解笔录")
    hands.draw_up(office, "handler_b", "调解笔录", **SESSION)
    mediator.matter(TITLE)
    hands.draw_up(office, "handler_b", "人民调解协议书", **AGREED)
    mediator.sees("（2023）人调字第1号", "银行转账", "2023年3月31日前")
    assert "（2023）人调字第1号" in printed(mediator.download("下载 .docx"))


def test_s1_c6_a_mediation_that_is_open_after_fifteen_days_is_overdue(applied):
    desk = applied.clock("03-21 23:58")("dispatcher").go("事项办理").press("查询", 时限="已超期").lacks(TITLE)
    applied.clock("03-22 00:01")
    assert "已超期1天。应于3月21日23:59前办结" in desk.go("事项办理").press("查询", 时限="已超期").row(TITLE)

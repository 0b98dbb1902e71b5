"""S1-A8: overdue is marked and told by the nightly job, a slip can be printed, and no photo means no archive."""

from __future__ import annotations

import pytest

from tests.spec import hands
from tests.spec.road import photo

HEAP = "环境卫生：柳荫路5号"


@pytest.fixture
def given(office):
    """On Monday morning a matter is given to the community; it is due on Wednesday at 18:00."""
    office.adopt("hotline")
    office.clock("06-05 09:00")
    said = {"来源渠道": "12345热线", "类别": "环境卫生", "地点": "柳荫路5号", "上级平台编号": "0099202306050001"}
    assert hands.report(office, "dispatcher", "12345热线", **said) == HEAP
    office("dispatcher").press("受理").press("派单", 承办单位="柳荫社区")
    return office


def test_s1_a8_one_workday_late_the_night_marks_it_and_tells_the_community_head_and_the_desk(given):
    given.clock("06-08 18:30").night()
    for who in ("secretary", "dispatcher"):
        assert HEAP in given(who).home().panel("消息"), who
        assert "已超期" in given(who).go("事项办理").row(HEAP)
    given("secretary").follow(HEAP).sees("已超期1个工作日。应于6月7日18:00前办结")
    told = given("dispatcher").home().panel("消息")
    given.night()
    assert given("dispatcher").home().panel("消息") == told  # the next night says nothing twice


def test_s1_a8_a_督办单_with_number_demand_and_new_deadline_can_be_printed(given):
    given.clock("06-08 18:30").night()
    chief = given("duty_chief").matter(HEAP).press("督办", 督办要求="三日内办结", 督办期限="2023-06-12")
    chief.follow("打印督办单").sees(
        "督办单", "督办〔2023〕1号", "三日内办结", "2023-06-12", "RX202306050001", "柳荫社区"
    )
    assert "督办〔2023〕1号" in given("secretary").matter(HEAP).text


def test_s1_a8_without_an_after_photo_the_system_does_not_archive(given):
    """A class that wants a photo is not handed in without it; what is not closed is not offered for the archive."""
    secretary, said = given("secretary").matter(HEAP).press("签收"), {"办理情况": "已清理", "办理结果": "已解决"}
    assert "还不能反馈，缺：处理后照片。" in secretary.refuses("反馈", fill=said)
    desk = given("dispatcher").matter(HEAP)
    assert not {"办结", "归档"} & set(desk.buttons())
    secretary.press("反馈", fill=said | {"处置后照片": photo(200)})
    given("checker").matter(HEAP).press("核查通过")
    hands.call_back(given, HEAP)
    assert any(line.startswith("归档") for line in desk.matter(HEAP).press("归档").story)


def test_s1_a8_the_clock_stops_only_for_an_approved_reason(given):
    secretary = given("secretary").matter(HEAP).press("签收")
    secretary.press("申请挂账", 挂账原因="受季节影响", 复核日="2023-06-20")
    chief = given("duty_chief").matter(HEAP).press("挂账", 同意挂账="否", 审批意见="不受季节影响")
    chief.sees("办理中", "还剩2个工作日，6月7日18:00前办结")

"""S1-C1: two honest closure figures. A report made on 30 June keeps 8/10; the live cohort grows to 9/10."""

from __future__ import annotations

from tests.spec import hands

HOTLINE = "12345热线与群众诉求办理"
SENTENCE = "应办结{hotline.closed_rate.of}件，已办结{hotline.closed_rate.share}件，办结率{hotline.closed_rate}。"


def given(office, number: int) -> str:
    """A ticket of the city's platform is taken in, accepted and given to the city unit; return its title."""
    said = {"来源渠道": "12345热线", "类别": "噪声扰民", "地点": f"柳荫路{number}号", "上级平台编号": f"SJ{number}"}
    title = hands.report(office, "dispatcher", HOTLINE, **said)
    office("dispatcher").press("受理").press("派单", 承办单位=hands.CITY)
    return title


def put_right(office, title: str) -> None:
    hands.handle(office, title, 办理结果="已解决")
    office("checker").matter(title).press("核查通过")
    hands.call_back(office, title)


def june(office) -> str:
    """The June paper of the shipped template, drafted and issued on 30 June; return its address."""
    clerk = office("clerk").go("材料报告", "起草材料")
    clerk.press("起草", 统计期起="2023-06-01", 统计期止="2023-06-30")
    hands.say_only(office, "clerk", "矛盾纠纷与群众诉求", SENTENCE)
    return hands.issue(office)


def test_s1_c1_the_report_of_30_june_prints_8_of_10_for_ever_and_the_live_cohort_shows_9_of_10(office):
    office.adopt("hotline")
    office.clock("06-05 09:00")
    tickets = [given(office, number) for number in range(10, 20)]
    office.clock("06-09 15:00")
    for title in tickets[:8]:
        put_right(office, title)
    paper = june(office.clock("06-30 17:00"))
    put_right(office.clock("07-05 15:00"), tickets[8])
    leader = office.clock("07-15 09:00")("leader_main").open(paper)
    leader.sees("应办结10件，已办结8件，办结率80%。", "已印发")
    assert leader.figure(HOTLINE, "工单办结率", 统计期="2023年6月", 数据截至="2023-07-15") == "90%"
    leader.follow("工单办结率").sees("9 / 10", "数据截至 2023年7月15日")


def test_s1_c1_a_ticket_returned_for_another_unit_shows_its_reason_and_both_units(office):
    office.adopt("hotline")
    office.clock("06-05 09:00")
    title = given(office, 1)
    office("handler").matter(title).press("申请退单", 退单理由="不属本单位职责", 退单依据="属平安办职责")
    chief = office("duty_chief").matter(title).press("退单裁定", 同意退单="是", 改派单位="平安建设办公室")
    returned = [line for line in chief.story if line.startswith("申请退单")]
    assert len(returned) == 1 and "周强" in returned[0] and "属平安办职责" in returned[0]
    assert "平安建设办公室" in office("handler_b").matter(title).sees("城市管理办公室").row("承办单位")


def test_s1_c1_what_is_not_counted_stays_received_and_leaves_the_rates(office):
    office.adopt("hotline")
    office.clock("06-05 09:00")
    title, other = given(office, 1), given(office, 2)
    office("handler").matter(title).press("申请不纳入考核", 不纳入考核的情形="反映情况不属实", 依据="现场无此情况")
    office("duty_chief").matter(title).press("不纳入考核审批", 同意不纳入考核="是")
    put_right(office, other)
    leader = office.clock("06-30 09:00")("leader_main")
    assert leader.figure(HOTLINE, "工单收到件数", 统计期="2023年6月") == "2件"
    leader.follow("工单按期办结率").sees("1 / 1")

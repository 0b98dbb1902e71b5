"""S1-E5 走访慰问与补贴发放: visited and paid are two populations; a returned transfer is not paid until repaid.

The sum over all programmes in one table, and a claim that is stopped when a paper is sent, wait for FIGURES (`tables`,
`claims`): today one claim over two populations is marked 无出处 and said beside the paragraph.
"""

from __future__ import annotations

import pytest

from tests.spec import hands
from tests.spec.road import workbook

AID = "困难救助与补贴发放"
MONEY = "困境儿童资金"
HEAD = ["对象编号", "项目", "每月金额（元）", "起始日期", "批准文号"]


@pytest.fixture
def children(office):
    """An office that registers so many children in need, and takes who is paid what from a sheet."""
    office.adopt("aid_payments")
    office.clock("03-01 09:00")

    def registered(count: int, *amounts: str) -> list[str]:
        said = [
            hands.register(office, "secretary", "救助保障对象", "困境儿童", 名称=f"小{n}") for n in range(1, count + 1)
        ]
        lines = [[f"AI-{n:06}", MONEY, amount, "2023-03-01", "民〔2023〕1号"] for n, amount in enumerate(amounts, 1)]
        clerk = office("section_head").home().follow("补贴发放").follow("发放对象").follow("导入")
        clerk.press("导入", 发放对象表=workbook([HEAD, *lines]))
        return said

    office.registered = registered
    return office


def drawn_and_sent(office) -> str:
    """制表 by the section, 审核 by the leader, 发放; return the list's address."""
    clerk = office("section_head").home().follow("补贴发放").follow("制表")
    paper = clerk.press("制表", 发放项目=MONEY, 月份="2023-03", 名称=f"3月{MONEY}").address
    office("leader_deputy").home().follow(f"3月{MONEY}").press("审核通过")
    office("section_head").open(paper).press("发放")
    return paper


def test_s1_e5_ten_visited_and_24_paid_32_14万_are_said_as_two_numbers_and_one_claim_is_not_sent(children):
    office = children
    office.registered(24, *(["13391.67"] * 23), "13391.59")
    office.night()
    for number in range(1, 11):
        worker = office("secretary").go("走访检查").follow(f"小{number}").follow("记这一次")
        worker.follow("走访困境儿童").press("提交")
    paper = drawn_and_sent(office)
    office.clock("03-10 09:00")("section_head").open(paper).follow("登记回盘").press("登记回盘")
    leader = office("leader_main")
    titles = ("走访困境儿童", "困境儿童资金发放人数", "发放困境儿童资金")
    assert [leader.figure(AID, title) for title in titles] == ["10人", "24人", "32.14万元"]

    clerk = office("clerk").go("材料报告", "起草材料").press("起草")
    assert "走访困境儿童10人" in clerk.row("（三）走访慰问")
    assert "发放困境儿童资金32.14万元（24人）" in clerk.row("（四）补助发放")
    clerk.follow("改这段", ("（三）走访慰问",))
    clerk.press(
        "暂存", 正文="走访困境儿童{aid_payments.visited_child_in_need}，发放{aid_payments.paid_child_in_need}。"
    )
    clerk.sees("走访10人与发放24人不是同一批人，不能写成一句，请分开写")
    clerk.press("送核稿").sees("还不能送核稿")


def test_s1_e5_a_returned_transfer_is_left_out_of_the_paid_sum_until_it_is_repaid(children):
    office = children
    office.registered(2, "1500", "1600")
    paper = drawn_and_sent(office)
    clerk = office.clock("03-10 09:00")("section_head").open(paper).follow("登记回盘")
    clerk.press("登记回盘", 到账日期="2023-03-08", 退回的="AI-000002 销户")
    leader = office("leader_main")
    returned = leader.figure(AID, "发放困境儿童资金")
    clerk.open(paper).follow("补发", "小2")
    clerk.press("补发", 重新到账日期="2023-03-09")
    assert (returned, leader.figure(AID, "发放困境儿童资金")) == ("0.15万元", "0.31万元")
    assert clerk.open(paper).row("小2").count("退回") and "补发" in clerk.text

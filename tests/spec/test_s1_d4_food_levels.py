"""S1-D4: a D subject upgraded to C passes its quarter's task to the leader; D falls by one, the total due stays.

The office of 57 C and 1,931 D subjects is tests/tasks/test_food_levels.py: 1,988 shops are not typed in, and registers
come as files by a later word (MOVE-IN imports). That a cadre is a person with a history waits for MOVE-IN relations.
"""

from __future__ import annotations

import pytest

from tests.spec import hands

FOOD = "食品安全包保"


@pytest.fixture
def second_quarter(office):
    """Two C and three D subjects are on the register; the night of 3 April raises the tasks of the quarter."""
    office.adopt("food")
    for level, number in (("C", 1), ("C", 2), ("D", 1), ("D", 2), ("D", 3)):
        said = {"名称": f"{level}{number}号店", "地址": f"柳荫路{number}号", "细类": "餐饮"}
        pledge = {"包保干部": "方正", "承诺书": "未签" if said["名称"] == "C2号店" else "已签"}
        hands.register(office, "officer_a", "商户", f"食品{level}级主体", **said, **pledge)
    return office.clock("04-03 08:00").night()


def tasks(office, who: str) -> list[str]:
    """The shops on somebody's own list of tasks."""
    person = office(who).go("走访检查").press("查询", 范围="我的")
    return [row[0].split()[0] for row in person.rows()[1:]]


def test_s1_d4_an_upgrade_on_1_may_passes_the_task_to_the_leader_and_the_total_due_stays(second_quarter):
    office = second_quarter
    before = tasks(office, "leader_deputy"), tasks(office, "officer_a")
    officer = office.clock("05-01 09:00")("officer_a").go("底数台账", "商户").follow("D1号店")
    officer.follow("去掉标签").press("去掉标签", 标签="食品D级主体")
    officer.follow("加标签").press("加标签", 标签="食品C级主体", 依据="升级通知")
    office.night()
    after = tasks(office, "leader_deputy"), tasks(office, "officer_a")
    assert before == (["C1号店", "C2号店"], ["D1号店", "D2号店", "D3号店"])
    assert after == (["C1号店", "C2号店", "D1号店"], ["D2号店", "D3号店"])

    leader = office("leader_main")
    days = ("2023-04-30", "2023-05-01")
    assert [leader.figure(FOOD, "D级包保主体", 数据截至=day) for day in days] == ["3家", "2家"]
    leader = office.clock("06-30 23:00")("leader_main")
    leader.figure(FOOD, "包保督查按期完成率", 统计期="2023年第二季度")
    leader.follow("包保督查按期完成率").sees("0 / 5")  # the quarter closes with what it began with


def test_s1_d4_what_is_due_and_not_inspected_is_named_by_cadre_before_the_quarter_ends(second_quarter):
    office = second_quarter.clock("06-19 10:00")
    hands.visit(office, "leader_deputy", "C1号店")
    leader = office.clock("06-20 09:00")("leader_main").go("走访检查", "走访完成情况")
    leader.press("查询", 场景=FOOD, 统计期="2023年第二季度", 分组="责任人")
    said = {row[0]: row[1:] for row in leader.rows()}
    assert said["方正"] == ["2", "1", "1", "50%", "1"] and said["王芳"] == ["3", "0", "0", "0%", "3"]
    assert "方正" in leader.row("C2号店") and "C1号店" not in leader.text


def test_s1_d4_whose_承诺书_is_unsigned_is_listed(second_quarter):
    leader = second_quarter("leader_main")
    assert leader.figure(FOOD, "承诺书未签主体") == "1家"
    leader.follow("看明细", ("承诺书未签主体",)).follow("ME-").sees("C2号店", "包保干部方正", "承诺书未签")

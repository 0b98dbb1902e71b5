"""S1-F2 电梯加装: every lift that began stands in exactly one stage; the stages add up to the lifts.

Waits for DECIDE `ballots`: of 12 flats 10 take part and 7 agree (70 % fails), 8 agree (passes), 7 take part (fails).
"""

from __future__ import annotations

import re

from tests.spec import hands

LIFT, WORKS = "电梯加装", "改造项目"
STAGES = ("已列计划", "完成检测排查", "完成方案设计", "完成招标文件编制", "完成招标", "施工中", "竣工验收")


def enter(office, name: str, stage: str) -> None:
    person = office("section_head")
    person.go("底数台账", WORKS).follow(name)
    person.follow("进入阶段").press("进入阶段", 进入阶段=stage)


def counted(office) -> dict[str, int]:
    """How many lifts the register lists: all of them, and stage by stage."""
    leader = office("leader_main").go("底数台账", WORKS)
    found = {}
    for stage in ("不限", *STAGES):
        leader.press("查询", 细类=LIFT, 阶段=stage)
        found[stage] = int(re.search(r"(\d+) 个", leader.text).group(1))
    return found


def test_s1_f2_stage_counts_add_up_to_the_lifts_before_and_after_each_step(office):
    office.adopt("renewal_works")
    began = [("1单元电梯", "已列计划"), ("2单元电梯", "已列计划"), ("3单元电梯", "施工中"), ("4单元电梯", "竣工验收")]
    for name, stage in began:
        hands.register(office, "section_head", WORKS, 名称=name, 细类=LIFT)
        enter(office, name, stage)
    hands.register(office, "section_head", WORKS, 名称="雨污分流一期", 细类="雨污分流")
    before = counted(office)
    office.clock("06-01 09:00")
    for name, stage in (("1单元电梯", "完成方案设计"), ("3单元电梯", "竣工验收")):
        enter(office, name, stage)
    after = counted(office)
    for found in (before, after):
        assert found.pop("不限") == sum(found.values()) == 4
    assert {stage: n for stage, n in before.items() if n} == {"已列计划": 2, "施工中": 1, "竣工验收": 1}
    assert {stage: n for stage, n in after.items() if n} == {"已列计划": 1, "完成方案设计": 1, "竣工验收": 2}

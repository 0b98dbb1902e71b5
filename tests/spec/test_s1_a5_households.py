"""S1-A5 住户信息采集: a visit that confirms everything and changes the telephone is one change and one check.

That the change itself is counted waits for MOVE-IN (`changed`): until then the visitor ticks 已更正. `unique`, which
refuses the second household of one door, waits for it too.
"""

from __future__ import annotations

import pytest

from tests.spec import hands

VISITS, OLD, NEW = "网格走访与民情采集", "13900000001", "13900000002"


@pytest.fixture
def household(office):
    """A household with telephone A is on the register and on the list of doors."""
    office.adopt("grid_visits")
    office.clock("06-01 09:00")
    said = {"名称": "白家", "地址": "柳荫路5号", "电话": OLD, "居住方式": "自住", "同住人数": "3"}
    office.home = hands.register(office, "officer_a", "住户", "常走访户", **said)
    return office.night()


def counted(office) -> list[str]:
    leader = office("leader_main")
    return [leader.figure(VISITS, title) for title in ("走访户次", "采集数据", "核实信息")]


def called(office, number: str) -> None:
    office("officer_a").open(office.home).follow("改号码").press("更改电话", 电话=number, 为什么改="本人来说")


def test_s1_a5_a_visit_that_confirms_all_and_changes_the_telephone_is_one_change_and_one_check(household):
    office = household.clock("06-05 10:00")
    called(office, NEW)
    office("officer_a").home().follow("白家").press("提交", 本次检查此项=True, 见到人了吗="见到", 信息核实="已更正")
    assert counted(office) == ["1户次", "1条", "1户次"]
    secretary = office("secretary").open(office.home)
    secretary.sees("139****0002")
    secretary.search(NEW).sees("白家")
    secretary.search(OLD).lacks("白家")


def test_s1_a5_saving_again_without_a_change_adds_nothing(household):
    office = household.clock("06-05 10:00")
    called(office, NEW)
    once = changes(office)
    called(office, NEW)
    office("officer_a").open(office.home).follow("修改").press("修改")
    assert changes(office) == once
    office("officer_a").home().follow("白家").press("提交", 本次检查此项=True, 见到人了吗="见到", 信息核实="没有变化")
    assert counted(office) == ["1户次", "0条", "1户次"]


def changes(office) -> list[list[str]]:
    """What the audit log tells of registers."""
    return [row for row in office("admin_audit").go("审计日志").rows() if any("registry." in cell for cell in row)]

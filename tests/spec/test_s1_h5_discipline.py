"""S1-H5 立案、处分: everybody reads the total, named readers what is behind it, and both are in the audit log.

There is no place where a case or a person could be kept: the numbers are stated and signed. That a drawn unit does not
find its check before it begins waits for GO-SEE (`hidden_from`).
"""

from __future__ import annotations

import pytest

SCENARIO, FILED = "纪律作风报送数", "纪律审查立案"


@pytest.fixture
def seven_filed(office):
    """The clerk of the party office states what the discipline committee wrote: seven cases filed."""
    office.adopt("discipline")
    clerk = office.clock("06-28 09:00")("clerk").go("统计指标", SCENARIO).follow(FILED).follow("填报送数")
    clerk.press("提交", 数值="7", 签报人="郑书记", 签报日期="2023-06-27", 来源="街道纪工委报数函")
    return office


def test_s1_h5_a_clerk_of_another_office_reads_立案7件_and_明细受限_and_its_reader_gets_the_list(seven_filed):
    reader, other = seven_filed("clerk_b"), seven_filed("secretary")
    assert (reader.figure(SCENARIO, FILED), other.figure(SCENARIO, FILED)) == ("7件", "7件")
    behind = reader.link("看明细", FILED)
    assert (other.links("看明细"), "明细受限" in other.follow(FILED).text) == ([], True)
    reader.open(behind).sees("郑书记", "2023-06-27", "街道纪工委报数函")
    assert [len(row) for row in reader.rows()] == [7, 7]  # a head and one line: the statement, no case, no person

    assert other.refused(behind) == "R403"
    seen = seven_filed("admin_audit").go("审计日志")
    assert "秦书" in seen.row("office.opened") and "赵兰" in seen.row("office.refused")


def test_s1_h5_who_may_not_see_it_does_not_state_it_either(seven_filed):
    other = seven_filed("secretary").go("统计指标", SCENARIO).follow(FILED)
    assert other.links("填报送数") == []
    other.go("统计指标").follow("报送数").lacks(FILED)


def test_s1_h5_there_is_no_register_and_no_case_to_take_in(seven_filed):
    clerk = seven_filed("clerk").home()
    assert clerk.links("上报") == []
    clerk.go("底数台账").lacks("立案", "处分", "谈话")

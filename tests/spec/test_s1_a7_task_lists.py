"""S1-A7: twelve key places by the month; eleven visited, one named; next month's record repairs nothing.

That another goes in one's leave waits for GO-SEE (`duties.substitute`).
"""

from __future__ import annotations

import pytest

from tests.spec import hands

PLACES, RATE = "群租房、校外培训、托育、养老机构监管", "按月检查率"


@pytest.fixture
def may_is_over(office):
    """Twelve places are to be checked each month; on 31 May eleven have been, and the night passes."""
    office.adopt("key_places")
    for number in range(1, 13):
        said = {"名称": f"{number}号公寓", "地址": f"柳荫路{number}号", "细类": "群租房"}
        hands.register(office, "officer_a", "商户", "重点监管场所", **said)
    office.clock("05-04 08:00").night()
    office.clock("05-31 10:00")
    for number in range(1, 12):
        hands.visit(office, "officer_a", f"{number}号公寓")
    office.clock("05-31 20:00").night()
    office.said_on_the_last_day = rate(office)
    return office.clock("06-01 06:00").night()


def rate(office) -> tuple[str, bool]:
    """The rate of May, and whether it stands on eleven of twelve."""
    head = office("section_head")
    said = head.figure(PLACES, RATE, 统计期="2023年5月")
    return said, "11 / 12" in head.follow(RATE).text


def test_s1_a7_coverage_is_91_7_per_cent_the_twelfth_is_named_and_told_and_next_month_repairs_nothing(may_is_over):
    office = may_is_over
    assert office.said_on_the_last_day == ("91.67%", True)
    board = office("section_head").go("走访检查", "走访完成情况").press("查询", 场景=PLACES, 统计期="2023年5月")
    named = board.row("12号公寓")
    assert "柳荫一网格" in named and "王芳" in named and "11号公寓" not in board.text
    executor_and_community_are_told_once(office)

    office.clock("06-01 09:00")
    hands.visit(office, "officer_a", "12号公寓", 时间="2023-05-31T17:00")  # typed in on the first of June
    assert rate(office) == ("91.67%", True)


def executor_and_community_are_told_once(office) -> None:
    for who in ("officer_a", "secretary"):
        assert "1项任务上一期没有办" in office(who).home().panel("消息")
    office.night()
    office("secretary").home().follow("到期未办").sees("12号公寓").lacks("11号公寓")
    assert office("secretary").home().panel("消息").count("到期未办") == 1

"""S1-G2 区重点项目: a changed forecast keeps the earlier one with its reason.

Waits for FIGURES (`plan`, `report.each`): amounts by month against the plan of a year, their sum of 19.98 of 22.12 亿
(90.33 %), and 425 % of one project flagged. No shipped pack has amounts; the sums are in indicators/test_projects.py.
"""

from __future__ import annotations

from tests.spec import hands


def test_s1_g2_a_changed_forecast_date_keeps_the_earlier_one_with_its_reason(office):
    office.adopt("work_items")
    hands.register(office, "section_head", "重点工作", 名称="金秋大厦")
    owner = office("section_head").follow("登记节点").press("登记节点", 节点="完成", 计划日期="2023-09-30")
    for month, forecast, reason in (("02", "2023-10-31", "雨季"), ("05", "2023-12-31", "设备晚到")):
        office.clock(f"{month}-01 09:00")
        owner.follow("更新预计").press("更新预计：完成", 现在预计=forecast, 为什么变=reason)
    owner.sees("计划2023年9月30日完成，预计2023年12月31日，比计划晚92天", "预计改过 2 次")
    owner.sees("预计 2023年12月31日，设备晚到", "预计 2023年10月31日，雨季")

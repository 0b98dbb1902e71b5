"""S1-A4 商业区信息库: a restaurant closes, a nail studio opens in the same premises: two merchants, two pasts."""

from __future__ import annotations

from tests.spec import hands

FOOD = "食品安全包保"


def level_d(office, **stretch: str) -> str:
    return office("leader_main").figure(FOOD, "D级包保主体", **stretch)


def test_s1_a4_the_old_merchant_keeps_its_past_and_leaves_the_lists_from_that_day(office):
    office.adopt("food")
    shop = {"地址": "柳荫路12号", "细类": "餐饮"}
    old = hands.register(office, "officer_a", "商户", "食品D级主体", 名称="老灶小馆", **shop)
    office.clock("02-01 08:00").night()
    hands.visit(office.clock("03-08 10:00"), "officer_a", "老灶小馆")
    office.clock("04-03 08:00").night()
    first_quarter = level_d(office, 统计期="2023年第一季度")

    office.clock("05-10 10:00")("officer_a").open(old).follow("注销").press("注销", 原因="停业转让")
    new = hands.register(office, "officer_a", "商户", 名称="指尖美甲", 地址="柳荫路12号")
    office.night()

    officer = office("officer_a").go("走访检查").press("查询", 范围="看得到的全部").lacks("老灶小馆", "指尖美甲")
    officer.open(old).sees("已注销 2023年5月10日", "督查：老灶小馆，全部合格")
    assert "作废" in officer.row("任务", "2023年6月30日")
    officer.open(new).lacks("督查：老灶小馆")
    after = [level_d(office, 数据截至=day) for day in ("2023-05-09", "2023-05-10")]
    assert (first_quarter, level_d(office, 统计期="2023年第一季度"), after) == ("1家", "1家", ["1家", "0家"])

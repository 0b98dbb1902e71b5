"""S1-D1: ten places in the base register, nine inspected, four hazards, three rechecked; one sheet says it all."""

from __future__ import annotations

from tests.spec import hands
from tests.spec.road import Office, photo, printed

FIRE, WIRING = "消防隐患排查", "电线穿管敷设，没有私拉乱接、超负荷用电"


def campaign(office, places: int) -> Office:
    """So many key places are on the register, and the section head freezes them as the list of 见底排查."""
    office.adopt("fire")
    office.clock("06-01 08:00")
    for number in range(1, places + 1):
        said = {"名称": f"{number}号小馆", "地址": f"柳荫路{number}号", "细类": "餐饮"}
        hands.register(office, "officer_a", "商户", "消防重点场所", **said)
    head = office("section_head").go("专项行动", "发起")
    days = {"开始日期": "2023-06-01", "结束日期": "2023-06-30"}
    head.press("提交", 名称="见底排查", 只要带这个标签的="消防重点场所", fill=days)
    return office.clock("06-09 10:00").night()


def found(office, number: int, before: int = 0) -> str:
    """The officer finds bad wiring at a place, with a photo; return the address of the hazard that came of it."""
    hands.visit(office, "officer_a", f"{number}号小馆", (WIRING,), 现场照片=photo(before))
    return office("officer_a").link("XF2023")


def put_right(office, hazard: str) -> None:
    office("secretary").open(hazard).press("签收").press("反馈", 办理情况="已整改", 处置后照片=photo(200))
    office("checker").open(hazard).press("办结")


def test_s1_d1_the_sheet_prints_nine_of_ten_with_the_missing_place_and_4_3_75_per_cent(office):
    campaign(office, 10)
    hazards = [found(office, number) for number in range(1, 5)]
    for number in range(5, 10):
        hands.visit(office, "officer_a", f"{number}号小馆")
    for team in ("3", "4"):
        office("officer_a").go("专项行动", "见底排查").follow("记一次出动").press("提交", 出动检查人员=team)
    for hazard in hazards[:3]:
        put_right(office, hazard)
    sheet = office("section_head").go("专项行动", "见底排查", "情况表")
    said = {row[0]: row[1] for row in sheet.rows()}
    wanted = {"底册": "10家", "已检查": "9家", "未检查": "10号小馆"}
    wanted |= {"发现隐患": "4处", "整改完成": "3处", "整改率": "75%", "出动检查人员": "7人次"}
    assert {word: said[word] for word in wanted} == wanted
    paper = printed(sheet.download("下载 .docx"))
    assert [value for value in wanted.values() if value not in paper] == []


def test_s1_d1_a_recheck_photo_identical_to_the_before_photo_is_refused(office):
    hazard = found(campaign(office, 1), 1, before=7)
    secretary = office("secretary").open(hazard).press("签收")
    said = secretary.refuses("反馈", 办理情况="已整改", 处置后照片=photo(7))
    assert "处置后照片与处置前是同一张，没有保存。" in said
    secretary.press("反馈", 办理情况="已整改", 处置后照片=photo(200))


def test_s1_d1_who_put_it_right_does_not_recheck_it(office):
    hazard = found(campaign(office, 1), 1)
    secretary = office("secretary").open(hazard).press("签收")
    secretary.press("反馈", 办理情况="已整改", 处置后照片=photo(200))
    assert "办结" not in secretary.open(hazard).buttons()
    assert "办结" in office("checker").open(hazard).buttons()

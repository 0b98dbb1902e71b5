"""S1-C4 初信初访: six persons come about a closed matter: one batch, six persons, 集体访, 重复, linked, not 初访.

183 petitions are not typed in: that 180 of 183 prints 98.4 % is matters/test_petitions_again.py, two of three do here.
"""

from __future__ import annotations

import pytest

from tests.spec import hands

PETITIONS, FIRST = "信访件办理与积案化解", "初信初访：柳荫路5号"
CALLER = {"诉求人": "白小七", "联系电话": "13900000001"}

LETTER = {
    "诉求": "清理楼道",
    "查明的事实和理由": "堆物属实，已清理",
    "处理意见": "解释说明",
    "依据的法律": "消防法第二十八条",
}


def handled(office, title: str, name: str = "白小七") -> None:
    """受理告知书 and 派单, then 处理意见书 and 反馈, each by its person; the checker closes."""
    office("dispatcher").matter(title)
    hands.draw_up(office, "dispatcher", "受理告知书", 信访人=name, 反映的事项="楼道堆物")
    hands.dispatch(office, title)
    office("handler").matter(title).press("签收")
    hands.draw_up(office, "handler", "处理意见书", 信访人=name, **LETTER)
    office("handler").matter(title).press("反馈", 办理情况="已答复", 处理意见="解释说明")
    hands.close(office, title)


@pytest.fixture
def closed(office):
    """In March one person came about something; it was answered in writing and closed."""
    office.adopt("petitions")
    office.clock("03-01 09:00")
    said = {"来源渠道": "来访", "类别": "初信初访", "地点": "柳荫路5号", "来访人数": "1"}
    assert hands.report(office, "dispatcher", PETITIONS, **said, **CALLER) == FIRST
    handled(office.clock("03-10 10:00"), FIRST)
    return office.clock("06-05 09:00")


def six_come(office) -> str:
    """The desk enters six visitors as a first visit; return the title that the matter gets."""
    said = {"来源渠道": "来访", "类别": "初信初访", "地点": "柳荫路", "来访人数": "6", "接待领导": "高远"}
    return hands.report(office, "dispatcher", PETITIONS, 是否集体访="是（五人及以上）", **said, **CALLER)


def test_s1_c4_six_persons_about_a_closed_matter_are_one_repeated_joint_batch_linked_to_it(closed):
    assert six_come(closed) == "重复信访：柳荫路"
    desk = closed("dispatcher").sees("类别重复信访", "来访人数6人", "是否集体访是（五人及以上）", "接待领导高远")
    assert desk.row("重复于").startswith("重复于") and FIRST in desk.row("重复于")
    desk.follow(FIRST).sees("已办结")
    leader = closed("leader_main")
    assert leader.figure(PETITIONS, "初信初访收到件数", 统计期="2023年第二季度") == "0件"
    assert leader.figure(PETITIONS, "接待来访人次", 统计期="2023年第二季度") == "6人次"


def test_s1_c4_another_person_with_the_same_matter_comes_first(closed):
    said = {"来源渠道": "来信", "类别": "初信初访", "地点": "柳荫路5号", "诉求人": "吴九", "联系电话": "13900000009"}
    assert hands.report(closed, "dispatcher", PETITIONS, **said) == FIRST


def test_s1_c4_a_share_is_rounded_and_not_cut_off(closed):
    for name in ("吴九", "郑十"):
        said = {"来源渠道": "来信", "类别": "初信初访", "地点": f"{name}家", "诉求人": name}
        title = hands.report(closed, "dispatcher", PETITIONS, **said)
    handled(closed, title, name)
    assert closed("leader_main").figure(PETITIONS, "初信初访办结率") == "66.67%"  # 2 of 3; cut off it would be 66.66


def test_s1_c4_receipt_and_answer_are_numbered_papers_that_others_do_not_see(closed):
    case = closed("dispatcher").matter(FIRST).sees("受理告知书", "信受〔2023〕1号", "处理意见书", "信复〔2023〕1号")
    case.go("文书").sees("信受〔2023〕1号", "信复〔2023〕1号")
    closed("clerk").go("文书").lacks("信受〔2023〕1号", "信复〔2023〕1号")

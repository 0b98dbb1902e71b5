"""S1-H3 一网格一支部: 101 grids and 100 branches name the one that is missing, and 全部融入 stands on no figure.

Waits for later words: members as rows with their branch (MOVE-IN relations), so that “全部融入其中” is refused while
one has none (FIGURES `claims`); until then the claim is marked 无出处 in the draft.
"""

from __future__ import annotations

import pytest

from tests.spec.road import Person, workbook

BRANCH = "综合网格党支部"
FIRST, OWN = "Fengqiao-2023", "Fengqiao-2023-mine"


@pytest.fixture
def of_101_grids(office, tmp_path):
    """A new office is started from its sheets of ground and people; its section head signs in for the first time."""
    grids = [["网格", f"001{n:03}", f"枫桥{n}网格", "001"] for n in range(1, 102)]
    sheets = {
        "areas": [
            ["类别", "代码", "名称", "上级代码"],
            ["街道", "00", "枫桥街道", ""],
            ["社区", "001", "枫桥社区", "00"],
            *grids,
        ],
        "staff": [
            ["工号", "姓名", "单位", "单位类别", "岗位", "负责区域代码", "登录名", "初始密码"],
            ["1", "党办主任", "党政办公室", "科室", "科室负责人", "", "dangban", FIRST],
            ["2", "沈书记", "街道领导", "领导", "主要领导", "", "shen", FIRST],
        ],
    }
    for name, rows in sheets.items():
        (tmp_path / f"{name}.xlsx").write_bytes(workbook(rows).read())
    words = [word for name in sheets for word in (f"--{name}", str(tmp_path / f"{name}.xlsx"))]
    said = {"归口单位": "党政办公室", "拟稿人": "许文澜", "审核人": "周砚秋"}
    fill = [word for pair in said.items() for word in ("--fill", "=".join(pair))]
    office.gewu("start", "--code", "FQ", "--name", "枫桥街道", "--scenarios", "grid_branches", *words, *fill)

    head = Person("dangban", FIRST)
    return head.press("提交", 原密码=FIRST, 新密码=OWN, 再输一遍=OWN)


def set_up(head: Person, *grids: int, title: str = "党支部") -> None:
    """登记 a branch on each grid, form by form."""
    head.go("底数台账", BRANCH)
    form = head.address if "登记" in head.buttons() else head.link("登记")
    for number in grids:
        name = f"枫桥{number}网格"
        head.open(form).press("登记", look=False, 名称=f"{name}{title}", 所属网格=name)
    head.home()


def test_s1_h3_101_grids_and_100_branches_list_the_one_grid_and_with_the_last_none(of_101_grids):
    head = of_101_grids
    set_up(head, *range(1, 101))
    assert head.figure("网格党支部", BRANCH) == "100个"
    head.go("底数台账", BRANCH, "按网格查缺").sees("网格 101")
    assert head.row("还没有的网格") == "还没有的网格 1 枫桥101网格001101"
    set_up(head, 101)
    head.go("底数台账", BRANCH, "按网格查缺").sees("每个网格都有一个。")
    set_up(head, 7, title="临时党支部")
    assert head.go("底数台账", BRANCH, "按网格查缺").row("不止一个的网格") == "不止一个的网格 1 枫桥7网格2"


def test_s1_h3_全部融入_is_marked_as_a_claim_without_a_figure(office):
    office.adopt("grid_branches")
    clerk = office("clerk").go("材料报告", "起草材料").press("起草")
    clerk.follow("改这段", ("（二）基层组织建设",))
    clerk.press("暂存", 正文="共设立综合网格党支部{grid_branches.branches}，党员全部融入其中。")
    assert "全部融入（无依据）" in clerk.row("（二）基层组织建设")

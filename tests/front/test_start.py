"""An empty office from three sheets: everything in one go, or nothing and every wrong row said."""

from datetime import date, datetime

import pytest
import xlsxwriter

from gewu.front import sheets
from gewu.front.commands import _start, main
from gewu.front.sheets import Column
from gewu.kernel.types import Refused
from gewu.matters.models import Matter
from gewu.office import clock, queries
from gewu.office.models import Office, Staff

AREAS = [
    ["类别", "代码", "名称", "上级代码"],
    ["网格", "0031", "柳荫一网格", "003"],
    ["社区", "003", "柳荫社区", "001"],
    ["街道", "001", "东澄街道", ""],
]
STAFF = [
    ["东澄街道人员表"],
    ["工号*", "姓名*", "单位*", "单位类别", "职务", "岗位*", "负责区域代码", "登录名", "初始密码"],
    [1, "李梅", "综合指挥中心", "科室", "", "派单员", "", "limei", ""],
    [2, "王芳", "柳荫社区", "", "", "网格员、网格长", "0031", "wangfang", "Liuyin-2023"],
]
TICKETS = [
    ["工单编号", "受理时间", "标题", "内容", "地址", "类别", "社区或网格", "联系人", "联系电话", "办结时间"],
    [
        "A1",
        "2023-06-01 09:30",
        "夜间施工",
        "影响休息",
        "丰田路12号",
        "噪声扰民",
        "柳荫社区",
        "张先生",
        "10000000001",
        "",
    ],
    [
        "A2",
        datetime(2023, 6, 2, 10, 0),  # noqa: DTZ001 (a cell knows no zone)
        "",
        "养鸡扰民",
        "",
        "从没见过的类别",
        "",
        "",
        "",
        "",
    ],
    ["A3", "2023-06-02", "路灯不亮", "路灯不亮", "", "公共设施损坏", "", "", "", "2023-06-05"],
]

REST = ["--unknown-category", "other"]


@pytest.fixture
def book(tmp_path):
    """Write a sheet; return its path."""

    def write(name, rows):
        with xlsxwriter.Workbook(str(tmp_path / name), {"default_date_format": "yyyy-mm-dd hh:mm"}) as made:
            sheet = made.add_worksheet()
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
        return str(tmp_path / name)

    return write


@pytest.fixture
def words(book):
    return [
        *["start", "--code", "DC", "--name", "东澄街道", "--areas", book("areas.xlsx", AREAS)],
        *["--staff", book("staff.xlsx", STAFF)],
        *["--fill", "归口单位=综合指挥中心", "--fill", "拟稿人=李梅", "--fill", "审核人=王芳"],
    ]


@pytest.mark.django_db
def test_an_office_is_not_started_while_its_scenario_has_a_blank(words, capsys):
    code = main.main(words[:-2])
    assert (code, capsys.readouterr().err.split(" — ")[0], Office.objects.count()) == (
        2,
        "scenario.R803: 还没有填：审核人。",
        0,
    )


@pytest.mark.django_db
def test_an_office_starts_from_three_sheets(words, book, capsys):
    code = main.main([*words, "--tickets", book("tickets.xlsx", TICKETS), *REST])
    said = capsys.readouterr().out.splitlines()
    assert (code, said[0]) == (
        0,
        "已建立：东澄街道（DC），区域3个，人员2名，单位2个，启用场景1个，在办工单2件（另有已办结1件未导入）。",
    )
    assert [line.split()[0] for line in said[2:]] == ["limei"]


@pytest.mark.django_db
def test_people_of_the_sheet_can_work_at_once(words):
    main.main(words)
    actor = queries.actor_of(queries.account_named("wangfang"), clock.today())
    area = Staff.objects.get(code="2").grants.first().area
    assert (actor.roles, actor.scope.area_ids, area.name) == (
        frozenset({"grid_officer", "grid_leader"}),
        frozenset({area.id}),
        "柳荫一网格",
    )


@pytest.mark.django_db
def test_the_first_passwords_are_for_one_use(words):
    main.main(words)
    assert [queries.account_named(name).one_time for name in ("limei", "wangfang")] == [True, True]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("more", "lacking"),
    [
        ([], "系统管理员、安全管理员、审计管理员"),
        ([("系统管理员", "xt"), ("安全管理员", "aq"), ("审计管理员", "")], "审计管理员"),
        ([("系统管理员", "xt"), ("安全管理员", "aq"), ("审计管理员", "sj")], ""),
    ],
)
def test_an_office_without_its_three_administrators_is_warned_about(words, book, capsys, more, lacking):
    people = [
        [10 + place, f"管{place}", "办公室", "科室", "", role, "", name, ""] for place, (role, name) in enumerate(more)
    ]
    words[words.index("--staff") + 1] = book("more.xlsx", [*STAFF, *people])
    code = main.main([*words, "--dry-run"])
    said = capsys.readouterr().err
    assert (code, said.partition("没有带登录名的")[2].partition("。")[0]) == (0, lacking)


@pytest.mark.django_db
def test_open_tickets_keep_their_own_number_and_time(words, book):
    main.main([*words, "--tickets", book("tickets.xlsx", TICKETS), *REST])
    rows = Matter.objects.order_by("external_number").values_list(
        "external_number", "category", "received_on", "state"
    )
    assert list(rows) == [
        ("A1", "noise", date(2023, 6, 1), "new"),
        ("A2", "other", date(2023, 6, 2), "new"),
    ]


@pytest.mark.django_db
def test_tickets_go_into_the_scenario_that_was_named(words, book):
    into = ["--tickets-into", "grid_visits", "--scenarios", "hotline", "grid_visits"]
    main.main([*words, *into, "--tickets", book("tickets.xlsx", TICKETS), *REST])
    assert set(Matter.objects.values_list("scenario", flat=True)) == {"grid_visits"}


@pytest.mark.django_db
def test_tickets_are_refused_where_no_scenario_in_use_takes_numbers_of_others(words, book, capsys):
    code = main.main([*words, "--scenarios", "disputes", "--tickets", book("tickets.xlsx", TICKETS)])
    said = capsys.readouterr().err.strip()
    assert (code, said) == (
        2,
        "front.R736: 不知道工单归入哪个场景，没有开始。 — 请用 --tickets-into 写明，可用：disputes。",
    )


@pytest.mark.django_db
def test_who_called_is_sealed(words, book):
    main.main([*words, "--tickets", book("tickets.xlsx", TICKETS), *REST])
    reporter = Matter.objects.get(external_number="A1").reporter
    assert (reporter.masked_phone, "10000000001" in reporter.sealed_phone) == ("100****0001", False)


@pytest.mark.django_db
def test_a_dry_run_keeps_nothing(words, capsys):
    code = main.main([*words, "--dry-run"])
    assert (code, capsys.readouterr().out[:8], Office.objects.count()) == (0, "试运行，未保存：", 0)


@pytest.mark.django_db
def test_every_wrong_row_is_said_with_its_place_and_nothing_is_kept(words, book, capsys):
    wrong = [
        *STAFF,
        [3, "赵兰", "柳荫社区", "", "", "书记", "", "", ""],
        [4, "何清", "某处", "星球", "", "核查员", "", "", ""],
    ]
    words[words.index("--staff") + 1] = book("wrong.xlsx", wrong)
    code = main.main(words)
    said = capsys.readouterr().err.splitlines()
    assert (code, [line.strip()[:22] for line in said[1:]], Office.objects.count()) == (
        2,
        ["wrong.xlsx 第5行: 没有“书记”", "wrong.xlsx 第6行: 没有“星球”"],
        0,
    )


@pytest.mark.django_db
def test_a_wrong_area_is_named_by_its_row_in_the_sheet(words, book, capsys):
    words[words.index("--areas") + 1] = book("wrong.xlsx", [*AREAS, ["网格", "0032", "飞地网格", "001"]])
    code = main.main(words)
    assert (code, capsys.readouterr().err.splitlines()[1]) == (2, "  wrong.xlsx 第5行: 网格0032应属于社区")


TWINS = [
    *AREAS,
    ["社区", "004", "杨桥社区", "001"],
    ["网格", "0032", "第一网格", "003"],
    ["网格", "0041", "第一网格", "004"],
]


def ticket(number, came="2023-06-01 09:30", category="噪声扰民", area="", closed=""):
    return [number, came, "标题", "内容", "", category, area, "", "", closed]


@pytest.fixture
def problems(words, book, capsys):
    """Start with other sheets; return the exit code and what was said to be wrong, by place."""

    def run(*more, areas=AREAS, staff=STAFF, tickets=()):
        words[words.index("--areas") + 1] = book("areas.xlsx", areas)
        words[words.index("--staff") + 1] = book("staff.xlsx", staff)
        given = ["--tickets", book("tickets.xlsx", [TICKETS[0], *tickets])] if tickets else []
        code = main.main([*words, *given, *more])
        said = [line.strip().partition(": ") for line in capsys.readouterr().err.splitlines()]
        assert Office.objects.count() == (code == 0)
        return code, {place: what for place, _, what in said if " 第" in place or "类别" in place}

    return run


AS_TEXT = "请把这一列改为文本后重填"
TWO = "有2个“第一网格”，请写社区名或代码：柳荫社区第一网格（0032）、杨桥社区第一网格（0041）"


@pytest.mark.django_db
def test_a_name_that_two_grids_have_is_refused_by_row(problems):
    staff = [*STAFF, [3, "赵兰", "柳荫社区", "", "", "网格员", "第一网格", "", ""]]
    found = problems(areas=TWINS, staff=staff, tickets=[ticket("A1"), ticket("A2", area="第一网格")])
    assert found == (2, {"staff.xlsx 第5行": TWO, "tickets.xlsx 第3行": TWO})


@pytest.mark.django_db
@pytest.mark.parametrize("said", ["杨桥社区第一网格", "杨桥社区 第一网格", "东澄街道/杨桥社区/第一网格", "0041"])
def test_a_grid_is_known_by_its_community_and_by_its_code(problems, said):
    assert problems(areas=TWINS, tickets=[ticket("A1", area=said)]) == (0, {})
    assert Matter.objects.get().area.code == "0041"


@pytest.mark.django_db
@pytest.mark.parametrize("closed", ["未办结", "/", "-", "在办"])
def test_a_ticket_is_closed_only_by_a_day(problems, closed):
    assert problems(tickets=[ticket("A1", closed=closed), ticket("A2", closed="2023年6月5日")]) == (0, {})
    assert Matter.objects.get().external_number == "A1"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("row", "said"),
    [
        (ticket("A1", closed="见附件"), "办结时间“见附件”不是时间；没有办结的请留空，或写“未办结”"),
        (ticket("A1", closed="2023-05-05"), "办结时间“2023-05-05”早于受理时间"),
        (ticket("A1", closed="2099-01-01"), "办结时间“2099-01-01”还没有到"),
        (ticket("A1", came="1900-01-01"), "受理时间“1900-01-01”早于10年前，请核对"),
        (ticket("A1", came="2099-01-01"), "受理时间“2099-01-01”还没有到"),
        (ticket("A1", came="昨天"), "受理时间“昨天”读不出来，请写成 2023-06-01 09:30"),
    ],
)
def test_a_time_that_cannot_be_is_refused_by_row(problems, row, said):
    assert problems(tickets=[row]) == (2, {"tickets.xlsx 第2行": said})


@pytest.mark.django_db
def test_categories_that_are_not_known_are_counted_and_refused(problems):
    rows = [ticket("A1", category="养鸡"), ticket("A2", category="养鸡"), ticket("A3", category="飞线")]
    code, said = problems(tickets=rows)
    ways = said.pop("tickets.xlsx 类别怎么办")
    assert (code, said) == (
        2,
        {
            "tickets.xlsx 类别“养鸡”": "2件，场景“12345热线与群众诉求办理”没有这个类别",
            "tickets.xlsx 类别“飞线”": "1件，场景“12345热线与群众诉求办理”没有这个类别",
        },
    )
    assert "--unknown-category" in ways and "噪声扰民" in ways


@pytest.mark.django_db
def test_categories_go_where_they_were_told_to(problems):
    rows = [ticket("A1", category="养鸡"), ticket("A2", category="飞线")]
    assert problems("--category", "养鸡=噪声扰民", "--unknown-category", "other", tickets=rows) == (0, {})
    assert dict(Matter.objects.values_list("external_number", "category")) == {"A1": "noise", "A2": "other"}


@pytest.mark.django_db
def test_a_category_that_is_none_of_the_scenario_is_refused(words, book, capsys):
    code = main.main([*words, "--tickets", book("tickets.xlsx", TICKETS), "--unknown-category", "随便"])
    assert (code, capsys.readouterr().err.partition("，没有导入")[0]) == (
        2,
        "front.R741: 场景“12345热线与群众诉求办理”没有类别“随便”",
    )


@pytest.mark.django_db
def test_the_sheet_that_lost_the_zeros_is_named(problems):
    areas = [AREAS[0], ["街道", 9999003, "东澄街道", ""], ["社区", "009999003001", "柳荫社区", "009999003"]]
    staff = [*STAFF[:-1], [2, "王芳", "柳荫社区", "", "", "网格员", "9999003001", "wangfang", ""]]
    assert problems(areas=areas, staff=staff) == (
        2,
        {
            "areas.xlsx 第2行": "代码“9999003”丢了前面的0（areas.xlsx 第3行写的是009999003），" + AS_TEXT,
            "staff.xlsx 第4行": "负责区域代码“9999003001”丢了前面的0，应为009999003001，请把这一列改为文本后重填",
        },
    )


@pytest.mark.django_db
def test_a_long_code_kept_as_a_number_without_its_zeros_is_seen_alone(problems):
    code, said = problems(areas=[AREAS[0], ["街道", 9999003, "东澄街道", ""]], staff=STAFF[:-1])
    assert (code, said) == (
        2,
        {"areas.xlsx 第2行": "代码“9999003”按数字保存，前面的0已丢失，请把这一列改为文本后重填"},
    )


@pytest.mark.django_db
def test_all_that_is_wrong_in_all_files_is_said_in_one_go(problems):
    areas = [*AREAS, ["网格", "0032", "飞地网格", "001"]]
    staff = [
        *STAFF,
        [3, "", "柳荫社区", "", "", "书记", "", "", ""],
        [4, "何清", "某处", "", "", "核查员", "", "hq", "1"],
    ]
    code, said = problems(areas=areas, staff=staff, tickets=[ticket("A1"), ticket("A1", came="昨天", category="养鸡")])
    assert (code, sorted(said)) == (
        2,
        [
            "areas.xlsx 第5行",
            "staff.xlsx 第5行",
            "tickets.xlsx 第2行",
            "tickets.xlsx 第3行",
            "tickets.xlsx 类别“养鸡”",
            "tickets.xlsx 类别怎么办",
        ],
    )
    assert said["staff.xlsx 第5行"].startswith("缺姓名；没有“书记”这个岗位")


@pytest.mark.django_db
def test_a_person_may_have_two_areas_and_two_rows(problems):
    staff = [
        *STAFF[:2],
        [2, "王芳", "柳荫社区", "", "", "网格员", "0031、0032", "wangfang", ""],
        [2, "王芳", "柳荫社区", "", "", "网格长", "柳荫社区", "", ""],
    ]
    assert problems(areas=TWINS, staff=staff) == (0, {})
    grants = Staff.objects.get(code="2").grants.values_list("role", "area__code")
    assert sorted(grants) == [("grid_leader", "003"), ("grid_officer", "0031"), ("grid_officer", "0032")]


@pytest.mark.django_db
def test_two_people_with_one_number_are_refused(problems):
    staff = [*STAFF, [2, "王方", "柳荫社区", "", "", "网格员", "", "", ""]]
    words = "工号“2”有几行，姓名写得不同"
    assert problems(staff=staff) == (2, {"staff.xlsx 第4行": words, "staff.xlsx 第5行": words})


@pytest.mark.django_db
def test_a_person_who_cannot_be_admitted_is_named_by_row(problems):
    code, said = problems(staff=[*STAFF[:2], [1, "李梅", "办公室", "", "", "派单员", "", "limei", "1234"]])
    assert (code, list(said)) == (2, ["staff.xlsx 第3行"])


@pytest.mark.django_db
def test_blank_forms_are_read_back_as_they_were_written(tmp_path, capsys):
    main.main(["start", "--forms", str(tmp_path)])
    lines = sheets.read(tmp_path / "人员.xlsx", _start.STAFF)
    assert [(line.number, line["姓名"], line["岗位"]) for line in lines] == [(2, "王芳", "网格员")]


def test_a_sheet_without_its_columns_is_refused(book):
    with pytest.raises(Refused, match=r"front\.R731"):
        sheets.read(_path(book("x.xlsx", [["姓名"], ["王芳"]])), _start.STAFF)


def test_a_number_that_lost_its_digits_is_refused(book):
    path = _path(book("x.xlsx", [["编号"], ["1"], [312345678901234567]]))
    with pytest.raises(Refused) as refused:
        sheets.read(path, [Column("编号", True)])
    assert list(refused.value.fields) == ["x.xlsx 第3行"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_csv_is_read_in_the_encodings_offices_use(tmp_path, encoding):
    path = tmp_path / "x.csv"
    path.write_text("编号,姓名\n001,王芳\n", encoding=encoding)
    lines = sheets.read(path, [Column("编号", True), Column("姓名")])
    assert [(line["编号"], line["姓名"]) for line in lines] == [("001", "王芳")]


def test_what_is_no_sheet_is_refused(tmp_path):
    (tmp_path / "x.xlsx").write_bytes(b"no")
    with pytest.raises(Refused, match=r"front\.R730"):
        sheets.read(tmp_path / "x.xlsx", _start.STAFF)


def test_a_sheet_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(Refused, match=r"front\.R739"):
        sheets.read(tmp_path / "x.xlsx", _start.STAFF)


def _path(text):
    from pathlib import Path

    return Path(text)

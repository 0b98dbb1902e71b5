from __future__ import annotations

import json
from datetime import date

import pytest

from gewu.front.commands.main import main
from gewu.office import queries
from gewu.scenario import packs


@pytest.fixture
def folder(tmp_path, text):
    (tmp_path / "small_places.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_checking_sound_files_ends_in_silence(folder, capsys):
    assert main(["scenario", "check", str(folder)]) == 0
    assert capsys.readouterr().out == ""


def test_checking_says_every_problem_on_a_line_of_its_own(folder, text, capsys):
    path = folder / "small_places.yaml"
    path.write_text(text.replace("verify: each", "verify: never").replace("domain: safety", "domain: sea"))
    assert main(["scenario", "check", str(path), "--json"]) == 1
    assert [row["id"] for row in json.loads(capsys.readouterr().out)] == ["scenario.E204", "scenario.E203"]


def test_an_example_that_does_not_come_true_is_found_by_the_check(folder, text, capsys):
    (folder / "small_places.yaml").write_text(text.replace("due: 2026-02-26", "due: 2026-02-25"))
    assert main(["scenario", "check", str(folder)]) == 1
    assert "scenario.E706 春节前一天发现的一般隐患，假期不算：" in capsys.readouterr().out


def test_a_template_is_checked_against_the_scenarios_beside_it(folder, capsys):
    template = "report_template: summary\ntitle: 总结\nedition: '1'\nchapters:\n  - heading: 一\n    owner: 办公室\n"
    template += "    items: [{key: a, says: '{small_places.on_register}、{small_places.gone}'}]\n"
    (folder / "summary.yaml").write_text(template)
    assert main(["scenario", "check", str(folder)]) == 1
    assert "没有指标“gone”" in capsys.readouterr().out


def test_one_edition_in_two_files_is_refused(folder, text, capsys):
    (folder / "other.yaml").write_text(text)
    assert main(["scenario", "check", str(folder)]) == 1
    assert "scenario.E105" in capsys.readouterr().out


def test_a_path_that_is_not_there_is_refused(capsys):
    assert main(["scenario", "check", "nowhere.yaml"]) == 2
    assert capsys.readouterr().err.startswith("front.R701: 没有这个文件：nowhere.yaml")


def test_the_files_that_come_with_gewu_are_sound(capsys):
    assert main(["scenario", "check", str(packs.SHIPPED)]) == 0
    assert capsys.readouterr().out == ""


@pytest.fixture
def adopt(cast, folder):
    def run(*words: str, by: str = "leader_deputy") -> int:
        files = ["--files", str(folder), "--from-on", "2023-02-01"]
        return main(["scenario", "adopt", *words, "--office", "DC", "--by", by, *files])

    return run


_ADOPT = ["scenario", "adopt", "--office", "DC", "--by", "leader_deputy"]


def test_a_person_puts_a_file_in_force_and_a_second_time_changes_nothing(cast, adopt, capsys):
    assert adopt("--all") == 0
    assert adopt("small_places") == 0
    assert capsys.readouterr().out.splitlines() == [
        "small_places: 2026-01 自2023-02-01启用",
        "small_places: 2023-02-01起已在用，没有改动",
    ]
    assert list(queries.adopted(cast.office.id, date(2023, 2, 1))) == ["small_places"]
    (row,) = queries.adoption_history(cast.scope("leader_deputy"), "small_places")
    assert row.reviewed_by_id == cast.people["leader_deputy"].id


def test_what_is_in_force_from_another_day_is_refused_with_what_to_do(cast, adopt, folder, capsys):
    assert adopt("--all") == 0
    assert main([*_ADOPT, "small_places", "--files", str(folder), "--from-on", "2023-03-01"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("front.R707: 已从别的日子起在用：small_places（2023-02-01），没有启用任何场景。")
    assert "换一个版本号" in said
    assert main([*_ADOPT, "small_places", "--files", str(folder)]) == 0


@pytest.mark.parametrize(
    ("words", "by", "id"),
    [
        (["nothing_such"], "leader_deputy", "front.R703"),
        ([], "leader_deputy", "front.R702"),
        (["--all"], "nobody", "front.R713"),
        (["--all"], "officer_a", "office.R403"),
    ],
)
def test_adopting_is_refused_with_words(cast, adopt, capsys, words, by, id):
    assert adopt(*words, by=by) == 2
    assert capsys.readouterr().err.startswith(id)
    assert queries.adopted(cast.office.id, date(2026, 1, 1)) == {}


def test_a_pack_is_adopted_in_the_words_that_were_given(cast, capsys):
    words = ["scenario", "adopt", "food", "--office", "DC", "--by", "leader_deputy", "--fill", "归口单位=食安办"]
    assert main([*words, "--fill", "拟稿人=王芳"]) == 2
    assert capsys.readouterr().err.startswith("scenario.R803: 还没有填：审核人。")
    assert main([*words, "--fill", "拟稿人=王芳", "--fill", "审核人=周立"]) == 0
    (row,) = queries.adoption_history(cast.scope("leader_deputy"), "food")
    assert "  owner: 食安办\n  written_by: 王芳\n  checked_by: 周立\n" in row.text


def test_what_is_given_without_a_blank_is_refused(cast, capsys):
    assert main(["scenario", "adopt", "food", "--office", "DC", "--by", "leader_deputy", "--fill", "食安办"]) == 2
    assert capsys.readouterr().err.startswith("front.R706")


def test_the_packs_that_come_along_are_listed_with_what_they_ask(capsys):
    assert main(["scenario", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert (len(lines), lines[1].split("	")[-2:]) == (
        36,
        ["Service-industry platform", "平台名称、归口单位、拟稿人、审核人、一期编号、二期编号"],
    )


def test_a_faulty_file_among_them_stops_adoption_before_it_begins(cast, adopt, folder, text, capsys):
    (folder / "faulty.yaml").write_text(text.replace("domain: safety", "domain: sea"))
    assert adopt("--all") == 2
    assert queries.adopted(cast.office.id, date(2026, 1, 1)) == {}


def test_a_checklist_in_excel_becomes_a_draft_that_checks(tmp_path, capsys):
    import xlsxwriter

    book = xlsxwriter.Workbook(tmp_path / "list.xlsx")
    sheet = book.add_worksheet()
    for n, row in enumerate([["检查项", "依据", "不合格等级"], ["出口畅通", "消防法第二十八条", "严重"]]):
        sheet.write_row(n, 0, row)
    book.close()
    assert main(["scenario", "from-checklist", str(tmp_path / "list.xlsx"), "--key", "exits", "--title", "出口"]) == 0
    (tmp_path / "exits.yaml").write_text(capsys.readouterr().out, encoding="utf-8")
    assert main(["scenario", "check", str(tmp_path / "exits.yaml")]) == 0

"""gewu figures, gewu figure, gewu report: what the screen shows, on the command line."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import openpyxl
import pytest
from docx import Document

from gewu.front.commands.main import main
from gewu.office import clock
from tests.indicators import rows
from tests.reports.conftest import TEMPLATE, cast, counting, neighbour  # noqa: F401

PERIOD = ["--period", "2023-01-01..2023-06-28"]
MARCH = date(2023, 3, 1)


@pytest.fixture
def run(counting, capsys):  # noqa: F811
    """Run a command line and give back its exit code and what it printed."""

    def of(*words):
        code = main(list(words))
        return code, capsys.readouterr().out

    return of


def test_all_figures_come_as_json_with_what_they_count(counting, run):  # noqa: F811
    for closed in (MARCH, None):
        rows.matter(counting, MARCH, closed=closed)
    code, out = run("figures", *PERIOD, "--json")
    found = {one["id"]: one for one in json.loads(out)}
    assert code == 0
    assert {key: found["kiosks.closed_rate"][key] for key in ("value", "said", "kind", "parts", "rows")} == {
        "value": 50,
        "said": "50%",
        "kind": "derived",
        "parts": [1, 2],
        "rows": 1,
    }
    assert found["kiosks.received"]["definition"].startswith("收到数，作废的不计")


def test_duckdb_prints_the_same(counting, run):  # noqa: F811
    rows.matter(counting, MARCH)
    assert run("figures", *PERIOD, "--json") == run("figures", *PERIOD, "--json", "--engine", "duckdb")


def test_a_period_that_is_not_over_is_read_up_to_today(counting, run, monkeypatch):  # noqa: F811
    """As the page does: days to come would make every open duty a missed one."""
    monkeypatch.setattr(clock, "today", lambda: date(2023, 3, 10))
    _, out = run("figures", *PERIOD, "--json")
    assert {one["data_at"] for one in json.loads(out)} == {"2023-03-10"}


def test_an_area_narrows_all_figures(counting, run):  # noqa: F811
    rows.matter(counting, MARCH)
    _, out = run("figures", *PERIOD, "--scenario", "kiosks", "--area", counting.areas["bridge"].code)
    assert "kiosks.received\t受理\t0处\tcounted\t0" in out.splitlines()


def test_an_unknown_area_and_an_unclear_office_are_refused(counting, run, capsys, neighbour):  # noqa: F811
    assert main(["figures", *PERIOD, "--office", "DC", "--area", "99"]) == 2
    assert capsys.readouterr().err.startswith("front.R712")
    assert main(["figures", *PERIOD]) == 2
    assert capsys.readouterr().err.startswith("front.R711")


def test_a_figure_opens_into_its_rows_as_csv_and_workbook(counting, run, tmp_path):  # noqa: F811
    one = rows.matter(counting, MARCH)
    _, out = run("figure", "kiosks.received", *PERIOD, "--rows", "--csv")
    written = list(csv.reader(io.StringIO(out.removeprefix("\ufeff"))))
    assert written[-1][0] == one.number
    run("figure", "kiosks.received", *PERIOD, "--xlsx", str(tmp_path / "rows.xlsx"))
    assert list(openpyxl.load_workbook(tmp_path / "rows.xlsx").active.values)[-1][0] == one.number


@pytest.fixture
def kiosk(counting):  # noqa: F811
    """One subject whose code is a long number and whose name looks like a formula."""
    return rows.subject(counting, code="010012345678901234", name="=1+1号亭")


def test_a_workbook_has_our_header_and_keeps_long_numbers_as_text(kiosk, run, tmp_path):
    run("figure", "kiosks.on_register", *PERIOD, "--xlsx", str(tmp_path / "rows.xlsx"))
    page = openpyxl.load_workbook(tmp_path / "rows.xlsx").active
    cells = list(page.values)
    assert (cells[0][0], cells[2][0]) == ("东澄街道在册亭数", "数据截至：2023-06-28　制表人：系统　共1条")
    assert (cells[4][:2], cells[5][:2]) == (("编号", "名称"), ("010012345678901234", "=1+1号亭"))
    assert [cell.data_type for cell in list(page.rows)[5][:2]] == ["s", "s"]


def test_the_same_rows_give_the_same_workbook(kiosk, run, tmp_path):
    made = [tmp_path / "one.xlsx", tmp_path / "two.xlsx"]
    for path in made:
        run("figure", "kiosks.on_register", *PERIOD, "--xlsx", str(path))
    assert made[0].read_bytes() == made[1].read_bytes()


def test_words_of_a_csv_are_never_taken_for_a_formula(kiosk, run):
    _, text = run("figure", "kiosks.on_register", *PERIOD, "--csv")
    assert text.startswith("\ufeff东澄街道在册亭数")
    assert list(csv.reader(io.StringIO(text)))[-1][:2] == ["010012345678901234", "'=1+1号亭"]


def test_a_figure_is_split_and_shows_its_sql(counting, run):  # noqa: F811
    rows.matter(counting, MARCH)
    assert run("figure", "kiosks.received", *PERIOD, "--by", "community") == (0, "柳荫社区\t1处\n")
    _, out = run("figure", "kiosks.received", *PERIOD, "--sql")
    assert ":office" in out
    assert 'FROM "matters_matter"' in out


def test_an_unknown_figure_is_refused_with_its_id(run, capsys, counting):  # noqa: F811
    assert main(["figure", "kiosks.nothing", *PERIOD]) == 2
    assert capsys.readouterr().err.startswith("indicators.R405")


def test_a_report_goes_from_draft_to_paper(counting, run, tmp_path):  # noqa: F811
    rows.matter(counting, MARCH)
    file = tmp_path / "kiosks.yaml"
    file.write_text(TEMPLATE, encoding="utf-8")
    _, number = run("report", "draft", str(file), *PERIOD, "--by", "clerk")
    report = number.strip()
    code, found = run("report", "check", report, "--by", "clerk_b")
    assert (code, "views\tempty\tkiosks.views" in found) == (2, True)
    run("report", "fill", report, "views", "kiosks.views", "未统计", "--by", "clerk")
    run("report", "check", report, "--by", "clerk_b")
    code, printed = run("report", "issue", report, "--by", "leader_main", "--publish-on", "2023-07-27")
    assert (code, printed.endswith("号\n")) == (0, True)
    assert "受理问题1处" in run("report", "show", report)[1]
    run("report", "show", report, "--docx", str(tmp_path / "paper.docx"))
    assert "一、问题办理" in [line.text for line in Document(tmp_path / "paper.docx").paragraphs]
    assert run("report", "differences", report) == (0, "")
    rows.matter(counting, MARCH)
    assert run("report", "differences", report)[0] == 1
    assert f"{report}\tDC\tissued\t" in run("report", "list")[1]


def test_a_weekly_bulletin_is_drafted_by_its_scenario(counting, run):  # noqa: F811
    week = ["--period", "2023-06-12..2023-06-18"]
    _, report = run("report", "draft", "weekly:kiosks", *week, "--by", "clerk")
    assert "没有便民亭问题" in run("report", "show", report.strip())[1]


def test_a_login_of_nobody_and_a_template_of_nowhere_are_refused(run, capsys, counting):  # noqa: F811
    assert main(["report", "draft", "nowhere", *PERIOD, "--by", "clerk"]) == 2
    assert capsys.readouterr().err.startswith("front.R714")
    assert main(["report", "draft", "nowhere", *PERIOD, "--by", "nobody"]) == 2
    assert capsys.readouterr().err.startswith("front.R713")

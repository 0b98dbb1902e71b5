"""Papers: laid out as GB/T 9704 asks, the same every time, with each figure where it can be found again."""

from __future__ import annotations

import hashlib
import io
import re
import shutil
import subprocess
import zipfile
from datetime import date

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from gewu.front.papers import official, slips
from gewu.front.papers import report as paper
from gewu.kernel.periods import Period
from gewu.money import actions as money
from gewu.money import queries as payments
from gewu.money.actions import NewLine
from gewu.reports import actions, queries
from tests.indicators import rows
from tests.reports.conftest import AT, cast, counting, draft, issue, neighbour, template  # noqa: F401

HALF = Period.parse("2023-01-01..2023-06-28")
MARCH = date(2023, 3, 1)


@pytest.fixture
def rendered(counting, draft, issue):  # noqa: F811
    rows.matter(counting, MARCH)
    return queries.render(issue(draft), counting.scope("clerk"))


def opened(content: bytes):
    return Document(io.BytesIO(content))


def printed(content: bytes) -> list[str]:
    return [line.text for line in opened(content).paragraphs]


def test_the_sheet_is_a4_with_the_margins_of_the_standard(rendered):
    page = opened(paper.docx(rendered)).sections[0]
    sides = page.page_width, page.page_height, page.top_margin, page.bottom_margin, page.left_margin, page.right_margin
    wanted = [Mm(side) for side in (210, 297, 37, 35, 28, 26)]
    assert [round(side / Mm(1), 1) for side in sides] == [round(side / Mm(1), 1) for side in wanted]


def test_twenty_two_lines_fill_the_height_and_twenty_eight_characters_the_width():
    height, width = Mm(297 - 37 - 35), Mm(210 - 28 - 26)
    assert height // Pt(official.LINE_PT) == 22
    assert width // Pt(official.CHARACTER_PT) == 28


def test_letters_are_set_closer_so_that_twenty_eight_fit(rendered):
    document = opened(paper.docx(rendered))
    spacing = document.styles["Normal"].element.rPr.find(qn("w:spacing"))
    assert (spacing.get(qn("w:val")), document.styles["Normal"].font.size.pt) == ("-5", 16)


def test_title_chapters_and_body_stand_in_their_fonts(rendered):
    found = {}
    for line in opened(paper.docx(rendered)).paragraphs:
        if line.runs and line.text.strip():
            run = line.runs[0]
            fonts = run._r.rPr.find(qn("w:rFonts"))
            found[line.text[:6]] = (fonts.get(qn("w:eastAsia")), run.font.size.pt)
    assert found["东澄街道20"] == ("方正小标宋简体", 22)
    assert found["一、问题办理"] == ("黑体", 16)
    assert found["（一）受理办"] == ("楷体_GB2312", 16)
    assert found["受理问题1处"] == ("仿宋_GB2312", 16)


def test_chinese_text_is_marked_as_chinese(rendered):
    style = opened(paper.docx(rendered)).styles["Normal"].element
    assert style.rPr.find(qn("w:lang")).get(qn("w:eastAsia")) == "zh-CN"


def test_every_figure_lies_in_its_bookmark(rendered):
    xml = opened(paper.docx(rendered)).element.xml
    assert re.findall(r'w:name="(F\d+)"', xml) == [one.slot for one in rendered.figures]
    assert len(re.findall("<w:bookmarkEnd", xml)) == len(rendered.figures)


def test_the_words_on_paper_are_those_on_the_screen(rendered):
    lines = printed(paper.docx(rendered))
    assert set(rendered.text.split("\n")) <= set(lines)
    assert "东澄〔2023〕1号" in lines
    assert lines[-2:] == ["东澄街道", "2023年6月28日"]


def test_the_same_report_gives_the_same_bytes(rendered):
    first, second = (hashlib.sha256(paper.docx(rendered, moment=AT)).hexdigest() for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(paper.docx(rendered, moment=AT))) as made:
        assert {entry.date_time for entry in made.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_demo_office_says_so_on_every_page(rendered):
    page = opened(paper.docx(rendered)).sections[0]
    feet = ["\n".join(line.text for line in foot.paragraphs) for foot in (page.footer, page.even_page_footer)]
    assert [official.DEMO_LINE in foot for foot in feet] == [True, True]
    assert ["— 1 —" in foot for foot in feet] == [True, True]


def test_a_draft_says_that_it_is_one_and_marks_what_is_bound_to_nothing(counting, draft):  # noqa: F811
    by = counting.actor("clerk")
    row = actions.save_text(by=by, at=AT, report_id=draft.id, key="plain", says="走访1200户。", seq=0)
    lines = printed(paper.docx(queries.render(row, by.scope)))
    assert "（草稿）" in lines
    assert "走访1200户【无出处】。" in lines


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("东澄街道工作总结", ["东澄街道工作总结"]),
        ("东澄街道2023年上半年工作总结及下步打算", ["东澄街道2023年上半年", "工作总结及下步打算"]),
    ],
)
def test_long_titles_break_between_words(title, lines):
    assert official.title_lines(title) == lines


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no soffice on this machine: apt-get install libreoffice")
def test_an_office_program_opens_the_report_and_makes_a_pdf_of_it(rendered, tmp_path):
    (tmp_path / "report.docx").write_bytes(paper.docx(rendered))
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), "report.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")


# forms ----------------------------------------------------------------------------------------


def cells(content: bytes) -> list[str]:
    return [cell.text for table in opened(content).tables for row in table.rows for cell in row.cells]


def test_a_payment_list_masks_names_unless_they_are_wanted(counting):  # noqa: F811
    payee = rows.subject(counting, nature="person", name="张小三")
    by = counting.actor("section_head")
    row = money.draw_list(
        by=by,
        at=AT,
        scenario="kiosks",
        programme="subsidy",
        title="6月便民补贴发放表",
        for_month=MARCH,
        lines=[NewLine(payee.id, 10_000)],
    )
    asked = payments.payment_list(by.scope, row.id), payments.lines(by.scope, row.id), counting.office
    masked, named = (cells(slips.payment_list(*asked, names=names)) for names in (False, True))
    assert ("张**" in masked, "张小三" in masked) == (True, False)
    assert "张小三" in named
    assert "100元" in masked

"""Spreadsheets of strangers: read by what they are, apart from the site; nothing that was typed is changed."""

from __future__ import annotations

import io
from datetime import datetime

import pytest
import xlsxwriter

from gewu.front import sheets
from gewu.kernel.types import Refused


def workbook(*cells) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"default_date_format": "yyyy-mm-dd hh:mm"}) as book:
        sheet = book.add_worksheet()
        for row, column, value in cells:
            sheet.write(row, column, value)
    return out.getvalue()


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("张**", "张**"),
        ("***小区噪声*", "***小区噪声*"),
        (12.0, "12"),
        (2.5, "2.5"),
        (True, "是"),
        (datetime(2023, 6, 28, 9, 30), "2023-06-28 09:30:00"),  # noqa: DTZ001 (a cell of a spreadsheet)
        ("  两边 ", "两边"),
    ],
)
def test_a_cell_is_read_as_people_read_it(value, said):
    assert sheets.texts(workbook((0, 0, value)), "表.xlsx") == [[said]]


def test_an_xlsx_that_is_called_xls_is_read():
    assert sheets.texts(workbook((0, 0, "工单编号")), "导出.xls") == [["工单编号"]]


@pytest.mark.parametrize("far", [(1_048_575, 16_383), (20_000, 701)])
def test_two_cells_at_the_ends_of_a_sheet_are_refused_and_take_nothing_down(far):
    with pytest.raises(Refused, match=r"front\.R740"):
        sheets.rows(workbook((0, 0, "甲"), (*far, "乙")), "表.xlsx")


@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x03\x04 xl/workbook.xml"])
def test_what_is_no_workbook_is_refused_in_words(content):
    with pytest.raises(Refused, match=r"front\.R730"):
        sheets.rows(content, "表.xlsx")


@pytest.mark.parametrize(
    "content",
    [
        "编号,内容\r\n1,甲\r\n".encode("utf-8-sig"),
        "编号,内容\n1,甲\n".encode("gb18030"),
        "编号,内容\r1,甲\r".encode(),
        "编号,内容\r\n1,甲\r\n".encode("utf-16"),
        "编号,内容\n1,甲\0\n".encode(),
    ],
)
def test_a_csv_is_read_whatever_wrote_it(content):
    assert sheets.texts(content, "表.csv") == [["编号", "内容"], ["1", "甲"]]


def test_a_csv_with_one_endless_cell_is_refused_in_words():
    with pytest.raises(Refused, match=r"front\.R730"):
        sheets.rows(b"a," + b"x" * 140_000, "表.csv")


def test_only_a_heading_loses_its_star(tmp_path):
    path = tmp_path / "表.xlsx"
    path.write_bytes(workbook((0, 0, "标题*"), (0, 1, "联系人＊"), (1, 0, "**路噪声*"), (1, 1, "张**")))
    (line,) = sheets.read(path, [sheets.Column("标题", needed=True), sheets.Column("联系人")])
    assert (line["标题"], line["联系人"]) == ("**路噪声*", "张**")


def test_a_cell_merged_over_rows_is_carried_down_where_a_sheet_is_read_as_text_only():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, 1, "检查表")
        sheet.merge_range(1, 0, 2, 0, "疏散")
        sheet.write_column(1, 1, ["出口", "标志"])
    assert sheets.texts(out.getvalue(), "表.xlsx") == [["检查表", ""], ["疏散", "出口"], ["疏散", "标志"]]
    assert sheets.rows(out.getvalue(), "表.xlsx")[2] == ["", "标志"]

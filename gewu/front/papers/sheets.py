"""The rows behind a figure as .xlsx or .csv: exactly those that were counted; numbers of papers stay text."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime

import xlsxwriter

from gewu.front.papers.official import DEMO_LINE
from gewu.indicators.listing import Listing

MADE = datetime(2000, 1, 1)  # noqa: DTZ001 – the file format knows no zone, and the same rows give the same bytes
FORMULA = ("=", "+", "-", "@", "\t")


@dataclass(frozen=True)
class Head:
    """What stands above the rows: office, title, 口径, 数据截至, 制表人."""

    office: str
    title: str
    definition: str
    data_at: date
    maker: str
    demo: bool

    def lines(self, found: Listing) -> list[str]:
        """The lines of the head, the demo line last."""
        hidden = f"，其中{found.hidden}条明细受限未列" if found.hidden else ""
        said = [
            f"{self.office}{self.title}",
            f"口径：{self.definition}",
            f"数据截至：{self.data_at.isoformat()}　制表人：{self.maker}　共{found.total}条{hidden}",
        ]
        return [*said, DEMO_LINE] if self.demo else said


def xlsx(found: Listing, head: Head) -> bytes:
    """Write the rows as a workbook; identifiers and telephones stay text, the head row is repeated in print."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": head.title, "author": head.office, "created": MADE})
        _fill(book, book.add_worksheet("明细"), found, head)
    return buffer.getvalue()


def _fill(book: xlsxwriter.Workbook, page, found: Listing, head: Head) -> None:
    text = book.add_format({"num_format": "@", "border": 1})
    strong = book.add_format({"bold": True, "border": 1})
    lines = head.lines(found)
    for row, line in enumerate(lines):
        page.write_string(row, 0, line)
    top = len(lines)
    page.write_row(top, 0, ["序号", *found.columns], strong)
    for place, counted in enumerate(found.rows, start=1):
        page.write_number(top + place, 0, place)
        for column, cell in enumerate(counted.cells, start=1):
            page.write_string(top + place, column, cell, text)
    page.set_column(1, len(found.columns), 18)
    page.repeat_rows(top)
    page.freeze_panes(top + 1, 0)
    page.set_paper(9)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_footer("&C第 &P 页，共 &N 页")


def csv_text(found: Listing, head: Head) -> str:
    """Write the rows as CSV with the head above; begins with the mark by which Excel knows UTF-8."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerows([line] for line in head.lines(found))
    writer.writerow(["序号", *found.columns])
    writer.writerows([place, *map(_harmless, row.cells)] for place, row in enumerate(found.rows, start=1))
    return "\ufeff" + buffer.getvalue()


def _harmless(cell: str) -> str:
    """Keep a spreadsheet from taking words for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell

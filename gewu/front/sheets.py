"""Reading people's spreadsheets: the heading row is looked for, cells become plain text, every problem has its row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from gewu.kernel.calendar import LOCAL
from gewu.kernel.types import Refused

#: a heading stands in one of the first rows, below a title and a remark
HEADING_WITHIN = 10
#: whole numbers beyond this were rounded by the spreadsheet: digits are lost for good
EXACT_UP_TO = 10**15


@dataclass(frozen=True)
class Column:
    """One column that we read: its title, whether every row must fill it, an example for the blank form."""

    title: str
    needed: bool = False
    example: str = ""


@dataclass(frozen=True)
class Line:
    """One filled row: its number as the spreadsheet shows it, and its cells by title."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, title: str) -> str:
        return self.cells.get(title, "")


def read(path: Path, columns: Sequence[Column]) -> list[Line]:
    """Read the first sheet of an .xlsx, .xls, .ods or .csv file.

    Errors: Refused front.R739 (no such file), R730 (cannot be read), R731 (columns missing),
    R732 (cells missing or damaged, by row).
    """
    rows = _cells(path)
    start = next((number for number, row in enumerate(rows[:HEADING_WITHIN]) if _heads(row, columns)), None)
    if start is None:
        wanted = "、".join(column.title for column in columns if column.needed)
        raise Refused(
            "front.R731", f"{path.name} 中没有找到表头，没有读入。", f"前{HEADING_WITHIN}行里须有这些列：{wanted}。"
        )
    titles = [_text(cell) for cell in rows[start]]
    lines, wrong = [], {}
    for number, row in enumerate(rows[start + 1 :], start + 2):
        line = Line(number, {title: _text(cell) for title, cell in zip(titles, row, strict=False) if title})
        if any(line.cells.values()):
            lines.append(line)
            if problem := _problem(line, row, columns):
                wrong[f"{path.name} 第{number}行"] = problem
    if wrong:
        raise Refused("front.R732", f"{path.name} 有{len(wrong)}行不完整，没有读入。", "请补齐后重新导入。", wrong)
    return lines


def moment(text: str) -> datetime | None:
    """Read a time as exports write it, in office time; None when it cannot be read."""
    for form in ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y-%m-%d", "%Y/%m/%d"):
        try:
            return datetime.strptime(text.strip(), form).replace(tzinfo=LOCAL)
        except ValueError:
            continue
    return None


def write_blank(path: Path, columns: Sequence[Column]) -> None:
    """Write a form to fill in: the titles, one example row, every column as text so that no digit is lost."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("填写")
        head, text = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "@"})
        sheet.freeze_panes(1, 0)
        for number, column in enumerate(columns):
            sheet.set_column(number, number, max(12, 2 * len(column.title) + 4), text)
            sheet.write_string(0, number, column.title + ("*" if column.needed else ""), head)
            sheet.write_string(1, number, column.example, text)


def _cells(path: Path) -> Sequence[Sequence[object]]:
    if not path.exists():
        raise Refused("front.R739", f"没有这个文件：{path}", "请核对路径。")
    if path.suffix.lower() == ".csv":
        return list(_csv(path.read_bytes()))
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, OSError) as broken:
        raise Refused(
            "front.R730", f"{path.name} 打不开，没有读入。", "请用 WPS 或 Excel 另存为 .xlsx 后再试。"
        ) from broken


def _csv(content: bytes) -> Iterator[list[object]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030", errors="replace")
    yield from csv.reader(io.StringIO(text))


def _heads(row: Sequence[object], columns: Sequence[Column]) -> bool:
    return {column.title for column in columns if column.needed} <= {_text(cell).rstrip("*") for cell in row}


def _text(cell: object) -> str:
    """A cell as it is read by people: no ".0" on whole numbers, times as 2023-06-28 09:30."""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell == int(cell):
        return str(int(cell))
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M:%S}"
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell).strip().rstrip("*") if cell is not None else ""


def _problem(line: Line, row: Sequence[object], columns: Sequence[Column]) -> str:
    missing = [column.title for column in columns if column.needed and not line[column.title]]
    if missing:
        return f"缺{'、'.join(missing)}"
    if any(isinstance(cell, float) and abs(cell) >= EXACT_UP_TO for cell in row):
        return "有超过15位的号码按数字保存，末几位已丢失，请改为文本后重填"
    return ""

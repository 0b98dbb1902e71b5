"""Reading people's spreadsheets: the heading row is looked for, cells become plain text, every problem has its row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import product
from pathlib import Path

from gewu.journal import apart
from gewu.kernel.calendar import LOCAL
from gewu.kernel.texts import cleaned
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
    """One filled row: its number as the spreadsheet shows it, its cells by title, and which of these are numbers."""

    number: int
    cells: dict[str, str]
    numeric: frozenset[str] = frozenset()

    def __getitem__(self, title: str) -> str:
        return self.cells.get(title, "")


def read(path: Path, columns: Sequence[Column]) -> list[Line]:
    """Read the first sheet of an .xlsx, .xls, .ods or .csv file.

    Errors: Refused as examined(), and front.R732 (cells missing or damaged, by row).
    """
    filled, wrong = examined(path, columns)
    return _sound(path.name, filled, wrong)


def lines(content: bytes, name: str, columns: Sequence[Column]) -> list[Line]:
    """Read the rows of a file that was sent. Errors: as read()."""
    return _sound(name, *_examined(content, name, columns))


def examined(path: Path, columns: Sequence[Column]) -> tuple[list[Line], dict[str, str]]:
    """Read as read(), and return beside all rows what is missing or damaged in them, by their places.

    Errors: Refused front.R739 (no such file), R730 (cannot be read), R731 (columns missing).
    """
    if not path.exists():
        raise Refused("front.R739", f"没有这个文件：{path}", "请核对路径。")
    return _examined(path.read_bytes(), path.name, columns)


def _sound(name: str, filled: list[Line], wrong: dict[str, str]) -> list[Line]:
    if wrong:
        raise Refused("front.R732", f"{name} 有{len(wrong)}行不完整，没有读入。", "请补齐后重新导入。", wrong)
    return filled


def _examined(content: bytes, name: str, columns: Sequence[Column]) -> tuple[list[Line], dict[str, str]]:
    found = rows(content, name)
    start = next((number for number, row in enumerate(found[:HEADING_WITHIN]) if _heads(row, columns)), None)
    if start is None:
        wanted = "、".join(column.title for column in columns if column.needed)
        raise Refused(
            "front.R731", f"{name} 中没有找到表头，没有读入。", f"前{HEADING_WITHIN}行里须有这些列：{wanted}。"
        )
    titles = [_title(cell) for cell in found[start]]
    filled, wrong = [], {}
    for number, row in enumerate(found[start + 1 :], start + 2):
        line = _line(number, titles, row)
        if any(line.cells.values()):
            filled.append(line)
            if problem := _problem(line, row, columns):
                wrong[place(name, line)] = problem
    return filled, wrong


def _line(number: int, titles: Sequence[str], row: Sequence[object]) -> Line:
    named = [(title, cell) for title, cell in zip(titles, row, strict=False) if title]
    kept = frozenset(title for title, cell in named if isinstance(cell, int | float) and not isinstance(cell, bool))
    return Line(number, {title: text(cell) for title, cell in named}, kept)


def place(name: str, line: Line) -> str:
    """Say where a row stands, as the spreadsheet shows it."""
    return f"{name} 第{line.number}行"


def moment(text: str) -> datetime | None:
    """Read a time as exports write it, in office time; None when it cannot be read."""
    for day, clock in product(("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日"), ("", " %H:%M", " %H:%M:%S")):
        try:
            return datetime.strptime(text.strip(), day + clock).replace(tzinfo=LOCAL)
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


def rows(content: bytes, name: str, field: str = "", carried: bool = False) -> list[list[object]]:
    """Return the cells of a .csv, or of the first sheet of a workbook, whatever its name says it is.

    `carried`: what stands in a cell that is merged over several rows stands in each of them.
    Errors: Refused front.R730 (cannot be read), R740 (more than anybody fills in), beside the form's `field`.
    """
    try:
        return apart.table(content) if name.lower().endswith(".csv") else apart.cells(content, carried)
    except apart.Unread as unread:
        if unread.large:
            words, hint = f"{name} 的表格范围过大，没有读入。", "请删去表外的空行空列（含末尾的格式），再试。"
            raise Refused("front.R740", words, hint, {field: words} if field else None) from unread
        words, hint = f"{name} 打不开，没有读入。", "请用 WPS 或 Excel 另存为 .xlsx 后再试。"
        raise Refused("front.R730", words, hint, {field: words} if field else None) from unread


def texts(content: bytes, name: str, field: str = "") -> list[list[str]]:
    """Return the cells as people read them, merged ones in each of their rows. Errors: as rows()."""
    return [[text(cell) for cell in row] for row in rows(content, name, field, carried=True)]


def _heads(row: Sequence[object], columns: Sequence[Column]) -> bool:
    return {column.title for column in columns if column.needed} <= {_title(cell) for cell in row}


def _title(cell: object) -> str:
    """A heading without the star that says it must be filled in; a star in a cell is a mask and stays."""
    return text(cell).rstrip("*＊").strip()


def text(cell: object) -> str:
    """A cell as it is read by people: no ".0" on whole numbers."""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cleaned(str(cell)).strip() if cell is not None else ""


def _problem(line: Line, row: Sequence[object], columns: Sequence[Column]) -> str:
    missing = [column.title for column in columns if column.needed and not line[column.title]]
    if missing:
        return f"缺{'、'.join(missing)}"
    if any(isinstance(cell, float) and abs(cell) >= EXACT_UP_TO for cell in row):
        return "有超过15位的号码按数字保存，末几位已丢失，请改为文本后重填"
    return ""

"""Taking a list away: .xlsx, .csv or a printed sheet, with exactly the rows of the page and our header above them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any, Generic, TypeVar
from urllib.parse import quote

import xlsxwriter
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from gewu.front.desk import Desk
from gewu.indicators.telling import Telling
from gewu.journal import actions as journal
from gewu.kernel import nouns
from gewu.kernel.numerals import yuan_from_fen
from gewu.office import queries as office

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DEMO_LINE = "演示数据，与任何真实单位、个人无关"
PRINTED_AT_MOST = 5000  # more would not be read on paper; the sheet says so and names the other two ways


Row = TypeVar("Row")


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column of rows of one kind: its title, how a row gives its value, its width in characters.

    Identifiers, telephones and numbers of papers are strings, so they stay text in the file.
    """

    title: str
    value: Callable[[Row], object]
    width: int = 14


def cells(titles: Iterable[str]) -> list[Column[Any]]:
    """Make the columns of rows that have their `cells` ready: those that a figure counts."""
    return [Column(title, partial(_cell, at), 16) for at, title in enumerate(titles)]


def _cell(at: int, row: Any) -> object:
    return row.cells[at]


def columns(kind: str, request: Desk, **instead: Callable[[Any], object]) -> list[Column]:
    """The columns of a noun as a file has them; `instead` makes the values of some columns otherwise."""
    tell = Telling(request.scope, request.today)

    def value(column: nouns.Column) -> Callable[[Any], object]:
        def of(row: Any) -> object:
            found = column.of(row, tell)
            return yuan_from_fen(found) if column.kind == "fen" and isinstance(found, int) else found

        return instead.get(column.key, of)

    return [Column(_(column.title), value(column), column.width) for column in nouns.noun(kind).columns]


@dataclass(frozen=True)
class Table(Generic[Row]):
    """A list as it is taken away. `filters` is the sentence of its chips, `at` the office moment it was read."""

    title: str
    columns: Sequence[Column[Row]]
    rows: Iterable[Row]
    count: int
    at: datetime
    filters: str = ""
    across: bool = True


def wanted(request: Desk) -> bool:
    """Tell whether a file or a printed sheet is asked for: a page that makes its table only then asks this first."""
    return request.GET.get("as", "") in _WAYS


def taken(request: Desk, table: Table) -> HttpResponse | None:
    """Answer `?as=xlsx|csv|print`; None when the page itself is wanted. Every export is a line in the journal."""
    if not wanted(request):
        return None
    detail = {"page": request.resolver_match.view_name, "as": request.GET["as"]}
    journal.write(
        "front.exported",
        office_id=request.actor.office_id,
        by=request.actor,
        at=request.now,
        count=table.count,
        detail=detail,
    )
    return _WAYS[request.GET["as"]](request, table)


def header(request: Desk, table: Table) -> list[str]:
    """Write the lines above the table: title, what is filtered, 数据截至, 制表人, count; the demo line last."""
    place = office.office(request.actor.office_id)
    said = (
        f"{_('数据截至')}：{_plain(table.at)}",
        f"{_('制表人')}：{request.actor.label}",
        f"{_('共')} {table.count} {_('条')}",
    )
    lines = [
        f"{place.name}{_(table.title)}",
        "　".join(said),
    ]
    if table.filters:
        lines.insert(1, f"{_('范围')}：{table.filters}")
    return [*lines, _(DEMO_LINE)] if place.is_demo else lines


def _xlsx(request: Desk, table: Table) -> HttpResponse:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(
        buffer, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        _fill(book, book.add_worksheet(_(table.title)[:31]), header(request, table), table)
    return _file(buffer.getvalue(), XLSX, f"{table.title}.xlsx")


def _fill(book, sheet, head: list[str], table: Table) -> None:
    bold, named = book.add_format({"bold": True, "font_size": 14}), book.add_format({"bold": True, "bottom": 1})
    for index, column in enumerate(table.columns):
        sheet.set_column(index, index, column.width)
    for number, line in enumerate(head):
        sheet.write_string(number, 0, line, bold if number == 0 else None)
    top = len(head)
    for index, column in enumerate(table.columns):
        sheet.write_string(top, index, _(column.title), named)
    for number, row in enumerate(table.rows, start=top + 1):
        for index, column in enumerate(table.columns):
            _write(sheet, number, index, column.value(row))
    sheet.repeat_rows(top)
    sheet.freeze_panes(top + 1, 0)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C" + _("第 &P 页，共 &N 页"))


def _write(sheet, row: int, column: int, value: object) -> None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, _plain(value))


def _csv(request: Desk, table: Table) -> HttpResponse:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerows([_harmless(line)] for line in header(request, table))
    writer.writerow([_(column.title) for column in table.columns])
    for row in table.rows:
        writer.writerow([_harmless(_plain(column.value(row))) for column in table.columns])
    # With the mark, office programs read UTF-8 instead of GBK: rare characters survive.
    return _file(buffer.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8", f"{table.title}.csv")


def _print(request: Desk, table: Table) -> HttpResponse:
    rows = [
        [_plain(column.value(row)) for column in table.columns]
        for row, _left in zip(table.rows, range(PRINTED_AT_MOST), strict=False)
    ]
    head = header(request, table)
    context = {
        "table": table,
        "lines": head,
        "rows": rows,
        "cut": table.count > len(rows),
        "wide": request.GET.get("paper") == "a3",
    }
    return render(request, "print_list.html", context)


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response


def _plain(value: object) -> str:
    """Write a value as the page shows it: local minutes, ISO days, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return _("是") if value else _("否")
    return str(value)


def _harmless(text: str) -> str:
    """Keep a cell that came from outside from being run as a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


_WAYS = {"xlsx": _xlsx, "csv": _csv, "print": _print}

"""Taking a list away: .xlsx, .csv or a printed sheet, with exactly the rows of the page and our header above them."""

from __future__ import annotations

import codecs
import csv
import io
import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property, partial
from itertools import chain
from typing import IO, Any, Generic, TypeVar, cast
from urllib.parse import quote

import xlsxwriter
from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from gewu.front import taking
from gewu.front.desk import Desk
from gewu.indicators import listing
from gewu.indicators.figures import RowSet
from gewu.indicators.telling import Telling
from gewu.journal import actions as journal
from gewu.journal.actions import bulk
from gewu.kernel import nouns
from gewu.kernel.numerals import yuan_from_fen
from gewu.office import queries as office

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DEMO_LINE = "演示数据，与任何真实单位、个人无关"
BATCH = 500
PRINTED_AT_MOST = 5000  # more would not be read on paper; the sheet says so and names the other two ways
MADE = datetime(2000, 1, 1)  # noqa: DTZ001 – the file format knows no zone, and the same rows give the same bytes
_SHEET = re.compile(r"[\[\]:*?/\\]")  # what the name of a sheet may not hold

Row = TypeVar("Row")


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column of rows of one kind: its title, how a row gives its value, its width in characters.

    Identifiers, telephones and numbers of papers are strings, so they stay text in the file.
    """

    title: str
    value: Callable[[Row], object]
    width: int = 14


def columns(
    kind: str, request: Desk, row: Callable[[Any], Any] = lambda row: row, **instead: Callable[[Any], object]
) -> list[Column]:
    """Make the columns of a noun as a file has them.

    `row` finds the noun's row in a line of the list; `instead` makes the values of some columns otherwise.
    """
    tell = Telling(request.scope, request.today)

    def value(column: nouns.Column) -> Callable[[Any], object]:
        def of(line: Any) -> object:
            found = column.of(row(line), tell)
            return yuan_from_fen(found) if column.kind == "fen" and isinstance(found, int) else found

        return instead.get(column.key, of)

    return [Column(_(column.title), value(column), column.width) for column in nouns.noun(kind).columns]


@dataclass(frozen=True)
class Table(Generic[Row]):
    """A list as it is taken away. `filters` is the sentence of its chips, `at` the office moment it was read.

    `counted` may be how to count the rows: only a file needs to know it to the last one.
    """

    title: str
    columns: Sequence[Column[Row]]
    rows: Iterable[Row]
    counted: int | Callable[[], int]
    at: datetime
    filters: str = ""
    across: bool = True

    @cached_property
    def count(self) -> int:
        return self.counted() if callable(self.counted) else self.counted

    def each(self) -> Iterator[Row]:
        """Go through the rows; those of a query set come batch by batch, in its order."""
        return _flowing(self.rows) if isinstance(self.rows, QuerySet) else iter(self.rows)


def _flowing(rows: QuerySet) -> Iterator[Any]:
    """Ids first, then batches of rows: pages by number would count again and begin anew for each."""
    ids = array("q", rows.values_list("pk", flat=True))
    for some in bulk.batches(ids, BATCH):
        found = {row.pk: row for row in rows.order_by().filter(pk__in=some)}
        yield from (found[one] for one in some if one in found)


def behind(request: Desk, found: RowSet, title: str, sentence: str) -> Table[listing.Row]:
    """Make a table of the rows behind a figure: those in sight, and how many more there are (明细受限)."""
    seen = listing.count_seen(found, request.scope)
    hidden = _("；另有%s条不在可见范围，明细受限") % (len(found.ids) - seen) if seen < len(found.ids) else ""
    titles = (column.title for column in nouns.noun(found.row_kind).narrow)
    return Table(title, counted(titles), listing.flow(found, request.scope), seen, request.now, sentence + hidden)


def counted(titles: Iterable[str]) -> list[Column[listing.Row]]:
    """Make the columns of the rows behind a figure, whose cells are words already."""
    return [Column(title, partial(_cell, at), 16) for at, title in enumerate(titles)]


def _cell(at: int, row: listing.Row) -> str:
    return row.cells[at]


def wanted(request: Desk) -> bool:
    """Tell whether a file or a printed sheet is asked for: a page that makes its table only then asks this first."""
    return request.GET.get("as", "") in (*_FILES, "print")


def taken(request: Desk, table: Table) -> HttpResponse | None:
    """Answer `?as=xlsx|csv|print`; None when the page itself is wanted. Every export is a line in the journal.

    A long file is left to the worker (front/taking.py), which asks the same page again and gets here with `making`.
    """
    if not wanted(request):
        return None
    how, making = request.GET["as"], getattr(request, "making", None)
    if making:
        _made(request, table, how, making)
        return HttpResponse(status=204)
    answer = taking.later(request, table.title, table.count) if how in _FILES else None
    detail = {"page": request.resolver_match.view_name, "as": how}
    journal.write("front.exported", by=request.actor, at=request.now, count=table.count, detail=detail)
    return answer or (_print(request, table) if how == "print" else _FILES[how](request, table))


def _made(request: Desk, table: Table, how: str, making: taking.Making) -> None:
    """Write the file of a job, row by row."""
    slow = replace(table, rows=making.told(table.each()))
    with making.path.open("wb") as out:
        if how == "xlsx":
            book(out, header(request, slow), slow)
        else:
            out.writelines(csv_parts(header(request, slow), slow))
    making.name = f"{table.title}.{how}"


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
    out = io.BytesIO()
    book(out, header(request, table), table)
    return _file(HttpResponse(out.getvalue()), XLSX, f"{table.title}.xlsx")


def book(out: IO[bytes], head: list[str], table: Table) -> None:
    """Write a workbook row by row, below the lines of `head`: rows that are done leave the memory."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as made:
        made.set_properties({"created": MADE})
        _fill(made, made.add_worksheet(sheet_name(_(table.title))), head, table)


def sheet_name(title: str) -> str:
    """A title as the name of a sheet may be: without the signs that none may hold, at most 31 letters, never empty."""
    return _SHEET.sub("", title)[:31].strip("' ") or "Sheet1"


def _fill(book, sheet, head: list[str], table: Table) -> None:
    bold, named = book.add_format({"bold": True, "font_size": 14}), book.add_format({"bold": True, "bottom": 1})
    for index, column in enumerate(table.columns):
        sheet.set_column(index, index, column.width)
    for number, line in enumerate(head):
        sheet.write_string(number, 0, line, bold if number == 0 else None)
    top = len(head)
    for index, column in enumerate(table.columns):
        sheet.write_string(top, index, _(column.title), named)
    for number, row in enumerate(table.each(), start=top + 1):
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
    answer = StreamingHttpResponse(_in_language(get_language(), csv_parts(header(request, table), table)))
    return _file(answer, "text/csv; charset=utf-8", f"{table.title}.csv")


def _in_language(language: str | None, parts: Iterable[bytes]) -> Iterator[bytes]:
    """Make the parts in the language of the request, which Django has put away before a stream is read."""
    with override(language):
        yield from parts


def csv_parts(head: list[str], table: Table) -> Iterator[bytes]:
    """Yield the file piece by piece. With the mark in front, office programs read UTF-8 instead of GBK."""
    above = [*([line] for line in head), [_(column.title) for column in table.columns]]
    rows = ([_plain(column.value(row)) for column in table.columns] for row in table.each())
    yield codecs.BOM_UTF8
    for some in chain([above], bulk.batches(rows, BATCH)):  # the head at once: who waits sees that it comes
        buffer = io.StringIO()
        csv.writer(buffer).writerows([_harmless(cell) for cell in row] for row in some)
        yield buffer.getvalue().encode()


def _print(request: Desk, table: Table) -> HttpResponse:
    rows = [
        [_plain(column.value(row)) for column in table.columns]
        for row, _left in zip(table.each(), range(PRINTED_AT_MOST), strict=False)
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


def _file(response: HttpResponseBase, media_type: str, name: str) -> HttpResponse:
    response["Content-Type"] = media_type
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return cast("HttpResponse", response)


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


#: kind of file → how a page makes it at once
_FILES = {"xlsx": _xlsx, "csv": _csv}

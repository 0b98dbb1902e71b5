"""Lists: pages, filters that read as a sentence, and what is taken away."""

import codecs
import csv
import io
from datetime import UTC, datetime
from weakref import WeakSet

import pytest
from django.test import RequestFactory
from django.urls import ResolverMatch
from openpyxl import load_workbook

from gewu.front import chips, exports, pages
from gewu.journal.models import JournalLine

NOW = datetime(2023, 6, 28, 1, 0, tzinfo=UTC)
STATE = chips.Chip("state", "状态", (("running", "办理中"), ("done", "已办结")))
COLUMNS = [
    exports.Column("编号", lambda row: row[0]),
    exports.Column("件数", lambda row: row[1]),
    exports.Column("收到", lambda row: row[2]),
]
ROWS = [("110101200001010011", 3, NOW), ("=1+1", 0, None), ("𠮷野", 12, NOW)]


def ask(query):
    return RequestFactory().get("/", query)


@pytest.mark.parametrize(
    ("asked", "rows", "first"), [("", 120, 1), ("2", 120, 51), ("9", 120, 101), ("x", 120, 1), ("1", 0, 1)]
)
def test_the_nearest_page_is_shown(asked, rows, first):
    page = pages.cut(ask({"page": asked} if asked else {}), list(range(rows)))
    assert (page.first, page.total) == (first, rows)


def test_the_last_page_says_which_rows_it_has():
    page = pages.cut(ask({"page": "3"}), list(range(120)))
    assert (page.first, page.last, page.before, page.after, len(page.rows)) == (101, 120, "2", "", 20)


def test_chips_read_as_a_sentence():
    chosen = chips.chosen(ask({"state": "done", "q": " 噪声  扰民 "}), [STATE])
    assert chosen.sentence == "状态：已办结 · 含“噪声 扰民”"


def test_a_value_that_no_chip_offers_filters_nothing():
    chosen = chips.chosen(ask({"state": "made_up"}), [STATE])
    assert (chosen.values, chosen.sentence) == ({}, "")


@pytest.fixture
def take(cast):
    def taken(how):
        request = ask({"as": how} if how else {})
        request.actor, request.now = cast.actor("clerk"), NOW
        request.resolver_match = ResolverMatch(lambda: None, (), {}, url_name="index", namespaces=["matters"])
        table = exports.Table("事项台账", COLUMNS, iter(ROWS), len(ROWS), NOW, "状态：已办结")
        return exports.taken(request, table)

    return taken


def test_a_page_that_is_only_looked_at_exports_nothing(take):
    assert (take(""), JournalLine.objects.filter(act="front.exported").count()) == (None, 0)


def test_the_csv_has_our_header_and_the_rows_of_the_page(take):
    text = take("csv").getvalue().decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text))) == [
        ["东澄街道事项台账"],
        ["范围：状态：已办结"],
        ["数据截至：2023-06-28 09:00　制表人：文静（文字岗）　共 3 条"],
        ["演示数据，与任何真实单位、个人无关"],
        ["编号", "件数", "收到"],
        ["110101200001010011", "3", "2023-06-28 09:00"],
        ["'=1+1", "0", ""],
        ["𠮷野", "12", "2023-06-28 09:00"],
    ]


def test_the_xlsx_keeps_identifiers_as_text_numbers_as_numbers_and_runs_no_formula(take):
    sheet = load_workbook(io.BytesIO(take("xlsx").content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert rows == [
        ["编号", "件数", "收到"],
        ["110101200001010011", 3, "2023-06-28 09:00"],
        ["=1+1", 0, ""],
        ["𠮷野", 12, "2023-06-28 09:00"],
    ]
    assert [row[0].data_type for row in sheet.iter_rows(min_row=6)] == ["s", "s", "s"]


def test_the_printed_sheet_names_who_made_it_who_checks_it_and_the_day(take):
    page = take("print").content.decode()
    assert [word in page for word in ("制表人：文静", "审核人：", "日期：2023年6月28日", "<thead>")] == [True] * 4


def test_every_export_is_in_the_journal_with_its_count(take, cast):
    take("csv")
    line = JournalLine.objects.get(act="front.exported")
    assert (line.staff_id, line.count, line.detail) == (
        cast.people["clerk"].id,
        3,
        {"page": "matters:index", "as": "csv"},
    )


class Held:
    """A row of which one can tell whether somebody still has it in hand."""


@pytest.mark.parametrize("rows", [2000, 6000])
def test_a_long_file_holds_no_more_rows_however_many_there_are(rows):
    alive, most = WeakSet(), 0

    def each():
        for _ in range(rows):
            row = Held()
            alive.add(row)
            yield row

    table = exports.Table("事项台账", [exports.Column("编号", lambda row: "1")], each(), rows, NOW)
    written = 0
    for part in exports.csv_parts(["东澄街道"], table):
        most, written = max(most, len(alive)), written + part.count(b"\n")
    assert (written, most <= 2 * exports.BATCH) == (rows + 2, True)


def test_the_head_of_a_file_comes_before_the_first_row_is_read():
    def never():
        raise AssertionError("no row was to be read yet")
        yield

    table = exports.Table("事项台账", COLUMNS, never(), 1, NOW)
    parts = exports.csv_parts(["东澄街道"], table)
    assert [next(parts), next(parts).decode().split()[0]] == [codecs.BOM_UTF8, "东澄街道"]

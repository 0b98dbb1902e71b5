"""T-trace: a figure of a paper opens into exactly its rows, each opens, and what is taken away has the same number."""

from __future__ import annotations

import csv
import io

from gewu.front.commands.main import main
from gewu.indicators.listing import listing
from gewu.reports import queries
from tests.indicators.busy import make_busy
from tests.looking import looking
from tests.reports.conftest import HALF, cast, counting, draft, issue, neighbour, template  # noqa: F401


def test_every_figure_of_an_issued_report_opens_into_as_many_rows_as_it_says(counting, draft, issue):  # noqa: F811
    make_busy(counting)
    row = issue(draft)
    scope = counting.scope("clerk")
    figures = queries.render(row, scope).figures
    opened = {one.slot: len(queries.issued_rows(scope, row.id, one.slot)[1].ids) for one in figures}
    assert opened == {one.slot: one.rows for one in figures}
    assert opened["F001"] == int(figures[0].value) > 0


def test_the_list_the_export_and_the_paper_show_one_number(counting, capsys):  # noqa: F811
    make_busy(counting)
    asked = {"period": HALF, "for_": counting.system.scope}
    figure = looking(**asked).value("kiosks.received")
    found = listing(looking(**asked).rows("kiosks.received"), counting.system.scope)
    assert main(["figure", "kiosks.received", "--period", "2023-01-01..2023-06-30", "--csv"]) == 0
    written = list(csv.reader(io.StringIO(capsys.readouterr().out.removeprefix("\ufeff"))))
    rows = written[written.index([*found.columns]) + 1 :]
    assert [row[0] for row in rows] == [row.cells[0] for row in found.rows]
    assert len(rows) == figure.value == figure.rows

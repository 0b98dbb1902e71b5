"""TELL 材料: reports and bulletins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gewu.kernel.nouns import Column, Noun, Teller, worded
from gewu.kernel.periods import DAY, Period
from gewu.reports.rules import WRITERS, State, filled, plain_words

if TYPE_CHECKING:
    from datetime import date

    from gewu.reports.models import Report


def _title(row: Report, tell: Teller) -> str:
    """The title with the office's name and the period filled in."""
    return filled(
        row.title, plain_words(row.office.name, Period(row.start, row.end), row.as_of, row.office.started_on)
    )


def _last(row: Report, tell: Teller) -> date:
    return row.end - DAY


NOUNS = (
    Noun(
        kind="report",
        word="材料",
        heading="材料报告",
        measure_word="篇",
        model="reports.Report",
        page=("reports:one",),
        see=("figures.see", *WRITERS),
        with_=("office",),
        day="end",
        numbers=("number",),
        columns=(
            Column("title", "标题", 40, value=_title),
            Column("number", "文号", 20),
            Column("start", "期初", 12, "day"),
            Column("end", "期末", 12, "day", value=_last),
            Column("state", "状态", 8, value=worded(State)),
            Column("issued_on", "印发日期", 12, "day"),
        ),
        search=True,
    ),
)

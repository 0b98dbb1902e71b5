"""TELL 文书: papers, issued and received."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gewu.documents.measures import MEASURES
from gewu.documents.rules import Whose
from gewu.kernel.nouns import Column, Happened, Noun, Teller, worded

if TYPE_CHECKING:
    from gewu.documents.models import Paper
    from gewu.scenario.grammar import Scenario


def _stand(row: Paper, tell: Teller) -> str:
    return row.stand.word


def _story(row: Paper, tell: Teller) -> Happened | None:
    if row.void_at:
        return None
    return Happened(row.issued_on, " ".join(filter(None, [row.title, row.number])), "", Whose(row.whose).word)


def _values(scenario: Scenario) -> dict:
    return {"document": scenario.documents}


NOUNS = (
    Noun(
        kind="paper",
        word="文书",
        heading="文书登记簿",
        measure_word="份",
        model="documents.Paper",
        page=("papers:one",),
        see=("matters.see", "registry.see", "tasks.do", "records.submit", "money.see"),
        subject="subject_id",
        day="issued_on",
        numbers=("number",),
        with_=("area", "unit", "issued_by"),
        columns=(
            Column("number", "文号", 20),
            Column("title", "文书", 20),
            Column("about", "事由", 24),
            Column("area", "区域", 14, more=True),
            Column("unit", "单位", 14, more=True),
            Column("issued_on", "日期", 12, "day"),
            Column("whose", "来去", 6, value=worded(Whose, "whose")),
            Column("sender", "来文单位", 16, more=True),
            Column("issued_by", "经办人", 10),
            Column("stand", "状态", 8, value=_stand),
            Column("void_reason", "作废原因", 20, more=True),
        ),
        story=_story,
        section="documents",
        words={"document": "文书"},
        values=_values,
        measures=MEASURES,
    ),
)

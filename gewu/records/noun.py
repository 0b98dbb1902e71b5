"""SEE 记录: what was done and seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gewu.kernel.nouns import Column, Happened, Noun, Teller, about
from gewu.records.measures import MEASURES

if TYPE_CHECKING:
    from gewu.records.models import Record
    from gewu.scenario.grammar import Scenario


def _form(row: Record, tell: Teller) -> str:
    return tell.title(row, "form", row.kind)


def _late(row: Record, tell: Teller) -> str:
    return "补录" if row.late_entry else ""


def _failed(row: Record, tell: Teller) -> int:
    return sum(answer == "fail" for answer in row.checks.values())


def _story(row: Record, tell: Teller) -> Happened | None:
    if row.void_at:
        return None
    failed = _failed(row, tell)
    tail = f"，{failed}项不合格" if failed else "，全部合格" if row.checks else ""
    return Happened(row.happened_on, f"{row.title or tell.edition(row).title}{tail}", "", _late(row, tell))


def _questions(scenario: Scenario) -> dict:
    return dict(scenario.record.asks) if scenario.record else {}


def _values(scenario: Scenario) -> dict:
    return {"form": scenario.record.forms if scenario.record else {}}


NOUNS = (
    Noun(
        kind="record",
        word="记录",
        heading="走访检查记录",
        measure_word="次",
        model="records.Record",
        page=("tasks:record",),
        see=("tasks.do", "records.submit", "registry.see"),
        subject="subject_id",
        day="happened_on",
        numbers=("number",),
        with_=("area", "subject", "staff"),
        columns=(
            Column("number", "编号", 20),
            Column("form", "种类", 12, value=_form),
            Column("title", "主题", 34),
            Column("subject", "对象", 24, value=about),
            Column("area", "区域", 14),
            Column("happened_on", "日期", 12, "day"),
            Column("happened_at", "时间", 17, "moment", more=True),
            Column("staff", "人员", 10, more=True),
            Column("failed", "不合格", 8, "whole", value=_failed, more=True),
            Column("late", "补录", 6, value=_late),
            Column("said", "情况", 40, more=True),
        ),
        search=True,
        story=_story,
        section="record",
        questions=_questions,
        words={"form": "记录种类"},
        values=_values,
        measures=MEASURES,
    ),
)

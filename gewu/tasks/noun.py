"""GO 走访检查: dated duties on subjects, and campaigns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gewu.kernel.nouns import Column, Happened, Noun, Teller, about, behind, worded
from gewu.tasks.measures import ATTEMPTS, MEASURES
from gewu.tasks.rules import State

if TYPE_CHECKING:
    from gewu.tasks.models import Campaign, Task


def _title(row: Task, tell: Teller) -> str:
    return tell.edition(row).title


def _scenario(row: Campaign, tell: Teller) -> str:
    return tell.adopted[row.scenario].title if row.scenario in tell.adopted else row.scenario


def _story(row: Task, tell: Teller) -> Happened | None:
    if row.state == "done":
        return None  # the record that fulfilled it is in the story
    late = row.state == "due" and row.closes_on <= tell.on
    mark = "late" if late else {"due": "running"}.get(row.state, "void")
    return Happened(row.due_on, _title(row, tell), mark, "本期未走到" if late else State(row.state).word)


NOUNS = (
    Noun(
        kind="task",
        word="任务",
        heading="走访检查清单",
        measure_word="项",
        model="tasks.Task",
        page=("tasks:one",),
        see=("tasks.do", "records.submit", "registry.see"),
        subject="subject_id",
        day="due_on",
        with_=("area", "subject", "staff"),
        columns=(
            Column("title", "任务", 20, value=_title),
            Column("subject", "对象", 24, value=about),
            Column("place", "地址", 32, value=behind("subject.place_text"), more=True),
            Column("area", "区域", 14),
            Column("staff", "责任人", 10, more=True),
            Column("opens_on", "起始日期", 11, "day", more=True),
            Column("due_on", "到期日期", 11, "day"),
            Column("state", "状态", 12, value=worded(State)),
            Column("done_on", "完成日期", 11, "day"),
        ),
        story=_story,
        section="subject",
        measures=MEASURES,
    ),
    Noun(
        kind="attempt",
        word="没成的尝试",
        measure_word="次",
        model="tasks.Attempt",
        see=("tasks.do", "records.submit", "registry.see"),
        subject="subject_id",
        day="tried_on",
        with_=("area", "subject"),
        columns=(
            Column("subject", "对象", 24, value=about),
            Column("area", "区域", 14),
            Column("tried_on", "日期", 12, "day"),
        ),
        section="subject",
        measures=ATTEMPTS,
    ),
    Noun(
        kind="campaign",
        word="专项行动",
        measure_word="次",
        model="tasks.Campaign",
        page=("campaigns:one",),
        see=("registry.see",),
        day="from_on",
        columns=(
            Column("title", "名称", 30),
            Column("scenario", "场景", 20, value=_scenario),
            Column("from_on", "起始日期", 12, "day"),
            Column("to_on", "结束日期", 12, "day"),
        ),
    ),
)

"""FIX 事项: what was reported or found, and is put right."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from gewu.kernel.nouns import Column, Happened, Noun, Teller, behind
from gewu.matters.measures import MEASURES, PASSED
from gewu.matters.rules.words import State
from gewu.scenario.vocabulary import OWN_CHANNELS

if TYPE_CHECKING:
    from gewu.matters.models import Matter, Passage
    from gewu.scenario.grammar import Scenario


def _named(word: str) -> Callable[[Matter | Passage, Teller], str]:
    return lambda row, tell: tell.title(row, word, getattr(row, word))


def _step(row: Matter, tell: Teller) -> str:
    part = tell.edition(row).matter
    return part.path[row.step].title if part and row.step in part.path else row.step


def _scenario(row: Matter, tell: Teller) -> str:
    return tell.edition(row).title


def _how(row: Passage, tell: Teller) -> str:
    if row.on_time is not None:
        return "按时" if row.on_time else "超期"
    return "未到期已转出" if row.left_at else "未到"


def _story(row: Matter, tell: Teller) -> Happened:
    mark = {"done": "done", "paused": "paused", "void": "void"}.get(row.state, "running")
    return Happened(row.received_on, f"{row.number} {row.title}", mark, State(row.state).word)


def _questions(scenario: Scenario) -> dict:
    return dict(scenario.matter.asks) if scenario.matter else {}


def _values(scenario: Scenario) -> dict:
    """What a failed check becomes is a category of its own, named after the check."""
    part = scenario.matter
    if part is None:
        return {"channel": {}, "category": {}, "grade": {}, "level": {}}
    found = {key: check.say for key, check in scenario.record.checks.items()} if scenario.record else {}
    categories = {**part.categories, **found}
    return {
        "channel": {**OWN_CHANNELS, **part.channels},
        "category": categories,
        "grade": part.grades,
        "level": part.levels,
    }


def _clocked(scenario: Scenario) -> dict:
    """The steps that have a clock of their own, signing too: an office may give it one."""
    steps = scenario.matter.path.items() if scenario.matter else ()
    return {"step": {key: step for key, step in steps if step.within or "signed" in step.marks}}


NOUNS = (
    Noun(
        kind="matter",
        word="事项",
        measure_word="件",
        model="matters.Matter",
        page=("matters:detail",),
        see=("matters.see",),
        subject="subject_id",
        day="received_on",
        numbers=("number", "external_number"),
        with_=("area", "unit"),
        columns=(
            Column("number", "编号", 18),
            Column("external_number", "上级编号", 18, more=True),
            Column("title", "事项", 36),
            Column("channel", "渠道", value=_named("channel")),
            Column("category", "类别", value=_named("category")),
            Column("grade", "等级", value=_named("grade")),
            Column("scenario", "场景", 20, value=_scenario, more=True),
            Column("place_text", "地点", 30, more=True),
            Column("area", "区域"),
            Column("unit", "承办单位", more=True),
            Column("step", "状态", value=_step),
            Column("received_on", "受理日期", 12, "day"),
            Column("due_on", "到期日期", 12, "day"),
            Column("closed_on", "办结日期", 12, "day"),
            Column("received_at", "收到", 17, "moment", more=True),
            Column("due_at", "应办结", 17, "moment", more=True),
            Column("closed_at", "办结", 17, "moment", more=True),
        ),
        search=True,
        story=_story,
        section="matter",
        questions=_questions,
        words={"channel": "渠道", "category": "类别", "grade": "等级", "level": "层级"},
        values=_values,
        measures=MEASURES,
    ),
    Noun(
        kind="passage",
        word="步骤时限",
        heading="步骤时限明细",
        measure_word="次",
        model="matters.Passage",
        see=("matters.see",),
        subject="subject_id",
        day="due_on",
        with_=("matter", "area", "unit"),
        columns=(
            Column("number", "编号", 18, value=behind("matter.number")),
            Column("matter", "事项", 36, value=behind("matter.title")),
            Column("step", "步骤", value=_named("step")),
            Column("category", "类别", value=_named("category"), more=True),
            Column("grade", "等级", value=_named("grade"), more=True),
            Column("area", "区域"),
            Column("unit", "承办单位"),
            Column("arrived_at", "起算", 17, "moment"),
            Column("due_at", "应到", 17, "moment"),
            Column("left_at", "走出", 17, "moment"),
            Column("on_time", "结果", value=_how),
        ),
        section="matter",
        words={"step": "步骤"},
        values=_clocked,
        measures=PASSED,
    ),
)

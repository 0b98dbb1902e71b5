"""KNOW 底数: subjects, and what is dated about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gewu.kernel.nouns import Column, Noun, Teller, about, behind
from gewu.registry import measures, rules
from gewu.registry.rules import misfits

if TYPE_CHECKING:
    from gewu.registry.models import StageSpan, Subject, Tag
    from gewu.scenario.grammar import Scenario

SEE = ("registry.see",)


def _parts(subject: Subject, tell: Teller) -> list:
    """What the scenarios in force say of its kind."""
    return [one.subject for one in tell.adopted.values() if one.subject and one.subject.kind == subject.kind]


def _split(row: Subject, tell: Teller) -> str:
    return next((part.splits[row.split].title for part in _parts(row, tell) if row.split in part.splits), row.split)


def _misfit(row: Subject, tell: Teller) -> str:
    """In which sizes it is no longer of its class; "" where it fits."""
    return "；".join(line for part in _parts(row, tell) for line in misfits(part, row.split, row.attributes))


def _stage(row: Subject, tell: Teller) -> str:
    """The stage it entered last, with the scenario's title where several have stages of its kind."""
    said = tell.word(row.stage_of, "stage", row.stage) if row.stage else ""
    several = said and sum(bool(part.stages) for part in _parts(row, tell)) > 1
    return f"{said}（{tell.adopted[row.stage_of].title}）" if several and row.stage_of in tell.adopted else said


def _tag(row: Tag, tell: Teller) -> str:
    kept = {key: title for tags in rules.COMMON_TAGS.values() for key, title in tags.items()}
    kept |= {key: title for one in tell.adopted.values() if one.subject for key, title in one.subject.tags.items()}
    return kept.get(row.tag, row.tag)


def _in_stage(row: StageSpan, tell: Teller) -> str:
    return tell.word(row.scenario, "stage", row.stage)


def _questions(scenario: Scenario) -> dict:
    return dict(scenario.subject.attributes) if scenario.subject else {}


def _values(scenario: Scenario) -> dict:
    part = scenario.subject
    if part is None:
        return {"split": {}, "stage": {}, "tag": {}}
    tags = {**({part.tag: part.title} if part.tag else {}), **part.tags}
    return {"split": part.splits, part.split_by: part.splits, "stage": part.stages, "tag": tags}


NOUNS = (
    Noun(
        kind="subject",
        word="对象",
        heading="人员、地点、单位",
        measure_word="个",
        model="registry.Subject",
        page=("subjects:one",),
        see=SEE,
        subject="id",
        day="valid_from",
        numbers=("code",),
        with_=("area",),
        columns=(
            Column("code", "编号", 16),
            Column("name", "名称", 24, value=lambda row, tell: tell.name(row)),
            Column("split", "细类", 16, value=_split, more=True),
            Column("misfit", "与细类核对", 30, value=_misfit, more=True),
            Column("area", "区域", 16),
            Column("place_text", "地址", 34),
            Column("stage", "阶段", 14, value=_stage),
            Column("valid_from", "登记日期", 12, "day"),
            Column("verified_on", "最近核实", 12, "day", more=True),
        ),
        search=True,
        section="subject",
        questions=_questions,
        answers="attributes",
        words={"kind": "对象种类", "split": "细类", "stage": "阶段", "tag": "标签", "subject": "对象"},
        values=_values,
        measures=measures.SUBJECTS,
    ),
    Noun(
        kind="tag",
        word="标签",
        measure_word="个",
        model="registry.Tag",
        page=("subjects:of", "tag"),
        see=SEE,
        subject="subject_id",
        day="valid_from",
        with_=("area", "subject"),
        columns=(
            Column("code", "编号", 16, value=behind("subject.code")),
            Column("name", "名称", 24, value=about),
            Column("tag", "标签", 16, value=_tag),
            Column("area", "区域", 16),
            Column("valid_from", "起始日期", 12, "day"),
            Column("valid_to", "终止日期", 12, "day", more=True),
            Column("basis", "依据", 30),
        ),
        section="subject",
        measures=measures.TAGS,
    ),
    Noun(
        kind="stage",
        word="阶段",
        measure_word="个",
        model="registry.StageSpan",
        page=("subjects:of", "stage"),
        see=SEE,
        subject="subject_id",
        day="entered_on",
        with_=("area", "subject"),
        columns=(
            Column("code", "编号", 16, value=behind("subject.code")),
            Column("name", "名称", 24, value=about),
            Column("stage", "阶段", 16, value=_in_stage),
            Column("area", "区域", 16),
            Column("entered_on", "进入日期", 12, "day"),
            Column("left_on", "离开日期", 12, "day"),
        ),
        section="subject",
        measures=measures.STAGES,
    ),
    Noun(
        kind="milestone",
        word="节点",
        measure_word="个",
        model="registry.Milestone",
        page=("subjects:of", "milestone"),
        see=SEE,
        subject="subject_id",
        day="planned_on",
        with_=("subject",),
        columns=(
            Column("project", "项目", 24, value=about),
            Column("title", "节点", 20),
            Column("planned_on", "计划", 12, "day"),
            Column("forecast_on", "预计", 12, "day"),
            Column("actual_on", "实际", 12, "day"),
        ),
        section="subject",
    ),
)

"""SEE 记录: what is asked and looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gewu.scenario.ideas.cited import SOURCE
from gewu.scenario.ideas.conditions import ALWAYS, CONDITIONS, Reach, When, check_when
from gewu.scenario.ideas.fields import FIELDS, Field, check_fields
from gewu.scenario.problems import Problems
from gewu.scenario.shapes import TEXT, TITLES, Mapped, Section, Word, rows_of, word

if TYPE_CHECKING:
    from gewu.scenario.grammar import Scenario


@dataclass(frozen=True)
class Check:
    key: str
    say: str = word(TEXT, "合格是什么样", needed=True, heads=("检查项", "检查项目", "检查内容", "项目"))
    fails_as: str = word(
        Word(options=rows_of("matter.grades")),
        "不合格按哪个等级登记",
        needed=True,
        label="不合格算",
        heads=("不合格等级", "等级", "隐患等级"),
        tell="不合格按“{}”登记",
    )
    source: str = word(SOURCE, "依据", needed=True, heads=("检查依据", "法律依据"))
    when: When = word(
        CONDITIONS,
        "什么情况下查，同上；不写种类（form）的只在第一种里查",
        default=ALWAYS,
        label="什么情况下查",
        help="不写就总是查；有几种记录的，不写种类只在第一种里查",
        tell="{}时查",
    )


@dataclass(frozen=True)
class RecordPart:
    """SEE. `forms` are kinds of record (central_group, study_day); empty: one nameless form."""

    noun: str = word(TEXT, "记录叫什么", default="走访", label="走一次叫什么")
    measure_word: str = word(TEXT, "量词", default="次")
    forms: Mapping[str, str] = word(TITLES, "记录种类", default={})
    asks: Mapping[str, Field] = word(FIELDS, "要问的", default={}, label="记录的问题")
    checks: Mapping[str, Check] = word(
        Mapped(named="键: 检查项", of=Section(title="检查项", noun=Check)),
        "要看的：合格、不合格、不适用",
        default={},
        label="检查项",
    )
    source: str = word(SOURCE, "依据", default="")


RECORD = Section(title="record", noun=RecordPart, coming="adds_up lines parts does needs unnamed planned")


def reach(scenario: Scenario) -> Reach:
    """Say what a condition of a question or check may ask."""
    splits = scenario.subject.splits if scenario.subject else {}
    return Reach({"split": splits, "form": scenario.record.forms if scenario.record else {}}, {})


def check(scenario: Scenario, problems: Problems) -> None:
    record, matter = scenario.record, scenario.matter
    if record is None:
        return
    check_fields("record.asks", record.asks, reach(scenario), problems)
    if record.checks and matter is None:
        problems.refuse("record.checks", "E517", "有检查项却没有 matter，不合格无处登记。", "补上 matter 一节。")
    for key, item in record.checks.items():
        check_when(f"record.checks.{key}.when", item.when, reach(scenario), problems)
        if matter:
            problems.known(f"record.checks.{key}.fails_as", "E314", "等级", [item.fails_as], matter.grades)

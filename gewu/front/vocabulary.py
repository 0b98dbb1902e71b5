"""The words that rooms hand to pages ready-made (steps, verbs, roles, answers): shown in English where it was chosen.

Scenario text is not among them: it shows as its author wrote it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from gewu.grid.rules import AreaKind
from gewu.indicators.rules import FigureKind, Status
from gewu.journal.rules import JobState
from gewu.kernel import nouns
from gewu.matters.loop import DOTS
from gewu.matters.rules import words
from gewu.matters.verbs import ALL, requests, titles
from gewu.matters.verbs.verb import ALONE, IN_SPITE
from gewu.money.rules import LineState, ListState
from gewu.office.rules import PERMISSIONS, EditionState, UnitKind, Verdict
from gewu.records.rules import RESULTS
from gewu.registry.rules import INWARD, NATURES, RELATIONS, SECRETS
from gewu.reports.rules import State as ReportState
from gewu.scenario import vocabulary
from gewu.scenario.grammar import DOMAINS, EVERY, MatterPart
from gewu.tasks.rules import State as TaskState

#: choices of filters, states of lists and steps of papers, as desks write them
SHELL = (
    *("全部", "不限", "我的", "看得到的全部", "等我办的", "本单位的", "在办", "待受理、待派单", "办理中", "挂账"),
    *("已办结", "作废", "已超期", "快到期", "未到期", "待办", "过了到期日", "本期未走到", "未开始", "已办", "免办"),
    *("进行中", "已结束", "今天到期", "拟稿", "核稿", "审签", "印发", "审核中", "启用", "停用", "未达到目标"),
    "达到目标",
    *("待裁定", "已督办", "有退单", "退回重办", *EVERY.values()),
)

TABLES: tuple[Mapping[Any, str], ...] = (
    DOMAINS,
    titles(),
    words.State.words(),
    words.Contacted.words(),
    words.Resolved.words(),
    words.Satisfied.words(),
    words.LOOKED,
    words.KIN,
    words.NOT_ACCEPTED,
    words.HAND_TO,
    vocabulary.OBJECTION_REASONS,
    vocabulary.NOT_COUNTED,
    vocabulary.PAUSE_REASONS,
    nouns.dimensions(),
    vocabulary.SPLITS,
    vocabulary.ROLES,
    RESULTS,
    RELATIONS,
    INWARD,
    NATURES,
    SECRETS,
    PERMISSIONS,
    {one.kind: one.word for one in nouns.nouns().values()},
    {one.kind: one.many for one in nouns.nouns().values()},
    *({column.key: column.title for column in one.columns} for one in nouns.nouns().values()),
    *(
        terms.words()
        for terms in (AreaKind, FigureKind, JobState, TaskState, ListState, LineState, Status, ReportState)
    ),
    *(terms.words() for terms in (UnitKind, EditionState, Verdict, FigureKind, Status)),
)


_NO_PATH = MatterPart(noun="", measure_word="", title="", verify="each", grades={}, path={})


def sentences() -> Iterator[str]:
    """List every word once or more; the catalogue takes each once."""
    for table in TABLES:
        yield from table.values()
    yield from DOTS
    yield from SHELL
    yield from (waits.title for waits in requests().values())
    yield from (ask.say for verb in ALL.values() for ask in verb.asked(_NO_PATH))
    yield from (ask.say for ask in (ALONE, IN_SPITE))

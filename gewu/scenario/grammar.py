"""What a scenario can say, as frozen nouns. The reader makes them, every room reads them, nobody changes them.

Each section declares its own nouns in `sections/`; here they stand together. Mappings keep the order of the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gewu.scenario.ideas.conditions import ALWAYS, Condition, When
from gewu.scenario.ideas.fields import Field
from gewu.scenario.problems import Problems
from gewu.scenario.sections import (
    access,
    care,
    documents,
    duties,
    examples,
    indicators,
    matter,
    path,
    payment,
    record,
    report,
    series,
    sources,
    subject,
)
from gewu.scenario.sections.access import Access
from gewu.scenario.sections.care import Care
from gewu.scenario.sections.documents import Document
from gewu.scenario.sections.duties import EVERY, Duty, Period
from gewu.scenario.sections.examples import Example
from gewu.scenario.sections.indicators import Indicator, Target
from gewu.scenario.sections.matter import Category, Grade, MatterPart
from gewu.scenario.sections.path import Step
from gewu.scenario.sections.payment import PaymentPart, Programme
from gewu.scenario.sections.record import Check, RecordPart
from gewu.scenario.sections.report import ReportPart
from gewu.scenario.sections.series import SeriesItem
from gewu.scenario.sections.sources import Source
from gewu.scenario.sections.subject import Split, Subject
from gewu.scenario.shapes import TEXT, WORD, Choice, Mapped, Section, word

#: domain -> its title, in the office's order
DOMAINS = {
    "social": "社会治理",
    "urban": "城市治理",
    "safety": "安全治理",
    "service": "民生服务",
    "economy": "经济发展",
    "party": "党的建设",
    "office": "综合保障",
}

MASTERS = {"ours": "本系统", "theirs": "外部系统"}

#: the sections, in the order in which they are settled and checked
SECTIONS = (
    *(care, subject, duties, record, payment, sources),
    *(matter, path, documents, indicators, report, access, examples),
)


@dataclass(frozen=True, kw_only=True)
class Scenario:
    scenario: str = word(WORD, "场景的键，各版不变", needed=True, unasked="起草时定下，各版不变")
    edition: str = word(TEXT, "版本，如 2026-01", needed=True, unasked="起草时定下，换版本另起一版")
    title: str = word(TEXT, "名称", needed=True, label="场景名称")
    english: str = word(TEXT, "英文名，英文界面和场景库里显示", default="")
    domain: str = word(Choice(named="领域", words=tuple(DOMAINS), titles=DOMAINS), "领域", needed=True)
    state_note: str = word(TEXT, "状态说明，如试行到哪天，场景的页面上显示", default="")
    why: str = word(TEXT, "为什么做、谁的职责", needed=True, long=True)
    care: Care = word(care.CARE, "谁负责这份文件", needed=True)
    sources: Mapping[str, Source] = word(sources.SOURCES, "依据", default={})
    master: str = word(
        Choice(named="主系统", words=("ours", "theirs"), titles=MASTERS), "以谁的系统为主", default="ours"
    )
    master_system: str = word(TEXT, "对方系统名称", default="")
    subject: Subject | None = word(subject.SUBJECT, "摸底：管谁")
    periods: Mapping[str, Period] = word(duties.PERIODS, "时段：每年有头有尾的一段，期间才做的事用它", default={})
    duties: Mapping[str, Duty] = word(duties.DUTIES, "走访：多久一次，谁去", default={})
    record: RecordPart | None = word(record.RECORD, "记录：看什么、问什么")
    matter: MatterPart | None = word(matter.MATTER, "办理：怎么办、多久办完")
    payment: PaymentPart | None = word(payment.PAYMENT, "发放")
    series: Mapping[str, SeriesItem] = word(series.SERIES, "报送数", default={})
    indicators: Mapping[str, Indicator] = word(indicators.INDICATORS, "统计：数什么", default={})
    report: ReportPart | None = word(report.REPORT, "报送：怎么说")
    documents: Mapping[str, Document] = word(documents.DOCUMENTS, "文书：出什么、编什么号、写什么、谁签", default={})
    access: Access = word(access.ACCESS, "谁能看", default=Access())
    #: former key -> key of this edition
    renames: Mapping[str, str] = word(
        Mapped(named="旧键: 新键", of=WORD), "上一版改了名的项", default={}, unasked="表单只改名称不改键，没有要对应的"
    )
    examples: tuple[Example, ...] = word(examples.EXAMPLES, "用例", default=())
    text: str = field(default="", repr=False, compare=False)


#: a whole file
SCENARIO = Section(
    title="场景",
    noun=Scenario,
    coming="warnings draws rosters accounts offers ballots scorecards tables claims imports public",
)


def finish(scenario: Scenario) -> Scenario:
    """Let each section settle what it takes from others."""
    for section in SECTIONS:
        if hasattr(section, "finish"):
            scenario = section.finish(scenario)
    return scenario


def check(scenario: Scenario, problems: Problems) -> None:
    """Note what a well-formed file still gets wrong: references, ways, shares, words."""
    for section in SECTIONS:
        if hasattr(section, "check"):
            section.check(scenario, problems)
    questions: set[str] = set()
    questions |= set(scenario.subject.attributes) if scenario.subject else set()
    questions |= set(scenario.record.asks) | set(scenario.record.checks) if scenario.record else set()
    questions |= set(scenario.matter.asks) if scenario.matter else set()
    for old, new in scenario.renames.items():
        problems.known(f"renames.{old}", "E505", "登记项", [new], questions)

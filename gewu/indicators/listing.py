"""The rows behind a figure as a list that can be read, printed and taken away."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import islice
from typing import Any

from gewu.indicators import words
from gewu.indicators.figures import RowSet
from gewu.indicators.models import Observation
from gewu.journal.rows import OfficeRow
from gewu.kernel.identifiers import mask_name
from gewu.kernel.numerals import rounded, yuan_from_fen
from gewu.kernel.refs import Ref
from gewu.kernel.types import Scope
from gewu.matters.models import Matter
from gewu.money.models import PaymentLine
from gewu.money.rules import LINE_TITLES
from gewu.office import queries as office
from gewu.office.models import Adoption
from gewu.records.models import Record
from gewu.registry.models import Milestone, StageSpan, Subject, Tag
from gewu.scenario.grammar import Scenario
from gewu.tasks.models import Task

BATCH = 500
DOMAINS = {
    "social": "社会治理",
    "urban": "城市治理",
    "safety": "安全治理",
    "service": "民生服务",
    "economy": "经济发展",
    "party": "党的建设",
    "office": "综合保障",
}
TASK_TITLES = {"due": "待办", "done": "已办", "exempt": "免办", "void": "作废"}
PRIVATE = ("person", "household")


@dataclass(frozen=True)
class Row:
    """One row: which one it is, and its cells as text in the order of the columns."""

    id: int | str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Listing:
    """Columns and rows; `hidden` of `total` rows lie outside the reader's areas and are only counted (明细受限)."""

    row_kind: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    total: int
    hidden: int


def listing(found: RowSet, for_: Scope, *, start: int = 0, size: int | None = None) -> Listing:
    """List the rows behind a figure, `size` of them from `start` on (all by default), in the order of their ids.

    Names of people are masked for whoever does not keep the register.
    """
    kind = _KINDS[found.row_kind]
    wanted = found.ids[start:] if size is None else found.ids[start : start + size]
    show = _Show(for_)
    rows = tuple(Row(row_id, kind.cells(row, show)) for row_id, row in _rows(kind, wanted, for_))
    return Listing(found.row_kind, kind.columns, rows, len(found.ids), len(wanted) - len(rows))


def subjects_of(found: RowSet, for_: Scope) -> set[int]:
    """The subjects that the rows behind a figure are about."""
    if found.row_kind == "subject":
        return {int(one) for one in found.ids}
    model, ids = _KINDS[found.row_kind].model, list(found.ids)
    batches = (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))
    rows = (
        model.objects.for_scope(for_).filter(id__in=batch).values_list("subject_id", flat=True) for batch in batches
    )
    return {one for batch in rows for one in batch if one}


class _Show:
    """What the cells of one listing share: the reader, and the editions that name things."""

    def __init__(self, for_: Scope):
        self.for_ = for_
        self._editions: dict[tuple[str, str], Scenario] = {}

    def edition(self, scenario: str, edition: str) -> Scenario:
        key = (scenario, edition)
        if key not in self._editions:
            self._editions[key] = office.edition(self.for_.office_id, scenario, edition)
        return self._editions[key]

    @cached_property
    def adopted(self) -> dict[str, Scenario]:
        return office.adopted(self.for_.office_id, date.max)

    def stated(self, row: Observation) -> str:
        scenario, key, _ = Ref.read(row.indicator)
        item = self.adopted[scenario].series.get(key) if scenario in self.adopted else None
        digits = item.digits if item else 0
        return rounded(Decimal(row.value).scaleb(-digits), digits)

    def name(self, subject: Subject | None) -> str:
        if subject is None:
            return ""
        private = subject.nature in PRIVATE and not self.for_.may("registry.see")
        return mask_name(subject.name) if private else subject.name

    def title(self, row: Matter | Record | Task, word: str, value: str) -> str:
        return words.title(self.edition(row.scenario, row.edition), word, value) if value else ""

    def stage(self, subject: Subject) -> str:
        """The stage it is in now, in the words of the first scenario that has it."""
        parts = (one.subject for one in self.adopted.values() if one.subject and one.subject.kind == subject.kind)
        return next((part.stages[subject.stage] for part in parts if subject.stage in part.stages), subject.stage)

    def word(self, scenario: str, word: str, value: str) -> str:
        return words.title(self.adopted[scenario], word, value) if scenario in self.adopted else value


@dataclass(frozen=True)
class _Kind:
    model: type[OfficeRow]
    columns: tuple[str, ...]
    cells: Callable[[Any, _Show], tuple[str, ...]]
    with_: tuple[str, ...] = ()
    key: str = "id"


def _rows(kind: _Kind, ids: Sequence[int | str], for_: Scope) -> Iterator[tuple[int | str, OfficeRow]]:
    """Fetch rows in the order of `ids`, in batches that a database takes as one question."""
    rest = iter(ids)
    while batch := list(islice(rest, BATCH)):
        rows = kind.model.objects.for_scope(for_).filter(**{f"{kind.key}__in": batch})
        found = {getattr(row, kind.key): row for row in rows.select_related(*kind.with_)}
        yield from ((one, found[one]) for one in batch if one in found)


def _subject(row: Subject, show: _Show) -> tuple[str, ...]:
    return (row.code, show.name(row), _area(row), row.place_text, show.stage(row), _day(row.valid_from))


def _matter(row: Matter, show: _Show) -> tuple[str, ...]:
    edition = show.edition(row.scenario, row.edition)
    step = edition.matter.path[row.step].title if edition.matter and row.step in edition.matter.path else row.step
    said = [show.title(row, word, getattr(row, word)) for word in ("channel", "category", "grade")]
    return (
        row.number,
        row.title,
        *said,
        _area(row),
        step,
        _day(row.received_on),
        _day(row.due_on),
        _day(row.closed_on),
    )


def _record(row: Record, show: _Show) -> tuple[str, ...]:
    late = "补录" if row.late_entry else ""
    what = row.title or show.name(row.subject)
    return (row.number, show.title(row, "form", row.kind), what, _area(row), _day(row.happened_on), late)


def _task(row: Task, show: _Show) -> tuple[str, ...]:
    title = show.edition(row.scenario, row.edition).title
    return (title, show.name(row.subject), _area(row), _day(row.due_on), TASK_TITLES[row.state], _day(row.done_on))


def _payment(row: PaymentLine, show: _Show) -> tuple[str, ...]:
    programme = show.word(row.scenario, "programme", row.programme)
    amount = rounded(yuan_from_fen(row.amount_fen), fixed=True)
    day = _day(row.returned_on if row.state == "returned" else row.paid_on)
    return (row.payment_list.number, programme, show.name(row.subject), amount, LINE_TITLES[row.state], day)


def _tag(row: Tag, show: _Show) -> tuple[str, ...]:
    return (row.subject.code, show.name(row.subject), row.tag, _area(row), _day(row.valid_from), row.basis)


def _stage(row: StageSpan, show: _Show) -> tuple[str, ...]:
    stage = show.word(row.scenario, "stage", row.stage)
    return (row.subject.code, show.name(row.subject), stage, _area(row), _day(row.entered_on), _day(row.left_on))


def _milestone(row: Milestone, show: _Show) -> tuple[str, ...]:
    days = [_day(day) for day in (row.planned_on, row.forecast_on, row.actual_on)]
    return (show.name(row.subject), row.title, *days)


def _observation(row: Observation, show: _Show) -> tuple[str, ...]:
    unit = row.reported_by.name if row.reported_by else ""
    return (row.indicator, _day(row.start), show.stated(row), unit, row.signed_by, _day(row.signed_on), row.source)


def _scenario(row: Adoption, show: _Show) -> tuple[str, ...]:
    return (row.title, DOMAINS.get(row.domain, row.domain), row.edition, _day(row.from_on))


def _domain(row: Adoption, show: _Show) -> tuple[str, ...]:
    return (DOMAINS.get(row.domain, row.domain),)


def _area(row: Any) -> str:
    return row.area.name if row.area else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


_KINDS = {
    "subject": _Kind(Subject, ("编号", "名称", "区域", "地址", "阶段", "登记日期"), _subject, ("area",)),
    "matter": _Kind(
        Matter,
        ("编号", "事项", "渠道", "类别", "等级", "区域", "状态", "受理日期", "到期日期", "办结日期"),
        _matter,
        ("area",),
    ),
    "record": _Kind(Record, ("编号", "种类", "对象或主题", "区域", "日期", "备注"), _record, ("area", "subject")),
    "task": _Kind(Task, ("任务", "对象", "区域", "到期日期", "状态", "完成日期"), _task, ("area", "subject")),
    "payment": _Kind(
        PaymentLine,
        ("发放表", "项目", "对象", "金额（元）", "状态", "日期"),
        _payment,
        ("payment_list", "subject"),
    ),
    "tag": _Kind(Tag, ("编号", "名称", "标签", "区域", "起始日期", "依据"), _tag, ("area", "subject")),
    "stage": _Kind(StageSpan, ("编号", "名称", "阶段", "区域", "进入日期", "离开日期"), _stage, ("area", "subject")),
    "milestone": _Kind(Milestone, ("项目", "节点", "计划", "预计", "实际"), _milestone, ("subject",)),
    "observation": _Kind(
        Observation,
        ("指标", "期初", "报送值", "报送单位", "签报人", "签报日期", "来源"),
        _observation,
        ("reported_by",),
    ),
    "scenario": _Kind(Adoption, ("场景", "领域", "版本", "启用日期"), _scenario, key="scenario"),
    "domain": _Kind(Adoption, ("领域",), _domain, key="domain"),
}

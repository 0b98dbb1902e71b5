"""Everything that is kept twice says the same: facts and answers, columns and events, stages, search, files, seals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db import IntegrityError, connection
from django.db.models import F, Max, Q

from gewu.answers import queries as answers
from gewu.answers.rules import Answered
from gewu.grid import queries as grid
from gewu.grid.models import Area
from gewu.journal import files
from gewu.journal import queries as journal
from gewu.journal.models import StoredFile
from gewu.kernel.calendar import local_day
from gewu.matters import queries as matters
from gewu.matters.models import Matter
from gewu.office import clock
from gewu.office import queries as office
from gewu.records.models import Record
from gewu.registry import queries as registry
from gewu.registry.models import StageSpan, Subject
from gewu.scenario.grammar import Field

#: findings of one check that are named; more of them have one cause
AT_MOST = 20


@dataclass(frozen=True)
class Finding:
    """One thing out of step: which check found it, and what, in words."""

    check: str
    words: str


def run(office_id: int) -> list[Finding]:
    """Check everything of one office; [] when all is in step. Reads only."""
    return [Finding(name, words) for name, check in CHECKS.items() for words in _some(check(office_id))]


def _some(found: Iterable[str]) -> Iterator[str]:
    for number, words in enumerate(found):
        if number == AT_MOST:
            yield "其余略，请先处理以上各项。"
            return
        yield words


def chain(office_id: int) -> Iterator[str]:
    """The journal's sealed lines are as they were sealed."""
    if problem := journal.verify(office_id).problem:
        yield problem


def keys(office_id: int) -> Iterator[str]:
    """Every foreign key points at a row."""
    try:
        connection.check_constraints()
    except IntegrityError as broken:
        yield str(broken)


def projections(office_id: int) -> Iterator[str]:
    """Columns of matters are what their events fold to."""
    for found in matters.replay_check(office_id, limit=AT_MOST + 1):
        yield f"{found.number}：{found.column} 现为 {found.held}，按事件应为 {found.folded}"


def facts(office_id: int) -> Iterator[str]:
    """Facts are those of the answers."""
    for kind, rows in (("对象", _subjects), ("记录", _records), ("事项", _matters)):
        for owner_id in answers.differing(rows(office_id)):
            yield f"{kind}{owner_id}的统计值与填报内容不一致"


def _subjects(office_id: int) -> Iterator[Answered]:
    fields = registry.fields_of_kinds(office_id, local_day(clock.now()))
    for row in Subject.objects.filter(office_id=office_id, kind__in=list(fields)).iterator(chunk_size=5000):
        yield Answered("subject", row.id, office_id, row.area_id, fields[row.kind], row.attributes)


def _records(office_id: int) -> Iterator[Answered]:
    asks = _asks(office_id, lambda scenario: scenario.record.asks if scenario.record else {})
    for row in Record.objects.filter(office_id=office_id).iterator(chunk_size=5000):
        yield Answered("record", row.id, office_id, row.area_id, asks(row.scenario, row.edition), row.answers)


def _matters(office_id: int) -> Iterator[Answered]:
    asks = _asks(office_id, lambda scenario: scenario.matter.asks if scenario.matter else {})
    for row in Matter.objects.filter(office_id=office_id).iterator(chunk_size=5000):
        yield Answered("matter", row.id, office_id, row.area_id, asks(row.scenario, row.edition), row.answers)


def _asks(office_id: int, part: Callable) -> Callable[[str, str], dict[str, Field]]:
    known: dict[tuple[str, str], dict[str, Field]] = {}

    def asks(scenario: str, edition: str) -> dict[str, Field]:
        if (scenario, edition) not in known:
            known[scenario, edition] = part(office.edition(office_id, scenario, edition))
        return known[scenario, edition]

    return asks


def stages(office_id: int) -> Iterator[str]:
    """A subject's stage is its open span entered last."""
    spans = StageSpan.objects.filter(office_id=office_id, left_on=None, void_at=None)
    open_now: dict[int, str] = {}
    for subject_id, stage in spans.order_by("entered_on", "id").values_list("subject_id", "stage"):
        open_now[subject_id] = stage
    rows = Subject.objects.filter(office_id=office_id, void_at=None).filter(
        ~Q(stage="") | Q(id__in=spans.values("subject_id"))
    )
    for subject_id, code, stage in rows.values_list("id", "code", "stage").iterator(chunk_size=5000):
        if open_now.get(subject_id, "") != stage:
            yield f"对象{code}现阶段记为“{stage}”，阶段历史为“{open_now.get(subject_id, '')}”"


def search(office_id: int) -> Iterator[str]:
    """The text index is in step, and what it names is there."""
    if problem := answers.text_index_problem():
        yield problem
    for kind, title, model in (("subject", "对象", Subject), ("record", "记录", Record), ("matter", "事项", Matter)):
        kept = set(model.objects.filter(office_id=office_id).values_list("id", flat=True))
        for what, words in (("fact", "统计值"), ("entry", "检索条目")):
            for owner_id in sorted(answers.owners(office_id, what, kind) - kept):
                yield f"{words}所属的{title}{owner_id}已不存在"
    live = set(Subject.objects.filter(office_id=office_id, void_at=None).values_list("id", flat=True))
    for subject_id in sorted(live - answers.owners(office_id, "entry", "subject")):
        yield f"对象{subject_id}检索不到"


def ground(office_id: int) -> Iterator[str]:
    """Every area lies where its parent says."""
    rows = list(Area.objects.filter(office_id=office_id).values_list("id", "parent_id", "name", "path"))
    known = {area_id: grid.steps(path) for area_id, _, _, path in rows}
    for area_id, parent_id, name, _ in rows:
        if known[area_id] != (*known.get(parent_id, ()), area_id):
            yield f"区域“{name}”的层级路径与上级不一致"


def stored_files(office_id: int) -> Iterator[str]:
    """Every file is there and is what it was."""
    rows = StoredFile.objects.filter(office_id=office_id).values("sha256").annotate(name=Max("name"), size=Max("size"))
    for row in rows.order_by("sha256").values_list("sha256", "name", "size").iterator(chunk_size=1000):
        sha256, name, size = row
        path = files.path_of(sha256)
        if not path.is_file():
            yield f"文件“{name}”不在文件夹中"
        elif path.stat().st_size != size or files.sha256_of(path) != sha256:
            yield f"文件“{name}”与上传时不一致"


def dates(office_id: int) -> Iterator[str]:
    """Nothing ends before it begins."""
    for code in Subject.objects.filter(office_id=office_id, valid_to__lte=F("valid_from")).values_list(
        "code", flat=True
    ):
        yield f"对象{code}注销早于登记"


CHECKS: dict[str, Callable[[int], Iterator[str]]] = {
    "日志封存": chain,
    "关联完整": keys,
    "事项投影": projections,
    "统计值": facts,
    "阶段": stages,
    "检索": search,
    "区域": ground,
    "文件": stored_files,
    "起止日期": dates,
}

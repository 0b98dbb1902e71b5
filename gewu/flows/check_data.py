"""Everything that is kept twice says the same: facts and answers, columns and events, stages, search, files, seals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.db import IntegrityError, connection
from django.db.models import Count, F, Max, Q, QuerySet

from gewu.answers import queries as answers
from gewu.answers.rules import Answered
from gewu.documents import queries as documents
from gewu.grid import queries as grid
from gewu.grid.models import Area
from gewu.indicators.models import Observation
from gewu.journal import files, heads, proofs
from gewu.journal import queries as journal
from gewu.journal.models import StoredFile
from gewu.journal.rows import OfficeRow, Proved, kept
from gewu.kernel.calendar import local_day
from gewu.kernel.nouns import Noun, nouns, questions
from gewu.matters import queries as matters
from gewu.matters import reporters
from gewu.matters.models import Matter
from gewu.matters.rules import OPEN
from gewu.money.models import Entitlement, PaymentLine, PaymentList
from gewu.office import clock
from gewu.office import queries as office
from gewu.office.models import Adoption, PeriodLock, RoleGrant, RuleRow, Unit
from gewu.records.models import Record
from gewu.registry import queries as registry
from gewu.registry.models import StageSpan, Subject
from gewu.reports import queries as reports
from gewu.reports.models import Report
from gewu.scenario.grammar import Field
from gewu.tasks.models import Task

#: findings of one check that are named; more of them have one cause
AT_MOST = 20


@dataclass(frozen=True)
class Finding:
    """One thing out of step: which check found it, and what, in words."""

    check: str
    words: str


def run(office_id: int) -> list[Finding]:
    """Check everything of one office; [] when all is in step. Reads only."""
    return [Finding(name, words) for name, check in CHECKS.items() for words in _some(_read(check, office_id))]


def _read(check: Callable[[int], Iterator[str]], office_id: int) -> Iterator[str]:
    """What a check finds. What was changed past us may be unreadable for it, in any way: that is a finding too."""
    try:
        yield from check(office_id)
    except Exception as broken:
        yield f"没有查完：有的数据被改得读不出来了（{type(broken).__name__}）。请先处理其他各项，再查一次。"


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


def anchor(office_id: int) -> Iterator[str]:
    """The journal contains the head that was kept last outside the database."""
    if problem := heads.problem_kept(office.office(office_id)):
        yield problem


def rows(office_id: int) -> Iterator[str]:
    """What a row says is what Gewu wrote: of every row that bears a proof."""
    for model in proved():
        for row in proofs.broken(model, office_id):
            yield f"{WORDS[model.__name__]}{_name(row)}与办理时写下的不一致，或不是在系统里登记的"


def proved() -> list[type[Proved]]:
    """The models whose rows bear a proof."""
    return [model for model in apps.get_models() if issubclass(model, Proved)]


#: what people call the rows that bear a proof
WORDS = {
    "MatterEvent": "事项经过",
    "Matter": "事项",
    "Reporter": "诉求人",
    "Record": "走访检查记录",
    "Observation": "报送数",
    "Report": "材料",
    "IssuedFigure": "已印发的数字",
    "PaymentLine": "发放明细",
    "PaymentList": "发放清单",
    "Entitlement": "发放对象",
    "RoleGrant": "岗位授权",
    "Adoption": "场景版本",
    "RuleRow": "本地时限",
    "PeriodLock": "期间锁定",
    "Secret": "证件电话密文",
    "Covered": "文字中遮盖的号码",
    "StoredFile": "附件",
}


def _name(row: Proved) -> str:
    """How people find a row: the number of its document and its place in it, who holds it, else its id."""
    of = next((getattr(row, name) for name in _HOLDERS if hasattr(row, name)), None)
    own = [getattr(row, name) for name in _NAMES if hasattr(row, name)]
    said = [str(one) for one in (getattr(of, "number", of), *own) if one not in (None, "")]
    return f"{' '.join(said)}（{row.pk}）"


_HOLDERS = ("matter", "report", "payment_list", "staff")
_NAMES = ("number", "name", "scenario", "edition", "seq", "slot", "role", "indicator")


def gone(office_id: int) -> Iterator[str]:
    """Every document of which the journal tells is still there, and none is missing in a series of numbers."""
    for noun, model in NAMED.items():
        held = set(model._base_manager.filter(office_id=office_id).values_list("pk", flat=True))
        for row_id in journal.named(office_id, noun):
            if row_id not in held:
                yield f"日志里有{WORDS[model.__name__]}（{row_id}），现在没有了"
    counts: Counter[str] = Counter()
    for numbered in (Matter, Record):
        numbers = numbered._base_manager.filter(office_id=office_id).values_list("number", flat=True)
        counts.update(SERIES.sub(r"\1", number) for number in numbers.iterator(chunk_size=10000))
    for series, last in journal.series(office_id):
        if SERIES.fullmatch(f"{series}0001") and counts[series] != last:
            yield f"编号{series}给出过{last}个，现在只有{counts[series]}个"


#: word of the journal -> rows that are never deleted
NAMED: dict[str, type[Proved]] = {
    "matter": Matter,
    "record": Record,
    "report": Report,
    "observation": Observation,
    "entitlement": Entitlement,
    "payment_list": PaymentList,
    "payment": PaymentLine,
    "lock": PeriodLock,
    "rule": RuleRow,
    "adoption": Adoption,
    "file": StoredFile,
}
#: day and letters of a document's number, and its place in the day
SERIES = re.compile(r"^([A-Z]+\d{8})\d{4,}$")


def issued(office_id: int) -> Iterator[str]:
    """The rows behind an issued figure are those it was counted from."""
    for number, slot in reports.broken_digests(office_id):
        yield f"材料{number}数字{slot}的明细清单与印发时不一致"


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


def papers(office_id: int) -> Iterator[str]:
    """Numbers of papers have no gap."""
    for series in documents.gaps(office_id):
        yield f"文书编号{series}不连号"


def families(office_id: int) -> Iterator[str]:
    """Nothing still follows a main matter that is over, or that follows another itself."""
    for child, main in matters.left_behind(office_id):
        yield f"{child}并入的主单{main}已办结、作废或并入他单，仍未了结"


def facts(office_id: int) -> Iterator[str]:
    """Facts are those of the answers, whatever noun a scenario asks them of."""
    for noun in nouns().values():
        if noun.questions:
            for owner_id in answers.differing(_answered(noun, office_id)):
                yield f"{noun.word}{owner_id}的统计值与填报内容不一致"


def _answered(noun: Noun, office_id: int) -> Iterator[Answered]:
    """The rows with the questions of their own edition, or of their kind where a row outlives editions."""
    everyone = office.system_actor(office_id).scope
    kinds = registry.fields_of_kinds(office_id, local_day(clock.now()))

    @cache
    def asked(scenario: str, edition: str) -> Mapping[str, Field]:
        return questions(noun.kind, office.edition(office_id, scenario, edition))

    for row in kept(noun, everyone).iterator(chunk_size=5000):
        fields = asked(row.scenario, row.edition) if hasattr(row, "edition") else kinds.get(row.kind, {})
        if fields:
            yield Answered(noun.kind, row.pk, office_id, row.area_id, fields, getattr(row, noun.answers))


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
    everyone = office.system_actor(office_id).scope
    for noun in nouns().values():
        if not noun.search:
            continue
        there = set(kept(noun, everyone).values_list("id", flat=True))
        found = answers.owners(office_id, "entry", noun.kind)
        for what, words in ((answers.owners(office_id, "fact", noun.kind), "统计值"), (found, "检索条目")):
            for owner_id in sorted(what - there):
                yield f"{words}所属的{noun.word}{owner_id}已不存在"
        # what scenarios ask about is found from its first day; a report when it is issued
        live = set(kept(noun, everyone).filter(void_at=None).values_list("id", flat=True)) if noun.questions else set()
        for owner_id in sorted(live - found):
            yield f"{noun.word}{owner_id}检索不到"


def ground(office_id: int) -> Iterator[str]:
    """Every area lies where its parent says."""
    rows = list(Area.objects.filter(office_id=office_id).values_list("id", "parent_id", "name", "path"))
    known = {area_id: grid.steps(path) for area_id, _, _, path in rows}
    for area_id, parent_id, name, _ in rows:
        if known[area_id] != (*known.get(parent_id, ()), area_id):
            yield f"区域“{name}”的层级路径与上级不一致"


def closed_ground(office_id: int) -> Iterator[str]:
    """Nothing is open below a closed area, and nothing on the register or held stands on one."""
    today = local_day(clock.now())
    closed = {area.id: area for area in Area.objects.filter(office_id=office_id, valid_to__lte=today)}
    here = {"office_id": office_id}
    for area in Area.objects.filter(**here, parent_id__in=closed).not_over_on(today).order_by("code"):
        yield f"区域“{area.name}”还在用，上级“{closed[area.parent_id or 0].name}”已撤销"
    standing: Iterable[tuple[str, QuerySet]] = (
        ("个在册对象", Subject.objects.filter(**here, void_at=None, valid_to=None)),
        ("项没有办完的任务", Task.objects.filter(**here, state="due")),
        ("件没有办完的事项", Matter.objects.filter(**here, state__in=OPEN)),
        ("个在用的单位", Unit.objects.filter(**here, active=True)),
        ("个有效的岗位", RoleGrant.objects.filter(**here).not_over_on(today)),
    )
    for what, rows in standing:
        counts = rows.filter(area_id__in=closed).order_by("area_id").values_list("area_id").annotate(n=Count("id"))
        for area_id, count in counts:
            yield f"区域“{closed[area_id].name}”已撤销，里面还有{count}{what}"


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


def sealed(office_id: int) -> Iterator[str]:
    """Every sealed number opens, and is the one by which it is found."""
    for noun, code in registry.damaged_secrets(office_id):
        yield f"对象{code}的{noun}打不开，或不是登记时的那一个"
    for number in reporters.damaged(office_id):
        yield f"事项{number}诉求人的密文打不开，或电话不是登记时的那一个"
    for kind, row_id in answers.damaged_covers(office_id):
        yield f"{nouns()[kind].word}{row_id}文字中遮盖的号码打不开，或不是登记时的那一个"


def dates(office_id: int) -> Iterator[str]:
    """Nothing ends before it begins."""
    for code in Subject.objects.filter(office_id=office_id, valid_to__lte=F("valid_from")).values_list(
        "code", flat=True
    ):
        yield f"对象{code}注销早于登记"


def offices(office_id: int) -> Iterator[str]:
    """What a row of an office names (ground, subject, unit, person, another row) is of the same office."""
    models = [one for one in apps.get_models() if issubclass(one, OfficeRow)]
    for model in models:
        for field in model._meta.concrete_fields:
            other = field.related_model
            if isinstance(other, type) and issubclass(other, OfficeRow):
                rows = model._base_manager.filter(office_id=office_id, **{f"{field.name}__isnull": False})
                for row in rows.exclude(**{f"{field.name}__office_id": office_id}).order_by("pk")[: AT_MOST + 1]:
                    yield f"{model._meta.object_name} {row.pk} 的 {field.name} 属于别的单位"


CHECKS: dict[str, Callable[[int], Iterator[str]]] = {
    "日志封存": chain,
    "封存凭证": anchor,
    "逐条核对": rows,
    "有没有少": gone,
    "印发明细": issued,
    "关联完整": keys,
    "事项投影": projections,
    "并单": families,
    "文号": papers,
    "统计值": facts,
    "阶段": stages,
    "检索": search,
    "区域": ground,
    "撤销的区域": closed_ground,
    "文件": stored_files,
    "密文": sealed,
    "起止日期": dates,
    "单位归属": offices,
}

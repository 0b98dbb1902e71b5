"""走访检查: what is to be done where and by when, one task, and how much was covered with the missing named."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from gewu.front import asking, chips, exports, grounds, opening, pages, spoken, stretches
from gewu.front.chips import Chip
from gewu.front.desk import Desk, desk_view
from gewu.front.fields import ReasonForm
from gewu.kernel.calendar import Calendar
from gewu.kernel.explain import Span
from gewu.kernel.limits import NATURAL_DAY, WORKDAY
from gewu.kernel.numerals import rounded
from gewu.office import queries as office
from gewu.records import queries as records
from gewu.scenario.grammar import EVERY, Scenario
from gewu.tasks import actions
from gewu.tasks import queries as tasks
from gewu.tasks.rules import State

if TYPE_CHECKING:
    from gewu.tasks.models import Task

STANDS = (
    ("open", "待办"),
    ("late", "过了到期日"),
    ("missed", "本期未走到"),
    ("coming", "未开始"),
    ("done", "已办"),
    ("exempt", "免办"),
)
BY = (("community", "社区"), ("grid", "网格"), ("split", "细类"), ("rule", "频次规则"), ("staff", "责任人"))


def visiting(scenarios: Mapping[str, Scenario]) -> dict[str, str]:
    """Scenarios that send people out: key → title."""
    return {key: one.title for key, one in scenarios.items() if one.duties}


@desk_view("tasks.do", "records.submit", "registry.see")
def index(request: Desk) -> HttpResponse:
    """List tasks: mine first for those who go out."""
    adopted = office.adopted(request.scope.office_id, request.today)
    chosen = chips.chosen(request, _chips(request, adopted))
    mine = chosen["whose"] == "mine"
    rows = tasks.listed(
        request.scope,
        scenario=chosen["scenario"],
        area_id=int(chosen["area"]) if chosen["area"] else None,
        staff_id=request.actor.staff_id if mine else None,
        stand=chosen["stand"],
        text=chosen.words,
        day=request.today,
    )
    columns = _columns(request)
    if file := exports.taken(
        request, exports.Table("走访检查清单", columns, rows, rows.count, request.now, chosen.sentence)
    ):
        return file
    page = pages.cut(request, rows)
    seen = records.last_seen(request.scope, [row.subject_id for row in page])
    calendar = office.calendar()
    context = {
        "chosen": chosen,
        "page": page,
        "lines": [Line(row, adopted, request.today, calendar, seen.get(row.subject_id)) for row in page],
    }
    return render(request, "tasks/index.html", context)


class Line:
    """A task as a list shows it."""

    def __init__(self, row: Task, adopted: Mapping[str, Scenario], today: date, calendar: Calendar, seen: date | None):
        self.row, self.seen = row, seen
        self.title = adopted[row.scenario].title if row.scenario in adopted else row.scenario
        self.mark, self.words = stand(row, today, calendar)


def stand(row: Task, today: date, calendar: Calendar | None = None) -> tuple[str, str]:
    """How a task stands: the name of its mark and the words of its clock."""
    if row.state != "due":
        late = gettext("（超期）") if row.state == "done" and row.late else ""
        return {"done": "done_late" if late else "done"}.get(row.state, "void"), State(row.state).word + late
    if row.closes_on <= today:
        return "late", "本期未走到"
    if row.due_on < today:
        return "late", gettext("过期%s") % spoken.span(Span(NATURAL_DAY, (today - row.due_on).days))
    if row.due_on == today:
        return "soon", "今天到期"
    left = calendar.workdays_between(today, row.due_on) if calendar else None
    span = Span(NATURAL_DAY, (row.due_on - today).days) if left is None else Span(WORKDAY, left)
    return ("running", gettext("还剩%s") % spoken.span(span)) if row.opens_on <= today else ("", "未开始")


def _chips(request: Desk, adopted: Mapping[str, Scenario]) -> list[Chip]:
    goes = request.scope.may("tasks.do") and request.scope.area_ids is not None
    whose = (("mine", "我的"), ("all", "看得到的全部"))
    return [
        Chip("whose", "范围", whose if goes else whose[::-1], always=True),
        Chip("stand", "状态", STANDS, all_word="全部")
        if "stand" in request.GET
        else Chip("stand", "状态", STANDS, always=True),
        Chip("scenario", "场景", tuple(visiting(adopted).items())),
        grounds.chip(request.scope),
    ]


def _columns(request: Desk) -> list[exports.Column]:
    return exports.columns("task", request, state=lambda row: stand(row, request.today)[1])


@desk_view("tasks.do", "records.submit", "registry.see")
def one(request: Desk, task_id: int) -> HttpResponse:
    """Show one task: on whom, by which rule, by when, what was seen last, and the way to do it."""
    row = tasks.task(task_id, request.scope)
    scenario = office.edition(request.scope.office_id, row.scenario, row.edition)
    duty = scenario.duties.get(row.rule)
    mark, words = stand(row, request.today)
    context = {
        "row": row,
        "scenario": scenario,
        "duty": duty,
        "every": EVERY[duty.every] if duty else "",
        "mark": mark,
        "words": words,
        "tried": tasks.attempts(row),
        "earlier": records.records(request.scope, subject_id=row.subject_id, scenario=row.scenario)[:5],
        "may_record": request.scope.may("records.submit")
        and row.state == "due"
        and row.opens_on <= request.today < row.closes_on
        and scenario.record is not None,
        "over": row.state == "due" and row.closes_on <= request.today,
        "may_excuse": request.scope.may("registry.edit") and row.state == "due",
        "form": ReasonForm(),
    }
    return render(request, "tasks/one.html", context)


@desk_view("registry.edit")
def excuse(request: Desk, task_id: int) -> HttpResponse:
    """Excuse a task, with its reason."""
    row = tasks.task(task_id, request.scope)
    form = ReasonForm(request.POST or None)

    act, back = partial(actions.excuse, row.id), reverse("tasks:one", args=[row.id])
    return asking.act(request, form, act, title="免办", back=back, subject=row.subject)


@desk_view("tasks.do", "registry.see", "figures.see")
def coverage(request: Desk) -> HttpResponse:
    """Show what was due, done and done on time, and name what is missing."""
    adopted = office.adopted(request.scope.office_id, request.today)
    known = visiting(adopted)
    stretch = stretches.chosen(request, "month")
    scenario = request.GET.get("scenario", "")
    scenario = scenario if scenario in known else next(iter(known), "")
    by = request.GET.get("by", "")
    by = by if by in dict(BY) else "community"
    rows = tasks.coverage(request.scope, scenario, stretch.period, by)
    total = sum(rows, tasks.Coverage(gettext("合计")))
    missing = tasks.missing(request.scope, scenario, stretch.period, by)
    title = gettext("%s未走到名单") % known.get(scenario, "")
    table = exports.Table(title, _columns(request), missing, total.missing, request.now, stretch.label)
    if file := exports.taken(request, table):
        return file
    context = {
        "known": known,
        "scenario": scenario,
        "stretch": stretch,
        "by": by,
        "ways": BY,
        "rows": [(_named(adopted[scenario], by, row), row, said(row.rate)) for row in rows],
        "total": (total, said(total.rate)),
        "missing": missing[:500],
        "title": known.get(scenario, ""),
        "may_open": opening.may(request.scope, "task"),
    }
    return render(request, "tasks/coverage.html", context)


def _named(scenario: Scenario, by: str, row: tasks.Coverage) -> str:
    """The row's own name in the words of the scenario."""
    if by == "split" and scenario.subject and row.title in scenario.subject.splits:
        return scenario.subject.splits[row.title].title
    if by == "rule":
        return scenario.duties[row.title].title if row.title in scenario.duties else row.title
    return row.title


def said(rate) -> str:
    """A rate as a table prints it."""
    return "—" if rate is None else f"{rounded(rate)}%"

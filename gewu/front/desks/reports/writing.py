"""Writing reports: draft, edit a paragraph, 核稿, 审签, 印发, publish; the bulletin of a week."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from gewu.flows.issue_report import issue_report
from gewu.front import asking, stretches
from gewu.front.desk import Desk, desk_view
from gewu.front.desks.reports.forms import BackForm, IssueForm, NewForm, PublishForm, TextForm
from gewu.indicators import catalogue
from gewu.kernel.periods import Period
from gewu.kernel.refs import Ref
from gewu.kernel.types import Refused
from gewu.office import queries as office
from gewu.reports import actions, queries
from gewu.scenario import packs, templates
from gewu.scenario.templates import ReportTemplate


def known_templates() -> dict[str, ReportTemplate]:
    """The report templates of this installation, by key."""
    found = [templates.load(path) for path in sorted(packs.SHIPPED.glob("*/*/report.yaml"))]
    return {one.key: one for one in found}


@desk_view("reports.draft")
def new(request: Desk) -> HttpResponse:
    """Draft a report from a template."""
    known, stretch = known_templates(), stretches.chosen(request)
    initial = {
        "start": stretch.period.start.isoformat(),
        "end": stretch.period.last.isoformat(),
        "as_of": stretch.as_of.isoformat(),
    }
    choices = [(key, one.title.replace("{office}", "").replace("{period}", "")) for key, one in known.items()]
    form = NewForm(request.POST or None, templates=choices, scenarios=_unsaid(request, known), initial=initial)

    def act(given: asking.Cleaned) -> str:
        row = actions.draft(
            by=request.actor,
            at=request.now,
            template=known[given["template"]],
            period=Period.of(given["start"], given["end"]),
            as_of=given["as_of"],
            scenarios=given.get("scenarios", ()),
            again=given["again"],
        )
        return reverse("reports:one", args=[row.id])

    return asking.ask(request, form, act, page="reports/new.html")


def _unsaid(request: Desk, known: Mapping[str, ReportTemplate]) -> list[tuple[str, str]]:
    """Scenarios in use with a paragraph of their own, of which no template speaks: key and title."""
    said = {Ref.read(slot).scenario for one in known.values() for item in one.items for slot in item.slots}
    adopted = office.adopted(request.scope.office_id, request.today).values()
    return [(one.scenario, one.title) for one in adopted if one.report and one.scenario not in said]


@desk_view("reports.draft")
def bulletin(request: Desk, scenario: str, week: str) -> HttpResponse:
    """Draft the bulletin of a week, or go to the one that is there."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("reports:weekly", args=[scenario]))
    period = stretches.period_of(week)
    if period is None:
        raise Refused("front.R461", "没有这一周。", "请从每周通报的列表中选择。")
    row = actions.draft_bulletin(by=request.actor, at=request.now, scenario=scenario, week=period)
    return HttpResponseRedirect(reverse("reports:one", args=[row.id]))


@desk_view("reports.draft")
def text(request: Desk, report_id: int, key: str) -> HttpResponse:
    """Edit one paragraph of a draft; its slots stay slots."""
    row = queries.report(request.scope, report_id)
    item = next((item for item in queries.render(row, request.scope).items if item.key == key), None)
    if item is None:
        raise Refused("front.R462", "这份材料里没有这一段。", "请刷新后再改。")
    form = TextForm(request.POST or None, initial={"says": item.says, "seq": row.seq})

    def act(given: asking.Cleaned) -> str:
        actions.save_text(
            by=request.actor, at=request.now, report_id=row.id, key=key, says=given["says"], seq=given["seq"]
        )
        return f"{reverse('reports:one', args=[row.id])}#item-{key}"

    context = {
        "row": row,
        "item": item,
        "slots": catalogue.all_indicators(request.scope.office_id, row.as_of),
        "used": [figure for paragraph in item.paragraphs for run in paragraph.runs if (figure := run.figure)],
    }
    return asking.ask(request, form, act, page="reports/text.html", context=context)


@desk_view("reports.draft")
def publish(request: Desk, report_id: int) -> HttpResponse:
    """Note on which day an issued report is made public."""
    form = PublishForm(request.POST or None)
    if not form.is_valid():
        raise Refused("front.R463", "没有填公开日期，未作改动。", "请在材料页面填写后提交。")
    actions.publish(by=request.actor, at=request.now, report_id=report_id, **form.cleaned_data)
    return HttpResponseRedirect(reverse("reports:one", args=[report_id]))


@desk_view("reports.draft", "reports.check", "reports.sign")
def step(request: Desk, report_id: int, step: str) -> HttpResponse:
    """Take one step with a report."""
    if request.method != "POST" or step not in _STEPS:
        raise Refused("front.R452", "没有这个办理步骤。", "请从材料页面办理。")
    try:
        _STEPS[step](request, report_id)
    except Refused as refused:
        if refused.id not in _TO_MEND:
            raise
        messages.error(request, f"{refused.words}（{refused.id}）")
        item = next(iter(refused.fields))
        return HttpResponseRedirect(f"{reverse('reports:one', args=[report_id])}#item-{item}")
    return HttpResponseRedirect(
        reverse("reports:one" if step != "void" else "reports:index", args=[report_id] if step != "void" else [])
    )


def _plain(act: Callable) -> Callable[[Desk, int], None]:
    def take(request: Desk, report_id: int) -> None:
        act(by=request.actor, at=request.now, report_id=report_id)

    return take


def _back(request: Desk, report_id: int) -> None:
    form = BackForm(request.POST)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    actions.send_back(by=request.actor, at=request.now, report_id=report_id, words=words)


def _issue(request: Desk, report_id: int) -> None:
    form = IssueForm(request.POST)
    given = form.cleaned_data if form.is_valid() else {}
    issue_report(by=request.actor, at=request.now, report_id=report_id, **given)


#: refusals that name the items to mend: the paper is shown again, at the first of them
_TO_MEND = ("reports.R301", "reports.R303")
_STEPS: dict[str, Callable[[Desk, int], None]] = {
    "send_to_check": _plain(actions.send_to_check),
    "check": _plain(actions.check),
    "send_to_sign": _plain(actions.send_to_sign),
    "void": _plain(actions.void),
    "send_back": _back,
    "issue": _issue,
}

"""Writing reports: draft, edit a paragraph, 核稿, 审签, 印发, publish; the bulletin of a week."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext

from gewu.flows.issue_report import issue_report
from gewu.front import asking, stretches
from gewu.front.desk import Desk, desk_view
from gewu.front.desks.reports.forms import (
    BackForm,
    FillForm,
    GroundForm,
    IssueForm,
    NewForm,
    PublishForm,
    TextForm,
)
from gewu.indicators import catalogue
from gewu.kernel.periods import Period
from gewu.kernel.refs import Ref
from gewu.kernel.types import Refused
from gewu.office import queries as office
from gewu.reports import actions, queries
from gewu.reports.rules import SLOT
from gewu.scenario import packs, templates
from gewu.scenario.templates import ReportTemplate


def known_templates() -> dict[str, ReportTemplate]:
    """The report templates of this installation, by key."""
    found = [templates.load(path) for path in sorted(packs.SHIPPED.glob("*/*/report.yaml"))]
    return {one.key: one for one in found}


@desk_view("reports.draft")
def new(request: Desk) -> HttpResponse:
    """Draft a report from a template; `?template=` chooses another one, whose own paragraphs are then offered."""
    known, stretch = known_templates(), stretches.chosen(request)
    asked_for = request.POST.get("template") or request.GET.get("template", "")
    chosen = known.get(asked_for) or next(iter(known.values()))
    initial = {
        "template": chosen.key,
        "start": stretch.period.start.isoformat(),
        "end": stretch.period.last.isoformat(),
        "as_of": stretch.as_of.isoformat(),
        "before": actions.closing(chosen),
    }
    titles = [(key, _title(one)) for key, one in known.items()]
    chapters = [*((one.heading, one.heading) for one in chosen.chapters), ("", gettext("放在最后"))]
    offered = {"templates": titles, "scenarios": _unsaid(request, chosen), "chapters": chapters}
    form = NewForm(request.POST or None, initial=initial, **offered)

    def act(given: asking.Cleaned) -> str:
        row = actions.draft(
            by=request.actor,
            at=request.now,
            template=known[given["template"]],
            period=Period.of(given["start"], given["end"]),
            as_of=given["as_of"],
            scenarios=given.get("scenarios", ()),
            before=given.get("before"),
            again=given["again"],
        )
        return reverse("reports:one", args=[row.id])

    return asking.ask(request, form, act, page="reports/new.html", context={"templates": titles, "chosen": chosen.key})


def _title(template: ReportTemplate) -> str:
    """A template's title without what is filled in."""
    return SLOT.sub("", template.title)


def _unsaid(request: Desk, template: ReportTemplate) -> list[tuple[str, str]]:
    """Scenarios in use with a paragraph of their own, of which a template does not speak: key and title."""
    said = {Ref.read(slot).scenario for item in template.items for slot in item.slots}
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
        return _item(row.id, key)

    context = {
        "row": row,
        "item": item,
        "slots": catalogue.all_indicators(request.scope.office_id, row.as_of),
        "used": [figure for paragraph in item.paragraphs for run in paragraph.runs if (figure := run.figure)],
    }
    return asking.ask(request, form, act, page="reports/text.html", context=context)


@desk_view("reports.draft")
def ground(request: Desk, report_id: int, key: str) -> HttpResponse:
    """Write on which paper a claim or a typed number stands (核实依据)."""
    row = queries.report(request.scope, report_id)
    asked = {name: request.GET.get(name, "") for name in ("words", "clause")}
    form = GroundForm(request.POST or None, initial=asked)
    do, back = partial(actions.ground, report_id=row.id, key=key), _item(row.id, key)
    clause = request.POST.get("clause") or asked["clause"]
    said = next((one.said for one in queries.proofread(row, request.scope) if one.clause == clause), "")
    whom = f"“{form['words'].value()}”：{said}" if said else ""
    return asking.act(request, form, do, title=gettext("写核实依据"), back=back, word=gettext("保存"), whom=whom)


@desk_view("reports.draft")
def fill(request: Desk, report_id: int, key: str) -> HttpResponse:
    """Write the words that a figure without a value says."""
    row = queries.report(request.scope, report_id)
    slot = request.POST.get("slot") or request.GET.get("slot", "")
    figures = queries.render(row, request.scope).figures
    whom = next((one.title for one in figures if one.name == slot), "")
    form = FillForm(request.POST or None, initial={"slot": slot, "words": gettext("本期无")})
    do, back = partial(actions.fill, report_id=row.id, key=key), _item(row.id, key)
    return asking.act(
        request, form, do, title=gettext("没有数的地方印什么"), back=back, word=gettext("保存"), whom=whom
    )


def _item(report_id: int, key: str) -> str:
    """Where a paragraph of a report stands on its page."""
    return f"{reverse('reports:one', args=[report_id])}#item-{key}"


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
        return HttpResponseRedirect(_item(report_id, next(iter(refused.fields))))
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

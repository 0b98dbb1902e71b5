"""专项行动: a list frozen on the first day, what was done of it, and 增补 counted apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from gewu.documents.rules import said_day
from gewu.flows import campaign
from gewu.front import asking, exports, grounds, opening, uploads
from gewu.front.desk import Desk, desk_view
from gewu.front.desks.campaigns.forms import AddForm, CampaignForm
from gewu.kernel.numerals import rounded
from gewu.kernel.types import Refused, there
from gewu.office import queries as office
from gewu.registry import queries as registry
from gewu.scenario import rules as scenario_rules
from gewu.tasks import actions
from gewu.tasks import queries as tasks

if TYPE_CHECKING:
    from gewu.scenario.grammar import Scenario
    from gewu.tasks.models import Task

MISSING: tuple[exports.Column[Task], ...] = (
    exports.Column("对象", lambda row: row.subject.name, 24),
    exports.Column("编号", lambda row: row.subject.code, 16),
    exports.Column("地址", lambda row: row.subject.place_text, 32),
    exports.Column("区域", lambda row: row.area.name if row.area else "", 14),
    exports.Column("责任人", lambda row: row.staff.name if row.staff else "", 10),
    exports.Column("到期", lambda row: row.due_on, 11),
)

LINES: tuple[exports.Column[tuple[str, str]], ...] = (
    exports.Column("项目", lambda row: row[0], 24),
    exports.Column("情况", lambda row: row[1], 60),
)


@desk_view("registry.see")
def index(request: Desk) -> HttpResponse:
    """List campaigns with their state today."""
    adopted = office.adopted(request.scope.office_id, request.today)
    rows = tasks.campaigns(request.scope)
    context = {
        "rows": [
            (row, adopted[row.scenario].title if row.scenario in adopted else row.scenario, _stand(row, request.today))
            for row in rows
        ],
        "may": request.scope.may("registry.edit"),
    }
    return render(request, "campaigns/index.html", context)


def _stand(row, today) -> tuple[str, str]:
    if today < row.from_on:
        return "", "未开始"
    return ("running", "进行中") if today <= row.to_on else ("done", "已结束")


@desk_view("registry.see")
def one(request: Desk, campaign_id: int) -> HttpResponse:
    """Show how a campaign stands against its frozen list, and name what is missing."""
    sheet = tasks.campaign_sheet(campaign_id, request.scope)
    missing = [*sheet.frozen_missing, *sheet.added_missing]
    whose = gettext("全街道口径") if request.scope.area_ids is None else gettext("只含您所在区域")
    title = gettext("%s未完成名单") % sheet.campaign.title
    table = exports.Table(title, MISSING, missing, len(missing), request.now, whose)
    if file := exports.taken(request, table):
        return file
    adopted = office.adopted(request.scope.office_id, request.today)
    scenario = adopted.get(sheet.campaign.scenario)
    context = {
        "sheet": sheet,
        "whose": whose,
        "campaign": sheet.campaign,
        "scenario": scenario,
        "rates": {
            name: "—" if row.rate is None else f"{rounded(row.rate)}%"
            for name, row in (("frozen", sheet.frozen), ("added", sheet.added))
        },
        "missing": missing[:500],
        "forms": _without_places(scenario) if request.scope.may("records.submit") else [],
        "stand": _stand(sheet.campaign, request.today),
        "may": request.scope.may("registry.edit"),
    }
    return render(request, "campaigns/one.html", context)


def _without_places(scenario: Scenario | None) -> list[tuple[str, str]]:
    """The forms of record that a campaign takes as a whole: those that check nothing at a place (培训、宣传、出动)."""
    part = scenario.record if scenario and scenario.master == "ours" else None
    if part is None:
        return []
    return [(key, title) for key, title in part.forms.items() if not scenario_rules.applicable(part, "", key)]


@desk_view("registry.see")
def sheet(request: Desk, campaign_id: int) -> HttpResponse:
    """Show the campaign on one page: places, hazards, and every quantity that its records answered."""
    found = campaign.sheet(request.scope, campaign_id)
    row, lines = found.places.campaign, campaign.lines(found)
    table = exports.Table(gettext("%s情况表") % row.title, LINES, lines, len(lines), request.now, across=False)
    if file := exports.taken(request, table):
        return file
    context = {
        "campaign": row,
        "lines": lines,
        "missing": [*found.places.frozen_missing[:500]],
        "hazards": [(one, opening.url("matter", one.id)) for one in found.hazards[:500]],
        "may_see": request.scope.may("matters.see"),
    }
    return render(request, "campaigns/sheet.html", context)


@desk_view("registry.see")
def docx(request: Desk, campaign_id: int) -> HttpResponse:
    """Give the same sheet as .docx."""
    found = campaign.sheet(request.scope, campaign_id)
    from gewu.front.papers import document  # with python-docx: ten megabytes that few requests need

    row = found.places.campaign
    title = f"{row.title}情况表"
    under = f"{said_day(row.from_on)}—{said_day(row.to_on)}，数据截至{said_day(request.today)}"
    place = office.office(request.scope.office_id)
    content = document.lines(title, under, campaign.lines(found), place, request.now)
    return uploads.paper(content, title)


@desk_view("registry.edit")
def new(request: Desk) -> HttpResponse:
    """Start a campaign: its list is frozen at once."""
    adopted = {
        key: one
        for key, one in office.adopted(request.scope.office_id, request.today).items()
        if one.subject and one.record
    }
    form = CampaignForm(
        request.POST or None,
        scenarios=[(key, one.title) for key, one in adopted.items()],
        areas=grounds.options(request.scope, ("community",)),
        tags=list(registry.tag_titles(request.scope.office_id, request.today).items()),
        initial={"from_on": request.today.isoformat()},
    )

    def act(given: asking.Cleaned) -> str:
        area_id = int(given["area"]) if given["area"] else None
        said = {key: value for key, value in given.items() if key != "area"}
        row = campaign.start(by=request.actor, at=request.now, area_id=area_id, **said)
        return reverse("campaigns:one", args=[row.id])

    return asking.ask(request, form, act, page="campaigns/new.html")


@desk_view("registry.edit")
def add(request: Desk, campaign_id: int) -> HttpResponse:
    """Add subjects after the list was frozen; they are counted apart."""
    sheet = tasks.campaign_sheet(campaign_id, request.scope)
    form = AddForm(request.POST or None)
    part = there(office.adopted(request.scope.office_id, request.today)[sheet.campaign.scenario].subject)

    def act(given: asking.Cleaned) -> str:
        found = registry.by_codes(request.scope, part.kind, given["codes"])
        if unknown := [code for code in given["codes"] if code not in found]:
            words = f"没有找到{len(unknown)}个编号，没有保存。"
            raise Refused("front.R470", words, "请核对编号。", {"codes": "、".join(unknown[:10])})
        actions.add_to_campaign(campaign_id, found.values(), by=request.actor, at=request.now)
        return reverse("campaigns:one", args=[campaign_id])

    return asking.ask(request, form, act, page="campaigns/add.html", context={"campaign": sheet.campaign})

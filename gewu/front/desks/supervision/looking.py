"""回头看: plan what is to be seen again, see it again as another person, and what is still missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gewu.flows import look_back
from gewu.front import asked, asking, exports, uploads
from gewu.front.desk import Desk, desk_view
from gewu.front.fields import PeriodForm, day, long_text
from gewu.kernel.periods import Period
from gewu.matters import queries as matters
from gewu.matters.queries import Line
from gewu.matters.rules.words import LOOKED
from gewu.office import queries as office

#: result → the mark it bears
MARKS = {"held": "done", "rebounded": "late", "unclear": "soon"}
DUE_DAYS = 14
#: who plans, who rules, who goes
SEE = ("matters.supervise", "matters.rule", "matters.verify")


@dataclass(frozen=True)
class Looked:
    """A matter of the plan: what was found, or that it waits and whether this person may go."""

    line: Line
    found: str
    mark: str
    mine: bool

    @property
    def result(self) -> str:
        return LOOKED.get(self.found, "")


COLUMNS: tuple[exports.Column[Looked], ...] = (
    exports.Column("编号", lambda one: one.line.matter.number, 20),
    exports.Column("事项", lambda one: one.line.matter.title, 34),
    exports.Column("地点", lambda one: one.line.matter.place_text, 30),
    exports.Column("承办", lambda one: one.line.matter.unit.name if one.line.matter.unit else "", 18),
    exports.Column("办结日期", lambda one: one.line.matter.closed_on, 12),
    exports.Column("回头看", lambda one: one.result or "还没看", 10),
)


class PlanForm(PeriodForm):
    """What is to be looked at again: everything closed in a stretch, or a draw that its number repeats."""

    scenario = forms.ChoiceField(label=_("场景"))
    title = forms.CharField(label=_("名称"), max_length=100)
    start = day(_("办结日期从"))
    end = day(_("办结日期到"))
    due_on = day(_("看完期限"))
    size = forms.IntegerField(
        label=_("抽几件"), min_value=1, max_value=100_000, required=False, help_text=_("不填则全部都看")
    )
    seed = forms.IntegerField(
        label=_("抽样号"), min_value=0, max_value=2**31, help_text=_("同一个号抽出同样的事项，便于复核")
    )


class LookForm(forms.Form):
    """What the second look found."""

    seq = forms.IntegerField(widget=forms.HiddenInput)
    found = forms.ChoiceField(label=_("回头看结果"), choices=list(LOOKED.items()), widget=forms.RadioSelect)
    words = long_text(_("现场情况"), 3, max_length=2000)
    photos = asked.FilesField(label=_("现场照片"), required=False)


@desk_view(*SEE)
def index(request: Desk) -> HttpResponse:
    """List the plans and how far each got."""
    adopted = office.adopted(request.scope.office_id, request.today)
    rows = [
        (one, adopted[one.campaign.scenario].title if one.campaign.scenario in adopted else "", _late(request, one))
        for one in look_back.plans(request.scope)
    ]
    context = {"rows": rows, "may_plan": request.scope.may("matters.supervise")}
    return render(request, "supervision/look_backs.html", context)


def _late(request: Desk, one: look_back.Progress) -> bool:
    return one.looked < one.planned and one.campaign.to_on < request.today


@desk_view("matters.supervise")
def new(request: Desk) -> HttpResponse:
    """Plan a look-back: all that was closed in a stretch, or a draw of it."""
    adopted = office.adopted(request.scope.office_id, request.today)
    start = request.today.replace(day=1)
    initial = {
        "start": start.isoformat(),
        "end": request.today.isoformat(),
        "due_on": (request.today + timedelta(days=DUE_DAYS)).isoformat(),
        "seed": f"{request.today:%Y%m%d}",
    }
    form = PlanForm(request.POST or None, initial=initial)
    asked.offer(form, scenario=[(key, one.title) for key, one in adopted.items() if one.matter])

    def act(given: asking.Cleaned) -> str:
        plan = look_back.plan(
            by=request.actor,
            at=request.now,
            scenario=given["scenario"],
            title=given["title"],
            closed=Period.of(given["start"], given["end"]),
            due_on=given["due_on"],
            size=given["size"],
            seed=given["seed"],
        )
        return reverse("supervision:look_back", args=[plan.campaign.id])

    return asking.ask(request, form, act, page="supervision/new_look_back.html")


@desk_view(*SEE)
def one(request: Desk, plan_id: int) -> HttpResponse:
    """Show how a plan stands, the missing ones first and by name."""
    sheet = look_back.sheet(request.scope, plan_id)
    lines = matters.lines(request.scope.office_id, sheet.planned, request.now)
    rows = [_looked(request, sheet, line) for line in lines]
    table = exports.Table(f"{sheet.campaign.title} {_('回头看')}", COLUMNS, rows, len(rows), request.now)
    if file := exports.taken(request, table):
        return file
    context = {
        "plan": sheet.campaign,
        "planned": len(rows),
        "looked": sum(bool(row.found) for row in rows),
        "missing": [row for row in rows if not row.found],
        "seen": [row for row in rows if row.found],
        "counts": [(word, sum(row.found == key for row in rows)) for key, word in LOOKED.items()],
        "late": sheet.campaign.to_on < request.today,
        "may_look": request.scope.may("matters.verify"),
    }
    return render(request, "supervision/look_back.html", context)


def _looked(request: Desk, sheet: look_back.Sheet, line: Line) -> Looked:
    found = sheet.results.get(line.matter.id, "")
    return Looked(line, found, MARKS.get(found, ""), line.matter.handled_by_id == request.actor.staff_id)


@desk_view("matters.verify")
def look(request: Desk, plan_id: int, matter_id: int) -> HttpResponse:
    """Say what was found; what came back opens a matter that follows this one."""
    sheet = look_back.sheet(request.scope, plan_id)
    matter = sheet.waiting(matter_id)
    form = LookForm(request.POST or None, request.FILES or None, initial={"seq": matter.seq})
    back = reverse("supervision:look_back", args=[plan_id])

    def act(given: asking.Cleaned) -> str:
        sent = uploads.read(given["photos"] or ())
        opened = look_back.look(
            matter_id,
            by=request.actor,
            at=request.now,
            seq=given["seq"],
            plan_id=plan_id,
            result=given["found"],
            words=given["words"],
            files=[one.said for one in sent],
        )
        uploads.keep(request, sent, owner_kind="matter", owner_id=matter_id)
        return reverse("matters:detail", args=[opened.id]) if opened else back

    context = {"matter": matter, "plan": sheet.campaign, "back": back}
    return asking.ask(request, form, act, page="supervision/look.html", context=context)

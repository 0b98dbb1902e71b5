"""走访检查台账: the records of a scenario, one record, and voiding one."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gewu.answers import revealing
from gewu.front import asking, chips, exports, grounds, issuing, opening, pages, stretches
from gewu.front.chips import Chip
from gewu.front.desk import Desk, desk_view
from gewu.front.fields import ReasonForm
from gewu.kernel.types import there
from gewu.matters import queries as matters
from gewu.office import queries as office
from gewu.records import actions, rules
from gewu.records import queries as records

#: proposals to void that are named above the list
MOST = 20


@desk_view("tasks.do", "records.submit", "registry.see")
def index(request: Desk) -> HttpResponse:
    """List records by scenario, form, ground, period and words."""
    adopted = office.adopted(request.scope.office_id, request.today)
    writing = {key: one for key, one in adopted.items() if one.record}
    stretch = stretches.chosen(request)
    filters = [
        Chip("scenario", "场景", tuple((key, one.title) for key, one in writing.items())),
        grounds.chip(request.scope),
    ]
    chosen_scenario = writing.get(request.GET.get("scenario", ""))
    if chosen_scenario and (kinds := there(chosen_scenario.record).forms):
        filters.append(Chip("form", "种类", tuple(kinds.items())))
    chosen = chips.chosen(request, filters)
    rows = records.records(
        request.scope,
        scenario=chosen["scenario"],
        form=chosen.values.get("form", ""),
        area_id=int(chosen["area"]) if chosen["area"] else None,
        happened=stretch.period,
        text=chosen.words,
    )
    sentence = " · ".join(filter(None, [stretch.label, chosen.sentence]))
    columns = exports.columns("record", request)
    if file := exports.taken(request, exports.Table("走访检查台账", columns, rows, rows.count, request.now, sentence)):
        return file
    page = pages.cut(request, rows)
    context = {
        "chosen": chosen,
        "stretch": stretch,
        "page": page,
        "lines": [(row, adopted[row.scenario].title if row.scenario in adopted else row.scenario) for row in page],
        "to_void": records.void_asked(request.scope)[:MOST] if request.scope.may("records.submit") else [],
        "writing": writing if request.scope.may("records.submit") else {},
    }
    return render(request, "tasks/records.html", context)


@desk_view("tasks.do", "records.submit", "registry.see")
def one(request: Desk, record_id: int) -> HttpResponse:
    """Show one record: what was asked, checked, said, and what came of it."""
    opened = "opened" in request.GET and revealing.is_open(request.actor, request.now, "record", record_id)
    detail = records.detail(record_id, request.scope, opened=opened)
    context = {
        "detail": detail,
        "row": detail.record,
        "papers": issuing.panel(request, "record", record_id, detail),
        "checks": [
            (check, word, {"合格": "done", "不合格": "late"}.get(word, "paused")) for check, word in detail.checks
        ],
        "opened": [(row, opening.url("matter", row.id)) for row in matters.of_record(request.scope, detail.record.id)],
        "may_void": request.scope.may("records.submit") and detail.record.void_at is None,
        "mine": detail.record.void_asked_by_id == request.actor.staff_id,
    }
    return render(request, "tasks/record.html", context)


@desk_view("records.submit")
def void(request: Desk, record_id: int) -> HttpResponse:
    """Void one's own record of today with a reason; of any other it is proposed, and another person decides."""
    row = records.record(record_id, request.scope)
    form = ReasonForm(request.POST or None)

    act, back = partial(actions.void, row.id), reverse("tasks:record", args=[row.id])
    alone = rules.voids_alone(row.staff_id, row.happened_on, request.actor.staff_id, request.today)
    word = _("作废") if alone else _("提出作废")
    note = "" if alone else _("这条记录要两个人办：您提出，另一位有权限的同事确认后才作废。")
    return asking.act(request, form, act, title=_("作废记录"), word=word, note=note, back=back)


@require_POST
@desk_view("records.submit")
def judge_void(request: Desk, record_id: int) -> HttpResponse:
    """Agree to what somebody else proposed to void, or not."""
    agreed = request.POST.get("agreed") == "yes"
    actions.judge_void(record_id, by=request.actor, at=request.now, agreed=agreed)
    return HttpResponseRedirect(reverse("tasks:record", args=[record_id]))

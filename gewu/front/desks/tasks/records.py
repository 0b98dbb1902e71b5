"""走访检查台账: the records of a scenario, one record, and voiding one."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from gewu.answers import revealing
from gewu.front import asking, chips, exports, grounds, issuing, opening, pages, stretches
from gewu.front.chips import Chip
from gewu.front.desk import Desk, desk_view
from gewu.front.fields import ReasonForm
from gewu.kernel.types import there
from gewu.matters import queries as matters
from gewu.office import queries as office
from gewu.records import actions
from gewu.records import queries as records


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
    }
    return render(request, "tasks/record.html", context)


@desk_view("records.submit")
def void(request: Desk, record_id: int) -> HttpResponse:
    """Void a record with a reason; the task it fulfilled is open again."""
    row = records.record(record_id, request.scope)
    form = ReasonForm(request.POST or None)

    act, back = partial(actions.void, row.id), reverse("tasks:record", args=[row.id])
    return asking.act(request, form, act, title="作废记录", word="作废", back=back)

"""补贴发放: lists by month and programme, one list with its lines, and who was visited beside who was paid."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from gewu.front import chips, exports, pages, stretches, uploads
from gewu.front.chips import Chip
from gewu.front.desk import Desk, desk_view
from gewu.kernel.types import there
from gewu.money import queries as money
from gewu.money.rules import LineState, ListState, VisitedAndPaid
from gewu.office import queries as office
from gewu.records import queries as records
from gewu.scenario.grammar import Scenario

COLUMNS: tuple[exports.Column[money.ListView], ...] = (
    exports.Column("编号", lambda one: one.row.number, 20),
    exports.Column("名称", lambda one: one.row.title, 30),
    exports.Column("月份", lambda one: f"{one.row.for_month:%Y-%m}", 10),
    exports.Column("人数", lambda one: one.people, 8),
    exports.Column("金额（元）", lambda one: one.amount_fen / 100, 14),
    exports.Column("已到账（元）", lambda one: one.paid_fen / 100, 14),
    exports.Column("退回笔数", lambda one: one.returned, 8),
    exports.Column("状态", lambda one: one.state_title, 8),
    exports.Column("提示", lambda one: one.alarm, 30),
)


def paying(scenarios: dict[str, Scenario]) -> list[Scenario]:
    """Scenarios that pay somebody."""
    return [one for one in scenarios.values() if one.payment]


@desk_view("money.see")
def index(request: Desk) -> HttpResponse:
    """List payment lists with their sums and alarms, and the two populations of each programme."""
    scenarios = paying(office.adopted(request.scope.office_id, request.today))
    programmes = {key: one.title for scenario in scenarios for key, one in there(scenario.payment).programmes.items()}
    chosen = chips.chosen(request, [Chip("programme", "项目", tuple(programmes.items()))], searchable=False)
    stretch = stretches.chosen(request)
    rows = money.lists(request.scope, programme=chosen["programme"])
    table = exports.Table("补贴发放清单", COLUMNS, rows, len(rows), request.now, chosen.sentence)
    if file := exports.taken(request, table):
        return file
    context = {
        "chosen": chosen,
        "stretch": stretch,
        "page": pages.cut(request, rows),
        "programmes": programmes,
        "alarms": [one for one in rows if one.alarm],
        "populations": _populations(request, scenarios, stretch),
        "may_draw": request.scope.may("money.draw"),
    }
    return render(request, "money/index.html", context)


def _populations(request: Desk, scenarios: list[Scenario], stretch: stretches.Stretch) -> list[VisitedAndPaid]:
    """Visited beside paid, programme by programme; those with neither are left out."""
    found = []
    for scenario in scenarios:
        seen = _seen(request, scenario, stretch)
        for key, programme in there(scenario.payment).programmes.items():
            payees, fen = money.paid(request.scope, scenario.scenario, key, stretch.period)
            visited = frozenset().union(*(ids for form, ids in seen.items() if form.startswith(key)))
            if payees or visited:
                found.append(VisitedAndPaid(programme.title, visited, payees, fen))
    return found


def _seen(request: Desk, scenario: Scenario, stretch: stretches.Stretch) -> dict[str, set[int]]:
    """Who was visited, by the form of the record, which bears the programme's name."""
    rows = records.records(request.scope, scenario=scenario.scenario, happened=stretch.period)
    found: dict[str, set[int]] = {}
    for form, subject in rows.filter(subject_id__isnull=False).values_list("kind", "subject_id"):
        found.setdefault(form, set()).add(subject)
    return found


@desk_view("money.see")
def one(request: Desk, list_id: int) -> HttpResponse:
    """Show one list with its lines, and what can be done with it now."""
    view = money.payment_list(request.scope, list_id)
    lines = money.lines(request.scope, list_id)
    table = exports.Table(view.row.title, exports.columns("payment", request), lines, len(lines), request.now)
    if file := exports.taken(request, table):
        return file
    mine = view.row.drawn_by_id == request.actor.staff_id
    repaid = {line.repays_id for line in lines if line.repays_id and not line.void_at}
    can = request.scope.may
    context = {
        "view": view,
        "row": view.row,
        "page": pages.cut(request, lines, 100),
        "lines": [(line, LineState(line.state).word, line.id in repaid) for line in pages.cut(request, lines, 100)],
        "steps": ListState.steps(view.row.state),
        "may_approve": view.row.state == "drawn" and can("money.approve") and not mine,
        "may_send": view.row.state == "approved" and can("money.draw"),
        "may_return": view.row.state == "sent" and can("money.draw"),
        "may_repay": view.row.state == "returned" and can("money.draw"),
        "may_take_back": view.row.state == "returned" and view.row.drawn_by_id is not None and can("money.draw"),
        "waits": view.row.state == "drawn" and mine,
        "names": can("registry.see"),
    }
    return render(request, "money/one.html", context)


@desk_view("money.see")
def line(request: Desk, line_id: int) -> HttpResponse:
    """Go to the list that a line stands in."""
    list_id = money.list_of_line(request.scope, line_id)
    return HttpResponseRedirect(f"{reverse('money:one', args=[list_id])}#line-{line_id}")


@desk_view("money.see")
def docx(request: Desk, list_id: int) -> HttpResponse:
    """Give the list as a paper to be signed."""
    view = money.payment_list(request.scope, list_id)
    lines = money.lines(request.scope, list_id)
    place = office.office(request.scope.office_id)
    from gewu.front.papers import slips  # with python-docx: ten megabytes that few requests need

    paper = slips.payment_list(view, lines, place, names=request.scope.may("registry.see"))
    return uploads.paper(paper, view.row.title)

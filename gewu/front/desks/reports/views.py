"""材料报告: the list, the sheet of paper with its figures, what changed since it was issued, the .docx."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from gewu.front import exports, opening, pages, uploads
from gewu.front.desk import Desk, desk_view
from gewu.front.desks.reports.forms import BackForm, IssueForm, PublishForm
from gewu.indicators import listing
from gewu.kernel.numerals import to_chinese
from gewu.kernel.types import Refused, there
from gewu.office import queries as office
from gewu.reports import queries, rules
from gewu.reports.actions import template_of
from gewu.reports.queries.reading import plain_words
from gewu.reports.rendering import FigureShown, Rendered
from gewu.reports.rules import State, filled

if TYPE_CHECKING:
    from gewu.reports.models import Report
    from gewu.reports.rendering import Chapter, Item


COLUMNS: tuple[exports.Column[Report], ...] = (
    exports.Column("文号", lambda row: row.number, 20),
    exports.Column("标题", lambda row: title(row), 40),
    exports.Column("统计期", lambda row: queries.period_of(row).label(), 18),
    exports.Column("数据截至", lambda row: row.as_of, 12),
    exports.Column("状态", lambda row: rules.stands(row.state, checked=row.checked_by_id is not None), 8),
    exports.Column("拟稿", lambda row: row.drafted_by.name if row.drafted_by else "", 10),
    exports.Column("核稿", lambda row: row.checked_by.name if row.checked_by else "", 10),
    exports.Column("核稿日期", lambda row: row.checked_on, 12),
    exports.Column("审签", lambda row: row.signed_by.name if row.signed_by else "", 10),
    exports.Column("印发日期", lambda row: row.issued_on, 12),
)


def title(row: Report) -> str:
    """The title with the office's name and the period filled in."""
    return filled(row.title, plain_words(row))


@desk_view("figures.see", "reports.draft", "reports.check", "reports.sign")
def index(request: Desk) -> HttpResponse:
    """List reports, those that wait for somebody first."""
    rows = queries.reports(request.scope)
    table = exports.Table("材料报告", COLUMNS, rows, len(rows), request.now)
    if file := exports.taken(request, table):
        return file
    context = {
        "waiting": [
            (row, title(row), rules.stands(row.state, checked=row.checked_by_id is not None))
            for row in rows
            if row.state != "issued"
        ],
        "issued": [(row, title(row)) for row in rows if row.state == "issued"][:200],
        "series": _series(request),
        "may_draft": request.scope.may("reports.draft"),
    }
    return render(request, "reports/index.html", context)


def _series(request: Desk) -> list[tuple[str, str]]:
    """Scenarios that may be reported on every week: those with matters and a paragraph."""
    adopted = office.adopted(request.scope.office_id, request.today)
    return [
        (key, one.title)
        for key, one in adopted.items()
        if one.matter and one.report and "weekly_bulletin" in one.documents
    ]


@desk_view("figures.see", "reports.draft", "reports.check", "reports.sign")
def one(request: Desk, report_id: int) -> HttpResponse:
    """Show one report as a sheet, its chapters with their owners on the left, what can be done on the right."""
    row = queries.report(request.scope, report_id)
    rendered = queries.render(row, request.scope)
    changed = {item.slot: item for item in queries.differences(row, request.scope)} if row.state == "issued" else {}
    findings = queries.proofread(row, request.scope) if row.state != "issued" else []
    chosen = next((figure for figure in rendered.figures if figure.slot == request.GET.get("figure")), None)
    context = {
        "row": row,
        "rendered": rendered,
        "state": rules.stands(row.state, checked=row.checked_by_id is not None),
        "steps": State.steps(row.state),
        "chapters": _numbered(rendered),
        "changed": changed,
        "findings": findings,
        "figure": chosen,
        "figure_context": _figure_context(request, row, chosen) if chosen else {},
        "blocking": sum(one.blocks for one in findings),
        "may": _may(request, row),
        "back_form": BackForm(),
        "issue_form": IssueForm(),
        "publish_form": PublishForm(initial={"publish_on": request.today.isoformat()}),
    }
    return render(request, "reports/one.html", context)


def _numbered(rendered: Rendered) -> list[tuple[str, Chapter, list[tuple[str, Item]]]]:
    """Chapters with the numbers that Chinese papers print: 一、 and （一）; what has no heading has no number."""
    found, place = [], 0
    for chapter in rendered.chapters:
        place += bool(chapter.heading)
        headed = [item for item in chapter.items if item.heading]
        items = [(to_chinese(headed.index(item) + 1) if item in headed else "", item) for item in chapter.items]
        found.append((to_chinese(place), chapter, items))
    return found


def _may(request: Desk, row: Report) -> dict[str, bool]:
    """Which buttons this person gets; the room decides again when they are pressed."""
    can = request.scope.may
    return {
        "edit": row.state == "draft" and can("reports.draft"),
        "send_to_check": row.state == "draft" and can("reports.draft"),
        "check": row.state == "checking"
        and row.checked_by_id is None
        and can("reports.check")
        and not queries.wrote(row, request.actor.staff_id),
        "send_to_sign": row.state == "checking" and row.checked_by_id is not None and can("reports.check"),
        "issue": row.state == "signing" and can("reports.sign"),
        "send_back": row.state in ("checking", "signing") and (can("reports.check") or can("reports.sign")),
        "void": row.state == "draft" and can("reports.draft"),
        "publish": row.state == "issued" and row.publish_on is None and can("reports.draft"),
    }


@desk_view("figures.see", "reports.draft", "reports.check", "reports.sign")
def figure(request: Desk, report_id: int, slot: str) -> HttpResponse:
    """Show the definition and the first rows of one figure, beside the sheet or as a page of its own."""
    row = queries.report(request.scope, report_id)
    chosen = next((one for one in queries.render(row, request.scope).figures if one.slot == slot), None)
    if chosen is None:
        raise Refused("front.R460", "这份材料里没有这个数。", "请从材料正文中点开。")
    return render(
        request,
        "reports/figure.html",
        {"row": row, "figure": chosen, "figure_context": _figure_context(request, row, chosen)},
    )


def _figure_context(request: Desk, row: Report, chosen: FigureShown) -> dict[str, object]:
    """Where a figure's rows are: frozen ones beside the report, live ones on the figure's own page."""
    period = queries.period_of(row)
    query = f"period={period.printed()}&as_of={row.as_of.isoformat()}"
    live_rows = f"{reverse('figures:rows', args=[chosen.ref])}?{query}{'&part=of' if chosen.part == 'of' else ''}"
    changed = (
        next((one for one in queries.differences(row, request.scope) if one.slot == chosen.slot), None)
        if row.state == "issued"
        else None
    )
    return {
        "page": f"{reverse('figures:one', args=[chosen.ref])}?{query}",
        "rows": reverse("reports:rows", args=[row.id, chosen.slot]) if chosen.issued else live_rows,
        "live_rows": live_rows,
        "changed": changed,
    }


@desk_view("figures.see", "reports.draft", "reports.check", "reports.sign")
def issued_rows(request: Desk, report_id: int, slot: str) -> HttpResponse:
    """List the rows that stood behind a figure when it was issued."""
    row = queries.report(request.scope, report_id)
    frozen, found = queries.issued_rows(request.scope, report_id, slot)
    name = gettext("%s（印发时）明细") % frozen.title
    if exports.wanted(request):
        table = exports.behind(request, found, name, f"{title(row)}；{frozen.definition}")
        return there(exports.taken(request, table))
    page = pages.cut(request, found.ids)
    listed = listing.listing(replace(found, ids=tuple(page.rows)), request.scope)
    context = {
        "row": row,
        "title": title(row),
        "frozen": frozen,
        "listed": listed,
        "page": page,
        "lines": opening.lines(listed),
    }
    return render(request, "reports/rows.html", context)


@desk_view("figures.see", "reports.draft", "reports.check", "reports.sign")
def differences(request: Desk, report_id: int) -> HttpResponse:
    """List the figures that are no longer what was issued."""
    row = queries.report(request.scope, report_id)
    found = queries.differences(row, request.scope) if row.state == "issued" else []
    columns: tuple[exports.Column[queries.Difference], ...] = (
        exports.Column("编号", lambda one: one.slot, 8),
        exports.Column("指标", lambda one: one.title, 28),
        exports.Column("印发数", lambda one: one.issued, 14),
        exports.Column("现在", lambda one: one.live, 14),
        exports.Column("新增行", lambda one: len(one.came), 8),
        exports.Column("减少行", lambda one: len(one.gone), 8),
        exports.Column("其中补录", lambda one: one.late_entries, 8),
    )
    if file := exports.taken(
        request, exports.Table(f"{title(row)} {gettext('与印发数差异')}", columns, found, len(found), request.now)
    ):
        return file
    return render(request, "reports/differences.html", {"row": row, "title": title(row), "found": found})


@desk_view("figures.see", "reports.draft", "reports.check", "reports.sign")
def docx(request: Desk, report_id: int) -> HttpResponse:
    """Give the report as a paper that opens in WPS and Word."""
    row = queries.report(request.scope, report_id)
    rendered = queries.render(row, request.scope)
    from gewu.front.papers import report as paper  # with python-docx: ten megabytes that few requests need

    return uploads.paper(paper.docx(rendered, moment=row.issued_at or row.recorded_at), rendered.title)


@desk_view("figures.see", "reports.draft", "reports.check", "reports.sign")
def printed(request: Desk, report_id: int) -> HttpResponse:
    """Show the sheet alone, to be printed."""
    row = queries.report(request.scope, report_id)
    rendered = queries.render(row, request.scope)
    return render(
        request,
        "reports/print.html",
        {"row": row, "rendered": rendered, "chapters": _numbered(rendered), "state": State(row.state).word},
    )


@desk_view("figures.see", "reports.draft", "reports.check", "reports.sign")
def weekly(request: Desk, scenario: str) -> HttpResponse:
    """List the weeks of a year with their bulletins; a missing one shows."""
    adopted = office.adopted(request.scope.office_id, request.today)
    if scenario not in adopted:
        raise Refused("front.R453", "没有这个场景。", "请从材料报告中选择。")
    weeks = queries.bulletins(request.scope, template_of(scenario), request.today.year, request.today)
    context = {
        "scenario": adopted[scenario],
        "weeks": [(week, State(week.report.state).word if week.report else "") for week in reversed(weeks)],
        "missing": sum(week.report is None for week in weeks),
        "may_draft": request.scope.may("reports.draft"),
    }
    return render(request, "reports/weekly.html", context)

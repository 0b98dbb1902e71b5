"""督查督办: what is late or soon, supervised, bounced, put right twice, waits for a ruling, comes again."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from gewu.front import exports, pages, spoken
from gewu.front.desk import Desk, desk_view
from gewu.kernel.periods import DAY, Period
from gewu.matters import queries as matters
from gewu.matters.queries import Line
from gewu.matters.rules import category_title
from gewu.office import queries as office

#: view → its word, and what its emptiness means
VIEWS = {
    "late": ("已超期", "没有超期的事项。"),
    "soon": ("快到期", "眼下没有快到期的事项。"),
    "ruling": ("待裁定", "没有待裁定的申请。"),
    "supervised": ("已督办", "没有在督办的事项。"),
    "returned": ("有退单", "没有退过单的在办事项。"),
    "reworked": ("退回重办", "没有退回重办的在办事项。"),
    "paused": ("挂账", "没有挂账的事项。"),
}
RECUR_DAYS = 30

COLUMNS: tuple[exports.Column[Line], ...] = (
    exports.Column("编号", lambda line: line.matter.number, 20),
    exports.Column("事项", lambda line: line.matter.title, 34),
    exports.Column("场景", lambda line: line.scenario, 18),
    exports.Column("承办", lambda line: line.matter.unit.name if line.matter.unit else "", 18),
    exports.Column("区域", lambda line: line.matter.area.name if line.matter.area else "", 14),
    exports.Column("状态", lambda line: line.step, 10),
    exports.Column("时限", lambda line: spoken.short(line.colour), 14),
    exports.Column("说明", lambda line: spoken.sentence(line.colour), 50),
    exports.Column("督办次数", lambda line: line.matter.supervised, 8),
    exports.Column("退单次数", lambda line: line.matter.returns, 8),
)


@desk_view("matters.supervise", "matters.rule")
def index(request: Desk) -> HttpResponse:
    """Show one view of what needs supervision, with the counts of all."""
    view = request.GET.get("view", "late")
    view = view if view in VIEWS else "late"
    rows = matters.watched(request.scope, view, request.now)
    counts = matters.counts(request.scope, request.now)
    lines = matters.every(request.scope.office_id, rows, request.now)
    title = f"{gettext('督查督办')} {gettext(VIEWS[view][0])}"
    if file := exports.taken(request, exports.Table(title, COLUMNS, lines, rows.count, request.now)):
        return file
    page = pages.cut(request, rows)
    context = {
        "view": view,
        "views": [(key, word, counts[key]) for key, (word, _empty) in VIEWS.items()],
        "title": VIEWS[view][0],
        "empty_words": VIEWS[view][1],
        "good": view in ("late", "returned", "reworked"),
        "page": page,
        "lines": [Watched(line) for line in matters.lines(request.scope.office_id, page.rows, request.now)],
        "recurring": len(_recurring(request)),
    }
    return render(request, "supervision/index.html", context)


class Watched:
    """A line with what happened to it, in words."""

    def __init__(self, line: Line):
        self.line, row = line, line.matter
        said = (
            (row.supervised, gettext("督办%s次")),
            (row.returns, gettext("退单%s次")),
            (row.reworks, gettext("重办%s次")),
            (row.extensions, gettext("延期%s次")),
        )
        self.notes = "，".join(words % count for count, words in said if count)


@desk_view("matters.supervise", "matters.rule")
def recurring(request: Desk) -> HttpResponse:
    """List subjects of which the same thing was received again and again."""
    adopted = office.adopted(request.scope.office_id, request.today)
    rows = [
        (one, _title(adopted, one), adopted[one.scenario].title if one.scenario in adopted else "")
        for one in _recurring(request)
    ]
    columns: tuple[exports.Column[tuple[matters.Recurring, str, str]], ...] = (
        exports.Column("对象", lambda row: row[0].name, 24),
        exports.Column("地址", lambda row: row[0].place, 34),
        exports.Column("类别", lambda row: row[1], 18),
        exports.Column("件数", lambda row: row[0].count, 8),
        exports.Column("反映人数", lambda row: row[0].callers, 8),
        exports.Column("未办结", lambda row: row[0].open, 8),
        exports.Column("最近一次", lambda row: row[0].last_on, 12),
    )
    title = gettext("近%s天反复发生") % RECUR_DAYS
    if file := exports.taken(request, exports.Table(title, columns, rows, len(rows), request.now)):
        return file
    return render(request, "supervision/recurring.html", {"rows": rows, "days": RECUR_DAYS})


def _recurring(request: Desk) -> list[matters.Recurring]:
    return matters.recurring(request.scope, Period(request.today - timedelta(days=RECUR_DAYS), request.today + DAY))


def _title(adopted, one: matters.Recurring) -> str:
    return category_title(adopted[one.scenario], one.category) if one.scenario in adopted else one.category

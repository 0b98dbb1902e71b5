"""审计日志: who did what, whether the chain is whole, and what is not yet sealed."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from gewu.front import exports, pages, stretches
from gewu.front.desk import Desk, desk_view
from gewu.journal import queries as journal
from gewu.kernel import outside
from gewu.office import queries as office

if TYPE_CHECKING:
    from gewu.journal.models import JournalLine

COLUMNS: tuple[exports.Column[JournalLine], ...] = (
    exports.Column("位置", lambda line: line.position or "未封", 10),
    exports.Column("时间", lambda line: line.at, 17),
    exports.Column("谁", lambda line: line.actor, 24),
    exports.Column("做了什么", lambda line: line.act, 28),
    exports.Column("对象", lambda line: f"{line.noun} {line.row_id or ''}", 20),
    exports.Column("条数", lambda line: line.count, 8),
    exports.Column("封印", lambda line: line.seal[:16], 20),
)


@desk_view("journal.audit")
def index(request: Desk) -> HttpResponse:
    """List the journal, narrowed by act, person and days; say whether the chain is whole."""
    act = request.GET.get("act", "")[:60]
    staff_id = outside.number(request.GET.get("staff", ""))
    first, last = (stretches.day_of(request.GET.get(name, "")) for name in ("from", "to"))
    rows = journal.lines(
        request.scope,
        act=act,
        staff_id=staff_id,
        start=_moment(first) if first else None,
        end=_moment(last + timedelta(days=1)) if last else None,
    )
    if file := exports.taken(request, exports.Table("审计日志", COLUMNS, rows, rows.count, request.now, act)):
        return file
    context = {
        "act": act,
        "staff_id": staff_id,
        "first": first,
        "last": last,
        "people": office.staff(request.scope, request.today),
        "page": pages.cut(request, rows, 100),
        "verdict": journal.verify(request.scope.office_id),
    }
    return render(request, "admin/journal.html", context)


def _moment(day) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))

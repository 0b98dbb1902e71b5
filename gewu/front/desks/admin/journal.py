"""审计日志: who did what, whether the chain is whole, and what is not yet sealed."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gewu.front import asking, exports, pages, stretches
from gewu.front.desk import Desk, desk_view
from gewu.journal import heads
from gewu.journal import queries as journal
from gewu.kernel import outside
from gewu.kernel.types import Refused
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
        "outside": heads.problem_kept(office.office(request.scope.office_id)),
    }
    return render(request, "admin/journal.html", context)


@desk_view("journal.audit")
def head(request: Desk) -> HttpResponse:
    """Show the signed head of the chain, to be printed and kept in a folder."""
    return render(request, "admin/head.html", {"head": _head(request)})


def _head(request: Desk) -> heads.Head:
    return heads.head(office.office(request.scope.office_id), request.now)


class HeadForm(forms.Form):
    text = forms.CharField(label=_("凭证全文"), widget=forms.Textarea(attrs={"rows": 8}), max_length=2000, strip=True)


@desk_view("journal.audit", asks=True)
def compare(request: Desk) -> HttpResponse:
    """Say whether the chain still contains a head that was printed or kept elsewhere."""
    form, problem = HeadForm(request.POST or None), None
    if form.is_valid():
        try:
            held = heads.read(form.cleaned_data["text"])
            problem = heads.problem(office.office(request.scope.office_id), held)
        except Refused as refused:
            asking.put_on(form, refused)
    status = 422 if form.is_bound and problem is None else 200
    return render(request, "admin/compare.html", {"form": form, "problem": problem}, status=status)


def _moment(day) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))

"""The office's books: calendar, locked periods, and the register of forms from above (减负看板)."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gewu.front import asking, exports, stretches
from gewu.front.desk import Desk, desk_view
from gewu.front.desks.admin.forms import CalendarDayForm, LockForm, RegisterForm, YearForm
from gewu.front.fields import ReasonForm
from gewu.kernel.calendar import lawful_days
from gewu.kernel.types import Refused
from gewu.office import actions
from gewu.office import queries as office
from gewu.office.rules import Verdict

if TYPE_CHECKING:
    from gewu.office.models import FormRegister

ADMINISTRATORS = ("office.accounts", "office.security", "journal.audit")


@desk_view(*ADMINISTRATORS)
def calendar(request: Desk) -> HttpResponse:
    """Show the days of a year that differ from Monday-to-Friday."""
    year = stretches.year_of(request.GET.get("year", "")) or request.today.year
    announced, days = office.announced_years(), office.special_days(year)
    lawful = lawful_days(year)
    context = {
        "year": year,
        # The year after the last notice too: its days off by law are known.
        "years": sorted(
            {year, *range(min([*announced, request.today.year]), max([*announced, request.today.year]) + 2)}
        ),
        "announced": year in announced,
        "days": days,
        "lawful": sorted(lawful.items() - {(row.day, lawful.get(row.day)) for row in days}),  # not stated by a row
        "may": request.scope.may("office.accounts"),
    }
    return render(request, "admin/calendar.html", context)


@desk_view("office.accounts")
def day(request: Desk) -> HttpResponse:
    """State that a day is worked or off. Deadlines already given stay."""
    form = CalendarDayForm(request.POST or None)
    back = reverse("admin:calendar")

    def to(row) -> str:
        return f"{back}?year={row.day.year}"

    return asking.act(request, form, actions.set_day, title=_("改一天"), word=_("保存"), back=back, to=to)


@desk_view("office.accounts")
def year(request: Desk) -> HttpResponse:
    """State that the days off of a year are published."""
    form = YearForm(request.POST or None, initial={"year": request.today.year + 1})
    back = reverse("admin:calendar")

    def to(row) -> str:
        return f"{back}?year={row.year}"

    return asking.act(request, form, actions.announce_year, title=_("登记放假通知"), word=_("保存"), back=back, to=to)


@desk_view("periods.lock", *ADMINISTRATORS)
def locks(request: Desk) -> HttpResponse:
    """List locked periods."""
    rows = [(row, row.end - timedelta(days=1)) for row in office.period_locks(request.scope)]
    return render(request, "admin/locks.html", {"rows": rows, "may": request.scope.may("periods.lock")})


@desk_view("periods.lock")
def lock(request: Desk) -> HttpResponse:
    """Lock a period: from now on nothing dated inside it is added or changed."""
    form = LockForm(request.POST or None)
    title, back = _("锁定统计期"), reverse("admin:locks")
    return asking.act(request, form, actions.lock_period, title=title, word=_("锁定"), back=back)


@desk_view("periods.lock")
def unlock(request: Desk, lock_id: int) -> HttpResponse:
    """Open a locked period again: another person than the one who locked it, with a reason."""
    form, act = ReasonForm(request.POST or None), partial(actions.open_period, lock_id=lock_id)
    return asking.act(request, form, act, title=_("解锁统计期"), word=_("解锁"), back=reverse("admin:locks"))


@desk_view()
def forms_register(request: Desk) -> HttpResponse:
    """减负看板: forms from above, what each costs, which have run out."""
    rows = office.forms(request.scope)
    columns: tuple[exports.Column[FormRegister], ...] = (
        exports.Column("表号", lambda row: row.number, 16),
        exports.Column("名称", lambda row: row.title, 32),
        exports.Column("要表单位", lambda row: row.issuer, 20),
        exports.Column("批准文号", lambda row: row.approval, 18),
        exports.Column("有效期至", lambda row: row.expires_on, 12),
        exports.Column("每月小时", lambda row: round(row.minutes * row.rows_a_month / 60, 1), 10),
        exports.Column("意见", lambda row: Verdict(row.verdict).word, 8),
    )
    if file := exports.taken(request, exports.Table("减负看板", columns, rows, len(rows), request.now)):
        return file
    live = [row for row in rows if row.verdict != "returned"]
    context = {
        "rows": [
            (
                row,
                Verdict(row.verdict).word,
                row.expires_on is not None and row.expires_on < request.today,
                round(row.minutes * row.rows_a_month / 60, 1),
            )
            for row in rows
        ],
        "hours": round(sum(row.minutes * row.rows_a_month for row in live) / 60, 1),
        "without": sum(not row.approval for row in live),
        "may": request.scope.may("figures.observe"),
    }
    return render(request, "admin/forms.html", context)


@desk_view("figures.observe")
def new_form(request: Desk) -> HttpResponse:
    """Register a form from above."""
    form = RegisterForm(request.POST or None)
    title, back = _("登记一张表"), reverse("admin:forms")
    return asking.act(request, form, actions.register_form, title=title, word=_("登记"), back=back)


@desk_view("figures.observe")
def judge(request: Desk, form_id: int, verdict: str) -> HttpResponse:
    """Keep a form, or return it to whoever sent it."""
    if request.method != "POST":
        raise Refused("front.R404", "没有这个页面。", "请从减负看板办理。")
    actions.judge_form(by=request.actor, at=request.now, form_id=form_id, verdict=verdict)
    return HttpResponseRedirect(reverse("admin:forms"))

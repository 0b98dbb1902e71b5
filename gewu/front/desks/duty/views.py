"""应急值守: who is on duty now, and the roster of the weeks around."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gewu.front import asking, exports, people, stretches
from gewu.front.desk import Desk, desk_view
from gewu.front.fields import ReasonForm, day, long_text
from gewu.front.people import PersonField
from gewu.kernel.periods import week_of
from gewu.office import actions
from gewu.office import queries as office

if TYPE_CHECKING:
    from gewu.office.models import RosterShift

WEEKS = 2
COLUMNS: tuple[exports.Column[RosterShift], ...] = (
    exports.Column("日期", lambda row: row.day, 12),
    exports.Column("岗位", lambda row: row.post, 16),
    exports.Column("姓名", lambda row: row.staff.name, 12),
    exports.Column("单位", lambda row: row.staff.unit.name, 20),
    exports.Column("交接", lambda row: row.note, 40),
)


class ShiftForm(forms.Form):
    staff = PersonField(label=_("人员"))
    post = forms.CharField(
        label=_("岗位"), max_length=40, help_text=_("如带班领导、值班长、应急分队；一岗一天一人，几个人的分别写")
    )
    day = day(_("日期"))
    note = long_text(_("交接事项"), max_length=200, required=False)


class ChangeForm(ShiftForm):
    reason = long_text(_("为什么改"), max_length=200)


@desk_view("matters.see")
def index(request: Desk) -> HttpResponse:
    """Show today's duty and two weeks of roster."""
    first = week_of(stretches.day_of(request.GET.get("from", "")) or request.today).start
    last = first + timedelta(weeks=WEEKS)
    every = office.roster_story(request.scope, first, last)
    shifts = [one for one in every if one.void_at is None]
    if file := exports.taken(request, exports.Table("值班表", COLUMNS, shifts, len(shifts), request.now)):
        return file
    calendar = office.calendar()
    days = [first + timedelta(days=n) for n in range(WEEKS * 7)]
    context = {
        "now": office.roster(request.scope, request.today, request.today + timedelta(days=1)),
        "days": [
            (day, calendar.is_workday(day), calendar.name(day), [one for one in every if one.day == day])
            for day in days
        ],
        "first": first,
        "last": last - timedelta(days=1),
        "before": (first - timedelta(weeks=WEEKS)).isoformat(),
        "after": last.isoformat(),
        "may": request.scope.may("matters.supervise"),
    }
    return render(request, "duty/index.html", context)


@desk_view("matters.supervise")
def new(request: Desk) -> HttpResponse:
    """Put somebody on duty for a day."""
    wanted = stretches.day_of(request.GET.get("day", "")) or request.today
    form = ShiftForm(request.POST or None, initial={"day": wanted.isoformat()})
    people.offer(form, "staff", office.staff(request.scope, request.today))
    title, back = _("排班"), reverse("duty:index")
    return asking.act(request, form, actions.put_on_duty, title=title, word=_("排上"), back=back, to=_week)


@desk_view("matters.supervise")
def change(request: Desk, shift_id: int) -> HttpResponse:
    """Put another person, post or day in place of a shift."""
    row = office.shift(request.scope, shift_id)
    found = office.staff(request.scope, request.today)
    here = next((people.label(one) for one in found if one.id == row.staff_id), "")
    first = {"staff": here, "post": row.post, "day": row.day.isoformat(), "note": row.note}
    form = ChangeForm(request.POST or None, initial=first)
    people.offer(form, "staff", found)
    act = partial(actions.change_shift, shift_id=row.id)
    return asking.act(request, form, act, title=_("改这一班"), back=_week(row), whom=_said(row), to=_week)


@desk_view("matters.supervise")
def strike(request: Desk, shift_id: int) -> HttpResponse:
    """Strike a shift out; it stays to be read with its reason."""
    row = office.shift(request.scope, shift_id)
    act = partial(actions.strike_shift, shift_id=row.id)
    form = ReasonForm(request.POST or None)
    return asking.act(request, form, act, title=_("划掉这一班"), back=_week(row), whom=_said(row))


def _said(row: RosterShift) -> str:
    return f"{row.day} {row.post} {row.staff.name}"


def _week(row: RosterShift) -> str:
    return f"{reverse('duty:index')}?from={row.day.isoformat()}"

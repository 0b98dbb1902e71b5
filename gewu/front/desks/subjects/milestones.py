"""里程碑 of a project: promised once, forecast anew with a reason, stated reached; nothing is overwritten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gewu.front import asked, asking
from gewu.front.desk import Desk, desk_view
from gewu.front.desks.subjects.changing import _ask
from gewu.front.desks.subjects.forms import DAY
from gewu.front.desks.subjects.promises import promises, unpromised
from gewu.front.desks.subjects.words import Words
from gewu.kernel.types import Refused
from gewu.registry import actions
from gewu.registry import queries as registry

if TYPE_CHECKING:
    from gewu.registry.models import Subject


def _day(label) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs=DAY))


class PromiseForm(forms.Form):
    key = forms.ChoiceField(label=_("节点"))
    planned_on = _day(_("计划日期"))


class ForecastForm(forms.Form):
    forecast_on = _day(_("现在预计"))
    reason = forms.CharField(label=_("为什么变"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}))


class ReachedForm(forms.Form):
    actual_on = _day(_("实际日期"))


@desk_view("registry.edit")
def promise(request: Desk, subject_id: int) -> HttpResponse:
    """Promise a milestone of a project for a day; later it is only forecast anew."""
    subject = registry.subject(subject_id, request.scope)
    words = Words(request.scope.office_id, request.today)
    left = unpromised(subject, words, promises(subject, request.today))
    if not left:
        raise Refused("front.R4042", "这个对象没有可登记的节点。", "节点由场景写明；已登记的请更新预计。")
    form = PromiseForm(request.POST or None)
    asked.offer(form, key=left.items())

    def act(given: asking.Cleaned) -> object:
        title = left[given["key"]]
        return actions.set_milestone(by=request.actor, at=request.now, subject_id=subject.id, title=title, **given)

    return _ask(request, subject, form, act, gettext("登记节点"))


@desk_view("registry.edit")
def forecast(request: Desk, subject_id: int, key: str) -> HttpResponse:
    """Say when a milestone is now expected, and why."""
    subject = registry.subject(subject_id, request.scope)
    form = ForecastForm(request.POST or None)
    title = f"{_('更新预计')}：{_title(subject, key)}"
    return _ask(
        request,
        subject,
        form,
        lambda given: actions.forecast(by=request.actor, at=request.now, subject_id=subject.id, key=key, **given),
        title,
    )


@desk_view("registry.edit")
def reached(request: Desk, subject_id: int, key: str) -> HttpResponse:
    """State the day on which a milestone was reached."""
    subject = registry.subject(subject_id, request.scope)
    form = ReachedForm(request.POST or None, initial={"actual_on": request.today.isoformat()})
    title = f"{_('登记完成')}：{_title(subject, key)}"
    return _ask(
        request,
        subject,
        form,
        lambda given: actions.set_milestone(by=request.actor, at=request.now, subject_id=subject.id, key=key, **given),
        title,
    )


def _title(subject: Subject, key: str) -> str:
    titles = {row.key: row.title for row in registry.milestones(subject)}
    if key not in titles:
        raise Refused("front.R4043", "这个节点还没有登记。", "请先登记计划日期。")
    return titles[key]

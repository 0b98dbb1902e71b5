"""里程碑 of a project: promised once, forecast anew with a reason, stated reached; nothing is overwritten."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gewu.front import asked
from gewu.front.desk import Desk, desk_view
from gewu.front.desks.subjects.changing import KEEPING, _ask
from gewu.front.desks.subjects.promises import promises, unpromised
from gewu.front.desks.subjects.words import Words
from gewu.front.fields import day, long_text
from gewu.kernel.types import Refused
from gewu.registry import actions
from gewu.registry import queries as registry

if TYPE_CHECKING:
    from gewu.registry.models import Subject


class PromiseForm(forms.Form):
    key = forms.ChoiceField(label=_("节点"))
    planned_on = day(_("计划日期"))


class ForecastForm(forms.Form):
    forecast_on = day(_("现在预计"))
    reason = long_text(_("为什么变"), max_length=200)


class ReachedForm(forms.Form):
    actual_on = day(_("实际日期"))


@desk_view(*KEEPING)
def promise(request: Desk, subject_id: int) -> HttpResponse:
    """Promise a milestone of a project for a day; later it is only forecast anew."""
    subject = registry.subject(subject_id, request.scope)
    words = Words(request.scope.office_id, request.today)
    left = unpromised(subject, words, promises(subject, request.today))
    if not left:
        raise Refused("front.R4042", "这个对象没有可登记的节点。", "节点由场景写明；已登记的请更新预计。")
    form = PromiseForm(request.POST or None)
    asked.offer(form, key=left.items())

    def act(*, key: str, **more):
        return actions.set_milestone(key=key, title=left[key], **more)

    return _ask(request, subject, form, act, gettext("登记节点"))


@desk_view(*KEEPING)
def forecast(request: Desk, subject_id: int, key: str) -> HttpResponse:
    """Say when a milestone is now expected, and why."""
    subject = registry.subject(subject_id, request.scope)
    form = ForecastForm(request.POST or None)
    title = f"{_('更新预计')}：{_title(subject, key)}"
    return _ask(request, subject, form, partial(actions.forecast, key=key), title)


@desk_view(*KEEPING)
def reached(request: Desk, subject_id: int, key: str) -> HttpResponse:
    """State the day on which a milestone was reached."""
    subject = registry.subject(subject_id, request.scope)
    form = ReachedForm(request.POST or None, initial={"actual_on": request.today.isoformat()})
    title = f"{_('登记完成')}：{_title(subject, key)}"
    return _ask(request, subject, form, partial(actions.set_milestone, key=key), title)


def _title(subject: Subject, key: str) -> str:
    titles = {row.key: row.title for row in registry.milestones(subject)}
    if key not in titles:
        raise Refused("front.R4043", "这个节点还没有登记。", "请先登记计划日期。")
    return titles[key]

"""Taking back on the register: a stage or a tag that never was, with a reason; an admission, just now."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext

from gewu.front.desk import Desk, desk_view
from gewu.front.desks.subjects.changing import KEEPING, _ask
from gewu.front.desks.subjects.words import Words
from gewu.front.fields import ReasonForm
from gewu.kernel.types import Refused
from gewu.registry import actions
from gewu.registry import queries as registry


@desk_view(*KEEPING)
def tag(request: Desk, subject_id: int, tag_id: int) -> HttpResponse:
    """Take back a tag that was never right; ending one that was right is another page."""
    subject = registry.subject(subject_id, request.scope)
    row = next((one for one in registry.tags(subject, request.scope) if one.id == tag_id), None)
    if row is None:
        raise Refused("front.R4052", "没有找到这个标签。", "请刷新对象页面。")
    title = Words(request.scope.office_id, request.today).tags.get(row.tag, row.tag)
    form = ReasonForm(request.POST or None)
    return _ask(request, subject, form, partial(actions.undo_tag, tag_id=tag_id), gettext("撤销标签：%s") % title)


@desk_view(*KEEPING)
def stage(request: Desk, subject_id: int, scenario: str) -> HttpResponse:
    """Take back the stage that a subject is in and never was."""
    subject = registry.subject(subject_id, request.scope)
    form = ReasonForm(request.POST or None)
    return _ask(request, subject, form, partial(actions.undo_stage, scenario=scenario), gettext("撤销阶段"))


@desk_view(*KEEPING)
def admission(request: Desk, subject_id: int) -> HttpResponse:
    """Take back what one just admitted."""
    subject = registry.subject(subject_id, request.scope)
    _must_be_sent(request)
    actions.undo_admit(by=request.actor, at=request.now, subject_id=subject.id)
    messages.info(request, gettext("已撤回刚才的登记：%s") % subject.name)
    return HttpResponseRedirect(reverse("subjects:kind", args=[subject.kind]))


@desk_view(*KEEPING)
def verified(request: Desk, subject_id: int) -> HttpResponse:
    """State that one was there and everything on the page is right."""
    subject = registry.subject(subject_id, request.scope)
    _must_be_sent(request)
    actions.verify_on_site(by=request.actor, at=request.now, subject_id=subject.id)
    return HttpResponseRedirect(reverse("subjects:one", args=[subject.id]))


def _must_be_sent(request: Desk) -> None:
    if request.method != "POST":
        raise Refused("front.R4053", "没有这个页面。", "请从对象页面办理。")

"""关系: who lives where, owns, rents, works there, belongs to it: entered, ended on a day, put right, taken back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gewu.front import asked, asking
from gewu.front.desk import Desk, desk_view
from gewu.front.desks.subjects.changing import _ask
from gewu.front.fields import ReasonForm, day, long_text
from gewu.kernel.types import Refused
from gewu.registry import actions, rules
from gewu.registry import queries as registry

if TYPE_CHECKING:
    from gewu.registry.models import Relation, Subject

IN, OUT = "in", "out"


class TieForm(forms.Form):
    tie = forms.ChoiceField(label=_("什么关系"))
    other = forms.CharField(
        label=_("对方"), max_length=100, help_text=_("写编号、名称或地址；有几个相同的，下一步再选")
    )
    pick = forms.ChoiceField(label=_("是哪一个"), widget=forms.RadioSelect)
    valid_from = day(_("从哪天起"))
    source = forms.CharField(label=_("来源"), max_length=60, required=False, help_text=_("例如：走访、合同、本人来说"))


class EndForm(forms.Form):
    on = day(_("到哪天止"))


class CorrectForm(forms.Form):
    valid_from = day(_("从哪天起"))
    valid_to = day(_("到哪天止"), required=False, help_text=_("还在的不填"))
    source = forms.CharField(label=_("来源"), max_length=60, required=False)
    reason = long_text(_("为什么更正"), max_length=200)


@desk_view("registry.edit")
def relate(request: Desk, subject_id: int) -> HttpResponse:
    """Enter a relation of a subject, read from either end."""
    subject = registry.subject(subject_id, request.scope)
    tie, text = request.POST.get("tie", ""), request.POST.get("other", "")
    found = registry.called(request.scope, text, _natures(subject, tie)) if request.method == "POST" else []
    found = [one for one in found if one.id != subject.id]
    form = TieForm(request.POST or None, initial={"valid_from": request.today.isoformat()})
    asked.offer(form, tie=[("", "—"), *_ties(subject)], pick=[(str(one.id), _where(one)) for one in found])
    if len(found) < 2:
        del form.fields["pick"]

    def act(given: asking.Cleaned) -> str:
        if not found:
            words = gettext("台账上没有找到“%s”，没有保存。") % text
            hint = gettext("请核对，或先登记对方；注销、作废的和范围外的不能选。")
            raise Refused("front.R432", words, hint, {"other": gettext("没有找到")})
        other = int(given["pick"]) if "pick" in given else found[0].id
        kind, way = tie.split(":")
        ends = (subject.id, other) if way == OUT else (other, subject.id)
        more = {"valid_from": given["valid_from"], "source": given["source"]}
        actions.relate(by=request.actor, at=request.now, kind=kind, subject_id=ends[0], other_id=ends[1], **more)
        return _page(subject)

    context = {"title": gettext("登记关系"), "word": gettext("登记关系"), "back": _page(subject), "subject": subject}
    return asking.ask(request, form, act, page="_act.html", context=context)


def _page(subject: Subject) -> str:
    return reverse("subjects:one", args=[subject.id])


def _ties(subject: Subject) -> list[tuple[str, str]]:
    """The relations that something of this nature can have, from either end, with what the other end must be."""
    found = []
    for kind, (of, to) in rules.ENDS.items():
        for way, here, there in ((OUT, of, to), (IN, to, of)):
            if subject.nature in here.split():
                word = rules.RELATIONS[kind] if way == OUT else rules.INWARD.get(kind, rules.RELATIONS[kind])
                others = "、".join(gettext(rules.NATURES[one]) for one in there.split())
                said = gettext("%(word)s（对方是%(others)s）") % {"word": gettext(word), "others": others}
                found.append((f"{kind}:{way}", said))
    return found


def _natures(subject: Subject, tie: str) -> list[str]:
    """What may stand at the other end of a chosen relation."""
    kind, _colon, way = tie.partition(":")
    ends = rules.ENDS.get(kind, ("", ""))
    return ends[1 if way == OUT else 0].split()


def _where(one: Subject) -> str:
    return " ".join(filter(None, (one.name, one.code, one.place_text, one.area.name if one.area else "")))


@desk_view("registry.edit")
def end(request: Desk, subject_id: int, relation_id: int) -> HttpResponse:
    """End a relation on a day."""
    form = EndForm(request.POST or None, initial={"on": request.today.isoformat()})
    return _about(request, subject_id, relation_id, form, actions.end_relation, gettext("结束关系"))


@desk_view("registry.edit")
def correct(request: Desk, subject_id: int, relation_id: int) -> HttpResponse:
    """Put the days of a relation right, with a reason."""
    row = registry.relation(relation_id, subject_id, request.scope)
    initial = {name: getattr(row, name) for name in ("valid_from", "valid_to", "source")}
    form = CorrectForm(request.POST or None, initial=initial)
    return _about(request, subject_id, relation_id, form, actions.correct_relation, gettext("更正关系"))


@desk_view("registry.edit")
def void(request: Desk, subject_id: int, relation_id: int) -> HttpResponse:
    """Take back a relation that never was."""
    form = ReasonForm(request.POST or None)
    return _about(request, subject_id, relation_id, form, actions.void_relation, gettext("撤销关系"))


def _about(
    request: Desk, subject_id: int, relation_id: int, form: forms.BaseForm, act: Callable, title: str
) -> HttpResponse:
    """Ask for an act on one relation, and come back to the subject that it was opened from."""
    row = registry.relation(relation_id, subject_id, request.scope)
    subject = registry.subject(subject_id, request.scope)
    do = partial(act, relation_id=row.id)
    return _ask(request, subject, form, lambda subject_id, **more: do(**more), f"{title}：{_said(row)}")


def _said(row: Relation) -> str:
    return f"{row.subject.name} {gettext(rules.RELATIONS[row.kind])} {row.other.name}"

"""地址: the standard address of a subject, and what else people call it; identifiers that change."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gewu.front import asked, asking
from gewu.front.desk import Desk, desk_view
from gewu.front.desks.subjects.changing import KEEPING, _ask
from gewu.front.desks.subjects.forms import SECRETS_OF
from gewu.front.fields import long_text, secret
from gewu.grid import actions as ground
from gewu.grid import queries as grid
from gewu.kernel.types import Refused
from gewu.registry import actions, rules
from gewu.registry import queries as registry

NONE = "0"


class AddressForm(forms.Form):
    place_text = forms.CharField(label=_("地址"), max_length=200, required=False)
    pick = forms.ChoiceField(label=_("挂到哪个标准地址"), widget=forms.RadioSelect)


class AliasForm(forms.Form):
    text = forms.CharField(label=_("也叫"), max_length=200, help_text=_("老名字、俗称；按它也找得到这个地址"))


@desk_view(*KEEPING)
def address(request: Desk, subject_id: int) -> HttpResponse:
    """Say where a subject is; where the text means a standard address, it is asked which."""
    subject = registry.subject(subject_id, request.scope)
    text = request.POST.get("place_text", "")
    found = [one.address for one in grid.resolve(text, request.scope)] if request.method == "POST" else []
    first = {"place_text": subject.place_text}
    typed = request.POST.copy() if request.method == "POST" else None
    if typed is not None and found and "pick" not in typed:
        typed["pick"] = ""
    form = AddressForm(typed, initial=first)
    asked.offer(form, pick=[*((str(one.id), one.text) for one in found), (NONE, gettext("都不是，只记文字"))])
    if not found:
        del form.fields["pick"]

    def act(given: asking.Cleaned) -> str:
        address_id = int(given.get("pick", NONE)) or None
        said = {"place_text": given["place_text"], "address_id": address_id}
        actions.change(by=request.actor, at=request.now, subject_id=subject.id, **said)
        return reverse("subjects:one", args=[subject.id])

    context = {"title": gettext("改地址"), "word": gettext("改地址"), "subject": subject}
    context["back"] = reverse("subjects:one", args=[subject.id])
    return asking.ask(request, form, act, page="_act.html", context=context)


@desk_view("registry.edit")
def alias(request: Desk, subject_id: int) -> HttpResponse:
    """Let the address of a subject be found by another name."""
    subject = registry.subject(subject_id, request.scope)
    if subject.address_id is None:
        raise Refused("front.R4049", "这个对象没有挂标准地址。", "请先在“改地址”中选一个标准地址。")

    def act(*, subject_id: int, **given) -> None:
        ground.add_alias(address_id=subject.address_id or 0, **given)

    return _ask(request, subject, AliasForm(request.POST or None), act, gettext("登记地址别名"))


@desk_view("registry.edit")
def drop_alias(request: Desk, subject_id: int, alias_id: int) -> HttpResponse:
    """Take away a name that nobody calls the address by."""
    subject = registry.subject(subject_id, request.scope)
    if request.method != "POST":
        raise Refused("front.R4050", "没有这个页面。", "请从对象页面办理。")
    ground.drop_alias(by=request.actor, at=request.now, address_id=subject.address_id or 0, alias_id=alias_id)
    return HttpResponseRedirect(reverse("subjects:one", args=[subject.id]))


class NumberForm(forms.Form):
    def __init__(self, *args, kind: str, there: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"] = secret(rules.SECRETS[kind], max_length=40)
        if there:
            self.fields["text"].help_text = _("换成这个；号码停用、没有了的，留空")
            self.fields["reason"] = long_text(_("为什么改"), max_length=200, required=False)
        else:
            self.fields["text"].required = True
        if kind == "uscc":
            self.fields["another_because"] = long_text(
                _("与别的对象共用的，写明为什么"), max_length=200, required=False
            )


@desk_view(*KEEPING)
def number(request: Desk, subject_id: int, kind: str) -> HttpResponse:
    """Enter or change an identity number, a credit code or a telephone; it is sealed at once."""
    subject = registry.subject(subject_id, request.scope)
    there = kind in registry.masked(subject)
    if not there and kind not in SECRETS_OF.get(subject.nature, ()):
        raise Refused("front.R4051", "这类对象不登记这种号码。", "请从对象页面办理。")
    form = NumberForm(request.POST or None, kind=kind, there=there)

    def act(**given):
        return actions.set_secret(kind=kind, **given)

    title = gettext("更改%s") if there else gettext("登记%s")
    return _ask(request, subject, form, act, title % gettext(rules.SECRETS[kind]))

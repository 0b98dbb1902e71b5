"""One matter: its facts, its story, and every step by a plain form."""

from __future__ import annotations

from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from gewu.answers import revealing as answered
from gewu.front import asking, issuing, uploads
from gewu.front.desk import Desk, desk_view, status_of
from gewu.front.desks.matters import revealing, shown
from gewu.front.desks.matters.forms import VerbForm, choices
from gewu.kernel.types import Refused
from gewu.matters import actions
from gewu.matters import queries as matters
from gewu.matters.loop import Button


@desk_view("matters.see")
def detail(request: Desk, pk: int) -> HttpResponse:
    """Show one matter and what this person can do with it now."""
    return _page(request, pk)


@require_POST
@desk_view("matters.see")
def do(request: Desk, pk: int, key: str) -> HttpResponse:
    """Take one step; what is refused is said on the form, with everything typed still there."""
    verb = next((verb for verb in matters.verbs(pk, request.actor) if verb.key == key), None)
    if verb is None:
        raise Refused("front.R409", "这件事现在不能这样办，可能刚有人办过一步。", "请返回刷新，看过最新情况再办。")
    form = VerbForm(verb, 0, choices(request, [verb]), request.POST, request.FILES)
    if form.is_valid():
        try:
            _step(request, pk, verb, form)
            return HttpResponseRedirect(reverse("matters:detail", args=[pk]))
        except Refused as refused:
            request.refused = refused
            asking.put_on(form, refused)
            return _page(request, pk, form, status_of(refused))
    return _page(request, pk, form, 422)


def _step(request: Desk, pk: int, verb: Button, form: VerbForm) -> None:
    sent = uploads.read(form.photos(), "after")
    said = form.said() | ({"files": [one.said for one in sent]} if sent else {})
    actions.do(pk, verb.key, by=request.actor, at=request.now, seq=form.cleaned_data["seq"], said=said)
    uploads.keep(request, sent, owner_kind="matter", owner_id=pk)


def _page(
    request: Desk,
    pk: int,
    sent: VerbForm | None = None,
    status: int = 200,
    reveal: revealing.RevealForm | None = None,
) -> HttpResponse:
    opened = "opened" in request.GET and answered.is_open(request.actor, request.now, "matter", pk)
    found = matters.detail(pk, request.scope, request.now, opened=opened)
    verbs = matters.verbs(pk, request.actor, found, request.now)
    options = choices(request, verbs)
    made = [_form(verb, found.matter.seq, options, sent) for verb in verbs]
    if sent and all(form is not sent for form in made):
        made.insert(0, sent)  # no longer offered, but what was typed must not be lost
    context = {
        "found": found,
        "matter": found.matter,
        "shown": shown.matter(request, found),
        "papers": issuing.panel(request, "matter", pk, found),
        "primary": [form for form in made if form.verb.primary],
        "quiet": [form for form in made if not form.verb.primary and not form.verb.lacks],
        "lacking": [form.verb for form in made if form.verb.lacks],
        "can_reveal": revealing.may(request.scope, found.matter),
        "revealed": revealing.shown(request, found.matter),
        "reveal_form": reveal or revealing.RevealForm(),
    }
    return render(request, "matters/detail.html", context, status=status)


@require_POST
@desk_view("matters.see")
def reveal(request: Desk, pk: int) -> HttpResponse:
    """Show the reporter's full name and telephone on the matter's page for five minutes."""
    form = revealing.RevealForm(request.POST)
    if not form.is_valid():
        return _page(request, pk, status=422, reveal=form)
    number = revealing.ask(request, matters.matter(pk, request.scope), form.cleaned_data["reason"])
    return HttpResponseRedirect(f"{reverse('matters:detail', args=[pk])}?revealed={number}")


def _form(verb: Button, seq: int, options: dict, sent: VerbForm | None) -> VerbForm:
    return sent if sent and sent.verb.key == verb.key else VerbForm(verb, seq, options)


@desk_view("matters.see")
def file(request: Desk, pk: int, file_id: int) -> FileResponse:
    """Hand out a file of a matter in sight."""
    return uploads.serve(request, file_id, "matter", lambda owner: owner == pk and matters.matter(pk, request.scope))


@desk_view("matters.see")
def slip(request: Desk, pk: int) -> HttpResponse:
    """Print the routing slip of a matter."""
    found = matters.detail(pk, request.scope, request.now)
    document = found.scenario.documents.get("routing_slip")
    heading = document.title if document else _("事项流转单")
    context = {"found": found, "matter": found.matter, "shown": shown.matter(request, found), "heading": heading}
    return render(request, "matters/slip.html", context)

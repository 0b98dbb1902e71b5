"""Issuing a paper, registering one that came in, taking its scan, voiding it."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gewu.documents import actions
from gewu.documents import queries as papers
from gewu.documents.rules import is_address, said_day
from gewu.flows import papers as flow
from gewu.front import asked, asking, opening
from gewu.front.desk import Desk, desk_view, status_of
from gewu.front.desks.papers.forms import PaperForm, ReceivedForm, ScanForm
from gewu.front.fields import ReasonForm
from gewu.journal import files
from gewu.kernel.types import Refused, there
from gewu.scenario import vocabulary
from gewu.scenario.grammar import Document, Scenario


@desk_view("documents.issue")
def new(request: Desk, kind: str, of: int, scenario: str, document: str) -> HttpResponse:
    """Ask what a paper still has to say, show how it reads, and issue it with its number."""
    if kind not in vocabulary.PAPERS_OF:
        raise Refused("front.R4045", "没有这种文书。", "请从事项、对象或记录的文书一栏中选择。")
    edition, one = flow.asked(kind, of, scenario, document, by=request.actor, at=request.now)
    if one.ours:
        return _issue(request, kind, of, edition, one)
    return _receive(request, kind, of, edition, one)


def _issue(request: Desk, kind: str, of: int, scenario: Scenario, one: Document) -> HttpResponse:
    form = PaperForm(request.POST or None, asks=one.asks)
    which = (kind, of, scenario.scenario, one.key)
    context: dict[str, object] = {"form": form, "scenario": scenario, "document": one, "back": _back(kind, of)}
    context["day"] = said_day(request.today)
    status = 200
    if request.method == "POST" and form.is_valid():
        given = asked.given(form.cleaned_data, one.asks.values())
        try:
            if "issue" in request.POST:
                row = flow.issue(*which, by=request.actor, at=request.now, given=given)
                return HttpResponseRedirect(reverse("papers:one", args=[row.id]))
            owner, words = flow.preview(*which, by=request.actor, at=request.now, given=given)
            context["preview"] = [(said, is_address(said, place)) for place, said in enumerate(words)]
            context["tables"] = [owner.tables[name].kept() for name in one.tables]
        except Refused as refused:
            request.refused = refused
            asking.put_on(form, refused)
            status = status_of(refused)
    return render(request, "papers/new.html", context, status=status)


def _receive(request: Desk, kind: str, of: int, scenario: Scenario, one: Document) -> HttpResponse:
    form = ReceivedForm(
        request.POST or None, request.FILES or None, asks=one.asks, initial={"on": request.today.isoformat()}
    )
    which = (kind, of, scenario.scenario, one.key)

    def act(cleaned: asking.Cleaned) -> str:
        scan = _file(cleaned["scan"])
        said = {key: cleaned[key] for key in ("number", "sender", "on")}
        given = asked.given(cleaned, one.asks.values())
        row = flow.receive(*which, by=request.actor, at=request.now, scan=scan, given=given, **said)
        return reverse("papers:one", args=[row.id])

    context = {"scenario": scenario, "document": one, "back": _back(kind, of)}
    return asking.ask(request, form, act, page="papers/new.html", context=context)


@desk_view("documents.issue")
def scan(request: Desk, pk: int) -> HttpResponse:
    """Take the scan of a signed paper."""
    row = papers.paper(pk, request.scope)
    form = ScanForm(request.POST or None, request.FILES or None)

    def act(cleaned: asking.Cleaned) -> str:
        actions.scan(pk, by=request.actor, at=request.now, file=there(_file(cleaned["scan"])))
        return reverse("papers:one", args=[pk])

    context = {"document": row, "back": reverse("papers:one", args=[pk])}
    return asking.ask(request, form, act, page="papers/scan.html", context=context)


@desk_view("documents.issue")
def void(request: Desk, pk: int) -> HttpResponse:
    """Void a paper with a reason; its number is not given again."""
    row = papers.paper(pk, request.scope)
    back = reverse("papers:one", args=[pk])
    act = partial(actions.void, row.id)
    whom = " ".join(filter(None, [row.title, row.number]))
    return asking.act(
        request, ReasonForm(request.POST or None), act, title=_("作废文书"), word=_("作废"), back=back, whom=whom
    )


def _file(sent) -> files.Plain | None:
    return files.plain(sent.read(), sent.name or "扫描件") if sent else None


def _back(kind: str, of: int) -> str:
    return opening.url(kind, of) if of else reverse("papers:index")

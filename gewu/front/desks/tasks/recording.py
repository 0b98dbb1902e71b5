"""Recording a visit or an inspection: the scenario's questions and checklist as one form, or on paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from gewu.flows.inspect import inspect
from gewu.front import asking, chips, grounds, knowns, pages, uploads
from gewu.front.desk import Desk, desk_view
from gewu.front.desks.tasks.forms import RecordForm, local_minute
from gewu.kernel import outside
from gewu.kernel.types import Refused, there
from gewu.office import queries as office
from gewu.records import queries as records
from gewu.records.rules import NewRecord
from gewu.registry import queries as registry
from gewu.scenario.grammar import Scenario
from gewu.scenario.rules import standing_alone
from gewu.tasks import queries as tasks


@desk_view("records.submit")
def new(request: Desk, scenario: str) -> HttpResponse:
    """Record what was done and seen; what failed becomes matters at once."""
    found = _scenario(request, scenario)
    subject = _subject(request)
    alone = standing_alone(found)
    about_nobody = _campaign(request, found) or (request.GET.get("alone") and _kind(request, found) in alone)
    if found.subject and subject is None and not about_nobody:
        return _choose(request, found, alone)
    form = _form(request, found, subject)

    def act(given: asking.Cleaned) -> str:
        row = _submit(request, found, subject, form, given)
        return reverse("tasks:record", args=[row.id])

    context = {
        "scenario": found,
        "subject": subject,
        "alone": bool(found.subject) and subject is None,
        "kind": _kind(request, found),
        "master": found.master_system,
    }
    return asking.ask(request, form, act, page="tasks/new_record.html", context=context)


def _scenario(request: Desk, key: str) -> Scenario:
    found = office.adopted(request.scope.office_id, request.today).get(key)
    if found is None or found.record is None:
        raise Refused("front.R440", "没有启用这个场景，或它不用记录。", "请从走访检查中选择。")
    return found


def _subject(request: Desk):
    wanted = request.GET.get("subject", "")
    number = outside.number(wanted)
    return registry.subject(number, request.scope) if number else None


def _campaign(request: Desk, scenario: Scenario) -> int | None:
    """The campaign of this scenario that the record is for as a whole; None for none."""
    wanted = request.GET.get("campaign", "")
    row = tasks.campaign(int(wanted), request.scope) if wanted.isdecimal() else None
    return row.id if row and row.scenario == scenario.scenario else None


def _kind(request: Desk, scenario: Scenario) -> str:
    """The form of record that was chosen; the first by default."""
    forms = there(scenario.record).forms
    wanted = request.GET.get("form", "")
    return wanted if wanted in forms else next(iter(forms), "")


def _choose(request: Desk, scenario: Scenario, alone: Mapping[str, str]) -> HttpResponse:
    """Ask on whom: the scenario's own subjects, searched; forms that stand `alone` may be about nobody."""
    chosen = chips.chosen(request, [grounds.chip(request.scope)])
    rows = registry.subjects(
        request.scope,
        kind=there(scenario.subject).kind,
        tag=there(scenario.subject).tag,
        area_id=int(chosen["area"]) if chosen["area"] else None,
        text=chosen.words,
        on=request.today,
    )
    context = {"scenario": scenario, "chosen": chosen, "page": pages.cut(request, rows), "alone": alone.items()}
    return render(request, "tasks/choose.html", context)


def _form(request: Desk, scenario: Scenario, subject) -> RecordForm:
    sent = (request.POST, request.FILES) if request.method == "POST" else (None,)
    return RecordForm(
        *sent,
        scenario=scenario,
        split=subject.split if subject else "",
        form=_kind(request, scenario),
        areas=grounds.options(request.scope),
        with_subject=subject is not None,
        known=knowns.answers(there(scenario.record).asks, subject.attributes) if subject else None,
        initial={"happened_at": local_minute(request.now)},
    )


def _submit(request: Desk, scenario: Scenario, subject, form: RecordForm, given: asking.Cleaned):
    photo: Any = given.get("photo")
    sent = uploads.read([photo] if photo else [], "before")
    new = NewRecord(
        scenario=scenario.scenario,
        happened_at=given["happened_at"],
        subject_id=subject.id if subject else None,
        form=_kind(request, scenario),
        area_id=int(given["area"]) if given.get("area") else None,
        answers=form.answers(),
        checks=form.results(),
        title=given.get("title", ""),
        said=given["said"],
        campaign_id=_campaign(request, scenario),
        files=[one.said for one in sent],
    )
    row = inspect(new, by=request.actor, at=request.now).record
    uploads.keep(request, sent, owner_kind="record", owner_id=row.id)
    return row


@desk_view("tasks.do", "records.submit", "registry.see")
def sheet(request: Desk, scenario: str) -> HttpResponse:
    """Print the checklist as a paper sheet, for one subject or blank."""
    found = _scenario(request, scenario)
    subject = _subject(request)
    kind, part = _kind(request, found), there(found.record)
    asks, checks = (
        records.asked(found, subject.split if subject else "", kind) if subject else (part.asks, part.checks)
    )
    context = {
        "scenario": found,
        "subject": subject,
        "kind": part.forms.get(kind, part.noun),
        "asks": asks.values(),
        "checks": checks.values(),
        "place": office.office(request.scope.office_id),
    }
    return render(request, "tasks/sheet.html", context)

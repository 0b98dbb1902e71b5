"""上报、登记: choose what kind of thing it is, then say what is known; the rest is filled in."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gewu.front import asking, domains, uploads
from gewu.front.desk import Desk, desk_view
from gewu.front.desks.matters.forms import NewMatterForm
from gewu.front.desks.matters.listing import with_matters
from gewu.kernel import outside
from gewu.kernel.types import Refused, there
from gewu.matters import queries as matters
from gewu.matters.actions import NewMatter, NewReporter, take_in
from gewu.registry import queries as registry
from gewu.scenario.grammar import Scenario


@desk_view("matters.take_in")
def new(request: Desk) -> HttpResponse:
    """Ask what kind of thing it is: the scenarios in force, by domain."""
    scenarios = [one for one in with_matters(request).values() if _is_open(request, one)]
    return render(request, "matters/new.html", {"groups": domains.grouped(scenarios)})


@desk_view("matters.take_in")
def new_of(request: Desk, key: str) -> HttpResponse:
    """Take one matter in; the page of the new matter follows."""
    scenario = _scenario(request, key)
    subject = _subject(request)
    known = _known(request, subject)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = NewMatterForm(scenario, request.scope, *sent, initial={name: value for name, (value, _) in known.items()})
    context = {
        "scenario": scenario,
        "subject": subject,
        "origins": {name: origin for name, (_value, origin) in known.items()},
    }
    act = partial(_take_in, request, scenario, subject, form)
    return asking.ask(request, form, act, page="matters/new_of.html", context=context)


def _scenario(request: Desk, key: str) -> Scenario:
    found = with_matters(request).get(key)
    if found is None or not _is_open(request, found):
        raise Refused("front.R4041", "没有启用这个场景，或它不对您开放。", "请从“上报”页选择，或联系场景管理人员。")
    return found


def _is_open(request: Desk, scenario: Scenario) -> bool:
    closed = scenario.scenario in request.scope.closed.scenarios
    return not closed and there(scenario.matter).space in request.scope.spaces


def _subject(request: Desk):
    wanted = request.GET.get("subject", "")
    number = outside.number(wanted)
    return registry.subject(number, request.scope) if number else None


def _known(request: Desk, subject) -> dict[str, tuple[object, str]]:
    """What is known before anybody types: field -> (value, where it comes from)."""
    if subject is not None:
        said = _("来自底数台账")
        known = {"place": (subject.place_text or subject.name, said), "area": (subject.area_id, said)}
        return {name: pair for name, pair in known.items() if pair[0]}
    only = request.scope.area_ids
    return {"area": (next(iter(only)), _("您负责的网格"))} if only is not None and len(only) == 1 else {}


def _take_in(request: Desk, scenario: Scenario, subject, form: NewMatterForm, said: asking.Cleaned) -> str:
    sent = uploads.read(said["photos"], "before")
    new = replace(_new_matter(scenario, subject, form, said), files=[one.said for one in sent])
    made = take_in(new, by=request.actor, at=request.now, on_the_ground=not form.nowhere)
    uploads.keep(request, sent, owner_kind="matter", owner_id=made.id)
    return _after(request, made)


def _after(request: Desk, made) -> str:
    """The page of the new matter, where the reporter may see it; else the list, with its number said."""
    try:
        if request.scope.closed.cases or not request.scope.sees_area(made.area_id):
            matters.matter(made.id, request.scope)
    except Refused:
        messages.success(request, f"{made.number} {made.title}，" + _("已登记，不在您的范围内，由派单员办理。"))
        return reverse("matters:index")
    return reverse("matters:detail", args=[made.id])


def _new_matter(scenario: Scenario, subject, form: NewMatterForm, said: asking.Cleaned) -> NewMatter:
    plain = ("channel", "category", "level", "body", "place", "external_number", "anonymous", "received_at")
    return NewMatter(
        scenario=scenario.scenario,
        area_id=said.get("area"),
        subject_id=subject.id if subject else None,
        reporter=_reporter(said),
        answers=form.answers(),
        **{name: said[name] for name in plain if said.get(name)},
    )


def _reporter(said: asking.Cleaned) -> NewReporter | None:
    if not (said["reporter_name"] or said["reporter_phone"]):
        return None
    return NewReporter(said["reporter_name"], said["reporter_phone"])

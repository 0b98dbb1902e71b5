"""Today's doors, and the card of one door."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gewu.flows.inspect import inspect
from gewu.front import asking, rounds, uploads
from gewu.front.desk import Desk, desk_view
from gewu.front.desks.field.forms import MomentForm, SectionForm
from gewu.kernel.types import Refused, there
from gewu.office import queries as office
from gewu.records.actions import NewRecord
from gewu.registry import queries as registry
from gewu.scenario.grammar import Scenario
from gewu.tasks import queries as tasks

if TYPE_CHECKING:
    from gewu.registry.models import Subject


@desk_view("tasks.do")
def doors(request: Desk) -> HttpResponse:
    """List today's doors by building and floor."""
    mine = tasks.mine(request.scope, request.today)
    titles = {key: scenario.title for key, scenario in _adopted(request).items()}
    found = rounds.buildings(mine)
    context = {
        "buildings": found,
        "doors": sum(len(building.doors) for building in found),
        "due": sum(door.due_on <= request.today for building in found for door in building.doors),
        "titles": titles,
    }
    return render(request, "field/doors.html", context)


@desk_view("tasks.do")
def door(request: Desk, subject_id: int) -> HttpResponse:
    """Show one door's card; what is ticked becomes a record each, failed items become matters."""
    subject = registry.subject(subject_id, request.scope)
    due = [task for task in tasks.mine(request.scope, request.today) if task.subject_id == subject.id]
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    moment = MomentForm.at(request.now, *sent)
    due_on = {task.scenario: task.due_on for task in due}
    sections = [
        SectionForm(scenario, subject.split, *sent, due=scenario.scenario in due_on)
        for scenario in _scenarios(request, subject, due_on)
    ]
    valid = [form.is_valid() for form in (moment, *sections)] if sent else [False]
    if all(valid):
        ticked = [section for section in sections if section.cleaned_data["done"]]
        if ticked and _kept(request, subject, moment.cleaned_data["happened_at"], ticked):
            return HttpResponseRedirect(reverse("field:doors"))
        if not ticked:
            moment.add_error(None, _("还没有勾选办了哪一项。"))
    titles = registry.tag_titles(request.actor.office_id, request.today)
    context = {
        "subject": subject,
        "moment": moment,
        "sections": sections,
        "due": due_on,
        "tags": [
            titles.get(tag.tag, tag.tag) for tag in registry.tags(subject, request.scope) if tag.valid_to is None
        ],
    }
    return render(request, "field/door.html", context, status=422 if sent else 200)


def _adopted(request: Desk) -> dict[str, Scenario]:
    return office.adopted(request.actor.office_id, request.today)


def _scenarios(request: Desk, subject: Subject, due: Iterable[str]) -> list[Scenario]:
    """The scenarios that are due at this door, or were when a card was filled in that comes (or is opened) again."""
    adopted = _adopted(request)
    sent = [key for key in adopted if f"{key}-done" in request.POST]
    keys = dict.fromkeys([*due, *sent, *request.GET.getlist("again")])
    found = [adopted[key] for key in keys if key in adopted and adopted[key].record]
    return [one for one in found if one.scenario in due or (one.subject and one.subject.kind == subject.kind)]


def _kept(request: Desk, subject, at: datetime, ticked: list[SectionForm]) -> bool:
    """Keep the records of a card, all or none; what is refused is said in its own section."""
    said = []
    for section in ticked:
        try:
            said.append(_record(request, subject, at, section))
        except Refused as refused:
            asking.put_on(section, refused)
            return False
    messages.success(request, _("已提交：%s") % f"{subject.name}，{'；'.join(said)}")
    return True


def _record(request: Desk, subject, at: datetime, section: SectionForm) -> str:
    photos = uploads.read(section.cleaned_data["photos"], "before")
    new = NewRecord(
        scenario=section.scenario.scenario,
        happened_at=at,
        subject_id=subject.id,
        form=section.form,
        answers=section.answers(),
        checks=section.results(),
        said=section.cleaned_data["said"],
        files=[photo.said for photo in photos],
    )
    found = inspect(new, by=request.actor, at=request.now)
    uploads.keep(request, photos, owner_kind="record", owner_id=found.record.id)
    part = there(section.scenario.record)
    words = [f"{part.noun}1{part.measure_word}"]
    if found.opened:
        matter = there(section.scenario.matter)
        words.append(_("新增") + f"{matter.noun}{len(found.opened)}{matter.measure_word}")
    if found.joined:
        words.append(_("原有问题仍在") + f"{len(found.joined)}")
    return "，".join(words)

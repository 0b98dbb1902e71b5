"""Acts on the register: admit, change, tag, enter a stage, close, void, look at a masked value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from django.forms import BaseForm
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from gewu.answers import rules as answer_rules
from gewu.front import asked, asking, grounds, knowns
from gewu.front.desk import Desk, desk_view
from gewu.front.desks.subjects.forms import CloseForm, StageForm, SubjectForm, TagForm
from gewu.front.desks.subjects.views import nature_of
from gewu.front.desks.subjects.words import Words
from gewu.front.fields import ReasonForm
from gewu.journal import actions as journal
from gewu.kernel.refs import Ref
from gewu.kernel.types import there
from gewu.registry import actions, rules
from gewu.registry import queries as registry
from gewu.scenario import rules as scenario_rules

if TYPE_CHECKING:
    from gewu.registry.models import Subject


#: permissions of which one is enough to keep a register; the room asks whether it is this one
KEEPING = ("registry.edit", "registry.keep")


@desk_view(*KEEPING)
def new(request: Desk, kind: str) -> HttpResponse:
    """Admit a subject of a kind."""
    _must_keep(request, kind)
    words = Words(request.scope.office_id, request.today)
    nature = nature_of(request, kind)
    form = _subject_form(request, nature, kind, words)

    tried: list[rules.NewSubject] = []

    def act(given: asking.Cleaned) -> str:
        new = rules.NewSubject(
            nature=nature,
            kind=kind,
            code=given["code"] or _next_code(request, kind),
            name=given["name"],
            split=given.get("split", ""),
            area_id=int(given["area"]),
            place_text=given["place_text"],
            attributes=_answers(given, form.asks, given.get("split", "")),
            secrets=form.secrets(),
            valid_from=request.today,
            verified_on=request.today,
            source=_("手工登记"),
            space=next((part.space for part in words.parts_of(kind) if part.space), ""),
            another_because=request.POST.get("another_because", ""),
        )
        tried.append(new)
        row = actions.admit(by=request.actor, at=request.now, **vars(new))
        return reverse("subjects:one", args=[row.id])

    def alike() -> list[Subject]:
        """Those that it may be, when it was refused and the form is shown again."""
        return [one for new in tried for one in registry.alike(request.scope, new, request.today)]

    context = {
        "title": _("登记") + words.title(kind),
        "back": reverse("subjects:kind", args=[kind]),
        "draft": f"new-subject-{kind}",
        "word": _("登记"),
        "alike": alike,
    }
    return asking.ask(request, form, act, page="subjects/new.html", context=context)


def _must_keep(request: Desk, kind: str) -> None:
    if not registry.may_keep(request.actor, kind, request.today):
        request.actor.must("registry.edit", ask="社区书记或科室负责人")


def _next_code(request: Desk, kind: str) -> str:
    return f"{kind[:2].upper()}-{journal.next_number(request.scope.office_id, f'subject.{kind}'):06d}"


def _subject_form(request: Desk, nature: str, kind: str, words: Words, **more) -> SubjectForm:
    asks = registry.fields_of_kinds(request.scope.office_id, request.today).get(kind, {})
    areas = grounds.options(request.scope, ("grid", "dedicated_grid", "micro_grid"))
    splits = words.splits.get(kind, {})
    return SubjectForm(request.POST or None, nature=nature, asks=asks, splits=splits, areas=areas, **more)


def _answers(
    given: Mapping[str, object], asks: Mapping, split: str, hidden: Mapping[str, object] | None = None
) -> dict[str, object]:
    """What was typed, and of the personal answers that the form does not show (`hidden`) those not typed again."""
    fields = scenario_rules.asked(asks, split=split)
    kept = {key: value for key, value in (hidden or {}).items() if key in fields}
    return answer_rules.clean(fields, kept | asked.given(given, fields.values()))


@desk_view(*KEEPING)
def change(request: Desk, subject_id: int) -> HttpResponse:
    """Change what is known of a subject; what was there before stays in the journal."""
    subject = registry.subject(subject_id, request.scope)
    words = Words(request.scope.office_id, request.today)
    fields = {
        field.key: field for field, _value in registry.attributes(subject, request.today) if not isinstance(field, str)
    }
    known = knowns.answers(fields, subject.attributes)
    hidden = {key: subject.attributes[key] for key in known if fields[key].personal}
    initial = {
        "name": subject.name,
        "split": subject.split,
        "area": str(subject.area_id or ""),
        "place_text": subject.place_text,
        "known": known,
    }
    form = _subject_form(request, subject.nature, subject.kind, words, changing=True, initial=initial)

    def act(*, area: str, split: str = subject.split, **given):
        words = ("by", "at", "subject_id", "name", "place_text", "on", "correct", "reason")
        plain = {name: given[name] for name in words}
        return actions.change(
            attributes=_answers(given, form.asks, split, hidden), area_id=int(area), split=split, **plain
        )

    return _ask(request, subject, form, act, _("修改"), draft=f"change-{subject.id}")


@desk_view(*KEEPING)
def tag(request: Desk, subject_id: int) -> HttpResponse:
    """Give a subject a tag."""
    subject = registry.subject(subject_id, request.scope)
    tags = Words(request.scope.office_id, request.today).tags_of(subject.kind)
    first = {"valid_from": request.today.isoformat(), "tag": request.GET.get("tag")}
    form = TagForm(request.POST or None, tags=tags, initial=first)
    return _ask(request, subject, form, actions.tag, _("加标签"))


@desk_view(*KEEPING)
def untag(request: Desk, subject_id: int) -> HttpResponse:
    """End a tag today."""
    subject = registry.subject(subject_id, request.scope)
    held = {row.tag: row for row in registry.tags(subject, request.scope) if row.valid_to is None}
    titles = Words(request.scope.office_id, request.today).tags
    form = StageForm(
        request.POST or None,
        stages=[(key, titles.get(key, key)) for key in held],
        initial={"on": request.today.isoformat(), "stage": request.GET.get("tag")},
    )
    form.fields["stage"].label = _("去掉标签")

    def act(*, stage: str, words: str, **more):
        return actions.untag(tag=stage, **more)

    return _ask(request, subject, form, act, _("去掉标签"))


@desk_view(*KEEPING)
def stage(request: Desk, subject_id: int) -> HttpResponse:
    """Let a subject enter a stage of one of its scenarios."""
    subject = registry.subject(subject_id, request.scope)
    stages = [
        (str(Ref(one.scenario, key)), f"{one.title}：{title}")
        for one in Words(request.scope.office_id, request.today).scenarios_of(subject.kind)
        for key, title in there(one.subject).stages.items()
    ]
    form = StageForm(request.POST or None, stages=stages, initial={"on": request.today.isoformat()})

    def act(*, stage: str, **more):
        scenario, key, _part = Ref.read(stage)
        return actions.enter_stage(scenario=scenario, stage=key, **more)

    return _ask(request, subject, form, act, _("进入阶段"))


@desk_view(*KEEPING)
def close(request: Desk, subject_id: int) -> HttpResponse:
    """Take a subject off the register from a day on."""
    subject = registry.subject(subject_id, request.scope)
    form = CloseForm(request.POST or None, initial={"on": request.today.isoformat()})
    return _ask(request, subject, form, actions.close_subject, _("注销"))


@desk_view(*KEEPING)
def void(request: Desk, subject_id: int) -> HttpResponse:
    """Void a subject that should never have been admitted."""
    subject = registry.subject(subject_id, request.scope)
    form = ReasonForm(request.POST or None)
    return _ask(request, subject, form, actions.void, _("作废"))


@desk_view("registry.reveal")
def reveal(request: Desk, subject_id: int, kind: str) -> HttpResponse:
    """Open a masked value with a reason; it is shown for five minutes, and who looked is kept."""
    subject = registry.subject(subject_id, request.scope)
    form, act = ReasonForm(request.POST or None), partial(actions.reveal, kind=kind)
    return _ask(request, subject, form, act, _("查看完整") + rules.SECRETS.get(kind, kind), shown="?opened=1")


def _ask(
    request: Desk, subject, form: BaseForm, act: Callable, title: str, draft: str = "", shown: str = ""
) -> HttpResponse:
    """Ask for an act on one subject and come back to its page; `shown` is what the page then shows besides."""
    if not shown:
        _must_keep(request, subject.kind)
    back, do = reverse("subjects:one", args=[subject.id]) + shown, partial(act, subject_id=subject.id)
    return asking.act(request, form, do, title=title, back=back, subject=subject, draft=draft)

"""Editions of scenarios: copied, changed by form or as text, sent to a second person, adopted."""

from __future__ import annotations

import difflib
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gewu.flows.adopt_edition import adopt
from gewu.front import asking, domains, sheets
from gewu.front.desk import Desk, desk_view
from gewu.front.desks.scenarios.forms import (
    AdoptForm,
    BlanksForm,
    CardForm,
    ChecklistForm,
    CopyForm,
    EditionForm,
    TextForm,
    WordsForm,
)
from gewu.kernel.types import Refused
from gewu.office import actions
from gewu.office import queries as office
from gewu.office.rules import EditionState
from gewu.scenario import checking, from_checklist, packs, reader, requirements
from gewu.scenario import form as scenario_form
from gewu.scenario.problems import ScenarioErrors

#: the card of the whole file, in an address
WHOLE = "file"


@desk_view()
def edition(request: Desk, adoption_id: int) -> HttpResponse:
    """Show one edition: its text, what it changes, where it stands and what may be done now."""
    row = office.adoption(request.scope, adoption_id)
    mine = row.drafted_by_id == request.actor.staff_id
    may = {word: request.scope.may(f"scenarios.{word}") for word in ("draft", "review", "adopt")}
    context = {
        "row": row,
        "state": EditionState(row.state).word,
        "changed": _changed(request, row),
        "problems": checking.problems(row.text, office.calendar()) if row.state == "draft" else [],
        "may_edit": row.state == "draft" and may["draft"],
        "may_review": row.state == "review" and row.reviewed_by_id is None and may["review"] and not mine,
        "may_adopt": row.state == "review" and may["adopt"] and not mine,
        "may_retire": row.state == "active" and may["adopt"],
        "words_form": WordsForm(),
        "adopt_form": AdoptForm(initial={"from_on": request.today.isoformat()}),
        "waits_for_another": row.state == "review" and mine,
    }
    return render(request, "scenarios/edition.html", context)


@desk_view()
def asks(request: Desk, adoption_id: int) -> HttpResponse:
    """Say what an edition asks of people: what is needed, within what time, who, what is signed for."""
    row = office.adoption(request.scope, adoption_id)
    try:
        parts = requirements.requirements(reader.read(row.text))
    except ScenarioErrors:
        return HttpResponseRedirect(reverse("scenarios:edition", args=[row.id]))
    return render(request, "scenarios/asks.html", {"row": row, "parts": parts})


def _changed(request: Desk, row) -> list[tuple[str, str]]:
    """Lines that differ from the edition in force: ("add" or "del", line)."""
    in_force = office.adopted(request.scope.office_id, request.today).get(row.scenario)
    if in_force is None or in_force.edition == row.edition:
        return []
    lines = difflib.unified_diff(in_force.text.splitlines(), row.text.splitlines(), lineterm="", n=1)
    kinds = {"+": "add", "-": "del", " ": "same", "@": "gap"}
    return [(kinds[line[0]], line[1:] if line[0] != "@" else "…") for line in list(lines)[2:] if line]


@desk_view("scenarios.draft")
def by_form(request: Desk, adoption_id: int) -> HttpResponse:
    """Show a draft as cards, each in one sentence, and which of them have something wrong."""
    row = _draft(request, adoption_id)
    scenario, problems = checking.drafted(row.text, office.calendar())
    if scenario is None:
        return HttpResponseRedirect(reverse("scenarios:text", args=[row.id]))
    laid = scenario_form.groups(scenario)
    wrong = scenario_form.beside(laid, problems)
    shown = [
        (
            group,
            [
                (card, requirements.sentence(card), sum(map(len, wrong.get(card.place, {}).values())))
                for card in group.cards
            ],
        )
        for group in laid
    ]
    return render(request, "scenarios/form.html", {"row": row, "groups": shown, "count": len(problems)})


@desk_view("scenarios.draft")
def by_card(request: Desk, adoption_id: int, place: str) -> HttpResponse:
    """Change one card of a draft; a draft may be kept with what is still wrong elsewhere."""
    row = _draft(request, adoption_id)
    former = "".join(each.text for each in office.adoption_history(request.scope, row.scenario))
    scenario, problems = checking.drafted(row.text, office.calendar())
    laid = scenario_form.groups(scenario, former) if scenario else []
    card = scenario_form.card(laid, "" if place == WHOLE else place)
    if card is None:
        return HttpResponseRedirect(reverse("scenarios:form", args=[row.id]))
    form = CardForm(request.POST or None, card=card, wrong=scenario_form.beside(laid, problems).get(card.place, {}))

    def act(given: asking.Cleaned) -> str:
        text, there = (
            (card.without(row.text), None) if "remove" in request.POST else card.apply(row.text, form.changes)
        )
        actions.save_draft(by=request.actor, at=request.now, adoption_id=row.id, text=text)
        messages.success(request, _("已暂存。"))
        card_or_all = [row.id] if there is None else [row.id, there or WHOLE]
        return reverse("scenarios:form" if there is None else "scenarios:card", args=card_or_all)

    if "remove" in request.POST:
        return HttpResponseRedirect(act({}))
    around = [None, *scenario_form.cards(laid), None]
    at = around.index(card) if card in around else len(around) - 1
    context = {"row": row, "card": card, "kept": card in around, "group": scenario_form.group_of(laid, card).title}
    context |= {"whole": card.place.isalpha(), "before": around[at - 1], "after": around[min(at + 1, len(around) - 1)]}
    return asking.ask(request, form, act, page="scenarios/card.html", context=context)


@desk_view("scenarios.draft")
def by_text(request: Desk, adoption_id: int) -> HttpResponse:
    """Change a draft as text; what is wrong is shown beside its place, and nothing typed is lost."""
    row = _draft(request, adoption_id)
    form = TextForm(request.POST or None, initial={"text": row.text})
    problems = (
        checking.problems(form.cleaned_data["text"], office.calendar()) if form.is_bound and form.is_valid() else []
    )

    def act(given: asking.Cleaned) -> str:
        if problems:
            raise Refused("front.R450", f"场景文本有{len(problems)}处问题，没有保存。", "请按下表逐处改正。")
        actions.save_draft(by=request.actor, at=request.now, adoption_id=row.id, text=given["text"])
        return reverse("scenarios:edition", args=[row.id])

    context = {"row": row, "problems": problems}
    return asking.ask(request, form, act, page="scenarios/text.html", context=context)


def _draft(request: Desk, adoption_id: int):
    row = office.adoption(request.scope, adoption_id)
    if row.state != "draft":
        raise Refused("front.R451", "这个版本已经送审或启用，不能再改。", "要改请另起一个新版本。")
    return row


@desk_view("scenarios.draft")
def copy(request: Desk, key: str) -> HttpResponse:
    """Make a new scenario out of this one: 复制场景."""
    source = _in_force(request, key)
    initial = {"edition": f"{request.today:%Y-%m}", "title": f"{source.title}（改）"}
    form = CopyForm(request.POST or None, initial=initial)

    def act(given: asking.Cleaned) -> str:
        text = scenario_form.copy(source.text, key=given["key"], title=given["title"], edition=given["edition"])
        row = actions.draft_edition(by=request.actor, at=request.now, text=text)
        return reverse("scenarios:form", args=[row.id])

    return asking.ask(request, form, act, page="scenarios/copy.html", context={"source": source})


@desk_view("scenarios.draft")
def library(request: Desk) -> HttpResponse:
    """Show the packs that come with Gewu and that the office has no edition of."""
    known = {row.scenario for row in office.adoptions(request.scope)}
    rows = [one for one in checking.library() if one.scenario not in known]
    context = {"columns": domains.grouped(rows), "count": len(rows)}
    return render(request, "scenarios/library.html", context)


@desk_view("scenarios.draft")
def take(request: Desk, key: str) -> HttpResponse:
    """Draft a pack for this office; what only the office can say is asked."""
    pack = next((one for one in packs.shipped() if one.key == key), None)
    if pack is None:
        raise Refused("front.R455", "场景库里没有这个场景。", "请从场景库中选择。")
    given = packs.given(office.office(request.scope.office_id).name, request.today)
    blanks = [blank for blank in packs.blanks(pack.text) if blank not in given]
    form = BlanksForm(request.POST or None, blanks=blanks)

    def act(typed: asking.Cleaned) -> str:
        text = packs.fill(pack.text, {**given, **typed})
        row = actions.draft_edition(by=request.actor, at=request.now, text=text)
        return reverse("scenarios:edition", args=[row.id])

    scenario = next(one for one in checking.library() if one.scenario == key)
    return asking.ask(request, form, act, page="scenarios/take.html", context={"scenario": scenario})


@desk_view("scenarios.draft")
def checklist(request: Desk) -> HttpResponse:
    """Make the draft of a scenario out of an Excel checklist."""
    form = ChecklistForm(*((request.POST, request.FILES) if request.method == "POST" else (None,)))

    def act(given: asking.Cleaned) -> str:
        rows = sheets.texts(given["sheet"].read(), given["sheet"].name, "sheet")
        text = from_checklist.scenario_text(rows, key=given["key"], title=given["title"], today=request.today)
        row = actions.draft_edition(by=request.actor, at=request.now, text=text)
        return reverse("scenarios:form", args=[row.id])

    return asking.ask(request, form, act, page="scenarios/checklist.html")


@desk_view("scenarios.draft")
def revise(request: Desk, key: str) -> HttpResponse:
    """Begin a new edition of a scenario in use."""
    source = _in_force(request, key)
    form = EditionForm(request.POST or None, initial={"edition": f"{request.today:%Y-%m}"})

    def act(given: asking.Cleaned) -> str:
        text = scenario_form.copy(source.text, key=key, title=source.title, edition=given["edition"])
        row = actions.draft_edition(by=request.actor, at=request.now, text=text)
        return reverse("scenarios:form", args=[row.id])

    return asking.ask(request, form, act, page="scenarios/revise.html", context={"source": source})


def _in_force(request: Desk, key: str):
    found = office.adopted(request.scope.office_id, request.today).get(key)
    if found is None:
        raise Refused("front.R453", "没有这个场景。", "请从场景配置中选择。")
    return found


@desk_view("scenarios.draft", "scenarios.review", "scenarios.adopt")
def step(request: Desk, adoption_id: int, step: str) -> HttpResponse:
    """Take one step with an edition: send, agree, back, adopt or retire."""
    if request.method != "POST" or step not in _STEPS:
        raise Refused("front.R452", "没有这个办理步骤。", "请从版本页面办理。")
    form = AdoptForm(request.POST)
    words, from_on = request.POST.get("words", ""), form.cleaned_data["from_on"] if form.is_valid() else None
    _STEPS[step](words, from_on, by=request.actor, at=request.now, adoption_id=adoption_id)
    return HttpResponseRedirect(reverse("scenarios:edition", args=[adoption_id]))


#: what a button does, with the words and the day that stand beside it
_STEPS: dict[str, Callable[..., object]] = {
    "send": lambda words, from_on, **who: actions.send_for_review(**who),
    "agree": lambda words, from_on, **who: actions.review(**who, agreed=True, words=words),
    "back": lambda words, from_on, **who: actions.review(**who, agreed=False, words=words),
    "adopt": lambda words, from_on, **who: adopt(**who, from_on=from_on),
    "retire": lambda words, from_on, **who: actions.retire(**who),
}

"""底数台账: registers by kind, and the one page that tells a subject's whole story."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from gewu.answers import revealing
from gewu.answers import rules as answer_rules
from gewu.front import chips, exports, finding, grounds, issuing, opening, pages
from gewu.front.chips import Chip
from gewu.front.desk import Desk, desk_view
from gewu.front.desks.subjects.forms import SECRETS_OF
from gewu.front.desks.subjects.promises import promises, unpromised
from gewu.front.desks.subjects.words import SHARED_KINDS, Words
from gewu.grid import queries as grid
from gewu.indicators.telling import Telling, story
from gewu.kernel import telltale
from gewu.kernel.types import Refused, there
from gewu.registry import queries as registry
from gewu.registry import rules
from gewu.scenario.grammar import Scenario

if TYPE_CHECKING:
    from gewu.registry.models import Subject

#: lines of a story on its page
STORY = 60


@desk_view("registry.see", asks=True)
def index(request: Desk) -> HttpResponse:
    """List the registers with their counts; find one subject by number or words."""
    words = Words(request.scope.office_id, request.today)
    asked, number = finding.typed(request)
    if request.method == "POST" and not number:
        return finding.with_words(request, asked)
    counts = registry.kind_counts(request.scope, request.today)
    registers = [
        (kind, nature, words.kinds.get(kind) or gettext(SHARED_KINDS.get(kind) or rules.NATURES[nature]), count)
        for kind, nature, count in counts
    ]
    filled = {row[0] for row in counts}
    context = {
        "groups": [
            (gettext(title), [row for row in registers if row[1] == nature]) for nature, title in rules.NATURES.items()
        ],
        "empty": [
            (kind, title, registry.may_keep(request.actor, kind, request.today))
            for kind, title in words.kinds.items()
            if kind not in filled
        ],
        "asked": asked,
        "in_address": finding.in_address(request),
        "found": _found(request, asked, words),
        "may_map": request.scope.may("matters.see"),
        "may_money": request.scope.may("money.see"),
    }
    return render(request, "subjects/index.html", context)


def _found(request: Desk, asked: str, words: Words) -> list[tuple]:
    if not asked:
        return []
    by_number = request.method == "POST" or not telltale.asked(asked)
    exact = registry.find_by_identifier(asked, request.scope) if by_number else []
    rows = exact or registry.subjects(request.scope, text=asked)[:50]
    return [(row, words.kind(row)) for row in rows]


@desk_view("registry.see")
def kind(request: Desk, kind: str) -> HttpResponse:
    """List one register, narrowed by ground, class, tag, stage and words."""
    words = Words(request.scope.office_id, request.today)
    chosen = chips.chosen(request, _chips(request, kind, words))
    values = chosen.values
    area_id = int(values.pop("area")) if "area" in values else None
    rows = registry.subjects(request.scope, kind=kind, area_id=area_id, text=chosen.words, on=request.today, **values)
    title, asked = words.title(kind), values.get("stage", "").partition(".")[0]
    table = exports.Table(
        gettext("%s台账") % title,
        exports.columns("subject", request, **_stage_asked(request, asked, words)),
        rows,
        rows.count,
        request.now,
        chosen.sentence,
    )
    if file := exports.taken(request, table):
        return file
    page = pages.cut(request, rows)
    stages = registry.open_stages([row.id for row in page]) if words.stages_of(kind) else {}
    context = {
        "kind": kind,
        "title": title,
        "chosen": chosen,
        "page": page,
        "rows": [
            (row, words.split(row), words.standing(stages.get(row.id, {}), asked), words.misfits(row)) for row in page
        ],
        "has_stages": bool(words.stages_of(kind)),
        "per_grid": any(part.nature == "organisation" for part in words.parts_of(kind)),
        "may_edit": registry.may_keep(request.actor, kind, request.today),
    }
    return render(request, "subjects/kind.html", context)


def _stage_asked(request: Desk, scenario: str, words: Words) -> dict[str, Callable]:
    """The stages of the scenario asked for, in place of the ones entered last."""
    if not scenario:
        return {}
    held = registry.stages_on(request.scope.office_id, scenario, request.today)
    return {"stage": lambda row: words.stage(scenario, held.get(row.id, ""))}


def _chips(request: Desk, kind: str, words: Words) -> list[Chip]:
    filters = [
        grounds.chip(request.scope),
        Chip("split", "细类", tuple(words.splits.get(kind, {}).items())),
        Chip("tag", "标签", tuple(words.tags_of(kind).items())),
        Chip("stage", "阶段", tuple(words.stages_of(kind).items())),
    ]
    return [chip for chip in filters if chip.options]


@desk_view("registry.see")
def of(request: Desk, what: str, row_id: int) -> HttpResponse:
    """Go to the subject that a tag, a stage or a milestone belongs to."""
    return HttpResponseRedirect(reverse("subjects:one", args=[registry.subject_id_of(what, row_id, request.scope)]))


@desk_view("registry.see")
def one(request: Desk, subject_id: int) -> HttpResponse:
    """Show one subject: who or what, tags, relations, stages, and its story."""
    subject = registry.subject(subject_id, request.scope)
    opened = "opened" in request.GET and revealing.is_open(request.actor, request.now, "subject", subject.id)
    covered = not opened and subject.covered
    if opened:
        registry.as_typed(subject)
    words = Words(request.scope.office_id, request.today)
    may_edit = registry.may_keep(request.actor, subject.kind, request.today) and subject.void_at is None
    gone = bool(subject.void_at or (subject.valid_to and subject.valid_to <= request.today))
    tags = registry.tags(subject, request.scope)
    held = promises(subject, request.today)
    context = {
        "subject": subject,
        "kind_title": words.kind(subject),
        "file": words.file(subject),
        "split": words.split(subject),
        "misfits": words.misfits(subject),
        "attributes": _attributes(request, subject, opened=opened),
        "covered": covered,
        "secrets": _numbers(subject, registry.masked(subject), may_edit),
        "aliases": grid.aliases(subject.address_id),
        "vacancy": _vacancy(subject, tags),
        "just_admitted": may_edit and registry.just_admitted(request.actor, subject, request.now),
        "may_verify": may_edit and not gone and subject.verified_on != request.today,
        "tags": [(row, words.tags.get(row.tag, row.tag)) for row in tags],
        "relations": _relations(subject, request, words),
        "stages": [
            (row, words.stage(row.scenario, row.stage), words.adopted.get(row.scenario))
            for row in registry.stages(subject, request.scope)
        ],
        "milestones": held,
        "unpromised": unpromised(subject, words, held),
        "story": [
            (kept.word, line, opening.url(kept.kind, row_id))
            for kept, row_id, line in story(subject.id, Telling(request.scope, request.today), STORY)
        ],
        "scenarios": _recordable(words.scenarios_of(subject.kind), {row.tag for row in tags if row.valid_to is None}),
        "papers": issuing.panel(request, "subject", subject.id, subject),
        "has_doors": subject.kind == "estate",
        "may_edit": may_edit,
        "gone": gone,
        "may_tie": may_edit and request.scope.may("registry.edit"),
        "may_reveal": request.scope.may("registry.reveal"),
        "may_record": request.scope.may("records.submit") and not gone,
        "may_report": request.scope.may("matters.take_in") and not gone,
        "taggable": words.tags_of(subject.kind),
        "has_stages": bool(words.stages_of(subject.kind)),
        "revealed": registry.revealed(subject, request.scope, request.now) if "opened" in request.GET else {},
    }
    return render(request, "subjects/one.html", context)


def _vacancy(subject: Subject, tags: list) -> str:
    """Whether a dwelling is vacant, yes or no; "" for what is none."""
    if subject.nature != "dwelling":
        return ""
    return "yes" if any(row.tag == rules.VACANT and row.valid_to is None for row in tags) else "no"


def _numbers(subject: Subject, masked: dict[str, str], may_edit: bool) -> list[tuple[str, str, str]]:
    """The identifiers it has; to whoever may enter them, those too that it could have."""
    kinds = [*masked, *(kind for kind in SECRETS_OF.get(subject.nature, ()) if may_edit and kind not in masked)]
    return [(kind, rules.SECRETS.get(kind, kind), masked.get(kind, "")) for kind in kinds]


def _recordable(scenarios: list[Scenario], tags: set[str]) -> list[Scenario]:
    """The scenarios under which a visit to this subject is recorded: with a form, of a tag it bears."""
    return [one for one in scenarios if one.record and there(one.subject).tag in {"", *tags}]


def _attributes(request: Desk, subject: Subject, *, opened: bool) -> list[tuple[str, str]]:
    """Its answers in words; one of a removed question stands as it is kept."""
    return [
        (field, str(value)) if isinstance(field, str) else (field.say, answer_rules.show(field, value, opened=opened))
        for field, value in registry.attributes(subject, request.today)
    ]


def _relations(subject, request: Desk, words: Words) -> list[tuple]:
    """Relations read from this subject: its word, the other end, what that is, the row, whether it points outward."""
    found = []
    for row in registry.relations(subject, request.scope):
        outward = row.subject_id == subject.id
        other = row.other if outward else row.subject
        said = gettext(rules.RELATIONS[row.kind] if outward else rules.INWARD.get(row.kind, rules.RELATIONS[row.kind]))
        found.append((said, other, words.kind(other), row, outward))
    return found


def nature_of(request: Desk, kind: str) -> str:
    """Say what a kind is. Errors: Refused front.R431 for one that nobody names and no row has."""
    if found := registry.nature_of(request.scope, kind, request.today):
        return found
    raise Refused("front.R431", "没有这种对象。", "对象种类由启用的场景规定，请在底数台账中选择。")

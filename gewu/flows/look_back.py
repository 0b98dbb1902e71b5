"""回头看: other people go again to what was closed; what came back opens a linked matter (S1-A15, S1-D8)."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL

from gewu.journal import actions as journal
from gewu.kernel.calendar import local_day
from gewu.kernel.periods import Period
from gewu.kernel.types import Actor, Refused, Scope
from gewu.matters import actions as matters
from gewu.matters.actions import NewMatter
from gewu.matters.models import Matter, MatterEvent
from gewu.office import queries as office
from gewu.registry import actions as registry
from gewu.scenario.vocabulary import LOOK_BACK
from gewu.tasks import actions as tasks
from gewu.tasks.models import Campaign


@dataclass(frozen=True)
class Plan:
    """What is to be looked at again. `seed` repeats the draw."""

    campaign: Campaign
    matters: Sequence[Matter]
    seed: int


@dataclass(frozen=True)
class Sheet:
    """How a plan stands: those looked at, those missing, what came back; `rebounds` by handler's staff id."""

    campaign: Campaign
    planned: Sequence[Matter]
    results: dict[int, str]
    missing: Sequence[Matter]
    rebounds: dict[int | None, int]

    def waiting(self, matter_id: int) -> Matter:
        """Return a matter that is still to be seen. Errors: Refused flows.R4041 when it was seen, or not planned."""
        found = next((row for row in self.missing if row.id == matter_id), None)
        if found is None:
            raise Refused("flows.R4041", "这件事不在这个计划里，或者已经看过了。", "请从回头看计划里选还没看的。")
        return found


@dataclass(frozen=True)
class Progress:
    """How far a plan got: of `planned` matters `looked` were seen again and `rebounded` had come back."""

    campaign: Campaign
    planned: int
    looked: int
    rebounded: int


@transaction.atomic
def plan(
    *,
    by: Actor,
    at: datetime,
    scenario: str,
    title: str,
    closed: Period,
    due_on: date,
    size: int | None = None,
    seed: int = 0,
    matter_ids: Iterable[int] | None = None,
) -> Plan:
    """Plan to look back at matters closed in a period: all of them, named ones, or a draw of `size` by `seed`.

    Errors: Refused flows.R140 when nothing was closed then.
    """
    rows = Matter.objects.for_scope(by.scope).filter(scenario=scenario, state="done", void_at=None, merged_into=None)
    rows = rows.filter(closed_on__gte=closed.start, closed_on__lt=closed.end)
    rows = rows if matter_ids is None else rows.filter(id__in=list(matter_ids))
    found = list(rows.order_by("id"))
    if not found:
        raise Refused("flows.R140", "这段时间没有办结的事项，没有建立回头看计划。", "请换一段时间。")
    if size is not None and size < len(found):
        # random.Random is the same in every Python: the draw can be repeated from the seed on the paper.
        found = sorted(random.Random(seed).sample(found, size), key=lambda matter: matter.id)
    campaign = tasks.open_list(by=by, at=at, scenario=scenario, title=title, from_on=closed.start, to_on=due_on)
    said = {"plan": campaign.id, "seed": seed, "words": f"{title}，{due_on}前看完"}
    for matter in found:
        matters.do(matter.id, "look_planned", by=by, at=at, seq=matter.seq, said=said)
    _tell_checkers(campaign, by, at, f"回头看：{title}，{len(found)}件，{due_on}前看完")
    detail = {"seed": seed, "size": size}
    journal.write(
        "flows.look_back_planned", by=by, at=at, noun="campaign", row_id=campaign.id, count=len(found), detail=detail
    )
    return Plan(campaign, found, seed)


def _tell_checkers(campaign: Campaign, by: Actor, at: datetime, words: str) -> None:
    holders = office.duty_map(by.office_id, "checker", local_day(at)).values()
    told = sorted({holder.id for holder in holders})
    link = f"/supervision/look-backs/{campaign.id}/"
    journal.tell(told, office_id=by.office_id, kind="look_back", words=words, link=link)


@transaction.atomic
def look(
    matter_id: int,
    *,
    by: Actor,
    at: datetime,
    seq: int,
    plan_id: int,
    result: str,
    words: str = "",
    files: Sequence = (),
) -> Matter | None:
    """Record what the second look found: held, rebounded or unclear; return the new matter of a rebound.

    A rebound opens a matter that follows the old one, and the subject goes back to the stage it was in before.
    Errors: Refused matters.R165 when the handler looks back at an own matter, flows.R4041 when it was seen already.
    """
    sheet(by.scope, plan_id).waiting(matter_id)
    said = {"plan": plan_id, "found": result, "words": words, "files": list(files)}
    old = matters.do(matter_id, "looked_back", by=by, at=at, seq=seq, said=said)
    if result != "rebounded":
        return None
    _stage_back(by, at, old)
    return _reopened(by, at, old, words)


#: what a rebound has in common with the matter it follows; how it came to light is its own (回头看发现)
_SAME = ("scenario", "category", "grade", "level", "area_id", "subject_id")


def _reopened(by: Actor, at: datetime, old: Matter, words: str) -> Matter:
    opening = replace(by, scope=replace(by.scope, can=by.scope.can | {"matters.take_in"}))
    new = NewMatter(
        **{name: getattr(old, name) for name in _SAME},
        channel=LOOK_BACK,
        title=f"回头看反弹：{old.title}"[:200],
        body=words,
        place=old.place_text,
        follows_id=old.id,
        repeat_of_id=old.id,
    )
    return matters.take_in(new, by=opening, at=at)


def _stage_back(by: Actor, at: datetime, old: Matter) -> None:
    """The stage before the present one, by the subject's own history; nothing where it has none."""
    if old.subject is None:
        return
    spans = list(old.subject.stages.filter(scenario=old.scenario, void_at=None).order_by("-entered_on", "-id")[:2])
    if len(spans) == 2:
        system = office.system_actor(by.office_id)
        words = f"回头看反弹：{old.number}"
        registry.enter_stage(
            by=system, at=at, subject_id=old.subject.id, scenario=old.scenario, stage=spans[1].stage, words=words
        )


def _events(for_: Scope) -> QuerySet[MatterEvent]:
    """What was planned and seen. In words of our own: with values beside the text SQLite finds no partial index."""
    kinds = RawSQL("kind IN ('look_planned', 'looked_back')", [], output_field=BooleanField())
    return MatterEvent.objects.filter(kinds, office_id=for_.office_id)


def sheet(for_: Scope, plan_id: int) -> Sheet:
    """How a plan stands on any day: 17/18 with the missing one named."""
    campaign = Campaign.objects.for_scope(for_).filter(id=plan_id, items=None).first()
    if campaign is None:
        raise Refused("flows.R404", "没有找到这个回头看计划。", "请核对后重试。")
    events = _events(for_).filter(matter__scenario=campaign.scenario, at__gte=campaign.frozen_at)
    mine = [event for event in events.order_by("id") if event.said.get("plan") == plan_id]
    results = {event.matter_id: str(event.said["found"]) for event in mine if event.kind == "looked_back"}
    rows = Matter.objects.for_scope(for_).filter(id__in={event.matter_id for event in mine})
    planned = list(rows.select_related("area", "unit", "staff").order_by("id"))
    rebounds: dict[int | None, int] = {}
    for matter in planned:
        if results.get(matter.id) == "rebounded":
            rebounds[matter.handled_by_id] = rebounds.get(matter.handled_by_id, 0) + 1
    missing = [matter for matter in planned if matter.id not in results]
    return Sheet(campaign, planned, results, missing, rebounds)


def plans(for_: Scope) -> list[Progress]:
    """Every plan of the office, newest first, and how far it got."""
    planned: Counter[int] = Counter()
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for matter_id, kind, said in _events(for_).order_by("id").values_list("matter_id", "kind", "said"):
        if kind == "look_planned":
            planned[said["plan"]] += 1
        else:
            found[said["plan"]][matter_id] = said["found"]
    rows = Campaign.objects.for_scope(for_).filter(id__in=planned).order_by("-frozen_at", "-id")
    return [
        Progress(row, planned[row.id], len(found[row.id]), list(found[row.id].values()).count("rebounded"))
        for row in rows
    ]

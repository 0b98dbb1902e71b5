"""A campaign from its choice of places to the sheet that closes it (S1-D1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from django.db.models import Q

from gewu.answers import rules as answer_rules
from gewu.kernel.numerals import rounded
from gewu.kernel.types import Actor, Refused, Scope
from gewu.matters.models import Matter
from gewu.office import queries as office
from gewu.records.models import Record
from gewu.records.rules import part_of
from gewu.registry import queries as registry
from gewu.scenario.grammar import Field
from gewu.tasks import actions as tasks
from gewu.tasks import queries as task_queries
from gewu.tasks.models import Campaign
from gewu.tasks.queries import CampaignSheet

#: missing places that the sheet names; more are counted, and named on the campaign's own list
NAMED = 30


@dataclass(frozen=True)
class Sheet:
    """The campaign on one page: places, hazards, and every quantity that its records answered.

    `rate` is hazards put right of hazards found, in per cent; None where none was found.
    """

    places: CampaignSheet
    records: int
    found: int
    fixed: int
    sums: Mapping[str, tuple[Field, int]]
    hazards: Sequence[Matter] = ()

    @property
    def rate(self) -> Fraction | None:
        return Fraction(100 * self.fixed, self.found) if self.found else None


def start(
    *,
    by: Actor,
    at: datetime,
    scenario: str,
    title: str,
    from_on: date,
    to_on: date,
    area_id: int | None = None,
    split: str = "",
    tag: str = "",
) -> Campaign:
    """Start a campaign on the scenario's subjects, or those of an area, a kind or a tag; the list is frozen.

    Errors: Refused flows.R130 (no subjects in the scenario), tasks.R12x.
    """
    edition = office.adopted(by.office_id, from_on).get(scenario)
    if edition is None or edition.subject is None:
        raise Refused("flows.R130", "这个场景没有启用，或没有对象，不能开展专项行动。", "请另选场景。")
    whom = edition.subject
    rows = registry.subjects(by.scope, kind=whom.kind, tag=whom.tag, split=split, area_id=area_id, on=from_on)
    if tag:
        rows = rows.filter(id__in=registry.subjects(by.scope, tag=tag, on=from_on).values("id"))
    return tasks.start_campaign(
        by=by,
        at=at,
        scenario=scenario,
        title=title,
        from_on=from_on,
        to_on=to_on,
        subject_ids=rows.values_list("id", flat=True),
    )


def sheet(for_: Scope, campaign_id: int) -> Sheet:
    """How the campaign stands: out of the frozen list, with the missing places named."""
    places = task_queries.campaign_sheet(campaign_id, for_)
    campaign = places.campaign
    records = Record.objects.for_scope(for_).filter(scenario=campaign.scenario, void_at=None)
    records = records.filter(happened_on__gte=campaign.from_on, happened_on__lte=campaign.to_on)
    records = list(records.filter(Q(campaign_id=campaign.id) | Q(subject_id__in=campaign.items.values("subject_id"))))
    hazards = Matter.objects.for_scope(for_).filter(record_id__in=[row.id for row in records], void_at=None)
    hazards = list(hazards.select_related("subject").order_by("number"))
    done = sum(row.state == "done" for row in hazards)
    return Sheet(places, len(records), len(hazards), done, _sums(campaign, records), hazards)


def _sums(campaign: Campaign, records: Collection[Record]) -> dict[str, tuple[Field, int]]:
    scenario = office.adopted(campaign.office_id, campaign.from_on).get(campaign.scenario)
    if scenario is None:  # retired since: what was answered stands in its records
        return {}
    summed = {
        key: ask for key, ask in part_of(scenario).asks.items() if ask.type in ("whole_number", "money", "decimal")
    }
    totals: Counter[str] = Counter()
    for row in records:
        totals.update({key: int(row.answers[key]) for key in summed if key in row.answers})
    return {key: (ask, totals[key]) for key, ask in summed.items()}


def lines(sheet: Sheet) -> list[tuple[str, str]]:
    """The sheet as it is read out: what and how much, in the order of the paper."""
    places, missing = sheet.places.frozen, list(sheet.places.frozen_missing)
    said = [("底册", f"{places.due}家"), ("已检查", f"{places.done}家")]
    named = "、".join(task.subject.name for task in missing[:NAMED])
    said += [("未检查", named + (f"等{len(missing)}家" if len(missing) > NAMED else "") or "无")]
    if sheet.places.added.due:
        said.append(("增补", f"{sheet.places.added.due}家，已检查{sheet.places.added.done}家"))
    said += [("发现隐患", f"{sheet.found}处"), ("整改完成", f"{sheet.fixed}处")]
    if sheet.rate is not None:
        said.append(("整改率", f"{rounded(sheet.rate)}%"))
    return said + [(ask.say, answer_rules.show(ask, total)) for ask, total in sheet.sums.values()]

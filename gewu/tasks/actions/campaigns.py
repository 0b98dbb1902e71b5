"""A campaign freezes its list on the first day; what comes later is 增补 and shown apart (S1-C5, S1-D1)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from gewu.journal import actions as journal
from gewu.kernel.periods import DAY, Period, last_workday
from gewu.kernel.types import Actor, Refused
from gewu.office import queries as office
from gewu.registry import queries as registry
from gewu.tasks.actions.raising import NewTask, _insert
from gewu.tasks.models import Campaign, CampaignItem

if TYPE_CHECKING:
    from gewu.registry.models import Subject

#: whom to ask for a campaign
ASK = "科室负责人"


@transaction.atomic
def start_campaign(
    *,
    by: Actor,
    at: datetime,
    scenario: str,
    title: str,
    from_on: date,
    to_on: date,
    subject_ids: Iterable[int],
    who: str = "",
) -> Campaign:
    """Start a campaign over [from_on, to_on], both included, and freeze its list; each subject gets one task.

    who  role word of those who go; "" takes the first rule's of the scenario
    Errors: Refused tasks.R120 (no subjects), R121 (dates), office.R403.
    """
    by.must("registry.edit", ask=ASK)
    subject_ids = list(dict.fromkeys(subject_ids))
    if not subject_ids:
        raise Refused("tasks.R120", "专项行动的底册是空的，没有启动。", "请先选定对象。")
    if to_on < from_on:
        raise Refused("tasks.R121", "结束日期早于开始日期，没有启动。", "请核对日期。")
    campaign = open_list(by=by, at=at, scenario=scenario, title=title, from_on=from_on, to_on=to_on)
    _add(by, campaign, subject_ids, late=False, who=who)
    journal.write("tasks.campaign_started", by=by, at=at, noun="campaign", row_id=campaign.id, count=len(subject_ids))
    return campaign


def open_list(*, by: Actor, at: datetime, scenario: str, title: str, from_on: date, to_on: date) -> Campaign:
    """Open a named list with its dates, frozen from now on; for lists of matters too (flows.look_back)."""
    return Campaign.objects.create(
        office_id=by.office_id, scenario=scenario, title=title, from_on=from_on, to_on=to_on, frozen_at=at
    )


@transaction.atomic
def add_to_campaign(campaign_id: int, subject_ids: Iterable[int], *, by: Actor, at: datetime, who: str = "") -> int:
    """Add subjects after the list was frozen: they get tasks, but the rate stays out of the first list."""
    by.must("registry.edit", ask=ASK)
    campaign = Campaign.objects.for_scope(by.scope).one(id=campaign_id)
    held = set(campaign.items.values_list("subject_id", flat=True))
    fresh = [id for id in dict.fromkeys(subject_ids) if id not in held]
    _add(by, campaign, fresh, late=True, who=who)
    journal.write("tasks.campaign_added", by=by, at=at, noun="campaign", row_id=campaign.id, count=len(fresh))
    return len(fresh)


def _add(by: Actor, campaign: Campaign, subject_ids: list[int], *, late: bool, who: str) -> None:
    found = registry.live(by.scope, subject_ids)
    subjects = [found[key] for key in sorted(found)]
    if len(subjects) != len(subject_ids):
        raise Refused("tasks.R122", "有对象不在您的范围内，没有保存。", "请从底数台账中重新选择。")
    CampaignItem.objects.bulk_create(
        [CampaignItem(office_id=by.office_id, campaign=campaign, subject=one, added_late=late) for one in subjects]
    )
    scenario = office.adopted(by.office_id, campaign.from_on).get(campaign.scenario)
    if scenario is None:
        raise Refused("tasks.R123", "本单位没有启用这个场景，没有启动。", "请在场景配置中启用。")
    role = who or next((duty.who for duty in scenario.duties.values()), "grid_officer")
    duty = office.duty_map(by.office_id, role, campaign.from_on)
    whole = Period.of(campaign.from_on, campaign.to_on)
    due_on = last_workday(whole, office.calendar(campaign.to_on))
    office.must_be_open(by.office_id, due_on)
    _insert(by.office_id, (_task(campaign, scenario.edition, one, duty, due_on) for one in subjects))


def _task(campaign: Campaign, edition: str, subject: Subject, duty, due_on: date) -> NewTask:
    staff = duty.get(subject.area_id)
    return NewTask(
        scenario=campaign.scenario,
        edition=edition,
        rule=f"campaign:{campaign.id}",
        subject_id=subject.id,
        opens_on=campaign.from_on,
        due_on=due_on,
        closes_on=campaign.to_on + DAY,
        split=subject.split,
        area_id=subject.area_id,
        unit_id=staff.unit_id if staff else None,
        staff_id=staff.id if staff else None,
        campaign_id=campaign.id,
        origin="campaign",
    )

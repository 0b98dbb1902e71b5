"""Dated promises of a project, and forecasts that are added, never overwritten."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gewu.kernel.calendar import local_day
from gewu.kernel.types import Actor, Refused
from gewu.office import queries as office
from gewu.registry.actions._common import held, note
from gewu.registry.models import Milestone, MilestoneForecast


@transaction.atomic
def set_milestone(
    *,
    by: Actor,
    at: datetime,
    subject_id: int,
    key: str,
    title: str = "",
    planned_on: date | None = None,
    actual_on: date | None = None,
) -> Milestone:
    """Promise a milestone (`planned_on`) or state that it was reached (`actual_on`); what is not given stays.

    Errors: Refused registry.R151 for a day of reaching that has not come yet.
    """
    subject = held(by, at, subject_id)
    if actual_on and actual_on > local_day(at):
        raise Refused(
            "registry.R151", "完成日期还没有到，没有保存。", "还没完成的请更新预计。", {"actual_on": "不能晚于今天"}
        )
    row, _ = Milestone.objects.get_or_create(
        subject=subject, key=key, defaults={"office_id": by.office_id, "title": title or key}
    )
    for was, day in ((row.planned_on, planned_on), (row.actual_on, actual_on)):
        if day and day != was:  # the day it takes the place of is printed, too
            for one in filter(None, (was, day)):
                office.must_be_open(by.office_id, one)
    row.title = title or row.title
    row.planned_on = planned_on or row.planned_on
    row.actual_on = actual_on or row.actual_on
    row.save()
    note("milestone_set", subject, by, at, {"key": key, "planned_on": str(planned_on), "actual_on": str(actual_on)})
    return row


@transaction.atomic
def forecast(
    *, by: Actor, at: datetime, subject_id: int, key: str, forecast_on: date, reason: str
) -> MilestoneForecast:
    """Say when a milestone is now expected, and why.

    Errors: Refused registry.R150 when it was never promised, R152 without a reason, R153 once it was reached.
    """
    subject = held(by, at, subject_id)
    if not reason.strip():
        raise Refused("registry.R152", "没有写预计变化的原因，没有保存。", "请写明原因。", {"reason": "请写明原因"})
    milestone = Milestone.objects.filter(subject=subject, key=key).first()
    if milestone is None:
        raise Refused("registry.R150", "这个节点还没有登记，没有保存。", "请先登记计划日期。")
    if milestone.actual_on:
        raise Refused("registry.R153", "这个节点已经完成，没有保存。", "已完成的不再预计。")
    office.must_be_open(by.office_id, local_day(at))
    row = MilestoneForecast.objects.create(
        office_id=by.office_id,
        milestone=milestone,
        forecast_on=forecast_on,
        reason=reason[:200],
        staff_id=by.staff_id,
        at=at,
    )
    milestone.forecast_on = forecast_on
    milestone.save(update_fields=["forecast_on"])
    note("milestone_forecast", subject, by, at, {"key": key, "forecast_on": str(forecast_on)})
    return row

"""Stages: where a lead, a petition or a reservoir of houses stands, with its history."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gewu.kernel.calendar import local_day
from gewu.kernel.types import Actor, Refused
from gewu.office import queries as office
from gewu.registry.actions._common import dated, held, must_be_there, note, taken_back
from gewu.registry.models import StageSpan, Subject


@transaction.atomic
def enter_stage(
    *, by: Actor, at: datetime, subject_id: int, scenario: str, stage: str, on: date | None = None, words: str = ""
) -> StageSpan:
    """Let a subject enter a stage of a scenario from a day on; it leaves the one it was in.

    Errors: Refused registry.R140 for an unknown stage, R141 when it is there already, R142 for a day before the
    stage it is in, R143 for one to come, R145 for one before the scenario was adopted, office.R310 in or before a
    locked period.
    """
    subject = held(by, at, subject_id)
    day = on or local_day(at)
    _refuse_unknown(by.office_id, scenario, stage, day)
    if day > local_day(at):
        raise Refused(
            "registry.R143", "进入阶段的日期还没有到，没有改动。", "到了那天再登记。", {"on": "不能晚于今天"}
        )
    must_be_there(subject, day)
    office.must_be_open_from(by.office_id, day)
    now = _open(subject, scenario)
    if now and now.stage == stage:
        raise Refused("registry.R141", f"“{subject.name}”已在这个阶段，没有改动。")
    if now and day < now.entered_on:
        raise Refused("registry.R142", f"日期早于进入现阶段的{now.entered_on}，没有改动。", "请核对日期。")
    if now:
        now.left_on = day
        now.save(update_fields=["left_on"])
    span = StageSpan.objects.create(
        scenario=scenario, stage=stage, entered_on=day, staff_id=by.staff_id, note=words[:200], **dated(subject)
    )
    _project(subject)
    note("stage_entered", subject, by, at, {"scenario": scenario, "stage": stage, "span_id": span.id})
    return span


@transaction.atomic
def undo_stage(*, by: Actor, at: datetime, subject_id: int, scenario: str, reason: str = "") -> Subject:
    """Take back the stage that a subject is in and never was: the one before is open again.

    A slip of one's own hand needs no reason for ten minutes. Errors: Refused registry.R130 without a reason later,
    R144 when it is in no stage, office.R310 in a locked period.
    """
    subject = held(by, at, subject_id)
    now = _open(subject, scenario)
    if now is None:
        raise Refused("registry.R144", f"“{subject.name}”目前不在任何阶段，没有改动。", "请刷新页面后重试。")
    now = taken_back(now, "registry.stage_entered", by, at, subject, "span_id", reason)
    office.must_be_open_from(by.office_id, now.entered_on)
    now.void_at = at
    now.save(update_fields=["void_at"])
    spans = StageSpan.objects.filter(subject=subject, scenario=scenario, void_at=None, left_on=now.entered_on)
    if before := spans.order_by("-id").first():
        before.left_on = None
        before.save(update_fields=["left_on"])
    _project(subject)
    detail = {"scenario": scenario, "stage": now.stage, "span_id": now.id}
    note("stage_undone", subject, by, at, detail, {"reason": reason[:200]} if reason else None)
    return subject


def _refuse_unknown(office_id: int, scenario: str, stage: str, day: date) -> None:
    found = office.adopted(office_id, day).get(scenario)
    if found is None:
        words, cure = office.not_in_force(office_id, scenario, day)
        raise Refused("registry.R145", f"{words}，没有改动。", cure, {"on": "那天还没有启用"})
    if found.subject is None or stage not in found.subject.stages:
        raise Refused(
            "registry.R140", f"场景“{scenario}”没有“{stage}”这个阶段，没有改动。", "请在场景配置中核对阶段。"
        )


def _open(subject: Subject, scenario: str) -> StageSpan | None:
    return StageSpan.objects.filter(subject=subject, scenario=scenario, left_on=None, void_at=None).first()


def _project(subject: Subject) -> None:
    """Subject.stage follows its open spans: the one entered last."""
    spans = StageSpan.objects.filter(subject=subject, left_on=None, void_at=None).order_by("-entered_on", "-id")
    newest = spans.first()
    subject.stage, subject.stage_of = (newest.stage, newest.scenario) if newest else ("", "")
    subject.save(update_fields=["stage", "stage_of"])

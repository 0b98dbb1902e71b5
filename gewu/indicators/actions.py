"""Verbs of figures: state a 报送数, revise it, void it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from gewu.indicators import observed, queries
from gewu.indicators.models import Observation
from gewu.indicators.rules import Status
from gewu.journal import actions as journal
from gewu.kernel.calendar import local_day
from gewu.kernel.periods import Period
from gewu.kernel.refs import Ref
from gewu.kernel.types import Actor, Refused
from gewu.office import queries as office


@dataclass(frozen=True)
class NewObservation:
    """One stated value.

    indicator    "scenario.series" (the name of an indicator that shows the series will do)
    value        integer in the series' smallest unit (its declared digits)
    reported_by  id of the unit it comes from; `signed_by` the person who answers for it; `source` where it is written
    status       forecast | preliminary | final
    """

    indicator: str
    period: Period
    value: int
    signed_by: str
    signed_on: date
    source: str
    reported_by: int | None = None
    status: str = "final"


@transaction.atomic
def observe(*, by: Actor, at: datetime, new: NewObservation) -> Observation:
    """Keep a 报送数; one of the same period is superseded, never overwritten, and the new one is then 修订.

    Errors: Refused indicators.R101 (signature or source missing), R102 (no such series), R105 (no such status),
        R106 (its scenario's rows are closed to `by`), R409 (revised meanwhile), office.R403, office.R310 when locked.
    """
    by.must("figures.observe", ask="科室负责人")
    row = _keep(by, at, new)
    detail = {"indicator": row.indicator, "period": new.period.printed(), "value": row.value, "status": row.status}
    journal.write("indicators.observed", by=by, at=at, noun="observation", row_id=row.id, detail=detail)
    return row


@transaction.atomic
def observe_many(*, by: Actor, at: datetime, rows: Iterable[NewObservation]) -> list[Observation]:
    """Keep many 报送数 by the rules of `observe`, with one journal line."""
    by.must("figures.observe", ask="科室负责人")
    kept = [_keep(by, at, new) for new in rows]
    journal.write("indicators.observed", by=by, at=at, noun="observation", count=len(kept))
    return kept


@transaction.atomic
def void(*, by: Actor, at: datetime, observation_id: int, reason: str) -> Observation:
    """Take a 报送数 out of every live count; the one it superseded does not come back.

    Errors: Refused indicators.R103 (not there), R104 (no reason).
    """
    by.must("figures.observe", ask="科室负责人")
    row = Observation.objects.select_for_update().for_scope(by.scope).filter(id=observation_id, void_at=None).first()
    if row is None:
        raise Refused("indicators.R103", "没有找到这条报送数，或已经作废。", "请刷新后重试。")
    if not reason.strip():
        raise Refused("indicators.R104", "作废要写明理由，未作改动。", "请补填理由。", {"reason": "请填写作废理由"})
    office.must_be_open(by.office_id, Period(row.start, row.end).last)
    row.void_at, row.void_reason = at, reason.strip()
    row.save(update_fields=["void_at", "void_reason"])
    journal.write("indicators.voided", by=by, at=at, noun="observation", row_id=row.id)
    return row


def _keep(by: Actor, at: datetime, new: NewObservation) -> Observation:
    ref = _series(by.office_id, new.indicator, local_day(at))
    queries.must_observe(by.scope, Ref.read(ref).scenario)
    _complete(new)
    office.must_be_open(by.office_id, new.period.last)
    earlier = observed.valid(by.office_id).filter(indicator=ref, start=new.period.start, end=new.period.end).first()
    try:
        with transaction.atomic():
            return Observation.objects.create(
                office_id=by.office_id,
                indicator=ref,
                start=new.period.start,
                end=new.period.end,
                value=new.value,
                status="revised" if earlier and new.status == "final" else new.status,
                reported_by_id=new.reported_by,
                signed_by=new.signed_by.strip(),
                signed_on=new.signed_on,
                source=new.source.strip(),
                supersedes=earlier,
            )
    except IntegrityError as taken:
        raise Refused("indicators.R409", "刚有人修订了这个报送数，未保存您的改动。", "请刷新后再填。") from taken


def _complete(new: NewObservation) -> None:
    missing = {name: f"请填写{title}" for name, title in _NEEDED.items() if not getattr(new, name).strip()}
    if missing:
        raise Refused("indicators.R101", "报送数要有签报人和来源，没有保存。", "补齐后再提交。", missing)
    if new.status not in list(Status):
        raise Refused("indicators.R105", f"没有“{new.status}”这种报送状态。", "可选：预计、初步、正式、修订。")


_NEEDED = {"signed_by": "签报人", "source": "来源"}


def _series(office_id: int, name: str, on: date) -> str:
    """The name a series is kept under, given its own name or that of an indicator which shows it."""
    scenario, key, _ = Ref.read(name)
    edition = office.adopted(office_id, on).get(scenario)
    indicator = edition.indicators.get(key) if edition else None
    shown = indicator.observed if indicator and indicator.shape == "observed" else key
    if edition is None or shown not in edition.series:
        raise Refused("indicators.R102", f"“{name}”不是报送数，不能手工填报。", "能统计的指标请登记对应的台账或事项。")
    return observed.series_ref(scenario, edition.series[shown])

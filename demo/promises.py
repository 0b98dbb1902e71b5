"""Promises of projects and what became of them."""

from __future__ import annotations

from datetime import date

from demo import days, own
from demo.dice import stream
from demo.site import Site
from gewu.registry import actions as registry

PROMISED_ON, FORECAST_ON = date(2023, 1, 30), date(2023, 5, 22)


def milestones(site: Site) -> None:
    """Promises of projects; a changed forecast keeps the earlier one with its reason."""
    ids = {thing.code: thing.id for group in site.roll.groups.values() for thing in group}
    for _, one in own.told("milestones"):
        of = {"by": site.by, "subject_id": ids[one["of"]], "key": one["key"]}
        at = days.moment(one.get("actual", PROMISED_ON), stream("milestones"), office=True)
        actual = one.get("actual")
        registry.set_milestone(**of, at=at, title=one["title"], planned_on=one["planned"], actual_on=actual)
        if "forecast" in one:
            at = days.moment(FORECAST_ON, stream("forecast"), office=True)
            registry.forecast(**of, at=at, forecast_on=one["forecast"], reason=one["why"])

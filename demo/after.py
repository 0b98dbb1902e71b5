"""Promises of projects, and what the last two days of June bring after the summary's cut-off."""

from __future__ import annotations

from datetime import date, datetime, time

from demo import days, own
from demo.dice import stream
from demo.site import Site
from gewu.kernel.calendar import LOCAL
from gewu.matters import actions as matters
from gewu.matters.actions import NewMatter
from gewu.records import actions as records
from gewu.records.actions import NewRecord
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


def look_back(site: Site) -> None:
    """What was put right is looked back at: most has held, one has relapsed and is in the works again."""
    for key, rule in own.told("looked_back"):
        things = [one for one in site.roll.groups[rule["kind"]] if one.split in rule["splits"]][: rule["count"]]
        relapsed, last = things[rule["relapsed"] - 1], rule["stage_on"]
        said = {thing: rule["again" if thing is relapsed else "held"] for thing in things}
        by = site.roll.who(rule["by"])
        made = [
            NewRecord(
                key,
                datetime.combine(rule["day"], time(9 + number // 3, number % 3 * 18), LOCAL),
                subject_id=thing.id,
                form=rule["form"],
                staff_id=by,
                answers=said[thing]["answers"],
            )
            for number, thing in enumerate(things)
        ]
        records.submit_many(made, by=site.by, at=datetime.combine(last, time(9, 0), LOCAL))
        at = datetime.combine(last, time(10, 0), LOCAL)
        for thing in things:
            stage = {"scenario": key, "stage": said[thing]["stage"], "on": last}
            registry.enter_stage(by=site.by, at=at, subject_id=thing.id, **stage)
        new = NewMatter(key, subject_id=relapsed.id, **rule["matter"])
        matters.take_in(new, by=site.by, at=datetime.combine(last, time(10, 20), LOCAL))

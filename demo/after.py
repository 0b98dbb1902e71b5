"""Promises of projects, and what the last two days of June bring after the summary's cut-off."""

from __future__ import annotations

from datetime import date, datetime, time

from demo import days
from demo.dice import stream
from demo.site import Site
from gewu.kernel.calendar import LOCAL
from gewu.matters import actions as matters
from gewu.matters.actions import NewMatter
from gewu.records import actions as records
from gewu.records.actions import NewRecord
from gewu.registry import actions as registry

LOOKED_ON, LAST_ON = date(2023, 6, 29), date(2023, 6, 30)


def milestones(site: Site) -> None:
    """Promises of projects; a changed forecast keeps the earlier one with its reason."""
    parts, items = site.roll.subject_ids["platform_part"], site.roll.subject_ids["work_item"]
    promises = [
        (parts["XY-1"], "base_done", "基础设施基本完成", date(2023, 5, 31), None),
        (parts["XY-1"], "blocks_done", "四大功能板块打造完成", date(2023, 7, 31), None),
        (parts["XY-2"], "in_use", "完成并投用", date(2023, 12, 31), None),
        (items["GZ-WGH"], "finished", "备案完成", date(2023, 6, 15), None),
        (items["GZ-BZ"], "started", "启动", date(2023, 5, 15), date(2023, 5, 15)),
    ]
    for subject, key, title, planned, actual in promises:
        registry.set_milestone(
            by=site.by,
            at=days.moment(actual or date(2023, 1, 30), stream("milestones"), office=True),
            subject_id=subject,
            key=key,
            title=title,
            planned_on=planned,
            actual_on=actual,
        )
    for subject, key, on, why in (
        (parts["XY-1"], "base_done", date(2023, 6, 30), "春节后复工晚了半个月，水电改造交叉作业"),
        (parts["XY-2"], "in_use", date(2023, 12, 31), "按施工合同"),
        (items["GZ-WGH"], "finished", date(2023, 6, 30), "两个小区业主大会补投票"),
    ):
        registry.forecast(
            by=site.by,
            at=days.moment(date(2023, 5, 22), stream("forecast"), office=True),
            subject_id=subject,
            key=key,
            forecast_on=on,
            reason=why,
        )


def look_back(site: Site) -> None:
    """Eighteen outfalls are looked back at: seventeen have held, one has relapsed and is in the works again."""
    known = site.roll.subject_ids["water_site"]
    outfalls = [row for row in site.roll.known["water_site"] if row[2] == "outfall"][:18]
    relapsed = outfalls[6]
    by = site.roll.staff_ids["C-environment-2"]
    made = [
        NewRecord(
            "water_and_polluters",
            datetime.combine(LOOKED_ON, time(9 + number // 3, number % 3 * 18), LOCAL),
            subject_id=known[row[0]],
            form="look_back",
            staff_id=by,
            entered_at=datetime.combine(LOOKED_ON, time(18, 0), LOCAL),
            answers={"held": "rebound" if row is relapsed else "held"},
        )
        for number, row in enumerate(outfalls)
    ]
    records.submit_many(site.by, datetime.combine(LAST_ON, time(9, 0), LOCAL), made)
    for row in outfalls:
        stage = "fixing" if row is relapsed else "consolidated"
        at = datetime.combine(LAST_ON, time(10, 0), LOCAL)
        registry.enter_stage(
            by=site.by, at=at, subject_id=known[row[0]], scenario="water_and_polluters", stage=stage, on=LAST_ON
        )
    new = NewMatter(
        "water_and_polluters",
        channel="look_back",
        category="rebound",
        body="回头看发现晴天又有污水流出。",
        subject_id=known[relapsed[0]],
    )
    matters.take_in(site.by, datetime.combine(LAST_ON, time(10, 20), LOCAL), new)

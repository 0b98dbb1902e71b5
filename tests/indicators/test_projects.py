"""Amounts add up, a pace out of line is flagged, a changed forecast keeps the earlier one (S1-G2)."""

from __future__ import annotations

from datetime import date

import pytest

from gewu.front.desks.figures import shown
from gewu.front.stretches import Stretch
from gewu.indicators import catalogue, rules
from gewu.kernel.growth import share
from gewu.kernel.numerals import Say, say
from gewu.kernel.periods import Period
from gewu.office import queries as office
from gewu.registry import actions as registry
from gewu.registry.models import MilestoneForecast
from tests.cast import cast  # noqa: F401
from tests.indicators import rows
from tests.looking import looking

YEAR = Period.parse("2023-01-01..2023-10-31")
DONE = (34_000, 25_500, 48_300, 21_000, 36_000, 35_000)  # 万元
PLANNED = (30_000, 6_000, 60_000, 25_200, 50_000, 50_000)

SCENARIO = """
scenario: projects
edition: "2023"
title: 重点项目
domain: economy
why: 重点项目按月报投资，节点改期要说原因。
care: {owner: 测试, written_by: 甲, checked_by: 乙, reviewed: 2023-01-01, next_review: 2024-01-01, state: ready}
sources: {rule: {title: 重点项目管理办法（测试用）}}
subject:
  is: project
  kind: project
  title: 项目
  attributes: {plan: {say: 年度计划投资, type: money, unit: 分}}
  milestones: {opened: 竣工}
  source: rule
record:
  noun: 月报
  measure_word: 份
  asks: {invested: {say: 本月完成投资, type: money, unit: 分}}
indicators:
  planned: {title: 年度计划投资, sum: registry.on_register, field: plan, unit: 元, better: neither, say: {scale: 亿}}
  invested: {title: 完成投资, sum: records.submitted, field: invested, unit: 元, better: neither, say: {scale: 亿}}
  few: {title: 月报, count: records.submitted, unit: 份, better: higher,
    target: {at_least: 150, for: year, source: rule}}
  enough: {title: 月报数, count: records.submitted, unit: 份, better: higher,
    target: {at_least: 12, for: year, source: rule}}
  opening: {title: 竣工, recorded: {subject: P-0, milestone: opened, take: forecast}, unit: date, better: neither}
"""


@pytest.fixture
def projects(cast):  # noqa: F811
    cast.adopt(SCENARIO)
    found = []
    for place, (done, plan) in enumerate(zip(DONE, PLANNED, strict=True)):
        one = rows.subject(cast, "project", nature="project", code=f"P-{place}", facts={"plan": plan * 10**6})
        for month in (3, 9):
            rows.record(
                cast,
                date(2023, month, 28),
                about=one,
                scenario="projects",
                edition="2023",
                facts={"invested": done * 10**6 // 2},
            )
        found.append(one)
    return found


def test_six_amounts_make_19_98_of_22_12_and_90_33_per_cent(cast, projects):  # noqa: F811
    found = looking(period=YEAR, for_=cast.system.scope).values(["projects.invested", "projects.planned"])
    done, planned = found.values()
    assert (done.said, planned.said) == ("19.98亿元", "22.12亿元")
    assert say(share(done.value, planned.value), "%", Say(style="percent")) == "90.33%"


def test_a_completion_of_425_per_cent_is_flagged_for_review():
    assert rules.progress(25_500, 6_000, passed=10, whole=12) == "完成425%，序时进度83.33%，明显超前，请核对数据。"


def test_a_total_far_behind_its_target_says_so_where_it_is_read(cast, projects):  # noqa: F811
    stretch = Stretch(YEAR, date(2023, 10, 31), date(2023, 10, 31), ())
    entries = catalogue.entries(office.adopted(cast.office.id, YEAR.last))
    known = {key: entries[f"projects.{key}"] for key in ("enough", "planned", "few")}
    said = {key: shown.shown([entry], stretch, cast.system.scope, None)[0].changes for key, entry in known.items()}
    none = tuple(f"{word}没有基数（2023年1月1日起计数）" for word in ("环比", "同比"))
    assert said == {
        "enough": (
            *none,
            "完成100%，序时进度83.29%",
        ),
        "planned": none,
        "few": (
            *none,
            "完成8%，序时进度83.29%，明显落后，请说明原因。",
        ),
    }


def test_a_changed_forecast_keeps_the_earlier_one_with_its_reason(cast, projects):  # noqa: F811
    by, first = cast.system, projects[0]
    registry.set_milestone(
        by=by, at=cast.at, subject_id=first.id, key="opened", title="竣工", planned_on=date(2023, 9, 30)
    )
    for day, forecast, reason in ((2, date(2023, 10, 31), "雨季"), (5, date(2023, 12, 31), "设备晚到")):
        registry.forecast(
            by=by,
            at=rows.at(date(2023, day, 1)),
            subject_id=first.id,
            key="opened",
            forecast_on=forecast,
            reason=reason,
        )
    kept = MilestoneForecast.objects.order_by("at").values_list("forecast_on", "reason")
    assert list(kept) == [(date(2023, 10, 31), "雨季"), (date(2023, 12, 31), "设备晚到")]
    asked = {"period": YEAR, "for_": cast.system.scope}
    assert looking(**asked).value("projects.opening").value == date(2023, 12, 31)
    assert looking(as_of=date(2023, 3, 1), **asked).value("projects.opening").value == date(2023, 10, 31)

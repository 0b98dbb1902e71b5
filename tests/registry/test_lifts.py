"""Stages of 32 lifts add up to the lifts on every day (S1-F2)."""

from __future__ import annotations

from datetime import date

from gewu.kernel.periods import Period
from gewu.registry import actions as registry
from gewu.registry.actions import NewSubject, Stage
from tests.histories import at
from tests.looking import looking

YEAR = Period.of(date(2023, 1, 1), date(2023, 12, 31))
STAGES = ("planned", "designed", "building", "accepted")
LIFTS = """
scenario: lifts
edition: "2023"
title: 电梯加装
domain: urban
why: 加到哪一步，楼道里的人都看得见。
care: {owner: 测试, written_by: 甲, checked_by: 乙, reviewed: 2023-01-01, next_review: 2024-01-01, state: ready}
sources: {civil_code: {title: 中华人民共和国民法典（2020年）, articles: [278]}}
subject:
  is: project
  kind: lift
  title: 加装电梯
  stages: {planned: 申报中, designed: 方案公示, building: 施工中, accepted: 投入使用}
  source: civil_code 278
indicators:
  lifts: {title: 加装电梯, count: registry.on_register, unit: 部, better: neither}
  staged: {title: 各阶段电梯, count: registry.in_stage, unit: 部, better: neither, by: [stage]}
"""


def counted(cast, day: date) -> tuple[int, dict[str, int]]:
    asked = {"period": YEAR, "as_of": day, "for_": cast.scope("leader_main")}
    cells = looking(**asked).split("lifts.staged", by="stage")
    return looking(**asked).value("lifts.lifts").value, {cell.key: cell.value for cell in cells if cell.value}


def test_stage_counts_add_up_to_the_lifts_before_and_after_each_step(cast):
    cast.adopt(LIFTS)
    rows = [
        NewSubject("project", "lift", f"DT{n}", f"{n}单元电梯", stages=[Stage("lifts", stage, date(2023, 1, 3))])
        for n, stage in enumerate(("planned",) * 16 + ("building",) * 11 + ("accepted",) * 5)
    ]
    ids = registry.admit_many(rows, by=cast.system, at=at("01-03 09:00"))
    for code, stage in (("DT0", "designed"), ("DT16", "accepted"), ("DT17", "accepted")):
        registry.enter_stage(by=cast.system, at=at("06-01 09:00"), subject_id=ids[code], scenario="lifts", stage=stage)
    assert counted(cast, date(2023, 5, 31)) == (32, {"planned": 16, "building": 11, "accepted": 5})
    assert counted(cast, date(2023, 6, 1)) == (32, {"planned": 15, "designed": 1, "building": 9, "accepted": 7})

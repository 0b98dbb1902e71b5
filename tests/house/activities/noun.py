"""活动."""

from __future__ import annotations

from gewu.kernel.nouns import Column, Noun
from gewu.kernel.types import Measure

HELD = Measure(
    name="activities.held",
    title="活动场次",
    table="activities_activity",
    unit="场",
    flow="held_on",
    dims={"area": "area_id", "scenario": "scenario", "theme": "theme"},
)

NOUNS = (
    Noun(
        kind="activity",
        word="活动",
        measure_word="场",
        model="activities.Activity",
        see=("registry.see",),
        day="held_on",
        numbers=("number",),
        with_=("area",),
        columns=(
            Column("number", "编号", 16),
            Column("title", "名称", 30),
            Column("area", "区域", 14),
            Column("held_on", "日期", 12, "day"),
            Column("people", "人数", 8, "whole", more=True),
        ),
        search=True,
        words={"theme": "主题"},
        values=lambda scenario: {"theme": {"study": "学习", "sport": "文体"}},
        measures=(HELD,),
    ),
)

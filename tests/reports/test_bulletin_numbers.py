"""What a weekly bulletin of the shipped hotline says, and when it is drafted."""

from __future__ import annotations

from datetime import date

import pytest

from gewu.kernel.periods import week_of
from gewu.reports import actions, queries
from tests.cast import cast  # noqa: F401
from tests.indicators import rows
from tests.reports.conftest import AT
from tests.reports.mending import mended

WEEK_24, WEEK_25 = week_of(date(2023, 6, 12)), week_of(date(2023, 6, 19))
TICKET = {"scenario": "hotline", "channel": "hotline", "category": "noise"}


@pytest.fixture
def hotline(cast):  # noqa: F811
    cast.adopt("packs/social/hotline")
    return cast


def issued(cast, week):  # noqa: F811
    row = actions.draft_bulletin(by=cast.actor("clerk"), at=AT, scenario="hotline", week=week)
    mended(row, by=cast.actor("clerk"), at=AT)
    actions.send_to_check(by=cast.actor("clerk"), at=AT, report_id=row.id)
    actions.check(by=cast.actor("clerk_b"), at=AT, report_id=row.id)
    actions.send_to_sign(by=cast.actor("clerk_b"), at=AT, report_id=row.id)
    return actions.issue(by=cast.actor("leader_deputy"), at=AT, report_id=row.id)


def test_a_bulletin_says_rates_overdue_and_communities(hotline):
    rows.matter(hotline, date(2023, 6, 12), closed=date(2023, 6, 13), **TICKET)
    rows.matter(hotline, date(2023, 6, 13), due_on=date(2023, 6, 16), area=hotline.areas["bridge_1"], **TICKET)
    found = queries.render(issued(hotline, WEEK_24), hotline.scope("clerk"))
    assert "收到12345工单2件，受理0件，已办结1件，办结率50%" in found.text
    assert "期末逾期未办结1件" in found.text
    overview, overdue = (table for item in found.items for table in item.tables)
    assert [line[0] for line in overview.rows] == ["柳荫社区", "石桥社区", "合计"]
    assert [line[2] for line in overdue.rows] == ["石桥一网格"]


def test_the_clock_drafts_last_weeks_bulletin_once(hotline):
    monday = rows.at(date(2023, 6, 19), 8)
    assert [actions.draft_due(by=hotline.system, at=monday) for _ in range(2)] == [1, 0]
    drafted = queries.reports(hotline.scope("clerk"))
    assert [(one.number, one.title, one.state) for one in drafted] == [
        ("2023年第24期", "12345工单每周通报（2023年第24周）", "draft")
    ]

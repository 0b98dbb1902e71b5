"""The cast's office with the counting scenario, a small template, and a report on its way."""

from __future__ import annotations

from datetime import date

import pytest

from gewu.kernel.periods import Period
from gewu.reports import actions
from gewu.scenario import templates
from tests.indicators import rows
from tests.indicators.conftest import cast, counting, neighbour, value  # noqa: F401
from tests.reports.mending import mended

HALF = Period.parse("2023-01-01..2023-06-28")
AT = rows.at(date(2023, 6, 28))

TEMPLATE = """
report_template: kiosks_half
title: "{office}{period}便民亭工作总结"
edition: "1"
office_words: "{period}，{office}把便民亭管起来。"
chapters:
  - heading: 问题办理
    owner: 城市管理办公室
    items:
      - key: matters
        heading: 受理办结
        says: |
          受理问题{kiosks.received}，办结{kiosks.received_closed}，
          办结率{kiosks.closed_rate}（{kiosks.closed_rate.share}/{kiosks.closed_rate.of}）。
      - {key: plain, heading: 制度建设, says: "一体化推进，按月通报。"}
  - heading: 宣传
    owner: 党政办公室
    items:
      - key: views
        heading: 宣传
        says: 视频浏览量{kiosks.views}，受理{kiosks.received.value}处，{kiosks.received.verdict}目标。
"""


@pytest.fixture
def template():
    return templates.read(TEMPLATE)


@pytest.fixture
def draft(counting, template):  # noqa: F811
    return actions.draft(by=counting.actor("clerk"), at=AT, template=template, period=HALF)


@pytest.fixture
def whole(counting, draft):  # noqa: F811
    """The draft with words where its figures have no value."""
    return mended(draft, by=counting.actor("clerk"), at=AT)


@pytest.fixture
def issue(counting):  # noqa: F811
    """Take a draft through 核稿 and 审签 to 印发."""

    def all_the_way(row, **more):
        by, at = counting.actor, more.pop("at", AT)
        mended(row, by=by("clerk"), at=at)
        actions.send_to_check(by=by("clerk"), at=at, report_id=row.id)
        actions.check(by=by("clerk_b"), at=at, report_id=row.id)
        actions.send_to_sign(by=by("clerk_b"), at=at, report_id=row.id)
        return actions.issue(by=by("leader_main"), at=at, report_id=row.id, **more)

    return all_the_way

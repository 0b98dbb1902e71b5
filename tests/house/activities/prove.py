"""活动 is everywhere, and no other room was touched (run by tests/house/test_new_noun.py in a copy of the house)."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from django.test import Client
from gewu.activities import actions

from gewu.flows import check_data
from gewu.front.api import openapi, tokens
from gewu.indicators.listing import listing
from gewu.kernel.periods import Period
from gewu.scenario import reader
from tests.front.actors import Desk, nine_o_clock  # noqa: F401
from tests.indicators.rows import COUNTING
from tests.looking import looking

HALF = Period.parse("2023-01-01..2023-06-28")
STUDIED = (
    "  studied: {title: 学习活动, count: activities.held, where: {theme: study}, by: [community, theme], "
    "unit: 场, better: higher}\n"
)
TEXT = COUNTING.replace("indicators:\n", f"indicators:\n{STUDIED}", 1)


@pytest.fixture
def held(cast, nine_o_clock):  # noqa: F811
    cast.adopt(TEXT)
    rows = [
        actions.hold(
            by=cast.system,
            at=cast.at,
            scenario="kiosks",
            title=title,
            theme=theme,
            area_id=cast.areas["willow_1"].id,
            on=date(2023, 3, day),
            people=30,
        )
        for day, (title, theme) in enumerate([("经典诵读", "study"), ("社区趣味运动会", "sport")], start=1)
    ]
    cast.first = rows[0]
    return cast


def at_desk(held, who="section_head"):
    return Desk(held, who)


def test_a_figure_counts_it_and_opens_its_rows(held):
    reading = looking(period=HALF, for_=held.scope("section_head"))
    found = listing(reading.rows("kiosks.studied"), held.scope("section_head"))
    assert reading.value("kiosks.studied").said == "1场"
    assert found.columns == ("编号", "名称", "区域", "日期")
    assert found.rows[0].cells == (held.first.number, "经典诵读", "柳荫一网格", "2023-03-01")


def test_a_figure_is_split_by_a_word_of_its_own(held):
    cells = looking(period=HALF, for_=held.system.scope).split("kiosks.studied", "theme")
    assert [(cell.label, cell.value) for cell in cells] == [("学习", 1)]


def test_a_scenario_may_name_its_values_only(held):
    problems = reader.problems(TEXT.replace("theme: study", "theme: opera"))
    assert [problem.id for problem in problems] == ["scenario.E405"]


def test_it_has_a_list_a_page_and_a_file(held):
    desk = at_desk(held)
    assert "活动" in desk.read("/rows/")
    assert "社区趣味运动会" in desk.read("/rows/activity/")
    assert "经典诵读" in desk.read(f"/rows/activity/{held.first.id}/")
    file = desk.browser.get("/rows/activity/?as=csv").getvalue().decode("utf-8-sig")
    assert [row[1] for row in csv.reader(io.StringIO(file)) if row and row[0].startswith("HD-")] == [
        "社区趣味运动会",
        "经典诵读",
    ]


def test_the_search_of_the_top_bar_finds_it(held):
    assert f"/rows/activity/{held.first.id}/" in at_desk(held).read("/search/?q=经典诵读")


def test_programs_list_and_read_it(held):
    token = tokens.make(held.people["section_head"].account, 30)
    headers = {"Authorization": f"Bearer {token}"}
    many = json.loads(Client().get("/api/rows/activity", headers=headers).content)
    one = json.loads(Client().get(f"/api/rows/activity/{held.first.number}", headers=headers).content)
    assert (many["total"], one["title"], one["people"]) == (2, "经典诵读", 30)
    assert openapi.described()["components"]["schemas"]["activity"]["properties"]["people"]["type"] == "integer"


def test_who_may_not_see_it_does_not(held):
    at_desk(held, "assessor").read("/rows/activity/", status=403)
    assert "/rows/activity/" not in at_desk(held, "assessor").read("/search/?q=经典诵读")


def test_the_page_of_permissions_says_who_may(held):
    assert "活动" in at_desk(held, "admin_system").read("/admin/")


def test_what_is_kept_twice_of_it_is_checked(held):
    gone = held.first.id
    held.first.delete()
    assert f"检索条目所属的活动{gone}已不存在" in [one.words for one in check_data.run(held.office.id)]

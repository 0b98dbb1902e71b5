"""全局概览, 一张图, 督查督办, 应急值守: for those who lead; communities and scenarios, never a ranking of persons."""

import json
import re
from datetime import date

import pytest

from gewu.office.models import RosterShift
from tests.front.actors import dispatched, reported, step
from tests.front.knowing import questions, shops


def drawn(page: str, name: str):
    """What a page gives to a script."""
    return json.loads(
        re.search(rf'<script id="{name}" type="application/json">(.*?)</script>', page, re.DOTALL).group(1)
    )


@pytest.mark.parametrize(
    ("address", "who", "status"),
    [
        ("/overview/", "leader_main", 200),
        ("/overview/", "admin_audit", 403),
        ("/map/", "officer_a", 200),
        ("/map/", "admin_system", 403),
        ("/supervision/", "duty_chief", 200),
        ("/supervision/", "officer_a", 403),
        ("/supervision/recurring/", "handler", 403),
        ("/duty/", "handler", 200),
        ("/duty/new/", "handler", 403),
    ],
)
def test_each_desk_opens_to_those_who_may(hotline, at_desk, address, who, status):
    assert at_desk(who).read(address, status) != ""


def test_a_picture_and_its_table_say_the_same(hotline, at_desk):
    for day in (26, 27):
        reported(hotline, day=day)
    page = at_desk("leader_main").read("/overview/?period=2023-01-01..2023-06-30")
    chart = drawn(page, "received")
    table = page.split('data-chart="received"')[1].split("</details>")[0]
    assert (sum(chart["series"][0]["values"]), chart["labels"][-1] in table) == (2, True)


def test_the_overview_shows_the_scenario_that_is_told_about_every_week_first(hotline, at_desk):
    hotline.adopt("packs/urban/city_cases")
    hotline.adopt("packs/social/petitions")
    assert "每周工单收到件数" in at_desk("leader_main").read("/overview/?period=2023-01-01..2023-06-30")


def test_the_overview_names_no_person(hotline, at_desk):
    dispatched(hotline)
    page = at_desk("leader_main").read("/overview/").split('id="page"')[1]
    assert [one.name for one in hotline.people.values() if one.name in page and one.name != "高远"] == []


def test_the_overview_asks_the_database_no_more_for_more_late_matters(hotline, at_desk):
    dispatched(hotline, day=1)
    one = questions(at_desk("leader_main"), "/overview/")
    for category in ("parking", "food"):
        dispatched(hotline, category=category)
    assert questions(at_desk("leader_main"), "/overview/") == one


def test_the_map_counts_what_lies_in_each_community(hotline, at_desk):
    reported(hotline, area="willow_1")
    reported(hotline, area="willow_2", category="garbage")
    reported(hotline, area="bridge_1", category="food")
    page = at_desk("leader_main").read("/map/")
    rows = re.findall(r"\?area=\d+\">(\S+社区)</a></td>\s*<td class=\"number\">(\d+)", page)
    assert rows == [("柳荫社区", "2"), ("石桥社区", "1")]


def test_a_matter_with_a_point_is_a_pin_that_opens_it(hotline, at_desk):
    matter = reported(hotline, lon=119.95, lat=31.75)
    (pin,) = drawn(at_desk("leader_main").read("/map/"), "ground")["points"]
    assert (pin[:2], pin[5]) == ([31.75, 119.95], f"/matters/{matter.id}/")


def test_the_map_asks_the_database_no_more_for_more_matters(hotline, at_desk):
    reported(hotline, lon=119.95, lat=31.75)
    one = questions(at_desk("leader_main"), "/map/")
    for category in ("parking", "food"):
        reported(hotline, category=category, lon=119.95, lat=31.75)
    assert questions(at_desk("leader_main"), "/map/") == one


def late(cast, **more):
    """A noise ticket dispatched on 12 June, which nobody has signed on the 28th."""
    matter = step(cast, reported(cast, day=12, **more), "accepted", "dispatcher", day=12)
    return step(cast, matter, "dispatched", "dispatcher", day=12, unit=cast.units["city"].id)


def test_supervision_lists_what_is_late_and_why(hotline, at_desk):
    matter = late(hotline)
    page = at_desk("duty_chief").read("/supervision/")
    assert (matter.number in page, "应于6月12日16:00前签收" in page) == (True, True)


def test_supervision_shows_a_request_that_waits_for_a_ruling(hotline, at_desk):
    matter = step(
        hotline, dispatched(hotline), "objected", "handler", hour=11, reason="not_ours", words="不是城管的事"
    )
    page = at_desk("duty_chief").read("/supervision/?view=ruling")
    assert (matter.number in page, "退单" in page) == (True, True)


def test_nothing_late_is_good_news(hotline, at_desk):
    page = at_desk("duty_chief").read("/supervision/")
    assert ("没有超期的事项。" in page, 'class="empty good"' in page) == (True, True)


def test_supervision_asks_the_database_no_more_for_more_rows(hotline, at_desk):
    late(hotline)
    one = questions(at_desk("duty_chief"), "/supervision/")
    for category in ("parking", "food"):
        late(hotline, category=category)
    assert questions(at_desk("duty_chief"), "/supervision/") == one


def test_the_same_thing_three_times_in_a_month_is_recurring(hotline, at_desk):
    hotline.adopt("packs/safety/fire")
    often, seldom = shops(hotline, 2)
    for day in (25, 26, 27):
        reported(hotline, subject_id=often, day=day)
    for day in (26, 27):
        reported(hotline, subject_id=seldom, day=day)
    page = at_desk("duty_chief").read("/supervision/recurring/")
    assert ("1号小馆" in page, "2号小馆" in page, "噪声扰民" in page) == (True, False, True)


def test_somebody_is_put_on_duty_once_a_day(hotline, at_desk):
    desk, who = at_desk("duty_chief"), hotline.people["handler"]
    typed = {"staff": who.name, "post": "值班员", "day": "2023-06-28", "note": "雨天查积水点"}
    answers = [desk.send("/duty/new/", **typed).status_code for _ in range(2)]
    shown = "雨天查积水点" in desk.read("/duty/")
    assert (answers, shown, RosterShift.objects.count()) == ([302, 422], True, 1)


def test_a_make_up_day_is_named_in_the_roster(hotline, at_desk):
    page = at_desk("duty_chief").read("/duty/?from=2023-06-19")
    assert (date(2023, 6, 25).weekday(), "补班" in page, "端午节" in page) == (6, True, True)


def test_a_file_of_an_unknown_kind_is_answered_with_the_page(hotline, at_desk):
    assert "督查督办" in at_desk("duty_chief").read("/supervision/?as=anything")


def test_english_reaches_legends_chips_and_the_headings_of_a_file(hotline, at_desk):
    late(hotline)
    desk = at_desk("duty_chief")
    desk.browser.cookies["django_language"] = "en"
    overview, ground = desk.read("/overview/"), desk.read("/map/")
    said = ('"Of these overdue"' in overview, "Open matters by scenario" in overview, "<label>Clock<select" in ground)
    lines = b"".join(desk.browser.get("/supervision/?as=csv")).decode("utf-8-sig").splitlines()
    heads = next(line for line in lines if line.startswith("Number,"))
    assert (said, re.search("[\u4e00-\u9fff]", heads)) == ((True, True, True), None)


def test_english_reaches_the_months_of_a_trend_and_what_a_figure_is_split_by(hotline, at_desk):
    reported(hotline)
    desk = at_desk("duty_chief")
    desk.browser.cookies["django_language"] = "en"
    page = desk.read("/figures/hotline.received/?period=2023-01-01..2023-06-30")
    assert ['"Jan", "Feb"' in page, "By Community" in page] == [True, True]

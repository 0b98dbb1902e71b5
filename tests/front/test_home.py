"""我的待办: what is on it, for whom, and what it costs."""

import re

import pytest

from gewu.front.commands import tick
from gewu.journal.models import Outgoing
from tests.front.actors import NOW, dispatched
from tests.front.knowing import report


def test_home_shows_what_waits_and_when_one_is_late(at_desk, hotline):
    dispatched(hotline, day=27)
    page = at_desk("handler").read("/")
    assert [word in page for word in ("今天到期", "噪声扰民：柳荫路12号", "前签收")] == [True, True, True]


def test_home_of_somebody_with_nothing_to_do_says_so(at_desk):
    assert "没有等您办的事项。" in at_desk("handler").read("/")


def test_messages_are_shown_until_they_are_read(at_desk, hotline):
    dispatched(hotline)
    desk = at_desk("handler")
    before = desk.read("/")
    desk.send("/messages/seen/")
    assert ("全部看过" in before, "全部看过" in desk.read("/")) == (True, False)


def test_many_late_matters_are_one_line_that_opens_their_list(at_desk, hotline):
    for _ in range(5):
        dispatched(hotline, day=20)
    tick.tick(hotline.office, NOW)
    page = at_desk("secretary").read("/")
    assert ('href="/matters/?clock=late">已逾期 5 件</a>' in page, page.count("已逾期")) == (True, 1)


@pytest.mark.parametrize("rows", [1, 3])
def test_home_asks_the_database_no_more_for_more_rows(at_desk, hotline, rows, django_assert_num_queries):
    for _ in range(rows):
        dispatched(hotline)
    desk = at_desk("handler")
    desk.read("/")
    with django_assert_num_queries(5):  # one of them: which of the matters that messages name are in sight
        desk.read("/")


def test_home_names_the_papers_whose_next_step_is_mine(at_desk, hotline):
    row = report(hotline)
    at_desk("clerk").send(f"/reports/{row.id}/text/tickets/", says="把群众的事办好。", seq=0)
    before = "继续拟稿" in at_desk("clerk").read("/")
    at_desk("clerk").send(f"/reports/{row.id}/send_to_check/")
    assert (before, "继续拟稿" in at_desk("clerk").read("/")) == (True, False)
    asked = [">核稿<" in at_desk(who).read("/") for who in ("clerk", "clerk_b", "section_head", "handler")]
    assert asked == [False, True, True, False]


@pytest.mark.parametrize(
    ("who", "places"),
    [
        (
            "leader_main",
            ["/overview/", "/map/", "/reports/", "/supervision/", "/tasks/coverage/", "/money/", "/messages/"],
        ),
        (
            "clerk",
            [
                "/overview/",
                "/map/",
                "/reports/",
                "/tasks/coverage/",
                "/reports/new/",
                "/figures/observed/",
                "/messages/",
            ],
        ),
        ("admin_audit", ["/admin/journal/", "/messages/"]),
    ],
)
def test_home_leads_to_the_pages_of_a_role(at_desk, who, places):
    nav = at_desk(who).read("/").partition('aria-label="常用入口"')[2].partition("</nav>")[0]
    assert re.findall(r'<a [^>]*href="([^"]+)"', nav) == places


@pytest.mark.parametrize(
    ("who", "thumbs"),
    [
        ("officer_a", ["/", "/matters/new/", "/field/", "/me/"]),
        ("assessor", ["/", "/overview/", "/matters/", "/me/"]),
        ("admin_audit", ["/", "/admin/", "/scenarios/", "/me/"]),
    ],
)
def test_the_bottom_bar_of_a_telephone_leads_nobody_to_a_refusal(at_desk, who, thumbs):
    desk = at_desk(who)
    bar = desk.read("/").partition('class="thumbs"')[2].partition("</nav>")[0]
    assert re.findall(r'<a [^>]*href="([^"]+)"', bar) == thumbs
    assert [desk.read(address) != "" for address in thumbs] == [True] * 4


def test_a_refusal_names_the_roles_to_ask(at_desk):
    assert "如确需办理，请联系主要领导、分管领导、科室负责人。" in at_desk("assessor").read("/money/", 403)


def test_all_messages_stand_by_day_with_those_not_looked_at_marked(at_desk, hotline):
    desk = at_desk("handler")
    dispatched(hotline)
    desk.send("/messages/seen/")
    dispatched(hotline)
    page = desk.read("/messages/")
    assert (page.count("data-row"), page.count("group-head"), page.count("还没看</span>")) == (2, 1, 1)
    assert [desk.read(f"/messages/?read={word}").count("data-row") for word in ("yes", "no")] == [1, 1]


def test_messages_are_printed_and_taken_away_as_they_are_seen(at_desk, hotline):
    dispatched(hotline)
    desk = at_desk("handler")
    printed, file = desk.read("/messages/?as=print"), desk.browser.get("/messages/?as=csv")
    words = Outgoing.objects.filter(to_staff_id=hotline.people["handler"].id).values_list("words", flat=True)[0]
    assert (words in printed, words in b"".join(file.streaming_content).decode()) == (True, True)


def test_nobody_reads_the_messages_of_another(at_desk, hotline):
    dispatched(hotline)
    assert "没有消息。" in at_desk("handler_b").read("/messages/")

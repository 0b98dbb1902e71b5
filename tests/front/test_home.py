"""我的待办: what is on it, for whom, and what it costs."""

import pytest

from tests.front.actors import dispatched


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


@pytest.mark.parametrize("rows", [1, 3])
def test_home_asks_the_database_no_more_for_more_rows(at_desk, hotline, rows, django_assert_num_queries):
    for _ in range(rows):
        dispatched(hotline)
    desk = at_desk("handler")
    desk.read("/")
    with django_assert_num_queries(10):
        desk.read("/")

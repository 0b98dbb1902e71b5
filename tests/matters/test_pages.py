"""Walking through long lists: every row once, whatever the order, and no row that comes in meanwhile shifts a page."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest
from django.db.models import F

from gewu.journal import paging
from gewu.matters import queries
from gewu.matters.models import Matter
from gewu.matters.queries import Filters
from tests.matters.conftest import at

NOW = at("08-01 09:00")
ORDERS = {
    "falling": ["-received_at", "-id"],
    "empty last": [F("next_due_at").asc(nulls_last=True), "received_at", "id"],
    "empty first": [F("next_due_at").asc(nulls_first=True), "id"],
    "falling, empty last": [F("next_due_at").desc(nulls_last=True), "-id"],
    "as the database has it": ["next_due_at", "-received_at"],
    "falling as the database has it": ["-next_due_at", "id"],
    "of another table": ["area__name", "-received_on"],
}


@pytest.fixture
def many(hotline) -> list[Matter]:
    """Eleven matters, of which many were received or are due together, and some are never due."""
    chance = Random(7)
    for _ in range(11):
        day = at("06-20 09:00") + timedelta(days=chance.randrange(3))
        due = chance.choice([None, None, day, day + timedelta(days=1)])
        Matter.objects.filter(id=hotline.new().id).update(received_at=day, received_on=day.date(), next_due_at=due)
    return list(Matter.objects.all())


def walk(rows, size, back=False) -> list[list]:
    """All pages, from the first to the last; or back from there, the last one first."""
    found, page = [], ""
    while page or not found:
        cut = paging.cut(rows, page, size)
        found, page = [*found, list(cut)], cut.after
    if not back:
        return found
    page, found = cut.before, [list(cut)]
    while page:
        cut = paging.cut(rows, page, size)
        found, page = [*found, list(cut)], cut.before
    return found


@pytest.mark.parametrize("size", [1, 3, 11, 50])
@pytest.mark.parametrize("order", ORDERS)
def test_a_walk_meets_every_row_once_and_in_order(many, order, size):
    rows = Matter.objects.order_by(*ORDERS[order]).select_related("area")
    listed = list(rows.order_by(*ORDERS[order], "id"))
    assert [row for page in walk(rows, size) for row in page] == listed
    assert walk(rows, size, back=True) == walk(rows, size)[::-1]


@pytest.mark.parametrize("sort", ["due", "newest"])
@pytest.mark.parametrize("state", ["", "open"])
def test_a_desk_walks_through_what_its_filters_leave(many, cast, state, sort):
    scope, found, page = cast.scope("dispatcher"), [], ""
    Matter.objects.filter(id__in=[row.id for row in many[::3]]).update(state="void")
    while page or not found:
        cut = queries.desk(scope, Filters(state=state, sort=sort, page=page, per_page=3), NOW)
        assert (cut.first, cut.total) == (len(found) + 1, 7 if state else 11)
        found, page = [*found, *(line.matter.id for line in cut)], cut.after
    assert found == [row.id for row in queries.listed(scope, Filters(state=state, sort=sort), NOW)]


def test_what_comes_in_meanwhile_shifts_no_page(many, hotline):
    rows = Matter.objects.order_by("-received_at", "-id")
    first, listed = paging.cut(rows, "", 4), list(rows)
    newer = hotline.new("07-20 09:00")
    second = paging.cut(rows, first.after, 4)
    assert list(second) == listed[4:8]
    top = paging.cut(rows, second.before, 4)
    assert (list(top), list(paging.cut(rows, top.before, 4))) == (listed[:4], [newer])


def test_a_page_whose_rows_are_gone_is_the_first_one(many):
    rows = Matter.objects.order_by("id")
    after = paging.cut(rows, "", 9).after
    rows.filter(id__in=[row.id for row in rows[9:]]).update(state="void")
    left = rows.exclude(state="void")
    assert (list(paging.cut(left, after, 9)), paging.cut(left, after, 9).first) == (list(left), 1)


@pytest.mark.parametrize("asked", ["3", "x", "WzEsMl0:changed"])
def test_an_address_that_names_no_page_of_this_list_shows_its_first(many, asked):
    rows = Matter.objects.order_by("id")
    of_another = paging.cut(Matter.objects.order_by("-id"), "", 2).after
    assert [list(paging.cut(rows, one, 2)) for one in (asked, of_another)] == [list(rows[:2])] * 2


def test_a_long_list_is_counted_up_to_a_bound_and_says_so(many, monkeypatch, django_assert_num_queries):
    rows = Matter.objects.order_by("id")
    counts = []
    for bound in (11, 10):
        monkeypatch.setattr(paging, "BOUND", bound)
        page = paging.cut(rows, "", 3)
        counts.append((page.total, page.beyond, page.count))
    assert counts == [(11, False, "11"), (10, True, "超过1万")]
    with django_assert_num_queries(1):  # what fits on a page needs no count
        paging.cut(rows, "", 11)

"""What a desk's list shows."""

from __future__ import annotations

import pytest
from django.db import connection

from gewu.matters import queries
from gewu.matters.models import Matter
from gewu.matters.queries import Filters, listing
from tests.matters.conftest import at


def test_what_is_dated_after_the_office_clock_waits_until_the_clock_gets_there(hotline, cast):
    matter = hotline.new("06-21 09:00")
    scope = cast.scope("dispatcher")
    before = queries.desk(scope, Filters(), at("06-21 08:59"))
    after = queries.desk(scope, Filters(), at("06-21 09:01"))
    assert [before.total, [line.matter.id for line in after.rows]] == [0, [matter.id]]


VIEWS = ("late", "soon", "supervised", "returned", "reworked", "ruling", "paused")


@pytest.mark.parametrize("now", ["06-21 10:00", "06-27 09:00", "08-01 09:00"])
def test_supervision_counts_in_one_look_what_each_view_lists(hotline, cast, now):
    for row, changed in zip(range(9), ROWS, strict=True):
        Matter.objects.filter(id=(hotline.dispatched() if row % 2 else hotline.new()).id).update(**changed)
    scope = cast.scope("dispatcher")
    listed = {view: queries.watched(scope, view, at(now)).count() for view in VIEWS}
    assert queries.counts(scope, at(now)) == listed
    assert [view for view in VIEWS[2:] if listed[view] == 0] == []


ROWS = (
    {"supervised": 2},
    {"returns": 1, "objections": 1},
    {"objections": 1},
    {"reworks": 1},
    {"pending": "extension"},
    {"pending": "exclusion", "state": "void"},
    {"state": "paused"},
    {"state": "void", "reworks": 1},
    {},
)


@pytest.mark.parametrize("most", [0, 5000])
def test_a_number_is_found_by_its_beginning_in_either_case_and_one_from_outside_whole(
    hotline, cast, monkeypatch, most
):
    """However many numbers begin so: of very many the list is walked instead."""
    monkeypatch.setattr(listing, "MOST", most)
    matter = hotline.new()
    Matter.objects.filter(id=matter.id).update(number="RX20230621001", external_number="AB-77")
    found = {
        text: queries.desk(cast.scope("dispatcher"), Filters(text=text), at("06-22 09:00")).total
        for text in ("R", "rx2023", "RX20230621001", "RX20230622", "20230621", "AB-77", "AB")
    }
    assert found == {"R": 1, "rx2023": 1, "RX20230621001": 1, "RX20230622": 0, "20230621": 0, "AB-77": 1, "AB": 0}


def test_a_number_from_outside_is_found_in_its_index(cast):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL reads small tables whole, whatever indexes they have")
    rows = queries.matching(cast.scope("dispatcher"), Filters(text="20239"), at("06-22 09:00"))
    assert "external_number=?" in rows.explain()

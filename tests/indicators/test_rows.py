"""The rows behind a figure are exactly those it counted (T-trace), and are shown with care."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gewu.indicators import catalogue
from gewu.indicators.definitions import Definition, Filter
from gewu.indicators.figures import RowSet
from gewu.indicators.listing import listing, subjects_of
from gewu.indicators.measures import published
from gewu.kernel.periods import Period
from gewu.kernel.types import Refused
from tests.indicators import rows
from tests.indicators.busy import make_busy
from tests.looking import looking

HALF = Period.parse("2023-01-01..2023-06-28")
MARCH = date(2023, 3, 1)


def test_every_counted_figure_has_as_many_rows_as_it_says(counting):
    make_busy(counting)
    reading = looking(period=HALF, for_=counting.system.scope)
    told, opened = {}, {}
    for ref, entry in catalogue.entries(reading.adopted).items():
        found = reading.value(entry.ref)
        told[ref], opened[ref] = found.rows, len(reading.rows(entry.ref).ids)
        if entry.indicator.shape == "count":
            assert found.value == found.rows
    assert opened == told
    assert sum(bool(count) for count in told.values()) > 35


def test_the_whole_of_a_share_opens_too(counting):
    rows.matter(counting, MARCH, closed=MARCH)
    open_one = rows.matter(counting, MARCH)
    asked = {"period": HALF, "for_": counting.system.scope}
    part = looking(**asked).rows("kiosks.closed_rate").ids
    whole = looking(**asked).rows("kiosks.closed_rate", part="of").ids
    assert set(whole) - set(part) == {open_one.id}


def test_visits_to_the_same_place_open_as_that_one_place(counting):
    row = rows.subject(counting)
    for day in (MARCH, date(2023, 4, 1)):
        rows.record(counting, day, about=row)
    found = looking(period=HALF, for_=counting.system.scope).rows("kiosks.seen")
    assert (found.row_kind, found.ids) == ("subject", (row.id,))


def test_a_sum_opens_the_rows_that_were_added(counting):
    added = rows.record(counting, MARCH, facts={"team": 3})
    rows.record(counting, MARCH)
    assert looking(period=HALF, for_=counting.system.scope).rows("kiosks.team").ids == (added.id,)


def test_rows_are_listed_in_the_words_of_their_scenario(counting):
    row = rows.matter(counting, MARCH, closed=date(2023, 3, 3))
    found = listing(looking(period=HALF, for_=counting.system.scope).rows("kiosks.received"), counting.system.scope)
    assert found.rows[0].cells == (
        row.number,
        "夜间施工噪声",
        "检查发现",
        "脏乱",
        "一般",
        "柳荫一网格",
        "已办结",
        "2023-03-01",
        "2023-03-01",
        "2023-03-03",
    )


def test_rows_ask_the_permission_of_what_they_are(counting):
    """Who may see figures only is told totals: households by name are the register's (F088)."""
    rows.subject(counting)
    found = looking(period=HALF, for_=counting.system.scope).rows("kiosks.on_register")
    with pytest.raises(Refused) as refused:
        listing(found, counting.scope("assessor"))
    assert (refused.value.id, len(listing(found, counting.scope("clerk")).rows)) == ("indicators.R4031", 1)


def test_names_of_people_are_masked_for_those_who_do_not_keep_the_register(counting):
    person = rows.subject(counting, nature="person", name="张小三")
    paid = rows.payment(counting, person, 100, MARCH)
    held = ({"money.see"}, {"money.see", "registry.see"})
    scopes = [replace(counting.scope("clerk"), can=frozenset(can)) for can in held]
    names = [listing(RowSet("payment", (paid.id,)), scope).rows[0].cells[2] for scope in scopes]
    assert names == ["张**", person.name]


def test_rows_outside_the_readers_areas_are_counted_but_not_shown(counting):
    rows.matter(counting, MARCH)
    rows.matter(counting, MARCH, area=counting.areas["bridge_1"], unit=counting.units["safety"])
    found = looking(period=HALF, for_=counting.system.scope).rows("kiosks.received")
    shown = listing(found, counting.scope("secretary"))
    assert (shown.total, len(shown.rows), shown.hidden) == (2, 1, 1)


def test_a_page_of_rows_is_cut_from_the_whole(counting):
    for _ in range(5):
        rows.matter(counting, MARCH)
    found = looking(period=HALF, for_=counting.system.scope).rows("kiosks.received")
    page = listing(replace(found, ids=found.ids[2:4]), counting.system.scope)
    assert [row.id for row in page.rows] == list(found.ids[2:4])


def test_rows_of_a_confidential_space_do_not_open_without_it(counting):
    counting.adopt("packs/social/petitions")
    with pytest.raises(Refused) as refused:
        looking(period=HALF, for_=counting.scope("clerk")).rows("petitions.first_received")
    assert refused.value.id == "indicators.R403"
    assert looking(period=HALF, for_=counting.scope("leader_main")).rows("petitions.first_received").ids == ()


def test_a_total_declared_public_is_told_and_any_other_confidential_one_withheld(counting):
    text = rows.scenario_text("confidential.yaml")
    counting.adopt(text)
    told = looking(period=HALF, for_=counting.scope("clerk")).values()
    assert (told["secrets.open_total"].said, told["secrets.held_back"].said) == ("0件", "受限")
    assert told["secrets.held_back"].withheld is True


def test_a_public_total_is_that_of_the_whole_office_only(counting):
    counting.adopt(rows.scenario_text("confidential.yaml"))
    asked = {"period": HALF, "areas": [counting.areas["willow"].id]}
    assert looking(for_=counting.scope("clerk"), **asked).value("secrets.open_total").said == "受限"
    assert looking(for_=counting.scope("leader_main"), **asked).value("secrets.open_total").said == "0件"


def test_the_people_behind_rows_are_found_whatever_the_rows_are(counting):
    place = rows.subject(counting)
    rows.record(counting, MARCH, about=place)
    rows.payment(counting, place, 100, MARCH)
    asked = {"period": HALF, "for_": counting.system.scope}
    people = [subjects_of(looking(**asked).rows(f"kiosks.{key}"), counting.system.scope) for key in ("visits", "paid")]
    assert people == [{place.id}, {place.id}]


def test_words_with_quotes_and_per_cents_reach_the_database_unharmed(counting):
    odd = "o'%s; «value0»"
    rows.matter(counting, MARCH, category=odd)
    rows.matter(counting, MARCH)
    definition = Definition(published("matters.received"), (Filter("column", "category", "in", (odd,)),))
    reading = looking(period=HALF, for_=counting.system.scope)
    assert reading.run(definition, "value") == [(1,)]

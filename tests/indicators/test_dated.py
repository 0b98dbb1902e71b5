"""What a register says of a place has days: changing it today leaves the figures of last month as they were (F028)."""

from __future__ import annotations

from datetime import date

import pytest

from gewu.kernel.periods import Period
from gewu.kernel.types import Refused
from gewu.office import actions as office
from gewu.registry import actions
from tests.indicators import rows
from tests.looking import looking

MAY, JUNE = date(2023, 5, 31), date(2023, 6, 30)


@pytest.fixture
def kiosk(counting):
    """A kiosk on bottled gas, admitted in January, and what changes it on 28 June."""
    row = actions.admit(
        by=counting.system,
        at=rows.at(date(2023, 1, 5)),
        nature="place",
        kind="kiosk",
        code="K-1",
        name="春来亭",
        area_id=counting.areas["willow_1"].id,
        attributes={"fuel": "gas", "invest_wan": 5000},
        valid_from=date(2023, 1, 5),
    )
    given = {"by": counting.system, "at": rows.at(date(2023, 6, 28)), "subject_id": row.id}
    return lambda **more: actions.change(**given | more)


def on_gas(counting, day: date) -> int:
    reading = looking(period=Period(day.replace(day=1), day), as_of=day, for_=counting.system.scope)
    assert len(reading.rows("kiosks.on_gas").ids) == reading.value("kiosks.on_gas").value
    by_fuel = {cell.label: cell.value for cell in reading.split("kiosks.on_register", "fuel")}
    assert by_fuel.get("瓶装气", 0) == reading.value("kiosks.on_gas").value
    return reading.value("kiosks.on_gas").value


def test_a_change_counts_from_its_day(counting, kiosk):
    kiosk(attributes={"fuel": "power"}, on=date(2023, 6, 10))
    assert [on_gas(counting, day) for day in (MAY, date(2023, 6, 9), date(2023, 6, 10), JUNE)] == [1, 1, 0, 0]


def test_a_correction_counts_from_the_beginning(counting, kiosk):
    kiosk(attributes={"fuel": "power"}, correct=True)
    assert [on_gas(counting, day) for day in (MAY, JUNE)] == [0, 0]


def test_what_was_changed_twice_on_a_day_holds_as_it_was_typed_last(counting, kiosk):
    kiosk(attributes={"fuel": "power"})
    kiosk(attributes={"fuel": "gas"})
    assert [on_gas(counting, day) for day in (MAY, date(2023, 6, 28), JUNE)] == [1, 1, 1]


def test_a_number_is_compared_as_it_was_on_the_day(counting, kiosk):
    kiosk(attributes={"invest_wan": 2000}, on=date(2023, 6, 1))
    asked = {"for_": counting.system.scope}
    sums = [looking(period=Period(day.replace(day=1), day), as_of=day, **asked) for day in (MAY, JUNE)]
    assert [one.value("kiosks.big_invest").value for one in sums] == [1, 0]


def test_writing_the_facts_anew_leaves_their_days(counting, kiosk):
    kiosk(attributes={"fuel": "power"}, on=date(2023, 6, 10))
    actions.rebuild_facts(by=counting.system, at=rows.at(JUNE), kind="kiosk")
    assert [on_gas(counting, day) for day in (MAY, JUNE)] == [1, 0]


@pytest.mark.parametrize(
    ("asked", "id"),
    [
        ({"on": date(2023, 6, 29)}, "registry.R114"),
        ({"on": date(2023, 1, 4)}, "registry.R114"),
        ({"on": date(2023, 6, 1)}, "answers.R104"),
        ({"on": date(2023, 6, 12)}, "office.R310"),
        ({"correct": True}, "office.R310"),
    ],
    ids=["to come", "before it was there", "before the last change", "in a locked month", "over a locked month"],
)
def test_a_change_that_cannot_be_is_refused_and_nothing_is_kept(counting, kiosk, asked, id):
    kiosk(attributes={"fuel": "power"}, on=date(2023, 6, 10))
    if id == "office.R310":
        office.lock_period(by=counting.system, at=rows.at(JUNE), start=date(2023, 3, 1), end=date(2023, 6, 20))
    with pytest.raises(Refused) as refused:
        kiosk(attributes={"fuel": "gas"}, **asked)
    assert (refused.value.id, on_gas(counting, JUNE)) == (id, 0)

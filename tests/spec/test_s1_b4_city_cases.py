"""S1-B4: the matrix shows found, rectified and the rate, so that the printed number cannot hide the rate."""

from __future__ import annotations

import pytest

from gewu.kernel.types import Refused
from gewu.matters.rules import NewMatter
from tests.looking import looking
from tests.spec.walk import FIRST_HALF, figure, history, load


def case(number: int, level: str = "city", channel: str = "onsite", **more) -> NewMatter:
    return NewMatter(
        "city_cases",
        channel=channel,
        level=level,
        category="appearance",
        place=f"柳荫路{number}号",
        external_number=f"{level}{channel}{number}",
        **more,
    )


def test_s1_b4_ten_found_nine_rectified_is_ninety_per_cent(cast):
    cast.adopt("packs/urban/city_cases")
    load(
        cast,
        *(history(cast, case(n), "03-06 09:00", "03-07 10:00") for n in range(9)),
        history(cast, case(9), "03-06 09:00"),
        history(cast, case(0, "district"), "03-06 09:00", "03-07 10:00"),
        history(cast, case(0, "street", "self"), "03-06 09:00", "03-07 10:00"),
    )
    found, rectified = figure(cast, "city_cases.city_onsite_found"), figure(cast, "city_cases.city_onsite")
    assert (found.value, rectified.value) == (10, 9)
    assert figure(cast, "city_cases.rectified_rate", FIRST_HALF).parts == (11, 12)


def test_s1_b4_an_outside_case_is_taken_in_once(cast):
    cast.adopt("packs/urban/city_cases")
    load(cast, history(cast, case(1), "03-06 09:00"))
    with pytest.raises(Refused) as found:
        load(cast, history(cast, case(2), "03-06 09:00"), history(cast, case(1), "03-06 09:00"))
    assert (found.value.id, figure(cast, "city_cases.found").value) == ("matters.R205", 1)


def test_s1_b4_points_lost_are_added_up_by_level_and_a_street_case_costs_none(cast):
    cast.adopt("packs/urban/city_cases")
    lost = {"city": (50, 25), "district": (30,), "street": (99,)}
    load(
        cast,
        *(
            history(cast, case(number, level, answers={"points": f"{points / 100}"}), "03-06 09:00")
            for level, each in lost.items()
            for number, points in enumerate(each)
        ),
    )
    cells = looking(period=FIRST_HALF, for_=cast.scope("leader_main")).split("city_cases.points_lost", by="level")
    assert figure(cast, "city_cases.points_lost").said == "1.05分"
    assert {cell.key: float(cell.value) for cell in cells if cell.value} == {"city": 0.75, "district": 0.3}


def test_s1_b4_one_place_found_by_city_and_by_district_is_two_cases_each_in_its_own_book(cast):
    """A duplicate across levels stays two: each level re-checks its own; the second names the first."""
    cast.adopt("packs/urban/city_cases")
    (first,) = load(cast, history(cast, case(7, "city"), "03-06 09:00", "03-07 10:00"))
    (second,) = load(cast, history(cast, case(7, "district", repeat_of_id=first.id), "03-06 15:00"))
    books = {key: figure(cast, f"city_cases.{key}").value for key in ("city_onsite", "district_onsite_found", "found")}
    assert books == {"city_onsite": 1, "district_onsite_found": 1, "found": 2}
    assert (second.repeat_of_id, second.state) == (first.id, "running")

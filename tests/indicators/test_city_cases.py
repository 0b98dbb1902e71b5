"""One place found by two levels of inspection stays two cases, each in its own book."""

from __future__ import annotations

from gewu.matters.rules import NewMatter
from tests.histories import figure, history, load


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


def test_one_place_found_by_city_and_by_district_is_two_cases_each_in_its_own_book(cast):
    """A duplicate across levels stays two: each level re-checks its own; the second names the first."""
    cast.adopt("packs/urban/city_cases")
    (first,) = load(cast, history(cast, case(7, "city"), "03-06 09:00", "03-07 10:00"))
    (second,) = load(cast, history(cast, case(7, "district", repeat_of_id=first.id), "03-06 15:00"))
    books = {key: figure(cast, f"city_cases.{key}").value for key in ("city_onsite", "district_onsite_found", "found")}
    assert books == {"city_onsite": 1, "district_onsite_found": 1, "found": 2}
    assert (second.repeat_of_id, second.state) == (first.id, "running")

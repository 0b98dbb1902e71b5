"""S1-B4: the matrix shows found, rectified and the rate, so that the printed number cannot hide the rate."""

from __future__ import annotations

from gewu.matters.rules import NewMatter
from tests.spec.walk import FIRST_HALF, figure, history, load


def case(number: int, level: str = "city", channel: str = "onsite") -> NewMatter:
    return NewMatter(
        "city_cases",
        channel=channel,
        level=level,
        category="appearance",
        place=f"柳荫路{number}号",
        external_number=f"{level}{channel}{number}",
    )


def test_s1_b4_ten_found_nine_rectified_is_ninety_per_cent(cast):
    cast.adopt("scenarios/urban/city_cases.yaml")
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
    import pytest

    from gewu.kernel.types import Refused

    cast.adopt("scenarios/urban/city_cases.yaml")
    load(cast, history(cast, case(1), "03-06 09:00"))
    with pytest.raises(Refused) as found:
        load(cast, history(cast, case(2), "03-06 09:00"), history(cast, case(1), "03-06 09:00"))
    assert (found.value.id, figure(cast, "city_cases.found").value) == ("matters.R205", 1)

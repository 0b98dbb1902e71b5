"""S1-A3 居住区信息库: 100 of 120 doors collected is 83.3 %, the twenty are named; a vacant flat is no household."""

from __future__ import annotations

import re

from gewu.registry import actions as registry
from gewu.registry.models import Subject
from tests.front.actors import Desk, nine_o_clock  # noqa: F401
from tests.front.knowing import estate
from tests.histories import at, figure


def test_s1_a3_twenty_doors_are_named_and_a_vacant_one_is_covered_without_a_household(cast, nine_o_clock):  # noqa: F811
    cast.adopt("packs/social/grid_visits")
    id, secretary = estate(cast, doors=120, lived_in=100), Desk(cast, "secretary")
    before, households = secretary.read(f"/subjects/{id}/doors/"), figure(cast, "grid_visits.households").value
    dwelling = Subject.objects.get(code="D119")
    by = cast.actor("officer_a")
    registry.change(by=by, at=at("06-20 10:00"), subject_id=dwelling.id, split="vacant", source="楼长告知")
    after = secretary.read(f"/subjects/{id}/doors/")
    assert [("83.3" in before, "84.2" in before), ("83.3" in after, "84.2" in after)] == [(True, False), (False, True)]
    assert (len(named(before)), sorted(named(before) - named(after))) == (20, ["119室"])
    assert (households, figure(cast, "grid_visits.households").value) == (100, 100)


def named(page: str) -> set[str]:
    """The doors that the page lists as not collected."""
    return set(re.findall(r'title="(\S+) 未采集', page))

"""S1-H3 一网格一支部: 101 grids and 100 branches name the one that is missing, and 全部融入 stands on no figure."""

from __future__ import annotations

from datetime import date

import pytest

from gewu.grid import actions as grid
from gewu.registry import actions as registry
from gewu.registry import queries
from gewu.registry.actions import NewSubject
from gewu.reports import rules
from tests.cast import AREAS
from tests.front.actors import Desk, nine_o_clock  # noqa: F401
from tests.spec.walk import at, figure

DAY = date(2023, 6, 28)


@pytest.fixture
def street(cast, nine_o_clock):  # noqa: F811
    """101 grids: four of the cast's, 97 more; a branch on each but the last."""
    cast.adopt("packs/party/grid_branches")
    rows = [
        grid.NewArea("grid", f"009999003001{n:03d}", f"柳荫{n}网格", AREAS["willow"][1], date(2023, 1, 1))
        for n in range(3, 100)
    ]
    made = grid.admit_areas(rows, by=cast.system, at=at("01-04 09:00"))
    cast.grids = [cast.areas[key] for key in AREAS if AREAS[key][0] == "grid"] + made
    branches = [
        NewSubject("organisation", "grid_branch", f"Z{n}", f"{area.name}党支部", area_id=area.id)
        for n, area in enumerate(cast.grids[:-1])
    ]
    cast.branches = registry.admit_many(branches, by=cast.system, at=at("01-04 10:00"))
    return cast


def test_s1_h3_the_grid_without_a_branch_is_named(street):
    found = queries.spread(street.scope("leader_main"), "grid_branch", DAY)
    assert (found.grids, [area.name for area in found.without], found.whole) == (101, ["柳荫99网格"], False)
    assert figure(street, "grid_branches.branches").value == 100
    desk = Desk(street, "leader_main")
    page = desk.read("/subjects/kind/grid_branch/spread/")
    assert ("柳荫99网格" in page, "柳荫98网格" in page) == (True, False)
    assert "/subjects/kind/grid_branch/spread/" in desk.read("/subjects/kind/grid_branch/")


def test_s1_h3_with_the_last_branch_every_grid_has_its_own(street):
    last = {"nature": "organisation", "kind": "grid_branch", "code": "Z101", "name": "柳荫99网格党支部"}
    registry.admit(by=street.system, at=at("06-01 09:00"), area_id=street.grids[-1].id, **last)
    assert queries.spread(street.scope("leader_main"), "grid_branch", DAY).whole


def test_s1_h3_two_branches_on_one_grid_and_one_on_none_show_too(street):
    spare = {"nature": "organisation", "kind": "grid_branch", "name": "临时党支部"}
    registry.admit(by=street.system, at=at("06-01 09:00"), code="Z102", area_id=street.grids[0].id, **spare)
    registry.admit(by=street.system, at=at("06-01 09:00"), code="Z103", area_id=street.areas["willow"].id, **spare)
    found = queries.spread(street.scope("leader_main"), "grid_branch", DAY)
    assert [(area.name, count) for area, count in found.several] == [("柳荫一网格", 2)]
    assert [row.code for row in found.nowhere] == ["Z103"]


def test_s1_h3_all_members_have_joined_is_marked_as_a_claim_without_a_figure():
    said = "共设立综合网格党支部{grid_branches.branches}，党员全部融入其中。"
    assert [(one.text, one.kind) for one in rules.unbound(said)] == [("全部融入", "claim")]

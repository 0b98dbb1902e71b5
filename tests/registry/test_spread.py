"""Two branches on one grid, and one on none, show beside the grid that has none."""

from __future__ import annotations

from datetime import date

import pytest

from gewu.grid import actions as grid
from gewu.registry import actions as registry
from gewu.registry import queries
from gewu.registry.actions import NewSubject
from tests.cast import AREAS
from tests.front.actors import Desk, nine_o_clock  # noqa: F401
from tests.histories import at

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


def test_two_branches_on_one_grid_and_one_on_none_show_too(street):
    spare = {"nature": "organisation", "kind": "grid_branch", "name": "临时党支部"}
    registry.admit(by=street.system, at=at("06-01 09:00"), code="Z102", area_id=street.grids[0].id, **spare)
    registry.admit(by=street.system, at=at("06-01 09:00"), code="Z103", area_id=street.areas["willow"].id, **spare)
    found = queries.spread(street.scope("leader_main"), "grid_branch", DAY)
    assert [(area.name, count) for area, count in found.several] == [("柳荫一网格", 2)]
    assert [row.code for row in found.nowhere] == ["Z103"]

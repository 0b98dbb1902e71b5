"""Fire checks in the cast's office: hotels monthly, shops quarterly."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gewu.registry import actions as registry
from tests.matters.conftest import at

FIRE = (Path(__file__).parent / "fire.yaml").read_text(encoding="utf-8")
#: the same where places go through stages
STAGED = FIRE.replace("\nduties:\n", "\n  stages: {listed: 已入册, open: 在营, mended: 已整治}\nduties:\n", 1)


class Ground:
    """The cast with the fire scenario; places as they are asked for."""

    def __init__(self, cast, text: str = FIRE):
        self.cast, self.office = cast, cast.office
        cast.adopt(text)

    def place(self, code: str, split: str = "hotel", area: str = "willow_1", tag: str = "fire_key_place", **more):
        return registry.admit(
            by=self.cast.system,
            at=at("01-04 09:00"),
            nature="place",
            kind="merchant",
            split=split,
            code=code,
            name=f"{code}号店",
            area_id=self.cast.areas[area].id,
            place_text="柳荫路",
            tags=[tag] if tag else [],
            valid_from=more.pop("valid_from", date(2023, 1, 1)),
            **more,
        )

    def tick(self, day: str):
        from gewu.tasks import actions

        moment = at(f"{day} 08:00")
        return actions.raise_due(self.office.id, moment.date(), by=self.cast.system, at=moment)


@pytest.fixture
def ground(cast) -> Ground:
    return Ground(cast)

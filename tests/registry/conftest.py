"""The cast's office with a register of shops."""

from datetime import date
from pathlib import Path

import pytest

from gewu.registry import actions
from gewu.registry.actions import NewSubject
from gewu.registry.models import Subject

SHOPS = (Path(__file__).parent / "shops.yaml").read_text(encoding="utf-8")


@pytest.fixture
def street(cast):
    cast.adopt(SHOPS)
    return cast


def shop(street, code="S1", area="willow_1", **more):
    values = {"nature": "place", "kind": "shop", "code": code, "name": f"福满楼{code}", "split": "food"}
    return NewSubject(**(values | {"area_id": street.areas[area].id, "valid_from": date(2023, 1, 1)} | more))


@pytest.fixture
def admitted(street):
    ids = actions.admit_many([shop(street, attributes={"floor_area_m2": "80.5"})], by=street.system, at=street.at)
    return Subject.objects.get(id=ids["S1"])

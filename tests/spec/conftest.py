"""The office whose people walk the roads of the catalogue."""

from __future__ import annotations

import pytest

from tests.spec.road import Office


@pytest.fixture
def office(cast, settings, capsys) -> Office:
    """东澄街道 at nine on 3 January 2023, with nothing in force yet."""
    return Office(cast, settings, capsys)

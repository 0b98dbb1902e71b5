"""The cast's office with the counting scenario in force."""

from __future__ import annotations

import pytest

from gewu.kernel.periods import Period
from tests.cast import cast, neighbour  # noqa: F401
from tests.indicators import rows
from tests.looking import looking

HALF = Period.parse("2023-01-01..2023-06-28")


@pytest.fixture
def counting(cast):  # noqa: F811
    cast.adopt(rows.COUNTING)
    return cast


@pytest.fixture
def value(counting):
    """Ask for one figure of the counting scenario in the first half of 2023: value("received")."""

    def ask(key: str, **more):
        return looking(**{"period": HALF, "for_": counting.system.scope, **more}).value(f"kiosks.{key}")

    return ask

"""The cast's office with the counting scenario, whose programme pays 50 to 200 yuan a head and month."""

from tests.indicators.conftest import cast, counting, neighbour, value  # noqa: F401

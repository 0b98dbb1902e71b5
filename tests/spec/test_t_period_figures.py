"""T-period: of 31 October 23:59 and 1 November 00:01, January to October counts the first only."""

from __future__ import annotations

from datetime import date

from gewu.kernel.periods import Period
from tests.indicators import rows
from tests.indicators.conftest import cast, counting, neighbour  # noqa: F401
from tests.looking import looking


def test_one_minute_decides_the_period(counting):  # noqa: F811
    inside = rows.matter(counting, rows.at(date(2023, 10, 31), 23, 59))
    rows.matter(counting, rows.at(date(2023, 11, 1), 0, 1))
    asked = {"period": Period.parse("2023-01-01..2023-10-31"), "for_": counting.system.scope}
    assert looking(**asked).value("kiosks.received").value == 1
    assert looking(**asked).rows("kiosks.received").ids == (inside.id,)

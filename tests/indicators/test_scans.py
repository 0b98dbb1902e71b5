"""Many figures in one scan are what each of them is alone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gewu.indicators import sql
from gewu.indicators.engines import DuckCopy
from gewu.kernel.periods import Period
from tests.indicators.busy import make_busy
from tests.looking import looking

HALF = Period.parse("2023-01-01..2023-06-28")
days = st.dates(date(2023, 1, 3), date(2023, 7, 31))


@pytest.fixture
def busy(counting):
    make_busy(counting)
    return counting


def each_alone(asked, refs):
    return {ref: looking(**asked).value(ref) for ref in refs}


@pytest.mark.parametrize("role", ["system", "secretary", "handler"])
@pytest.mark.parametrize("known_at", [None, datetime(2099, 1, 1, tzinfo=UTC), datetime(2001, 1, 1, tzinfo=UTC)])
def test_every_figure_in_one_scan_is_what_it_is_alone(busy, role, known_at):
    scope = busy.system.scope if role == "system" else busy.scope(role)
    asked = {"period": HALF, "for_": scope, "known_at": known_at}
    together = looking(**asked).values()
    assert together == each_alone(asked, together)


def test_duckdb_counts_many_in_one_scan_as_one_by_one(busy):
    asked = {"period": HALF, "for_": busy.system.scope, "engine": DuckCopy(busy.office.id)}
    together = looking(**asked).values()
    assert together == each_alone(asked, together)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), start=days, length=st.integers(1, 120))
def test_any_figures_of_any_period_are_what_they_are_alone(busy, data, start, length):
    asked = {"period": Period(start, start + timedelta(days=length)), "for_": busy.system.scope}
    refs = data.draw(st.lists(st.sampled_from(sorted(looking(**asked).entries)), max_size=8, unique=True))
    assert looking(**asked).values(refs) == each_alone(asked, refs)


def test_figures_of_one_table_and_scenario_ask_once(busy):
    reading = looking(period=HALF, for_=busy.system.scope)
    reading.values(["kiosks.received"])  # the editions are read
    refs = ["kiosks.received", "kiosks.closed", "kiosks.still_open", "kiosks.due_closed"]
    with CaptureQueriesContext(connection) as asked:
        looking(period=HALF, for_=busy.system.scope).values(refs)
    assert sum("matters_matter" in one["sql"] for one in asked) == 1


def test_what_all_numbers_ask_is_asked_of_the_table_once():
    cells = [sql.Counted('"t" AS "counted"', "COUNT(*)", asked) for asked in (("a", "b"), ("a", "c"), ("a",))]
    assert sql.scan(cells) == (
        'SELECT COUNT(*) FILTER (WHERE b), COUNT(*) FILTER (WHERE c), COUNT(*) FROM "t" AS "counted" WHERE a'
    )

"""One definition, several engines: DuckDB counts what the installation's own database counts."""

from __future__ import annotations

import pytest

from gewu.indicators import catalogue, sql
from gewu.indicators.engines import DuckCopy
from gewu.kernel.nouns import measures
from gewu.kernel.periods import Period
from gewu.kernel.types import Refused
from gewu.scenario import packs
from tests.indicators.busy import make_busy
from tests.looking import looking

HALF = Period.parse("2023-01-01..2023-06-28")


@pytest.fixture
def busy(counting):
    make_busy(counting)
    return counting


@pytest.fixture
def duck(busy):
    return DuckCopy(busy.office.id)


def test_every_published_measure_is_counted_by_the_counting_scenario(busy):
    reading = looking(period=HALF, for_=busy.system.scope)
    defined = [reading.defined(entry) for entry in counted(reading).values()]
    used = {one.measure.name for pair in defined for one in (pair.part, pair.whole) if one}
    # Papers are counted in tests/documents: this scenario declares none.
    assert used == {name for name in measures() if not name.startswith("documents.")}


def test_values_are_equal_on_both_engines(busy, duck):
    own, copy = (looking(period=HALF, for_=busy.system.scope, engine=one).values() for one in (None, duck))
    assert {ref: (one.value, one.parts, one.rows) for ref, one in own.items()} == {
        ref: (one.value, one.parts, one.rows) for ref, one in copy.items()
    }
    assert sum(bool(one.value) for one in own.values()) > 35


def test_rows_are_equal_on_both_engines(busy, duck):
    own, copy = (looking(period=HALF, for_=busy.system.scope, engine=one) for one in (None, duck))
    for entry in counted(own).values():
        assert own.rows(entry.ref) == copy.rows(entry.ref)


def test_splits_are_equal_on_both_engines(busy, duck):
    asked = {"period": HALF, "for_": busy.scope("secretary")}
    own = looking(**asked)
    for ref, entry in counted(own).items():
        for by in entry.splits:
            assert looking(**asked).split(ref, by=by) == looking(engine=duck, **asked).split(ref, by=by)


def test_the_copy_holds_what_figures_look_at_and_no_search_words_secrets_or_texts(duck):
    tables = {table for (table,) in duck.run("SELECT table_name FROM duckdb_tables()")}
    assert {"answers_searchentry", "registry_secret", "matters_reporter"} & tables == set()
    assert duck.run("SELECT count(*), count(body), count(answers) FROM matters_matter")[0][1:] == (0, 0)


@pytest.mark.parametrize("dialect", ["sqlite", "postgres", "duckdb"])
def test_every_shipped_indicator_has_its_sql_on_every_engine(counting, dialect):
    for pack in packs.shipped():
        counting.adopt(pack.path)
    reading = looking(period=HALF, for_=counting.system.scope)
    texts = [sql.text(reading.defined(entry).part, dialect) for entry in counted(reading).values()]
    assert len(texts) > 150
    assert all(":office" in text and "«" not in text for text in texts)


def test_every_shipped_indicator_can_be_split_by_what_it_names(counting):
    for pack in packs.shipped():
        counting.adopt(pack.path)
    reading = looking(period=Period.parse("2023-01-01..2023-01-31"), for_=counting.system.scope)
    refused = []
    for ref, entry in counted(reading).items():
        for by in entry.splits:
            try:
                reading.split(ref, by)
            except Refused as one:
                refused.append((ref, by, one.words))
    assert refused == []


def counted(reading):
    entries = catalogue.entries(reading.adopted)
    return {ref: entry for ref, entry in entries.items() if entry.kind in ("counted", "derived")}

"""Rows in bulk are the rows that the models would have kept."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from gewu.answers.models import Fact
from gewu.journal.actions import bulk
from gewu.journal.models import JournalLine
from gewu.office.models import Staff, Unit

COLUMNS = ("office", "owner_kind", "owner_id", "field", "number", "text", "on_date")


def facts(cast, count):
    return ((cast.office.id, "subject", n, "area", n, "", date(2023, 1, 1)) for n in range(count))


def test_a_row_in_bulk_is_the_row_the_model_would_keep(cast):
    bulk.insert(Fact, COLUMNS, facts(cast, 1))
    Fact.objects.create(
        office=cast.office, owner_kind="subject", owner_id=0, field="area", number=0, on_date=date(2023, 1, 1)
    )
    rows = list(Fact.objects.order_by("id").values())
    for row in rows:
        del row["id"], row["recorded_at"]
    assert rows[0] == rows[1]


def test_moments_and_details_come_back_as_they_went_in(cast):
    at = datetime(2023, 6, 1, 1, 30, 15, 123456, tzinfo=UTC)
    detail = {"step": "办结", "list": [1, None]}
    bulk.insert(JournalLine, ("office", "at", "actor", "act", "detail"), [(cast.office.id, at, "系统", "x", detail)])
    line = JournalLine.objects.get(act="x")
    assert (line.at, line.detail, line.count, line.position) == (at, detail, 1, None)


def test_truth_comes_back_as_truth(cast):
    bulk.insert(
        Unit, ("office", "kind", "code", "name", "active"), [(cast.office.id, "department", "X", "某科", False)]
    )
    assert Unit.objects.get(code="X").active is False


@pytest.mark.parametrize("count", [0, 1, 5001])
def test_every_row_is_inserted_and_counted(cast, count):
    assert (bulk.insert(Fact, COLUMNS, facts(cast, count)), Fact.objects.count()) == (count, count)


def test_ids_taken_are_free_and_in_order(cast):
    taken = list(bulk.take_ids(Staff, 3))
    used = set(Staff.objects.values_list("id", flat=True))
    assert (taken == sorted(taken), len(set(taken) - used)) == (True, 3)


def test_after_rows_with_taken_ids_the_next_id_is_free(cast):
    taken = list(bulk.take_ids(Fact, 2))
    bulk.insert(Fact, ("id", *COLUMNS), ((taken[n], *row) for n, row in enumerate(facts(cast, 2))))
    row = Fact.objects.create(office=cast.office, owner_kind="subject", owner_id=9, field="area")
    assert (Fact.objects.count(), row.id > taken[-1]) == (3, True)


def test_a_broken_constraint_in_bulk_is_an_integrity_error(cast):
    row = (cast.office.id, "department", "CG", "重复的代码", True)
    with pytest.raises(IntegrityError), transaction.atomic():
        bulk.insert(Unit, ("office", "kind", "code", "name", "active"), [row])


def test_rows_may_ask_the_database_while_they_are_made(cast):
    asking = ((*row[:4], Unit.objects.count(), *row[5:]) for row in facts(cast, 2))
    bulk.insert(Fact, COLUMNS, asking)
    assert set(Fact.objects.values_list("number", flat=True)) == {Unit.objects.count()}


def test_after_settling_the_planner_knows_the_tables(cast):
    bulk.settle()
    known = {
        "sqlite": "SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'office_unit'",
        "postgresql": "SELECT count(*) FROM pg_stats WHERE tablename = 'office_unit' AND attname = 'id'",
    }
    with connection.cursor() as cursor:
        cursor.execute(known[connection.vendor])
        assert cursor.fetchone()[0] > 0


def test_an_iterable_is_cut_into_batches():
    assert list(bulk.batches(range(5), 2)) == [[0, 1], [2, 3], [4]]


def test_parts_without_rows_write_nothing(cast):
    bulk.insert_parts([bulk.Part(Fact, ("office", "field"), [])])

"""Statements that are always worded alike: planned once for a line of PostgreSQL, answered alike everywhere."""

import uuid

import pytest
from django.db import DatabaseError, connection, transaction

from gewu.journal import statements

pytestmark = pytest.mark.django_db
SERIES = "SELECT series, last FROM journal_numberseries WHERE series = %s ORDER BY id"
TAKE = (
    "INSERT INTO journal_numberseries (office_id, series, last, recorded_at) VALUES (%s, %s, %s, %s) "
    "ON CONFLICT (office_id, series) DO UPDATE SET last = journal_numberseries.last + excluded.last RETURNING last"
)
postgres = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite plans in the process")


def planned() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        return [text for (text,) in cursor.fetchall()]


def own(text: str) -> str:
    """Word a statement as no other test does."""
    return f"{text} -- {uuid.uuid4()}"


@pytest.mark.parametrize("series", ["100%", "50%s", "it's", "back\\slash", "$1; DROP", "街道"])
def test_every_word_comes_back_as_it_was(cast, series):
    take = own(TAKE)
    for last in (1, 2):
        assert statements.run(take, [cast.office.id, series, 1, "2023-06-28 09:00:00+00:00"]) == [(last,)]
    found = own(SERIES)
    assert [statements.run(found, [one]) for one in (series, "other", None)] == [[(series, 2)], [], []]


def test_what_answers_nothing_gives_no_rows(cast):
    erase = own("DELETE FROM journal_numberseries WHERE series = %s")
    assert [statements.run(erase, ["none"]) for _ in range(3)] == [[], [], []]


@postgres
def test_a_statement_that_comes_again_is_planned_once_for_a_line():
    text = own("SELECT 1 WHERE 'a' = %s")
    assert [statements.run(text, [word]) for word in "abababab"] == [[(1,)], []] * 4
    assert sum(text.rpartition(" ")[2] in one for one in planned()) == 1


def test_a_transaction_that_failed_spoils_no_later_one(cast):
    take = own(TAKE)
    for series in (None, "WL", None, "WL"):  # a series without a name is refused
        with pytest.raises(DatabaseError) if series is None else transaction.atomic(), transaction.atomic():
            statements.run(take, [cast.office.id, series, 1, "2023-06-28 09:00:00+00:00"])
    assert statements.run(own(SERIES), ["WL"]) == [("WL", 2)]

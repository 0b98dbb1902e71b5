"""Questions in words of our own: the first of a request finds out whether the line to the database still stands."""

import pytest
from django.db import OperationalError, connection, transaction

from gewu.journal import rows, statements


@pytest.fixture
def cut(monkeypatch):
    """The database was started anew: the first question on an old line fails."""
    tried = []

    def answer(text, params):
        tried.append(text)
        if len(tried) == 1:
            raise OperationalError("server closed the connection unexpectedly")
        return [(text,)]

    monkeypatch.setattr(statements, "run", answer)
    return tried


@pytest.fixture
def gone(monkeypatch):
    monkeypatch.setattr(connection, "is_usable", lambda: False)


@pytest.mark.django_db(transaction=True)
def test_a_line_that_was_cut_is_opened_again(cut, gone):
    assert (rows.asked("SELECT 1"), len(cut)) == ([("SELECT 1",)], 2)


@pytest.mark.django_db(transaction=True)
def test_a_transaction_is_not_begun_again_in_its_midst(cut, gone):
    with pytest.raises(OperationalError), transaction.atomic():
        rows.asked("SELECT 1")
    assert len(cut) == 1


@pytest.mark.django_db(transaction=True)
def test_what_a_good_line_refuses_is_not_asked_twice(cut):
    connection.ensure_connection()
    with pytest.raises(OperationalError):
        rows.asked("SELECT 1")
    assert len(cut) == 1

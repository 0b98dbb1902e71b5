"""The queue in front of SQLite's writers."""

import sqlite3
from threading import Event, Thread

import pytest

from gewu.config.environment import PRAGMAS
from gewu.config.fairsqlite.base import DatabaseWrapper


@pytest.fixture
def connect(tmp_path, django_db_blocker):
    """Make connections to one file, as two processes would have them."""
    opened = []

    def make() -> DatabaseWrapper:
        settings = {
            "ENGINE": "gewu.config.fairsqlite",
            "NAME": str(tmp_path / "rows.sqlite3"),
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 5, "init_command": PRAGMAS},
            "AUTOCOMMIT": True,
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": False,
            "TIME_ZONE": None,
            "TEST": {"NAME": None},
        }
        wrapper = DatabaseWrapper(settings, alias=f"fair{len(opened)}")
        wrapper.inc_thread_sharing()
        opened.append(wrapper)
        return wrapper

    with django_db_blocker.unblock():
        yield make
        for wrapper in opened:
            wrapper.close()


def begin(wrapper):
    wrapper.ensure_connection()
    wrapper.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


def end(wrapper, *, how):
    getattr(wrapper, how)()
    wrapper.set_autocommit(True)


@pytest.mark.parametrize("how", ["commit", "rollback"])
def test_a_second_writer_starts_when_the_first_has_ended(connect, how):
    first, second, started = connect(), connect(), Event()
    begin(first)

    def write():
        begin(second)
        started.set()
        end(second, how="commit")

    waiting = Thread(target=write)
    waiting.start()
    assert started.wait(0.2) is False
    end(first, how=how)
    assert started.wait(5) is True
    waiting.join()


def test_closing_inside_a_transaction_lets_the_next_writer_in(connect):
    first, second = connect(), connect()
    begin(first)
    first.close()
    begin(second)
    end(second, how="commit")
    assert second._holds_turn is False


def test_a_transaction_that_cannot_begin_gives_its_turn_back(connect):
    wrapper = connect()
    wrapper.ensure_connection()
    wrapper.cursor().execute("BEGIN")
    with pytest.raises(Exception, match="within a transaction"):
        wrapper._start_transaction_under_autocommit()
    assert wrapper._holds_turn is False
    wrapper.cursor().execute("ROLLBACK")


def test_rows_are_kept_in_write_ahead_mode_with_foreign_keys_on(connect):
    cursor = connect().cursor()
    modes = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "foreign_keys")]
    assert modes == ["wal", 1]


def test_sqlite_here_has_full_text_search():
    with sqlite3.connect(":memory:") as rows:
        rows.execute("CREATE VIRTUAL TABLE words USING fts5(text)")
        rows.execute("INSERT INTO words VALUES ('垃圾 清运')")
        assert rows.execute("SELECT count(*) FROM words WHERE words MATCH '清运'").fetchone() == (1,)

"""Settings from GEWU_* variables."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from gewu.config import environment


def test_a_postgres_address_becomes_database_settings(tmp_path):
    found = environment.database("postgres://gewu:p%40ss@db.local:5433/office?connect_timeout=2", tmp_path)
    keys = ["NAME", "USER", "PASSWORD", "HOST", "PORT"]
    assert [found[key] for key in keys] == ["office", "gewu", "p@ss", "db.local", 5433]
    assert found["OPTIONS"]["connect_timeout"] == "2"


@pytest.mark.parametrize("url", ["mysql://u@h/db", "postgres://u@h/", "office.sqlite3"])
def test_another_kind_of_address_is_refused(url, tmp_path):
    with pytest.raises(ImproperlyConfigured, match="GEWU_DATABASE_URL"):
        environment.database(url, tmp_path)


def test_without_an_address_rows_are_in_the_data_folder(tmp_path):
    assert environment.database("", tmp_path)["NAME"] == str(tmp_path / "gewu.sqlite3")


def test_a_key_is_made_once_and_read_by_nobody_else(tmp_path, monkeypatch):
    monkeypatch.delenv("GEWU_SECRET_KEY", raising=False)
    file = tmp_path / "secret_key"
    first = environment.kept_key("GEWU_SECRET_KEY", file)
    assert environment.kept_key("GEWU_SECRET_KEY", file) == first
    assert (len(first), oct(file.stat().st_mode & 0o777), [found.name for found in tmp_path.iterdir()]) == (
        64,
        "0o600",
        ["secret_key"],
    )


def test_a_key_that_is_not_to_be_made_is_not_made(tmp_path, monkeypatch):
    monkeypatch.delenv("GEWU_CIPHER_KEY", raising=False)
    assert environment.kept_key("GEWU_CIPHER_KEY", tmp_path / "cipher_key", made=False) == ""
    assert list(tmp_path.iterdir()) == []


def test_a_given_key_is_taken_and_not_kept(tmp_path, monkeypatch):
    monkeypatch.setenv("GEWU_SECRET_KEY", "given")
    assert environment.kept_key("GEWU_SECRET_KEY", tmp_path / "secret_key") == "given"
    assert list(tmp_path.iterdir()) == []


def test_the_office_clock_is_shifted_from_the_moment_it_was_set():
    shift = environment.clock_shift("2023-07-03T09:00:00+08:00", "2023-07-04T01:00:00+00:00")
    assert shift == timedelta(days=-1)


def test_an_unset_clock_is_the_real_one():
    assert environment.clock_shift("", "") == timedelta(0)


def test_a_clock_without_a_readable_moment_is_refused():
    with pytest.raises(ImproperlyConfigured, match="GEWU_NOW"):
        environment.clock_shift("tomorrow", "")


def test_a_moment_without_a_zone_is_the_offices_own():
    assert environment.clock_shift("2023-07-03T09:00:00", "2023-07-03T01:00:00+00:00") == timedelta(0)


def test_a_page_waits_so_long_for_postgres_and_a_command_for_ever():
    url = "postgres://gewu@db.local/office"
    found = [environment.database(url, Path(), patience=seconds)["OPTIONS"].get("options") for seconds in (30, 0)]
    assert found == ["-c statement_timeout=30s -c lock_timeout=30s", None]


def test_behind_a_pool_nothing_is_set_on_a_connection_or_kept_between_statements():
    found = environment.database("postgres://gewu@db.local/office", Path(), patience=30, pooled=True)
    kept = {"server_side_binding": True, "prepare_threshold": None}
    assert (found["OPTIONS"], found["DISABLE_SERVER_SIDE_CURSORS"]) == (kept, True)


def test_with_djangos_own_pool_no_connection_is_kept_beside_it():
    found = environment.database("postgres://gewu@db.local/office?pool=true&sslmode=require", Path())
    assert (found["CONN_MAX_AGE"], found["OPTIONS"]["pool"], found["OPTIONS"]["sslmode"]) == (0, True, "require")


@pytest.mark.parametrize(("said", "level"), [("", "WARNING"), ("info", "INFO")])
def test_how_much_is_said_is_a_setting(monkeypatch, said, level):
    monkeypatch.setenv("GEWU_LOG_LEVEL", said)
    assert environment.one_of("GEWU_LOG_LEVEL", ("WARNING", "INFO")) == level


def test_a_level_that_is_none_is_refused(monkeypatch):
    monkeypatch.setenv("GEWU_LOG_LEVEL", "loud")
    with pytest.raises(ImproperlyConfigured, match="GEWU_LOG_LEVEL"):
        environment.one_of("GEWU_LOG_LEVEL", ("WARNING", "INFO"))

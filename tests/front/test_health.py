"""What machines ask: whether the site and its worker live, without a sign-in and without a word about anybody."""

from __future__ import annotations

import json
import os
import time

import pytest
from django.db import DatabaseError

from gewu.front import alive, health
from gewu.front.commands import main


@pytest.fixture(autouse=True)
def fresh(settings, tmp_path, monkeypatch):
    """An installation that nobody asked before, with room on its disk."""
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(health, "web", health._Asked())
    monkeypatch.setattr(health.shutil, "disk_usage", lambda path: type("Usage", (), {"free": health.ROOM}))


@pytest.mark.django_db
def test_the_site_says_that_it_works_and_nothing_else(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (
        200,
        {"ok": True, "database": "ok", "migrations": "ok", "disk": "ok"},
    )
    assert (answer.cookies, answer["Cache-Control"]) == ({}, "no-store")


@pytest.mark.django_db
def test_many_who_ask_cost_one_statement(client, django_assert_num_queries):
    client.get("/healthz")
    with django_assert_num_queries(0):
        client.get("/healthz")
    health.web.at = float("-inf")
    with django_assert_num_queries(1):
        client.get("/healthz")


@pytest.mark.django_db
def test_a_database_that_does_not_answer_is_said(client, monkeypatch):
    monkeypatch.setattr(health.connection, "cursor", lambda: (_ for _ in ()).throw(DatabaseError("secret@db")))
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["database"], "secret" in answer.text) == (503, "no answer", False)


@pytest.mark.django_db
def test_missing_tables_and_a_full_disk_are_said(client, monkeypatch):
    monkeypatch.setattr("gewu.front.health.missing", lambda: 3)
    monkeypatch.setattr(health.shutil, "disk_usage", lambda path: type("Usage", (), {"free": 0}))
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (
        503,
        {"ok": False, "database": "ok", "migrations": "missing", "disk": "nearly full"},
    )


def went_round(name: str, seconds_ago: float) -> None:
    alive.file(name).touch()
    os.utime(alive.file(name), (time.time() - seconds_ago,) * 2)


def worker(client):
    answer = client.get("/healthz/worker")
    return answer.status_code, answer.json()["worker"], answer.json()["tick"]


def test_a_worker_is_well_while_it_goes_round_and_its_ticks_go_well(client):
    assert worker(client) == (503, "never seen", "ok")
    went_round("alive", 1)
    went_round("ticked", 60)
    assert worker(client) == (200, "ok", "ok")
    went_round("ticked", alive.BEHIND_AFTER + 1)
    assert worker(client) == (503, "ok", "fails")
    went_round("alive", alive.SILENT_AFTER + 1)
    assert worker(client) == (503, "silent", "fails")


def test_a_tick_that_was_refused_is_not_well(client):
    went_round("alive", 1)
    alive.note_tick("服务器时间……", well=False)
    assert worker(client) == (503, "ok", "refused")
    alive.note_tick("", well=True)
    assert worker(client) == (200, "ok", "ok")


@pytest.mark.django_db
def test_the_command_says_the_same_with_its_exit_code(capsys):
    assert main.main(["health"]) == 0
    assert capsys.readouterr().out.splitlines() == ["database: ok", "migrations: ok", "disk: ok"]
    assert main.main(["health", "worker", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["worker"] == "never seen"

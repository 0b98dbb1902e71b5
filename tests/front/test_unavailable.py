"""A database that is full, locked, gone or too slow: a page says so in words, and nothing is kept."""

import json
import logging

import pytest
from django.db import OperationalError, connection, transaction

from gewu.front.once import key
from gewu.matters import queries as matters
from gewu.matters.models import Matter

SAID = {"channel": "hotline", "category": "noise", "body": "夜间施工", "place": "柳荫路"}


@pytest.fixture
def full(monkeypatch):
    """No new row fits on the disk."""

    def refuse(self, *args, **kwargs):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr("django.db.models.query.QuerySet.count", refuse)
    monkeypatch.setattr("gewu.journal.paging.cut", refuse)
    monkeypatch.setattr("gewu.front.once.journal.once", refuse)


@pytest.fixture(autouse=True)
def quiet(caplog):
    """What is wrong is logged, and does not fail the test."""
    caplog.set_level(logging.CRITICAL, "gewu.front")


def test_a_page_that_cannot_be_read_says_so(at_desk, full):
    page = at_desk("dispatcher").browser.get("/matters/")
    assert (page.status_code, page.headers["Retry-After"], "暂时不能打开" in page.content.decode()) == (
        503,
        "60",
        True,
    )


def test_a_form_that_cannot_be_kept_says_so(at_desk, full):
    page = at_desk("dispatcher").send("/matters/new/hotline/", key(), **SAID)
    assert (page.status_code, "没有保存" in page.content.decode(), Matter.objects.exists()) == (503, True, False)


def test_a_program_is_told_the_same_in_json(at_desk, full):
    answer = at_desk("dispatcher").browser.get("/api/matters")
    assert (answer.status_code, json.loads(answer.content)["error"]["id"]) == (503, "front.R503")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no clock for statements")
def test_a_statement_that_takes_too_long_ends_in_words(at_desk, monkeypatch):
    def slow(*args, **kwargs):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 50")
            cursor.execute("SELECT pg_sleep(5)")

    monkeypatch.setattr(matters, "desk", slow)
    page = at_desk("dispatcher").browser.get("/matters/")
    assert (page.status_code, "暂时不能打开" in page.content.decode()) == (503, True)

"""Sessions: found with their login in one statement, prolonged once a minute, and never in the way of reading."""

import logging
from argparse import Namespace
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gewu.front import sessions
from gewu.front.commands import tick
from gewu.office import actions
from gewu.office.models import Session


def unused_for(seconds: int) -> None:
    """Let every session look as if it was last used so long ago."""
    age = timedelta(seconds=settings.SESSION_COOKIE_AGE - seconds)
    Session.objects.update(expire_date=timezone.now() + age)


@pytest.mark.parametrize(("seconds", "prolonged"), [(30, False), (61, True)])
def test_a_session_is_prolonged_at_most_once_a_minute(at_desk, seconds, prolonged):
    desk = at_desk("dispatcher")
    unused_for(seconds)
    with CaptureQueriesContext(connection) as asked:
        answer = desk.browser.get("/me/")
    written = any(one["sql"].startswith("UPDATE office_session") for one in asked)
    assert (written, "sessionid" in answer.cookies) == (prolonged, prolonged)


def test_a_used_session_lasts_thirty_minutes_more(at_desk):
    desk = at_desk("dispatcher")
    unused_for(600)
    desk.read("/me/")
    left = Session.objects.get().expire_date - timezone.now()
    assert timedelta(minutes=29) < left <= timedelta(minutes=30)


def test_a_session_that_ended_is_nobodys(at_desk):
    desk = at_desk("dispatcher")
    unused_for(1801)
    assert desk.browser.get("/me/").headers["Location"].startswith("/login/")


def test_a_visitor_without_a_session_gets_none(client, cast):
    client.get("/login/")
    assert ("sessionid" in client.cookies, Session.objects.count()) == (False, 0)


def test_what_a_stale_session_was_told_is_kept(at_desk):
    desk = at_desk("dispatcher")
    unused_for(600)
    store = sessions.SessionStore(desk.browser.cookies["sessionid"].value)
    store["seen"] = 1
    store.touch()
    store.save()
    assert sessions.SessionStore(store.session_key)["seen"] == 1


class FullDisk:
    """A cursor that cannot write."""

    def __enter__(self):
        return self

    def __exit__(self, *wrong):
        return None

    def execute(self, *asked):
        raise OperationalError("database or disk is full")


def test_a_page_is_read_though_its_session_cannot_be_prolonged(at_desk, monkeypatch, caplog):
    """F066: a full disk made reading pages answer 400."""
    desk = at_desk("dispatcher")
    unused_for(600)
    prolong = actions.prolong

    def with_full_disk(*said):
        with monkeypatch.context() as patch:
            patch.setattr(connection, "cursor", FullDisk)
            prolong(*said)

    monkeypatch.setattr(actions, "prolong", with_full_disk)
    with caplog.at_level(logging.ERROR, "gewu.sessions"):
        assert desk.read("/me/")


def test_an_account_that_was_shut_is_nobodys(at_desk, hotline):
    desk = at_desk("handler")
    hotline.people["handler"].account.__class__.objects.filter(username="handler").update(is_active=False)
    assert desk.browser.get("/me/").headers["Location"].startswith("/login/")


def test_a_session_that_ended_is_gone_with_the_next_tick(at_desk):
    at_desk("dispatcher")
    unused_for(1801)
    at_desk("handler")
    tick.run(Namespace(office="", at=None, json=False, catch_up=True))
    assert [one.account.username for one in Session.objects.all()] == ["handler"]

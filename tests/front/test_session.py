"""Coming in: who may, who is shut out, where one lands."""

from datetime import timedelta

import pytest
from django.urls import reverse

from gewu.front.desks.session import locks
from gewu.journal.models import JournalLine
from tests.cast import PASSWORD


def sign_in(client, who, password=PASSWORD, to="/me/"):
    return client.post("/login/", {"username": who, "password": password, "next": to})


@pytest.fixture(autouse=True)
def in_post(settings, cast):
    """The cast is in post from 2023 on; the real clock is later."""
    return cast


def test_staff_land_where_they_wanted_to_go(client):
    assert sign_in(client, "dispatcher").headers["Location"] == "/me/"


def test_a_page_sends_strangers_to_the_login_page_and_back(client):
    assert client.get("/me/?a=1").headers["Location"] == "/login/?next=/me/%3Fa%3D1"


def test_the_login_page_never_sends_anybody_off_the_site(client):
    assert sign_in(client, "dispatcher", to="https://elsewhere.example/").headers["Location"] == "/"


@pytest.mark.parametrize("who", ["dispatcher", "nobody"])
def test_a_wrong_password_and_a_wrong_name_read_the_same(client, who):
    answer = sign_in(client, who, "Wrong-password-1")
    assert (answer.status_code, "账号或密码不对。" in answer.content.decode()) == (422, True)


def test_five_wrong_passwords_shut_the_account_even_for_the_right_one(client):
    codes = [sign_in(client, "dispatcher", "Wrong-password-1").status_code for _ in range(5)]
    right = sign_in(client, "dispatcher")
    assert (codes, right.status_code) == ([422, 422, 422, 422, 429], 429)
    assert "账号已锁定" in right.content.decode()


def test_the_account_opens_again_after_fifteen_minutes(client):
    for _ in range(5):
        sign_in(client, "dispatcher", "Wrong-password-1")
    for line in JournalLine.objects.filter(act=locks.FAILED):
        JournalLine.objects.filter(id=line.id).update(recorded_at=line.recorded_at - timedelta(minutes=16))
    assert sign_in(client, "dispatcher").status_code == 302


def test_a_good_login_forgets_the_failures_before_it(client):
    for _ in range(4):
        sign_in(client, "dispatcher", "Wrong-password-1")
    sign_in(client, "dispatcher")
    client.post("/logout/")
    assert sign_in(client, "dispatcher", "Wrong-password-1").status_code == 422


def test_good_and_failed_logins_are_in_the_journal(client, cast):
    sign_in(client, "dispatcher", "Wrong-password-1")
    sign_in(client, "dispatcher")
    acts = JournalLine.objects.filter(noun="account", staff_id=cast.people["dispatcher"].id).order_by("id")
    assert list(acts.values_list("act", flat=True)) == ["session.failed", "session.opened"]


def test_the_login_page_says_that_the_system_is_not_for_secrets(client):
    page = client.get("/login/").content.decode()
    assert ("非涉密系统" in page, "演示数据，与任何真实单位、个人无关" in page) == (True, True)


def test_the_shell_speaks_english_once_chosen(client):
    sign_in(client, "dispatcher")
    client.post(reverse("session:language"), {"language": "en", "next": "/me/"})
    page = client.get("/me/").content.decode()
    assert ('<html lang="en">' in page, "Work desk" in page, "工作台" in page) == (True, True, False)


def test_leaving_ends_the_session(client):
    sign_in(client, "dispatcher")
    client.post("/logout/")
    assert client.get("/me/").headers["Location"].startswith("/login/")


def test_pages_of_signed_in_people_are_kept_by_no_cache(client):
    sign_in(client, "dispatcher")
    assert client.get("/me/").headers["Cache-Control"] == "no-store"

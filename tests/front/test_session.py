"""Coming in: who may, who is shut out, where one lands."""

import os
import time
import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from django.forms import Form
from django.test import Client
from django.urls import resolve, reverse

from gewu.front import asking
from gewu.front.desk import desk_view
from gewu.journal.models import JournalLine
from gewu.kernel.types import Refused
from gewu.office import actions
from gewu.office.models import SignIn, Unit
from tests.cast import PASSWORD


def sign_in(client, who, password=PASSWORD, to="/me/", **more):
    return client.post("/login/", {"username": who, "password": password, "next": to}, **more)


@pytest.fixture(autouse=True)
def in_post(settings, cast):
    """The cast is in post from 2023 on; the real clock is later."""
    return cast


def test_staff_land_where_they_wanted_to_go(client):
    assert sign_in(client, "dispatcher").headers["Location"] == "/me/"


def test_a_page_sends_strangers_to_the_login_page_and_back(client):
    assert client.get("/me/?a=1").headers["Location"] == "/login/?next=/me/%3Fa%3D1"


def test_a_list_that_is_exchanged_after_the_session_ended_goes_to_the_login_page_whole(client):
    answer = client.get("/matters/?state=done", headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (200, "/login/?next=/matters/%3Fstate%3Ddone")


def test_the_login_page_never_sends_anybody_off_the_site(client):
    assert sign_in(client, "dispatcher", to="https://elsewhere.example/").headers["Location"] == "/"


@pytest.mark.parametrize("who", ["dispatcher", "nobody"])
def test_a_wrong_password_and_a_wrong_name_read_the_same(client, who):
    answer = sign_in(client, who, "Wrong-password-1")
    assert (answer.status_code, "账号或密码不对。" in answer.content.decode()) == (422, True)


def wrong(client, who="dispatcher", times=5, **more):
    return [sign_in(client, who, "Wrong-password-1", **more).status_code for _ in range(times)]


def later(minutes):
    for tried in SignIn.objects.all():
        SignIn.objects.filter(id=tried.id).update(at=tried.at - timedelta(minutes=minutes))


@pytest.mark.parametrize("who", ["dispatcher", "nobody"])
def test_five_wrong_passwords_shut_a_name_there_even_for_the_right_one(client, who):
    codes = wrong(client, who)
    right = sign_in(client, who)
    assert (codes, right.status_code) == ([422] * 5, 429)
    assert "密码连续错5次，从这台电脑登录要等15分钟。" in right.content.decode()


def test_a_stranger_shuts_nobody_out(client):
    wrong(client, REMOTE_ADDR="10.0.0.66")
    assert sign_in(client, "dispatcher", REMOTE_ADDR="10.0.0.5").status_code == 302


def test_names_tried_in_a_row_shut_the_address_but_for_those_who_came_in_there_before(client):
    sign_in(client, "dispatcher")
    client.post("/logout/")
    for n in range(30):
        wrong(client, f"name{n}", 1)
    assert sign_in(client, "clerk").status_code == 429
    assert sign_in(client, "dispatcher").status_code == 302


def test_one_name_tried_from_everywhere_is_left_to_where_it_came_in_before(client):
    sign_in(client, "dispatcher")
    client.post("/logout/")
    for n in range(30):
        wrong(client, "dispatcher", 1, REMOTE_ADDR=f"10.0.1.{n}")
    assert sign_in(client, "dispatcher", REMOTE_ADDR="10.0.2.1").status_code == 429
    assert sign_in(client, "dispatcher").status_code == 302


def test_capitals_and_full_width_are_the_same_name(client):
    wrong(client, "Ｄispatcher", 3)
    assert wrong(client, "DISPATCHER", 3) == [422, 422, 429]


@pytest.mark.parametrize(("minutes", "status"), [(14, 429), (16, 302)])
def test_it_opens_again_after_fifteen_minutes(client, minutes, status):
    wrong(client)
    later(minutes)
    assert sign_in(client, "dispatcher").status_code == status


def test_a_try_that_was_turned_away_does_not_prolong_the_wait(client):
    wrong(client, times=9)
    assert SignIn.objects.count() == 5


def test_a_password_set_anew_opens_at_once(client, cast):
    wrong(client)
    person = cast.people["dispatcher"]
    actions.set_password(by=cast.system, at=cast.at, staff=person, password="Xincheng-2023-b")
    assert sign_in(client, "dispatcher", "Xincheng-2023-b").status_code == 302


def test_guesses_of_the_old_password_are_counted_too(at_desk, hotline):
    desk = at_desk("dispatcher")
    new = {"password": "Xincheng-2023-b", "again": "Xincheng-2023-b"}
    codes = [desk.send("/me/password/", old="Wrong-password-1", **new).status_code for _ in range(6)]
    assert codes == [422] * 5 + [429]


def test_tries_are_kept_thirty_days(client):
    wrong(client, times=1)
    later(31 * 24 * 60)
    sign_in(client, "dispatcher")
    actions.forget_old_sign_ins(datetime.now(UTC))
    assert SignIn.objects.count() == 1


def test_a_good_login_forgets_the_failures_before_it(client):
    wrong(client, times=4)
    sign_in(client, "dispatcher")
    client.post("/logout/")
    assert wrong(client, times=5) == [422] * 5


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


def test_a_new_password_signs_out_everywhere_else(at_desk, hotline):
    here, there = at_desk("dispatcher"), at_desk("dispatcher")
    answer = here.send("/me/password/", old=PASSWORD, password="Xincheng-2023-b", again="Xincheng-2023-b")
    assert (answer.status_code, here.browser.get("/me/").status_code) == (302, 200)
    assert there.browser.get("/me/").headers["Location"].startswith("/login/")


@pytest.mark.parametrize(
    ("old", "new", "again"),
    [
        ("Wrong-password-1", "Xincheng-2023-b", "Xincheng-2023-b"),
        (PASSWORD, "Xincheng-2023-b", "Xincheng-2023-c"),
        (PASSWORD, "short", "short"),
    ],
)
def test_a_new_password_needs_the_old_one_twice_the_same_and_strength(at_desk, old, new, again):
    desk = at_desk("dispatcher")
    answer = desk.send("/me/password/", old=old, password=new, again=again)
    assert (answer.status_code, desk.cast.people["dispatcher"].account.check_password(PASSWORD)) == (422, True)


def test_large_type_is_chosen_and_left_again(at_desk):
    desk = at_desk("officer_a")
    desk.send("/me/type/")
    large = desk.read("/me/")
    desk.send("/me/type/")
    assert ('class="large"' in large, 'class="large"' in desk.read("/me/")) == (True, False)


def test_whoever_opens_what_is_not_theirs_is_in_the_journal(at_desk, hotline):
    at_desk("assessor").read("/matters/new/", status=403)
    line = JournalLine.objects.get(act="office.refused")
    assert (line.staff_id, line.detail) == (
        hotline.people["assessor"].id,
        {"wanted": "office.R403 /matters/new/"},
    )


def test_what_a_form_was_refused_is_in_the_journal_though_its_rows_were_taken_back(hotline, rf):
    def act(said):
        Unit.objects.create(office=hotline.office, kind="department", code="X", name="不该留下")
        raise Refused("registry.R404", "没有找到这个对象。")

    @desk_view()
    def page(request):
        return asking.ask(request, Form(request.POST), act, page="session/password.html")

    request = rf.post("/me/password/", {"_once": str(uuid.uuid4())})
    request.user, request.session = hotline.people["officer_a"].account, {}
    request.resolver_match = resolve(request.path)
    assert page(request).status_code == 422
    wanted = [line.detail["wanted"] for line in JournalLine.objects.filter(act="office.refused")]
    assert (wanted, Unit.objects.filter(code="X").exists()) == (["registry.R404 /me/password/"], False)


def test_pages_say_when_the_worker_is_silent(at_desk, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    (tmp_path / "work.alive").touch()
    os.utime(tmp_path / "work.alive", (time.time() - 600, time.time() - 600))
    assert "后台程序已停 10 分钟" in at_desk("dispatcher").read("/me/")


def test_an_unknown_address_says_so_with_its_number(at_desk):
    assert "front.R404" in at_desk("dispatcher").read("/nowhere/", status=404)


def test_an_account_without_a_post_is_told_whom_to_ask(at_desk, hotline):
    leaver = hotline.people["handler"]
    actions.leave(by=hotline.system, at=hotline.at, staff=leaver, on=date(2023, 6, 1))
    page = at_desk("handler").browser.get("/").content.decode()
    assert ("office.R401" in page, "系统管理员" in page) == (True, True)


def test_a_password_that_no_form_takes_is_not_set(cast):
    longest, too_long = "Ab1-" + "x" * 196, "Ab1-" + "x" * 197
    person = cast.people["handler"]
    with pytest.raises(Refused, match=r"office\.R128"):
        actions.set_password(by=cast.system, at=cast.at, staff=person, password=too_long)
    actions.set_password(by=cast.system, at=cast.at, staff=person, password=longest)
    answer = Client().post("/login/", {"username": person.account.username, "password": longest})
    assert answer.status_code == 302


def test_coming_and_going_and_unknown_names_are_noted_with_the_network_only(cast):
    browser = Client(REMOTE_ADDR="10.1.2.77")
    name = cast.people["handler"].account.username
    for username, password in ((name, "wrong"), ("nobody-at-all", "wrong"), (name, PASSWORD)):
        browser.post("/login/", {"username": username, "password": password})
    browser.post("/logout/")
    lines = JournalLine.objects.filter(act__startswith="session.").order_by("id")
    assert [line.act for line in lines] == ["session.failed", "session.unknown", "session.opened", "session.closed"]
    assert {line.detail["network"] for line in lines} == {"10.1.2.0/24"}
    assert "nobody-at-all" not in str([vars(line) for line in lines])


def test_a_refused_page_is_noted_without_the_number_in_it_sixty_times_an_hour(at_desk):
    desk = at_desk("assessor")
    for _ in range(62):
        desk.browser.get("/scenarios/009999198001011234/")
        desk.browser.get("/subjects/138-0000-1111/")
        desk.browser.get("/money/13800001111/")
    noted = JournalLine.objects.filter(act="office.refused")
    assert noted.count() <= 60
    assert not any("0000" in str(line.detail) for line in noted)


@pytest.mark.parametrize("page", ["/login/", "/no-such-page/", "/robots.txt"])
def test_pages_before_the_door_are_kept_by_nobody_and_use_no_camera(cast, page):
    said = Client().get(page).headers
    assert ["no-store" in said["Cache-Control"], "camera=()" in said["Permissions-Policy"]] == [True, True]

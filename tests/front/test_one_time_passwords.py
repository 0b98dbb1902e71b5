"""A password that somebody else gave opens one page, 修改密码; those of who signs or keeps need two administrators."""

import pytest
from django.test import Client

from gewu.journal.models import JournalLine, Outgoing
from gewu.office.models import Staff
from tests.cast import PASSWORD
from tests.front.actors import Desk

GIVEN, OWN = "Yicixing-2023-a", "Zijide-2023-b"


class Door(Desk):
    """Somebody who comes in by name and password, not by a session that the test made."""

    def __init__(self, cast, who, word):
        self.browser, self.cast, self.who = Client(), cast, who
        self.came_in = self.browser.post("/login/", {"username": who, "password": word}).status_code == 302


def given(cast, at_desk, who, by="admin_system"):
    return at_desk(by).send(f"/admin/staff/{cast.people[who].id}/password/", password=GIVEN)


def told(cast, kind="password"):
    names = {person.id: who for who, person in cast.people.items()}
    return {names[row.to_staff_id] for row in Outgoing.objects.filter(kind=kind)}


@pytest.mark.parametrize("page", ["/", "/matters/", "/me/", "/search/", "/field/"])
def test_a_given_password_leads_every_page_to_a_new_one(hotline, at_desk, page):
    given(hotline, at_desk, "handler")
    answer = Door(hotline, "handler", GIVEN).browser.get(page)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/me/password/")


def test_programs_get_nothing_by_a_given_password(hotline, at_desk):
    given(hotline, at_desk, "handler")
    assert Door(hotline, "handler", GIVEN).browser.get("/api/matters").json()["error"]["id"] == "front.R4034"


def test_once_it_is_ones_own_the_pages_open(hotline, at_desk):
    given(hotline, at_desk, "handler")
    desk = Door(hotline, "handler", GIVEN)
    again = desk.send("/me/password/", old=GIVEN, password=GIVEN, again=GIVEN)
    desk.send("/me/password/", old=GIVEN, password=OWN, again=OWN)
    seen = desk.read("/")
    assert ("office.R133" in again.content.decode(), "重设了" in seen) == (True, True)


def test_the_owner_and_the_auditor_are_told_and_the_journal_says_who(hotline, at_desk):
    given(hotline, at_desk, "handler")
    line = JournalLine.objects.get(act="office.password_set")
    assert told(hotline) == {"handler", "admin_audit"}
    assert (line.staff_id, line.row_id) == (hotline.people["admin_system"].id, hotline.people["handler"].id)


@pytest.mark.parametrize(
    ("whose", "second"),
    [
        ("leader_main", "admin_security"),
        ("leader_deputy", "admin_security"),
        ("admin_audit", "admin_security"),
        ("admin_security", "admin_audit"),
    ],
)
def test_who_signs_or_keeps_gets_one_only_when_a_second_administrator_agrees(hotline, at_desk, whose, second):
    given(hotline, at_desk, whose)
    address = f"/admin/staff/{hotline.people[whose].id}/"
    before = Door(hotline, whose, GIVEN).came_in, Door(hotline, whose, PASSWORD).came_in
    page = at_desk(second).read(address)
    at_desk(second).send(f"{address}password/agreed/")
    after = Door(hotline, whose, GIVEN).came_in, Door(hotline, whose, PASSWORD).came_in
    assert (before, "等另一位管理员同意" in page, after) == ((False, True), True, (True, False))


def test_the_sole_system_administrator_is_helped_by_the_other_two(hotline, at_desk):
    given(hotline, at_desk, "admin_system", by="admin_security")
    at_desk("admin_audit").send(f"/admin/staff/{hotline.people['admin_system'].id}/password/agreed/")
    assert Door(hotline, "admin_system", GIVEN).came_in


@pytest.mark.parametrize(("by", "status"), [("admin_system", 403), ("admin_audit", 403), ("leader_deputy", 403)])
def test_nobody_else_agrees(hotline, at_desk, by, status):
    given(hotline, at_desk, "leader_main")
    answer = at_desk(by).send(f"/admin/staff/{hotline.people['leader_main'].id}/password/agreed/")
    assert (answer.status_code, Door(hotline, "leader_main", GIVEN).came_in) == (status, False)


def test_a_refused_one_never_opens_and_who_asked_is_told(hotline, at_desk):
    given(hotline, at_desk, "leader_main")
    desk = at_desk("admin_security")
    desk.send(f"/admin/staff/{hotline.people['leader_main'].id}/password/refused/")
    later = desk.send(f"/admin/staff/{hotline.people['leader_main'].id}/password/agreed/")
    assert ("office.R222" in later.content.decode(), Door(hotline, "leader_main", GIVEN).came_in) == (True, False)
    assert told(hotline) == {"admin_security", "admin_system"}


def test_the_security_administrator_asks_for_nobody_elses(hotline, at_desk):
    assert given(hotline, at_desk, "handler", by="admin_security").status_code == 422


def test_a_new_person_begins_with_a_one_time_password_and_their_role_is_asked_for(hotline, at_desk):
    typed = {"code": "777", "name": "新人", "unit": hotline.units["city"].id, "from_on": "2023-06-28"}
    at_desk("admin_system").send("/admin/staff/new/", **typed, username="xin", password=GIVEN)
    assert Door(hotline, "xin", GIVEN).browser.get("/").headers["Location"] == "/me/password/"
    line = Outgoing.objects.get(kind="role_due")
    assert (line.to_staff_id, line.link) == (
        hotline.people["admin_security"].id,
        f"/admin/staff/{Staff.objects.get(code='777').id}/",
    )


def test_a_weak_one_is_said_in_the_office_s_language_and_the_rule_stands_before(hotline, at_desk):
    address = f"/admin/staff/{hotline.people['handler'].id}/password/"
    desk = at_desk("admin_system")
    refused = desk.send(address, password="Abc-1").content.decode()
    rule = "至少十位，含大写、小写、数字、符号中的三种"
    assert (rule in desk.read(address), "密码不足十位" in refused, "too short" in refused) == (True, True, False)

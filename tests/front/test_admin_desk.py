"""系统管理: three administrators who exclude each other, the calendar, locks, the journal and its seal, 减负看板."""

from datetime import date

import pytest

from gewu.journal import actions as journal
from gewu.journal.models import JournalLine
from gewu.office import queries as office
from gewu.office.models import CalendarDay, FormRegister, PeriodLock, RoleGrant, Staff
from tests.front.knowing import questions


@pytest.mark.parametrize(
    ("address", "who", "status"),
    [
        ("/admin/", "admin_system", 200),
        ("/admin/", "leader_main", 403),
        ("/admin/staff/", "admin_audit", 200),
        ("/admin/staff/new/", "admin_security", 403),
        ("/admin/staff/new/", "admin_system", 200),
        ("/admin/journal/", "admin_system", 403),
        ("/admin/journal/", "admin_audit", 200),
        ("/admin/calendar/day/", "admin_security", 403),
        ("/admin/locks/", "leader_deputy", 200),
        ("/admin/locks/", "officer_a", 403),
        ("/admin/forms/", "officer_a", 200),
        ("/admin/forms/new/", "officer_a", 403),
    ],
)
def test_each_page_opens_to_its_own_administrator(hotline, at_desk, address, who, status):
    assert at_desk(who).read(address, status) != ""


def test_an_administrator_gets_no_second_role(hotline, at_desk):
    who = hotline.people["admin_system"]
    answer = at_desk("admin_security").send(f"/admin/staff/{who.id}/grant/", role="admin_audit", from_on="2023-06-28")
    held = RoleGrant.objects.filter(staff=who).count()
    assert (answer.status_code, "不能与" in answer.content.decode(), held) == (422, True, 1)


def test_a_role_is_given_over_an_area_and_taken_back(hotline, at_desk):
    who, desk = hotline.people["handler"], at_desk("admin_security")
    desk.send(
        f"/admin/staff/{who.id}/grant/", role="grid_officer", area=hotline.areas["willow_1"].id, from_on="2023-06-28"
    )
    row = RoleGrant.objects.get(staff=who, role="grid_officer")
    desk.send(f"/admin/grants/{row.id}/revoke/")
    row.refresh_from_db()
    assert (row.area, row.from_on, row.to_on) == (hotline.areas["willow_1"], date(2023, 6, 28), date(2023, 6, 28))


def test_a_weak_password_is_refused_beside_its_field(hotline, at_desk):
    typed = {
        "code": "777",
        "name": "新人",
        "unit": hotline.units["city"].id,
        "from_on": "2023-06-28",
        "username": "xin",
    }
    answer = at_desk("admin_system").send("/admin/staff/new/", **typed, password="123")
    field = answer.content.decode().split('for="id_password"')[1].split("</div>")[0]
    assert (answer.status_code, 'class="error"' in field, Staff.objects.filter(code="777").count()) == (422, True, 0)


def test_the_list_of_people_asks_the_database_no_more_for_more_people(hotline, at_desk):
    city, safety = hotline.units["city"].id, hotline.units["willow"].id
    desk = at_desk("admin_system")
    assert questions(desk, f"/admin/staff/?unit={city}") == questions(desk, f"/admin/staff/?unit={safety}")


def test_a_day_is_changed_with_its_notice_and_counts_from_then_on(hotline, at_desk):
    typed = {"day": "2023-07-03", "is_workday": "no", "name": "台风停工", "source": "区防指通知"}
    at_desk("admin_system").send("/admin/calendar/day/", **typed)
    row = CalendarDay.objects.get(day=date(2023, 7, 3))
    assert (row.source, office.calendar().is_workday(date(2023, 7, 3))) == ("区防指通知", False)


def test_a_locked_period_refuses_until_it_is_opened(hotline, at_desk):
    desk = at_desk("leader_deputy")
    desk.send("/admin/locks/new/", start="2023-01-01", end="2023-03-31")
    locked = office.period_locked(hotline.office.id, date(2023, 3, 31))
    address = f"/admin/locks/{PeriodLock.objects.get().id}/open/"
    own = desk.send(address, reason="补录漏报的走访")
    assert (own.status_code, "谁锁定的谁不能自己解锁" in own.content.decode()) == (422, True)
    at_desk("leader_main").send(address, reason="补录漏报的走访")
    assert "补录漏报的走访" in desk.read("/admin/locks/")
    assert (locked, office.period_locked(hotline.office.id, date(2023, 3, 31))) == (True, False)


def test_the_journal_says_what_is_sealed_and_what_is_not(hotline, at_desk):
    sealed = journal.seal(hotline.office.id)
    desk = at_desk("admin_audit")
    before = JournalLine.objects.filter(position=None).count()
    page = desk.read("/admin/journal/")
    assert (f"已封 {sealed} 条，未封 {before} 条" in page, "链条完整" in page) == (True, True)


def test_a_broken_chain_is_said_in_words(hotline, at_desk):
    journal.seal(hotline.office.id)
    JournalLine.objects.filter(position=3).update(act="matters.closed")
    page = at_desk("admin_audit").read("/admin/journal/")
    assert ("链条完整" in page, "mark late" in page) == (False, True)


def test_a_form_without_approval_or_past_its_day_shows(hotline, at_desk):
    desk = at_desk("clerk")
    typed = {
        "number": "B-1",
        "title": "每日报数",
        "issuer": "区某局",
        "approval": "",
        "expires_on": "2023-06-01",
        "minutes": "30",
        "rows_a_month": "20",
    }
    desk.send("/admin/forms/new/", **typed)
    page = desk.read("/admin/forms/")
    desk.send(f"/admin/forms/{FormRegister.objects.get().id}/returned/")
    said = (
        "没有" in page,
        "过期" in page,
        "每月约占 10.0 小时" in page,
        "每月约占 0.0 小时" in desk.read("/admin/forms/"),
    )
    assert (said, FormRegister.objects.get().verdict) == ((True, True, True, True), "returned")


def test_nobody_of_the_next_office_is_listed(hotline, neighbour, at_desk):
    page = at_desk("admin_system").read("/admin/")
    assert (f'<span class="figure-small">{len(hotline.people)}</span>' in page, Staff.objects.count()) == (
        True,
        2 * len(hotline.people),
    )


def test_the_journal_asks_the_database_no_more_for_more_lines(hotline, at_desk):
    desk = at_desk("admin_audit")
    one = questions(desk, "/admin/journal/?act=office.day_set")
    typed = {"is_workday": "no", "name": "停工", "source": "通知"}
    for day in ("2023-07-03", "2023-07-04", "2023-07-05"):
        at_desk("admin_system").send("/admin/calendar/day/", day=day, **typed)
    assert questions(desk, "/admin/journal/?act=office.day_set") == one


def test_a_year_without_a_notice_shows_the_days_that_the_law_gives(cast, client):
    client.force_login(cast.people["admin_system"].account)
    page = client.get("/admin/calendar/?year=2031").text
    assert ("暂定" in page, "元旦" in page, "端午节" in page) == (True, True, True)
    assert ">2027</a>" in page
    assert "法定节日" not in client.get("/admin/calendar/?year=2023").text

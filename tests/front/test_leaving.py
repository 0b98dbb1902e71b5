"""离岗: the open work passes to the successor in the same act, or nobody leaves."""

from datetime import date

import pytest

from gewu.matters.models import Matter
from gewu.office.models import Staff
from tests.front.actors import dispatched, reported, step


@pytest.fixture
def held(hotline):
    """A ticket in the hands of 周强."""
    return step(hotline, dispatched(hotline), "signed", "handler", hour=11)


def leave(desk, who, successor=""):
    return desk.send(f"/admin/staff/{who.id}/leave/", on="2023-06-28", successor=successor)


def test_the_page_says_how_much_is_open(hotline, held, at_desk):
    page = at_desk("admin_system").read(f"/admin/staff/{hotline.people['handler'].id}/leave/")
    assert "手上还有 0 项任务、1 件事项要交接。" in page


def test_nobody_leaves_open_work_behind(hotline, held, at_desk):
    answer = leave(at_desk("admin_system"), hotline.people["handler"])
    left = Staff.objects.get(id=hotline.people["handler"].id).to_on
    assert (answer.status_code, "请选接手人" in answer.content.decode(), left) == (422, True, None)


def test_the_successor_has_the_work_and_the_leaver_is_gone(hotline, held, at_desk):
    leaver, successor = hotline.people["handler"], hotline.people["handler_b"]
    answer = leave(at_desk("admin_system"), leaver, successor.code)
    held.refresh_from_db()
    gone = Staff.objects.get(id=leaver.id).to_on
    assert (answer.status_code, held.staff_id, gone) == (302, successor.id, date(2023, 6, 28))


def test_who_has_nothing_open_leaves_without_a_successor(hotline, at_desk):
    reported(hotline)
    answer = leave(at_desk("admin_system"), hotline.people["clerk_b"])
    kept = Matter.objects.filter(staff=hotline.people["clerk_b"]).count()
    assert (answer.status_code, Staff.objects.get(id=hotline.people["clerk_b"].id).to_on, kept) == (
        302,
        date(2023, 6, 28),
        0,
    )


def test_only_who_keeps_accounts_lets_people_leave(hotline, at_desk):
    assert leave(at_desk("section_head"), hotline.people["handler"]).status_code == 403

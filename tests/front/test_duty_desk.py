"""值班表: a shift is put on, changed and struck out with a reason; what stood there stays to be read."""

from datetime import date

import pytest

from gewu.office.models import RosterShift

DAY = "2023-06-29"


@pytest.fixture
def chief(hotline, at_desk):
    return at_desk("duty_chief")


def put(desk, staff="陆平", post="带班领导", day=DAY, **more):
    return desk.send("/duty/new/", staff=staff, post=post, day=day, note="", **more)


def test_nobody_is_preset_and_everybody_can_be_found_by_name_number_or_unit(hotline, chief):
    page = chief.read("/duty/new/")
    box = page.split('name="staff"')[1].split(">")[0]
    assert ("value=" in box, '<option value="010 陆平 综合指挥中心">' in page) == (False, True)
    assert put(chief, staff="").status_code == 422
    put(chief, staff="010 陆平 综合指挥中心")
    assert RosterShift.objects.get().staff == hotline.people["duty_chief"]


def test_two_do_not_stand_at_one_post(hotline, chief):
    put(chief)
    answer = put(chief, staff="李梅")
    assert (answer.status_code, "已排陆平" in answer.content.decode(), RosterShift.objects.count()) == (422, True, 1)
    assert put(chief, staff="李梅", post="值班员").status_code == 302


def test_a_shift_is_changed_and_says_who_stood_there_before(hotline, chief):
    put(chief)
    row = RosterShift.objects.get()
    form = chief.read(f"/duty/{row.id}/change/")
    assert 'value="010 陆平 综合指挥中心"' in form
    typed = {"staff": "李梅", "post": "带班领导", "day": DAY, "note": ""}
    assert chief.send(f"/duty/{row.id}/change/", **typed, reason="").status_code == 422
    chief.send(f"/duty/{row.id}/change/", **typed, reason="出差")
    page = chief.read("/duty/")
    assert ("<s>" in page, "出差" in page, "李梅" in page) == (True, True, True)
    new = RosterShift.objects.get(void_at=None)
    assert (new.staff, new.instead_of_id) == (hotline.people["dispatcher"], row.id)


def test_a_change_that_is_refused_leaves_the_shift_as_it_was(hotline, chief):
    put(chief), put(chief, staff="李梅", post="值班员")
    row = RosterShift.objects.get(post="带班领导")
    typed = {"staff": "陆平", "post": "值班员", "day": DAY, "note": "", "reason": "换"}
    assert chief.send(f"/duty/{row.id}/change/", **typed).status_code == 422
    row.refresh_from_db()
    assert (row.void_at, RosterShift.objects.count()) == (None, 2)


def test_a_shift_is_struck_out_with_a_reason_and_the_post_is_free(hotline, chief):
    put(chief)
    row = RosterShift.objects.get()
    assert chief.send(f"/duty/{row.id}/strike/", reason="").status_code == 422
    chief.send(f"/duty/{row.id}/strike/", reason="当天停班")
    assert ("当天停班" in chief.read("/duty/"), put(chief, staff="李梅").status_code) == (True, 302)
    csv = chief.browser.get("/duty/?as=csv").getvalue().decode("utf-8-sig")
    assert [line.split(",")[2] for line in csv.splitlines() if line.startswith(DAY)] == ["李梅"]


@pytest.mark.parametrize("who", ["officer_a", "clerk", "assessor"])
def test_the_roster_is_kept_by_those_who_supervise(hotline, chief, at_desk, who):
    put(chief)
    row, desk = RosterShift.objects.get(), at_desk(who)
    answers = [put(desk, post="值班员"), desk.send(f"/duty/{row.id}/strike/", reason="不该")]
    assert ([answer.status_code for answer in answers], RosterShift.objects.filter(void_at=None).count()) == (
        [403] * 2,
        1,
    )


def test_a_shift_of_the_office_next_door_is_not_found(hotline, neighbour, chief):
    row = RosterShift.objects.create(
        office=neighbour.office, staff=neighbour.people["duty_chief"], post="带班领导", day=date(2023, 6, 29)
    )
    assert chief.send(f"/duty/{row.id}/strike/", reason="不该").status_code == 404

"""What the acts of an office leave behind, and that each reaches into its own office only."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from gewu.journal.models import JournalLine
from gewu.kernel.calendar import LOCAL
from gewu.kernel.types import Refused
from gewu.office import actions, queries
from gewu.office.models import CalendarDay, FormRegister, PeriodLock, RoleGrant, RuleRow
from tests.cast import PASSWORD

MAY, JUNE, JULY = date(2023, 5, 1), date(2023, 6, 1), date(2023, 7, 1)


def refused(call, *args, **more) -> str:
    with pytest.raises(Refused) as found:
        call(*args, **more)
    return found.value.id


def line(act: str) -> JournalLine:
    return JournalLine.objects.filter(act=f"office.{act}").latest("id")


def day_of(year: int) -> datetime:
    return datetime(year, 3, 4, 9, tzinfo=LOCAL)


def test_an_office_begins_today_if_no_day_is_said(cast):
    office = actions.start_office(at=day_of(2024), code="NH", name="南河街道", district="青岚区")
    assert (office.started_on, office.is_demo, office.district) == (date(2024, 3, 4), False, "青岚区")
    assert (line("started").row_id, line("started").office_id) == (office.id, office.id)
    assert queries.office(office.id).name == "南河街道"


# units and people ---------------------------------------------------------------------------


def test_a_unit_out_of_use_is_listed_no_more_and_keeps_its_name(cast):
    row = actions.close_unit(by=cast.actor("admin_system"), at=cast.at, unit_id=cast.units["cleaners"].id)
    scope = cast.scope("clerk")
    assert row.id not in {unit.id for unit in queries.units(scope)}
    assert (queries.unit(scope, row.id).name, line("unit_closed").row_id) == ("净源保洁公司", row.id)


def test_a_unit_of_next_door_is_not_closed(cast, neighbour):
    assert (
        refused(actions.close_unit, by=cast.actor("admin_system"), at=cast.at, unit_id=neighbour.units["cleaners"].id)
        == "office.R121"
    )


@pytest.mark.parametrize(("more", "refusal"), [({"kind": "club"}, "office.R124"), ({"code": "CG"}, "office.R125")])
def test_a_unit_has_a_known_kind_and_a_code_of_its_own(cast, neighbour, more, refusal):
    new = {"kind": "department", "code": "NEW", "name": "新设科室"} | more
    assert refused(actions.admit_unit, by=cast.actor("admin_system"), at=cast.at, **new) == refusal


def test_a_code_taken_next_door_is_free_here(cast, neighbour):
    by = {"by": cast.actor("admin_system"), "at": cast.at}
    actions.admit_unit(by=neighbour.system, at=cast.at, kind="department", code="NEW", name="新设科室")
    unit = actions.admit_unit(**by, kind="department", code="NEW", name="新设科室")
    actions.admit_staff(by=neighbour.system, at=cast.at, code="200", name="甲", unit=neighbour.units["city"])
    person = actions.admit_staff(**by, code="200", name="乙", unit=unit)
    assert (person.unit_id, person.from_on, person.account) == (unit.id, cast.at.date(), None)
    assert (line("unit_admitted").row_id, line("staff_admitted").row_id) == (unit.id, person.id)


def test_who_has_no_login_gets_no_password(cast):
    by = {"by": cast.actor("admin_system"), "at": cast.at}
    person = actions.admit_staff(**by, code="200", name="乙", unit=cast.units["city"])
    assert refused(actions.set_password, **by, staff=person, password=PASSWORD) == "office.R129"


def test_a_new_password_is_dated_and_noted(cast):
    person, at = cast.people["handler"], cast.at + timedelta(days=3)
    actions.set_password(by=cast.actor("admin_system"), at=at, staff=person, password="Xinmima-2024")
    person.account.refresh_from_db()
    assert (person.account.password_set_at, line("password_set").row_id) == (at, person.id)
    weak = {"by": cast.actor("admin_system"), "at": at, "staff": person, "password": "123"}
    assert refused(actions.set_password, **weak) == "office.R128"


# roles --------------------------------------------------------------------------------------


def granted(cast, role: str, **more):
    return actions.grant(by=cast.actor("admin_security"), at=cast.at, staff=cast.people["handler"], role=role, **more)


def test_a_role_may_be_followed_by_an_administrators_and_not_overlap_it(cast):
    """Who is 处办 now cannot be an administrator from any day on; before the first day in post they could."""
    assert refused(granted, cast, "admin_audit", from_on=JUNE, to_on=JULY) == "office.R131"
    RoleGrant.objects.filter(staff=cast.people["handler"]).update(from_on=JUNE, to_on=JULY)
    assert granted(cast, "admin_audit", from_on=MAY, to_on=JUNE).role == "admin_audit"
    assert refused(granted, cast, "admin_system", from_on=MAY, to_on=date(2023, 6, 2)) == "office.R131"
    assert granted(cast, "admin_audit", from_on=JULY).from_on == JULY


def test_a_role_begins_today_and_is_noted_with_its_ground(cast):
    row = granted(cast, "grid_officer", area=cast.areas["willow_1"])
    said = {"role": "grid_officer", "area": cast.areas["willow_1"].id}
    assert (row.from_on, line("granted").row_id, line("granted").detail) == (cast.at.date(), row.staff_id, said)
    assert refused(granted, cast, "mayor") == "office.R130"


def test_a_role_is_revoked_today_if_no_day_is_said_and_not_next_door(cast, neighbour):
    row = granted(cast, "grid_officer", area=cast.areas["willow_1"])
    assert (
        refused(actions.revoke, by=neighbour.actor("admin_security"), at=cast.at, grant_id=row.id) == "journal.R4041"
    )
    ended = actions.revoke(by=cast.actor("admin_security"), at=cast.at, grant_id=row.id)
    assert (ended.to_on, line("revoked").row_id, line("revoked").detail) == (
        cast.at.date(),
        row.staff_id,
        {"role": "grid_officer"},
    )


@pytest.mark.parametrize(("days", "active"), [(-1, False), (0, False), (1, True)])
def test_a_login_is_shut_once_the_last_day_is_over(cast, days, active):
    person, on = cast.people["handler"], cast.at.date() + timedelta(days=days)
    before = granted(cast, "clerk", from_on=date(2023, 1, 1), to_on=date(2023, 1, 2))
    actions.leave(by=cast.actor("admin_system"), at=cast.at, staff=person, on=on)
    person.account.refresh_from_db()
    ends = dict(RoleGrant.objects.filter(staff=person).values_list("role", "to_on"))
    assert (person.account.is_active, line("staff_left").row_id) == (active, person.id)
    assert ends == {"clerk": before.to_on, "handler": on}
    assert RoleGrant.objects.filter(staff=cast.people["handler_b"], to_on=None).exists()


@pytest.mark.parametrize(("who", "may"), [("duty_chief", True), ("admin_system", True), ("clerk", False)])
def test_who_supervises_or_keeps_accounts_puts_on_duty(cast, neighbour, who, may):
    duty = {"at": cast.at, "staff": cast.people["handler"], "post": "夜间值班", "day": JUNE}
    if may:
        assert line_of_duty(actions.put_on_duty(by=cast.actor(who), **duty)) == ("夜间值班", JUNE)
    else:
        assert refused(actions.put_on_duty, by=cast.actor(who), **duty) == "office.R403"


def line_of_duty(shift) -> tuple:
    assert line("on_duty").row_id == shift.id
    return shift.post, shift.day


def test_the_roster_is_of_the_days_asked_for(cast, neighbour):
    for desk in (cast, neighbour):
        for number, day in enumerate((date(2023, 5, 31), JUNE, date(2023, 6, 2), date(2023, 6, 3))):
            person = desk.people["handler"] if number != 1 else desk.people["clerk"]
            actions.put_on_duty(by=desk.system, at=desk.at, staff=person, post="值班", day=day)
    found = queries.roster(cast.scope("clerk"), JUNE, date(2023, 6, 3))
    assert [(shift.day, shift.staff_id) for shift in found] == [
        (JUNE, cast.people["clerk"].id),
        (date(2023, 6, 2), cast.people["handler"].id),
    ]


# dated rows ---------------------------------------------------------------------------------


def ruled(cast, value, from_on=None, key="matter.grades.ordinary.within", scenario="hotline"):
    by = {"by": cast.actor("leader_main"), "at": cast.at, "source": "办法第三条"}
    return actions.set_rule(**by, scenario=scenario, key=key, value=value, from_on=from_on)


def test_a_limit_set_again_ends_the_older_one_of_the_same_key_only(cast, neighbour):
    for desk in (cast, neighbour):
        ruled(desk, "3 workdays", MAY)
    ruled(cast, "4 workdays", MAY, key="matter.sign_within")
    ruled(cast, "5 workdays", MAY, scenario="gas")
    ruled(cast, "2 workdays", JUNE)
    ruled(cast, "1 workday", JUNE)
    held = RuleRow.objects.filter(office=cast.office).order_by("value").values_list("value", "from_on", "to_on")
    assert list(held) == [
        ("1 workday", JUNE, None),
        ("3 workdays", MAY, JUNE),
        ("4 workdays", MAY, None),
        ("5 workdays", MAY, None),
    ]
    assert RuleRow.objects.get(office=neighbour.office).to_on is None


def test_local_rules_are_listed_newest_first_then_by_scenario_and_key(cast, neighbour):
    ruled(neighbour, "3 workdays", JULY)
    for scenario, key, day in (
        ("hotline", "matter.sign_within", MAY),
        ("gas", "matter.sign_within", MAY),
        ("gas", "matter.object_within", MAY),
        ("waste", "matter.sign_within", JUNE),
    ):
        ruled(cast, "3 workdays", day, key, scenario)
    assert [(row.scenario, row.key) for row in queries.local_rules(cast.scope("clerk"))] == [
        ("waste", "matter.sign_within"),
        ("gas", "matter.object_within"),
        ("gas", "matter.sign_within"),
        ("hotline", "matter.sign_within"),
    ]


def test_a_limit_of_matters_is_a_limit_and_holds_from_today(cast):
    row = ruled(cast, "3 workdays")
    said = {"scenario": "hotline", "key": row.key, "value": "3 workdays"}
    assert (row.from_on, line("rule_set").row_id, line("rule_set").detail) == (cast.at.date(), row.id, said)
    assert refused(ruled, cast, "soon") == "office.R315"
    assert ruled(cast, 95, key="indicators.received.target.at_least").value == 95


def test_a_day_set_twice_is_one_row_and_two_lines(cast):
    by = {"by": cast.actor("admin_system"), "at": cast.at, "day": date(2023, 6, 26)}
    for worked in (False, True):
        row = actions.set_day(**by, is_workday=worked, name="调休", source="通知1号")
    assert CalendarDay.objects.get(day=date(2023, 6, 26)).is_workday is True
    detail = {"day": "2023-06-26", "is_workday": True, "source": "通知1号"}
    assert (line("day_set").row_id, line("day_set").detail) == (row.id, detail)
    assert JournalLine.objects.filter(act="office.day_set").count() == 2


@pytest.mark.parametrize(("end", "locks"), [(MAY, False), (date(2023, 5, 2), True)])
def test_a_locked_stretch_has_a_day_at_least(cast, end, locks):
    by = {"by": cast.actor("leader_main"), "at": cast.at, "start": MAY}
    if locks:
        row = actions.lock_period(**by, end=end)
        assert (line("period_locked").row_id, line("period_locked").detail) == (
            row.id,
            {"start": "2023-05-01", "end": "2023-05-02"},
        )
    else:
        assert refused(actions.lock_period, **by, end=end) == "office.R312"


def test_locks_are_listed_newest_first_and_opened_at_home_only(cast, neighbour):
    made = [
        actions.lock_period(by=cast.actor("leader_main"), at=cast.at, start=start, end=end)
        for start, end in ((JUNE, JULY), (MAY, JUNE), (MAY, JULY))
    ]
    assert (
        refused(actions.open_period, by=neighbour.actor("leader_main"), at=cast.at, lock_id=made[0].id, reason="补录")
        == "journal.R4041"
    )
    actions.open_period(by=cast.actor("leader_deputy"), at=cast.at, lock_id=made[0].id, reason="补录")
    listed = [row.id for row in queries.period_locks(cast.scope("clerk"))]
    assert (listed, line("period_opened").row_id) == ([made[0].id, made[2].id, made[1].id], made[0].id)
    assert PeriodLock.objects.get(id=made[0].id).opened_at == cast.at
    assert queries.period_locks(neighbour.scope("clerk")) == []


def test_forms_are_listed_by_the_day_they_expire_and_judged_at_home_only(cast, neighbour):
    by = {"by": cast.actor("clerk"), "at": cast.at, "title": "表", "issuer": "区局"}
    days = (("3", JULY), ("2", MAY), ("1", JULY))
    made = {number: actions.register_form(**by, number=number, expires_on=day) for number, day in days}
    there = actions.register_form(**(by | {"by": neighbour.actor("clerk")}), number="3")
    assert [row.number for row in queries.forms(cast.scope("clerk"))] == ["2", "1", "3"]
    assert refused(actions.judge_form, by=cast.actor("clerk"), at=cast.at, form_id=there.id, verdict="lost") == (
        "office.R314"
    )
    assert (
        refused(actions.judge_form, by=cast.actor("clerk"), at=cast.at, form_id=there.id, verdict="kept")
        == "journal.R4041"
    )
    actions.judge_form(by=cast.actor("clerk"), at=cast.at, form_id=made["2"].id, verdict="returned")
    assert FormRegister.objects.get(id=made["2"].id).verdict == "returned"
    assert (line("form_judged").row_id, line("form_judged").detail) == (made["2"].id, {"verdict": "returned"})
    assert refused(actions.register_form, **by, number="1") == "office.R313"

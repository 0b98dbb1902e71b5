"""The calendar, local rules, locked periods, the register of forms, the office clock."""

from datetime import UTC, date, datetime, timedelta

import pytest

from gewu.kernel.types import Refused
from gewu.office import actions, clock, queries
from gewu.office.models import CalendarDay


def test_the_first_office_seeds_the_calendar(cast):
    calendar = queries.calendar()
    days = [date(2023, 6, 22), date(2023, 6, 25), date(2026, 2, 14)]
    assert ([calendar.is_workday(day) for day in days], calendar.announced(2023)) == ([False, True, True], True)


@pytest.mark.django_db
def test_without_rows_the_calendar_is_the_seed():
    assert queries.calendar(date(2023, 6, 1)).is_workday(date(2023, 6, 25)) is True


def test_a_day_the_administrator_sets_is_known_at_once(cast):
    day = date(2023, 6, 26)
    before = queries.calendar().is_workday(day)
    actions.set_day(
        by=cast.actor("admin_system"), at=cast.at, day=day, is_workday=False, name="高温停工", source="通知1号"
    )
    assert (before, queries.calendar().is_workday(day), queries.calendar().name(day)) == (True, False, "高温停工")


def test_a_second_office_leaves_the_calendar_as_it_is(cast):
    CalendarDay.objects.filter(day=date(2023, 6, 25)).update(is_workday=False)
    count = CalendarDay.objects.count()
    actions.start_office(at=cast.at, code="XH", name="西河街道")
    assert (CalendarDay.objects.count(), CalendarDay.objects.get(day=date(2023, 6, 25)).is_workday) == (count, False)


def test_an_announced_year_is_no_longer_provisional(cast):
    before = queries.calendar().announced(2030)
    actions.announce_year(by=cast.system, at=cast.at, year=2030, source="国办通知")
    assert (before, queries.calendar().announced(2030)) == (False, True)


def limit(cast, on):
    return queries.rule_values(cast.office.id, "hotline", on).get("matter.grades.ordinary.within", "5 workdays")


def test_a_local_limit_holds_from_its_day(cast):
    rule = {"by": cast.actor("leader_main"), "at": cast.at, "scenario": "hotline", "source": "办法第三条"}
    actions.set_rule(**rule, key="matter.grades.ordinary.within", value="3 workdays", from_on=date(2023, 3, 1))
    actions.set_rule(**rule, key="matter.grades.ordinary.within", value="2 workdays", from_on=date(2023, 5, 1))
    days = [date(2023, 2, 28), date(2023, 3, 1), date(2023, 5, 1)]
    assert [limit(cast, day) for day in days] == ["5 workdays", "3 workdays", "2 workdays"]


def test_a_local_limit_needs_its_source(cast):
    with pytest.raises(Refused, match=r"office\.R311"):
        actions.set_rule(by=cast.system, at=cast.at, scenario="hotline", key="x", value=1, source=" ")


def test_a_locked_period_is_half_open(cast):
    actions.lock_period(by=cast.actor("leader_main"), at=cast.at, start=date(2023, 1, 1), end=date(2023, 7, 1))
    days = [date(2022, 12, 31), date(2023, 1, 1), date(2023, 6, 30), date(2023, 7, 1)]
    assert [queries.period_locked(cast.office.id, day) for day in days] == [False, True, True, False]


def test_into_a_locked_period_nothing_is_written_until_it_is_opened(cast):
    by = cast.actor("leader_main")
    lock = actions.lock_period(by=by, at=cast.at, start=date(2023, 1, 1), end=date(2023, 7, 1))
    with pytest.raises(Refused) as refused:
        queries.must_be_open(cast.office.id, date(2023, 6, 30))
    other = {"by": cast.actor("leader_deputy"), "at": cast.at, "lock_id": lock.id}
    actions.open_period(**other, reason="补录漏报的走访")
    queries.must_be_open(cast.office.id, date(2023, 6, 30))
    assert refused.value.words == "2023年6月30日所在统计期已锁定，没有保存。"


def test_who_locked_a_period_does_not_open_it_and_nobody_without_a_reason(cast):
    lock = actions.lock_period(by=cast.actor("leader_main"), at=cast.at, start=date(2023, 1, 1), end=date(2023, 7, 1))
    for who, reason, id in (("leader_main", "补录", "office.R317"), ("leader_deputy", " ", "office.R316")):
        with pytest.raises(Refused) as refused:
            actions.open_period(by=cast.actor(who), at=cast.at, lock_id=lock.id, reason=reason)
        assert refused.value.id == id
        assert id != "office.R317" or ("方正" in refused.value.hint and "高远" not in refused.value.hint)
    row = actions.open_period(by=cast.actor("leader_deputy"), at=cast.at, lock_id=lock.id, reason="补录漏报的走访")
    assert (row.opened_by.name, row.opened_because) == ("方正", "补录漏报的走访")
    with pytest.raises(Refused, match=r"office\.R318"):
        actions.open_period(by=cast.actor("leader_deputy"), at=cast.at, lock_id=lock.id, reason="再开一次")


def test_a_period_next_door_is_not_locked_with_ours(cast, neighbour):
    actions.lock_period(by=cast.system, at=cast.at, start=date(2023, 1, 1), end=date(2023, 7, 1))
    assert queries.period_locked(neighbour.office.id, date(2023, 6, 30)) is False


def test_a_form_from_above_is_registered_once_and_judged(cast):
    form = {"by": cast.actor("clerk"), "at": cast.at, "number": "国统字1号", "title": "月报", "issuer": "区统计局"}
    row = actions.register_form(**form, minutes=40)
    with pytest.raises(Refused, match=r"office\.R313"):
        actions.register_form(**form)
    actions.judge_form(by=cast.actor("clerk"), at=cast.at, form_id=row.id, verdict="returned")
    assert [(found.number, found.verdict) for found in queries.forms(cast.scope("clerk"))] == [
        ("国统字1号", "returned")
    ]


def test_the_office_clock_is_shifted_and_ticks_on(settings):
    settings.CLOCK_SHIFT = timedelta(days=-1000)
    behind = datetime.now(UTC) - clock.now()
    assert (abs(behind - timedelta(days=1000)) < timedelta(seconds=5), clock.is_shifted()) == (True, True)


def test_the_real_clock_is_no_shifted_one(settings):
    settings.CLOCK_SHIFT = timedelta(0)
    assert clock.is_shifted() is False

"""Periods and clocks in two languages: the kernel has the facts, front the words."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from gewu.front import spoken
from gewu.kernel.calendar import LOCAL, Calendar
from gewu.kernel.clocks import Colour, Limit, Pause, colour, replay
from gewu.kernel.periods import Period, due_period

DAY = date(2023, 6, 28)
CALENDAR = Calendar.seeded(range(2022, 2028))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL)


def in_both(say, *given: object) -> tuple[str, str]:
    with translation.override("zh-hans"):
        chinese = say(*given)
    with translation.override("en"):
        return chinese, say(*given)


def looked(start: str, limit: str, now: str, closed_at: str = "", what: str = "closed", **more) -> Colour:
    clock = replay(at(start), Limit.parse(limit), CALENDAR, **more)
    return colour(clock, at(now), at(closed_at) if closed_at else None, what=what)


@pytest.mark.parametrize(
    ("kind", "chinese", "english"),
    [
        ("day", "2023年6月28日", "28 Jun 2023"),
        ("week", "2023年第26周（6月26日至7月2日）", "week 26 of 2023"),
        ("month", "2023年6月", "Jun 2023"),
        ("quarter", "2023年第二季度", "Q2 2023"),
        ("half", "2023年上半年", "first half of 2023"),
        ("year", "2023年", "2023"),
    ],
)
def test_a_period_has_its_name_in_both_languages(kind, chinese, english):
    assert in_both(spoken.period, due_period(kind, DAY)) == (chinese, english)


def test_a_stretch_of_days_is_named_by_its_ends():
    days = Period.of(date(2023, 1, 3), DAY)
    assert in_both(spoken.period, days)[1] == "3 Jan 2023 to 28 Jun 2023"


@pytest.mark.parametrize(
    ("limit", "now", "name", "chinese", "english"),
    [
        ("3 workdays", "2026-03-06 11:00", "running", "还剩3个工作日", "3 workdays left"),
        ("3 workdays", "2026-03-10 09:00", "running", "还剩1个工作日", "1 workday left"),
        ("3 workdays", "2026-03-11 14:40", "soon", "还剩3小时20分", "3 hours 20 min left"),
        ("3 workdays", "2026-03-11 18:00", "soon", "还剩不到1分", "under 1 min left"),
        ("3 workdays", "2026-03-11 19:00", "late", "超期不到1个工作日", "late by less than 1 workday"),
        ("3 workdays", "2026-03-12 08:00", "late", "超期1个工作日", "late by 1 workday"),
        ("3 workdays", "2026-03-16 08:00", "late", "超期3个工作日", "late by 3 workdays"),
        ("24 hours", "2026-03-06 13:40", "running", "还剩20小时20分", "20 hours 20 min left"),
        ("24 hours", "2026-03-07 09:15", "soon", "还剩45分", "45 min left"),
        ("24 hours", "2026-03-09 12:00", "late", "超期2天2小时", "late by 2 days 2 hours"),
        ("4 working_hours", "2026-03-06 11:30", "running", "还剩2个工作时30分", "2 working hours 30 min left"),
        ("4 working_hours", "2026-03-09 09:05", "late", "超期3个工作时5分", "late by 3 working hours 5 min"),
        ("3 days", "2026-03-07 10:00", "running", "还剩2天", "2 days left"),
        ("3 days", "2026-03-11 10:00", "late", "超期2天", "late by 2 days"),
        ("2 months", "2026-03-07 10:00", "running", "还剩60天", "60 days left"),
        ("0 days", "2026-03-06 20:00", "soon", "还剩3小时59分", "3 hours 59 min left"),
    ],
)
def test_a_clock_is_said_in_the_few_words_of_a_list(limit, now, name, chinese, english):
    found = looked("2026-03-06 10:00", limit, now)
    assert (found.name, *in_both(spoken.short, found)) == (name, chinese, english)


def test_a_clock_of_another_step_says_in_a_list_which_step_it_is():
    found = looked("2026-03-06 10:00", "4 working_hours", "2026-03-09 09:05", what="signed")
    said = ("签收超期3个工作时5分", "signed for: late by 3 working hours 5 min")
    assert in_both(spoken.short, found) == said


def test_the_sentence_says_why_it_is_late():
    assert in_both(spoken.sentence, looked("2023-06-20 10:00", "3 workdays", "2023-06-27 09:00")) == (
        "已超期1个工作日。应于6月26日18:00前办结（时限3个工作日，6月22日至24日端午节不计，6月25日调休上班计入）",
        "Late by 1 workday: was to be closed by 26 Jun 18:00 (limit 3 workdays, 22 Jun to 24 Jun 端午节 not counted, "
        "25 Jun 调休上班 counted)",
    )


def test_the_sentence_names_extensions_pauses_and_unannounced_years():
    found = looked(
        "2028-12-21 10:00",
        "5 workdays",
        "2028-12-25 09:00",
        pauses=[Pause(at("2028-12-22 10:00"), at("2028-12-26 10:00"))],
        extensions=[Limit.parse("2 workdays")],
    )
    assert in_both(spoken.sentence, found) == (
        "还剩7个工作日，2029年1月4日18:00前办结（时限5个工作日，延期2个工作日，扣除挂账2个工作日，"
        "1月1日元旦不计，2028年放假安排未公布，暂按法定节日和周一至周五推算）",
        "7 workdays left: to be closed by 4 Jan 2029 18:00 (limit 5 workdays, extended by 2 workdays, "
        "not counting 2 workdays suspended, 1 Jan 元旦 not counted, "
        "days off of 2028 not announced; those of the law and Monday to Friday assumed)",
    )


def test_the_sentence_says_that_a_last_day_off_ran_on():
    assert in_both(spoken.sentence, looked("2023-03-02 10:00", "60 days", "2023-04-25 09:00")) == (
        "还剩9天，5月4日23:59前办结（时限60日，期满日5月1日逢劳动节，顺延至5月4日）",
        "9 days left: to be closed by 4 May 23:59 (limit 60 days, the last day 1 May is off (劳动节), "
        "so it runs on to 4 May)",
    )


def test_the_sentence_says_a_limit_in_months_and_years():
    found = looked("2025-03-05 10:00", "1 year", "2025-03-07 09:00")
    assert in_both(spoken.sentence, found)[1].endswith("(limit 1 year)")


def test_a_last_day_on_a_monday_did_not_run_on():
    found = looked("2026-03-06 10:00", "3 days", "2026-03-07 09:00")
    assert in_both(spoken.sentence, found)[0] == "还剩2天，3月9日23:59前办结（时限3日）"


def test_while_suspended_the_clock_stands_still():
    found = looked("2026-03-06 10:00", "3 workdays", "2026-04-09 10:00", pauses=[Pause(at("2026-03-09 10:00"))])
    assert (in_both(spoken.short, found), in_both(spoken.sentence, found)) == (
        ("挂账中", "suspended"),
        (
            "挂账中，3月9日10:00起不计时。挂账前应于3月11日18:00前办结（时限3个工作日）",
            "Suspended, no time counted since 9 Mar 10:00. "
            "Before that to be closed by 11 Mar 18:00 (limit 3 workdays)",
        ),
    )


@pytest.mark.parametrize(
    ("closed_at", "name", "short", "sentence"),
    [
        (
            "2026-03-11 18:00",
            "done",
            ("已按期办结", "closed in time"),
            "3月11日18:00已按期办结，应于3月11日18:00前办结（时限3个工作日）",
        ),
        (
            "2026-03-12 09:00",
            "done_late",
            ("超期1个工作日办结", "closed late by 1 workday"),
            "3月12日09:00办结，超期1个工作日。应于3月11日18:00前办结（时限3个工作日）",
        ),
    ],
)
def test_how_a_clock_ended_does_not_change_any_more(closed_at, name, short, sentence):
    found = looked("2026-03-06 10:00", "3 workdays", "2026-09-01 10:00", closed_at)
    assert (found.name, in_both(spoken.short, found), in_both(spoken.sentence, found)[0]) == (name, short, sentence)


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        ("signed", "已超期2小时。应于3月6日12:00前签收（时限2小时）"),
        ("answered", "已超期2小时。应于3月6日12:00前反馈（时限2小时）"),
        ("停工", "已超期2小时。应于3月6日12:00前到“停工”（时限2小时）"),
    ],
)
def test_the_sentence_names_what_had_to_be_done(what, sentence):
    found = looked("2026-03-06 10:00", "2 hours", "2026-03-06 14:00", what=what)
    assert in_both(spoken.sentence, found)[0] == sentence


@pytest.mark.parametrize(
    ("without", "sentence"),
    [
        ("", "这一等级没有办理时限。"),
        ("void", "已作废或不予受理，不计时。"),
        ("merged", "已并入主单，随主单办理、计时。"),
        ("undispatched", "派单后开始计时。"),
    ],
)
def test_where_no_clock_runs_the_reason_is_said(without, sentence):
    colour = Colour("running", without=without)
    assert (in_both(spoken.short, colour)[0], in_both(spoken.sentence, colour)[0]) == ("—", sentence)


@given(
    st.datetimes(at("2023-01-01").replace(tzinfo=None), at("2026-12-01").replace(tzinfo=None)),
    st.sampled_from(["3 workdays", "2 days", "24 hours", "4 working_hours", "30 minutes", "0 days"]),
    st.integers(0, 40 * 1440),
)
def test_every_sentence_is_whole_in_both_languages(start, limit, minutes):
    begun = start.isoformat(" ", "minutes")
    found = looked(begun, limit, begun)
    later = colour(
        replay(at(begun), Limit.parse(limit), CALENDAR),
        datetime.fromtimestamp(at(begun).timestamp() + 60 * minutes, LOCAL),
    )
    for one in (found, later):
        chinese, english = in_both(spoken.sentence, one)
        assert ("%(" in chinese + english, chinese[-1], english[-1]) == (False, "）", ")")

"""Weekly bulletins: one a week, frozen, corrected in the next."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gewu.kernel.periods import Period, week_of
from gewu.kernel.types import Refused
from gewu.reports import actions, queries
from tests.indicators import rows

WEEK_24 = week_of(date(2023, 6, 14))
WEEK_25 = week_of(date(2023, 6, 21))
MONDAY = rows.at(date(2023, 6, 19))


def bulletin(cast, week, at=MONDAY):
    return actions.draft_bulletin(by=cast.actor("clerk"), at=at, scenario="kiosks", week=week)


def read(cast, row):
    return queries.render(queries.report(cast.scope("clerk"), row.id), cast.scope("clerk"))


def test_a_bulletin_counts_its_week_and_carries_its_number(counting):
    rows.matter(counting, date(2023, 6, 12), due_on=date(2023, 6, 16))
    rows.matter(counting, date(2023, 6, 19))
    found = read(counting, bulletin(counting, WEEK_24))
    assert found.number == "2023年第24期"
    assert found.title == "便民亭管理情况每周通报（2023年第24周）"
    assert found.notes == ("数字为全街道口径，名单只列读者可见范围内的。",)
    assert found.under == "2023年第24期（6月12日至6月18日）"
    assert "受理问题1处，办结0处，办结率0%；期末逾期未办结1处。" in found.text


def test_it_lists_what_is_overdue_and_the_communities(counting):
    late = rows.matter(counting, date(2023, 6, 12), due_on=date(2023, 6, 16))
    tables = [table for item in read(counting, bulletin(counting, WEEK_24)).items for table in item.tables]
    assert tables[0].rows == (("柳荫社区", "1", "0"), ("石桥社区", "0", "—"), ("合计", "1", "0"))
    assert tables[1].rows == ((late.number, "夜间施工噪声", "柳荫一网格", "2023年6月16日"),)


@pytest.mark.parametrize("who", ["officer_b", "assessor"])
def test_its_list_names_to_each_reader_what_they_may_see_and_counts_the_rest(counting, issue, who):
    late = rows.matter(counting, date(2023, 6, 12), due_on=date(2023, 6, 16))
    here = rows.matter(counting, date(2023, 6, 12), due_on=date(2023, 6, 16), area=counting.areas["bridge_1"])
    row, scope = issue(bulletin(counting, WEEK_24)), counting.scope(who)
    listed = next(table.rows for item in queries.render(row, scope).items for table in item.tables if table.kind)
    numbers = [cells[0] for cells in listed]
    assert (
        numbers
        == {
            "officer_b": [here.number, "另有1件不在可见范围，明细受限"],
            "assessor": [late.number, here.number],
        }[who]
    )


def test_a_quiet_week_says_so(counting):
    assert read(counting, bulletin(counting, WEEK_24)).text.endswith("没有便民亭问题。")


def test_the_same_week_gives_the_same_bulletin(counting):
    assert bulletin(counting, WEEK_24).id == bulletin(counting, WEEK_24).id


def test_a_correction_is_told_once_in_the_next_issue(counting, issue):
    rows.matter(counting, date(2023, 6, 13))
    first = issue(bulletin(counting, WEEK_24))
    printed = read(counting, first).text
    rows.matter(counting, date(2023, 6, 14))
    second = issue(bulletin(counting, WEEK_25))
    third = bulletin(counting, week_of(date(2023, 6, 28)), rows.at(date(2023, 7, 3)))
    assert read(counting, first).text == printed
    assert "2023年第24期“受理”原印1处，现更正为2处。" in read(counting, second).text
    assert "更正" not in [chapter.heading for chapter in read(counting, third).chapters]


def test_a_bulletin_says_which_weeks_before_it_had_none(counting):
    bulletin(counting, week_of(date(2023, 5, 31)))
    found = read(counting, bulletin(counting, WEEK_25, rows.at(date(2023, 6, 26))))
    assert found.text.endswith("2023年第23周、2023年第24周未出通报。")


def test_a_missing_week_stays_visible(counting):
    bulletin(counting, WEEK_25)
    weeks = queries.bulletins(counting.scope("clerk"), actions.template_of("kiosks"), 2023, date(2023, 6, 26))
    assert [(one.number, one.report is not None) for one in weeks[-2:]] == [(24, False), (25, True)]
    assert len(weeks) == 25


def test_only_whole_weeks_of_a_scenario_in_use_have_a_bulletin(counting):
    with pytest.raises(Refused) as refused:
        bulletin(counting, Period.parse("2023-06-12..2023-06-15"))
    assert refused.value.id == "reports.R406"
    with pytest.raises(Refused):
        actions.draft_bulletin(by=counting.actor("clerk"), at=MONDAY, scenario="nothing", week=WEEK_24)


@pytest.mark.parametrize(("later", "told"), [(8, True), (9, False)])
def test_a_bulletin_corrects_what_was_printed_within_eight_weeks(counting, issue, later, told):
    rows.matter(counting, date(2023, 6, 13))
    issue(bulletin(counting, WEEK_24))
    rows.matter(counting, date(2023, 6, 14))
    week = week_of(date(2023, 6, 14) + timedelta(weeks=later))
    found = read(counting, bulletin(counting, week, rows.at(week.end)))
    assert ("更正" in [chapter.heading for chapter in found.chapters]) is told

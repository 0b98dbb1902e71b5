"""Drafts: figures in the text, edits that keep the slots, what the proofreader points out."""

from __future__ import annotations

from datetime import date

import pytest

from gewu.indicators import actions as indicators
from gewu.indicators.actions import NewObservation
from gewu.kernel.periods import Period
from gewu.kernel.types import Refused
from gewu.reports import actions, queries
from gewu.reports.models import Report
from gewu.scenario import templates
from tests.indicators import rows
from tests.reports.conftest import AT, HALF, TEMPLATE

MARCH = date(2023, 3, 1)


def text_of(cast, row):
    return queries.render(row, cast.scope("clerk")).text.split("\n")


@pytest.mark.parametrize("as_of", [date(2023, 6, 29), date(2023, 12, 31), date(2022, 12, 31)])
def test_a_cut_off_to_come_or_outside_of_the_period_is_refused(counting, template, as_of):
    """F042: on 28 June a draft with 数据截至 2023-12-31 was a 2023年工作总结."""
    year = Period.parse("2023-01-01..2023-12-31")
    with pytest.raises(Refused) as refused:
        actions.draft(by=counting.actor("clerk"), at=AT, template=template, period=year, as_of=as_of)
    assert (refused.value.id, list(refused.value.fields), Report.objects.count()) == ("reports.R413", ["as_of"], 0)


def test_a_draft_of_a_period_that_is_not_over_reads_up_to_today(counting, template):
    year = Period.parse("2023-01-01..2023-12-31")
    row = actions.draft(by=counting.actor("clerk"), at=AT, template=template, period=year)
    assert row.as_of == date(2023, 6, 28)


def test_a_draft_says_the_live_figures(counting, draft):
    for closed in (MARCH, None):
        rows.matter(counting, MARCH, closed=closed)
    assert text_of(counting, draft) == [
        "2023年上半年，东澄街道把便民亭管起来。",
        "受理问题2处，办结1处，办结率50%（1/2）。",
        "一体化推进，按月通报。",
        "视频浏览量—，受理2处，未完成目标。",
    ]


def test_the_parts_of_a_share_open_the_rows_they_count(counting, draft):
    for closed in (MARCH, None, None):
        rows.matter(counting, MARCH, closed=closed)
    figures = queries.render(draft, counting.scope("clerk")).figures
    rate = [(one.part, one.value, one.rows) for one in figures if one.ref == "kiosks.closed_rate"]
    assert rate == [("", "33.333333", 1), ("share", "1", 1), ("of", "3", 3)]


def test_the_title_names_office_and_period(counting, draft):
    assert queries.render(draft, counting.scope("clerk")).title == "东澄街道2023年上半年便民亭工作总结"


def test_figures_are_numbered_in_the_order_of_the_text(counting, draft):
    figures = queries.render(draft, counting.scope("clerk")).figures
    assert [(one.slot, one.name) for one in figures[:3]] == [
        ("F001", "kiosks.received"),
        ("F002", "kiosks.received_closed"),
        ("F003", "kiosks.closed_rate"),
    ]


def test_the_same_figure_in_two_places_changes_in_both(counting, draft):
    rows.matter(counting, MARCH)
    figures = queries.render(draft, counting.scope("clerk")).figures
    assert [one.said for one in figures if one.ref == "kiosks.received"] == ["1处", "1", "未完成"]


def test_an_edit_keeps_the_slots_and_a_typed_number_is_marked(counting, draft):
    by = counting.actor("clerk")
    row = actions.save_text(
        by=by, at=AT, report_id=draft.id, key="plain", says="受理{kiosks.received}，走访1200户。", seq=0
    )
    item = next(one for one in queries.render(row, by.scope).items if one.key == "plain")
    assert [(run.text, run.mark and run.mark.kind, bool(run.figure)) for run in item.paragraphs[0].runs] == [
        ("受理", None, False),
        ("0处", None, True),
        ("，走访", None, False),
        ("1200户", "unbound", False),
        ("。", None, False),
    ]
    found = [(one.item, one.kind, one.text) for one in queries.proofread(row, by.scope)]
    assert ("plain", "unbound", "1200户") in found


def test_a_chapter_of_a_unit_that_the_office_has_not_is_pointed_out(counting, draft):
    """Who answers for it would not be told, and nobody would know (F246)."""
    Report.objects.filter(id=draft.id).update(body=[{**draft.body[0], "owner": "征收办公室"}, *draft.body[1:]])
    scope = counting.actor("clerk").scope
    found = [one for one in queries.proofread(queries.report(scope, draft.id), scope) if one.text == "征收办公室"]
    assert [(one.kind, one.blocks) for one in found] == [("owner", False)]


def test_two_writers_do_not_overwrite_each_other(counting, draft):
    by = counting.actor("clerk")
    actions.save_text(by=by, at=AT, report_id=draft.id, key="plain", says="甲改的。", seq=0)
    with pytest.raises(Refused) as refused:
        actions.save_text(by=counting.actor("clerk_b"), at=AT, report_id=draft.id, key="plain", says="乙改的。", seq=0)
    assert refused.value.id == "reports.R409"
    assert text_of(counting, queries.report(by.scope, draft.id))[2] == "甲改的。"


def test_broken_braces_are_not_saved(counting, draft):
    with pytest.raises(Refused) as refused:
        actions.save_text(by=counting.actor("clerk"), at=AT, report_id=draft.id, key="plain", says="{不对}", seq=0)
    assert refused.value.id == "reports.R110"


def says(row, words):
    """Put words into a paragraph as an older template or a scenario that went out of use left them."""
    row.body[1]["items"][-1]["says"] = words
    row.save(update_fields=["body"])
    return row


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("新增{no.such}。", "no.such"),
        ("{kiosks.nothing}", "kiosks.nothing"),
        ("{kiosks.closed.verdict}任务", "kiosks.closed.verdict"),
    ],
)
def test_a_slot_that_can_never_be_printed_is_not_saved(counting, draft, words, name):
    with pytest.raises(Refused) as refused:
        actions.save_text(by=counting.actor("clerk"), at=AT, report_id=draft.id, key="plain", says=words, seq=0)
    assert (refused.value.id, refused.value.fields) == ("reports.R112", {"says": name})


def test_a_draft_with_a_slot_of_nothing_is_not_sent(counting, whole):
    draft = whole
    says(draft, "新增{kiosks.nothing}。")
    with pytest.raises(Refused) as refused:
        actions.send_to_check(by=counting.actor("clerk"), at=AT, report_id=draft.id)
    assert (refused.value.id, list(refused.value.fields)) == ("reports.R303", ["plain"])


def test_a_second_paper_of_the_same_template_and_period_asks(counting, draft, template):
    again = {"by": counting.actor("clerk"), "at": AT, "template": template, "period": HALF}
    with pytest.raises(Refused) as refused:
        actions.draft(**again)
    actions.draft(**again, again=True)
    actions.draft(**again | {"period": Period.parse("2023-01-01..2023-03-31")})
    assert (refused.value.id, Report.objects.count()) == ("reports.R412", 3)


def test_a_paper_that_was_voided_is_no_first_one(counting, draft, template):
    by = {"by": counting.actor("clerk"), "at": AT}
    actions.void(**by, report_id=draft.id)
    assert actions.draft(**by, template=template, period=HALF).state == "draft"


def test_a_missing_indicator_shows_as_missing(counting, whole):
    by, draft = counting.actor("clerk"), whole
    row = says(draft, "新增{kiosks.nothing}。")
    assert text_of(counting, row)[2] == "新增【缺数】。"
    assert [one.kind for one in queries.proofread(row, by.scope) if one.blocks] == ["missing"]


def test_a_verdict_without_target_shows_as_such(counting, draft):
    row = says(draft, "{kiosks.closed.verdict}任务。")
    assert text_of(counting, row)[2] == "【未设目标】任务。"


def test_a_verdict_of_nothing_due_is_a_gap_until_somebody_wrote_words_for_it(counting, whole):
    by = counting.actor("clerk")
    row = actions.save_text(by=by, at=AT, report_id=whole.id, key="plain", says="{kiosks.on_time.verdict}。", seq=0)
    assert text_of(counting, row)[2] == "—。"
    assert [(one.kind, one.blocks) for one in queries.proofread(row, by.scope) if one.item == "plain"] == [
        ("empty", True)
    ]


def test_an_observation_is_bound_like_any_other_figure(counting, draft):
    new = NewObservation("kiosks.views", HALF, 305_400, "秦书", date(2023, 6, 27), "公众号后台")
    indicators.observe(by=counting.actor("clerk"), at=AT, new=new)
    rows.matter(counting, MARCH)
    assert text_of(counting, draft)[3] == "视频浏览量突破30万次，受理1处，未完成目标。"


def test_drafts_are_not_shown_to_those_who_do_not_write(counting, draft):
    with pytest.raises(Refused) as refused:
        queries.report(counting.scope("officer_a"), draft.id)
    assert refused.value.id == "reports.R404"
    assert queries.reports(counting.scope("officer_a")) == []
    assert [one.id for one in queries.reports(counting.scope("clerk"))] == [draft.id]


def test_the_office_next_door_has_none_of_it(draft, neighbour):
    assert queries.reports(neighbour.scope("clerk")) == []


def test_a_voided_draft_is_gone_from_the_list(counting, draft):
    actions.void(by=counting.actor("clerk"), at=AT, report_id=draft.id)
    assert queries.reports(counting.scope("clerk")) == []


def test_drafting_needs_its_permission(counting, template):
    with pytest.raises(Refused) as refused:
        actions.draft(by=counting.actor("officer_a"), at=AT, template=template, period=HALF)
    assert refused.value.id == "office.R403"


@pytest.mark.parametrize(("before", "place"), [(None, 2), ("问题办理", 1), ("", 3)])
def test_a_scenario_brings_its_own_paragraph_before_the_chapters_that_close_the_template(counting, before, place):
    text = TEMPLATE.replace("owner: 党政办公室\n", "owner: 党政办公室\n    closing: true\n")
    more = {"template": templates.read(text), "period": HALF, "scenarios": ["hotline", "hotline"], "before": before}
    counting.adopt("packs/social/hotline")
    row = actions.draft(by=counting.actor("clerk"), at=AT, **more)
    (item,) = row.body[place]["items"]
    assert (len(row.body), row.body[place]["heading"], item["key"]) == (4, "其他工作", "hotline")
    assert (item["owner"], "{hotline.received}" in item["says"]) == ("综合指挥中心", True)


@pytest.mark.parametrize(
    ("period", "title"),
    [
        ("2023-01-01..2023-06-28", "2023年上半年工作总结及下半年工作计划"),
        ("2023-01-01..2023-03-31", "2023年第一季度工作总结及2023年第二季度工作计划"),
        ("2023-02-03..2023-03-05", "2月3日至3月5日工作总结及下一阶段工作计划"),
    ],
)
def test_closing_words_have_no_number_and_the_title_names_the_next_period(counting, period, title):
    text = TEMPLATE.replace("便民亭工作总结", "工作总结及{next}工作计划") + "\nclosing_words: 数据截至{day}。\n"
    row = actions.draft(by=counting.actor("clerk"), at=AT, template=templates.read(text), period=Period.parse(period))
    found = queries.render(row, counting.scope("clerk"))
    last = found.chapters[-1]
    assert (found.title, last.heading, last.items[0].heading) == (f"东澄街道{title}", "", "")
    assert last.items[0].paragraphs[0].text.startswith("数据截至2023年")


def test_a_scenario_that_is_not_in_use_brings_no_paragraph(counting, template):
    with pytest.raises(Refused, match=r"reports\.R411"):
        actions.draft(by=counting.actor("clerk"), at=AT, template=template, period=HALF, scenarios=["nowhere"])

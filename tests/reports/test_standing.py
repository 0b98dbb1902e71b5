"""What a paper may say: a gap needs words, a claim a figure that holds it or a paper somebody names (F153, F154)."""

from __future__ import annotations

from datetime import date

import pytest

from gewu.indicators import actions as indicators
from gewu.indicators.actions import NewObservation
from gewu.journal import versions
from gewu.kernel.periods import Period
from gewu.kernel.types import Refused
from gewu.matters.models import Matter
from gewu.office.models import Office
from gewu.reports import actions, queries
from gewu.scenario import claims, templates
from tests.indicators import rows
from tests.reports.conftest import AT, HALF, TEMPLATE

MARCH = date(2023, 3, 1)


def says(cast, row, text: str) -> list[tuple[str, str]]:
    """What the proofreader blocks in a paragraph that says this."""
    by = cast.actor("clerk")
    row = queries.report(by.scope, row.id)
    actions.save_text(by=by, at=AT, report_id=row.id, key="plain", says=text, seq=row.seq)
    return blocked(cast, row)


def blocked(cast, row, key: str = "plain") -> list[tuple[str, str]]:
    scope = cast.scope("clerk")
    found = queries.proofread(queries.report(scope, row.id), scope)
    return [(one.kind, one.text) for one in found if one.blocks and one.item == key]


def text_of(cast, row) -> str:
    return queries.render(queries.report(cast.scope("clerk"), row.id), cast.scope("clerk")).text


@pytest.fixture
def closed(counting, draft):
    """Of two matters one closed."""
    for at in (MARCH, None):
        rows.matter(counting, MARCH, closed=at)
    return draft


def test_a_figure_without_value_is_not_sent_until_somebody_wrote_words_for_it(counting, closed):
    by = counting.actor("clerk")
    with pytest.raises(Refused) as refused:
        actions.send_to_check(by=by, at=AT, report_id=closed.id)
    assert (refused.value.id, list(refused.value.fields)) == ("reports.R303", ["views"])
    assert "“浏览量”还没有数，请补登记，或写明本期无、未统计" in refused.value.words
    actions.fill(by=by, at=AT, report_id=closed.id, key="views", slot="kiosks.views", words="未统计")
    assert "视频浏览量未统计，" in text_of(counting, closed)
    assert actions.send_to_check(by=by, at=AT, report_id=closed.id).state == "checking"


def test_the_words_for_a_gap_give_way_to_the_figure(counting, closed):
    by = counting.actor("clerk")
    actions.fill(by=by, at=AT, report_id=closed.id, key="views", slot="kiosks.views", words="未统计")
    new = NewObservation("kiosks.views", HALF, 305_400, "秦书", date(2023, 6, 27), "公众号后台")
    indicators.observe(by=by, at=AT, new=new)
    assert "视频浏览量突破30万次，" in text_of(counting, closed)


@pytest.mark.parametrize("words", ["", " ", "约30万次", "全市首个", "{kiosks.received}", "长" * 31])
def test_words_for_a_gap_are_words(counting, closed, words):
    with pytest.raises(Refused) as refused:
        actions.fill(
            by=counting.actor("clerk"), at=AT, report_id=closed.id, key="views", slot="kiosks.views", words=words
        )
    assert (refused.value.id, list(refused.value.fields)) == ("reports.R115", ["words"])


@pytest.mark.parametrize(("key", "slot"), [("matters", "kiosks.received"), ("plain", "kiosks.views"), ("no", "no.no")])
def test_what_has_its_value_takes_no_words(counting, closed, key, slot):
    with pytest.raises(Refused, match=r"reports\.R116"):
        actions.fill(by=counting.actor("clerk"), at=AT, report_id=closed.id, key=key, slot=slot, words="本期无")


def test_the_zero_of_a_line_where_nothing_was_ever_registered_is_a_gap(counting, draft):
    assert ("unregistered", "受理") in blocked(counting, draft, "matters")
    rows.matter(counting, date(2023, 1, 2), category="noise")
    assert ("unregistered", "受理") not in blocked(counting, draft, "matters")


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("建成全市首个便民亭。", "全市首"),
        ("便民亭建设走在前列。", "走在前列"),
        ("未发生越级上访。", "未发生"),
        ("全年无重大安全事故。", "无重大安全事故"),
        ("完成年度任务。", "完成年度任务"),
        ("坚持每周一次调度。", "每周"),
        ("落实一地块一方案。", "一地块一方案"),
        ("投诉同比下降。", "同比"),
        ("环境显著改善。", "显著"),
        ("党员全部融入网格。", "全部融入"),
    ],
)
def test_a_claim_without_anything_behind_it_is_not_sent(counting, draft, text, claimed):
    assert says(counting, draft, text) == [("claim", claimed)]


def test_a_typed_per_cent_is_bound_or_not_sent(counting, draft):
    assert says(counting, draft, "办结率达98%。") == [("unbound", "达98%")]


@pytest.mark.parametrize("text", ["围绕“首个”品牌开展工作。", "按月通报，一体化推进。"])
def test_names_in_quotation_marks_and_plain_words_claim_nothing(counting, draft, text):
    assert says(counting, draft, text) == []


def test_all_covered_needs_a_rate_of_the_whole_in_its_sentence(counting, closed):
    covered = "办件全部办结，办结率{kiosks.closed_rate}。"
    assert says(counting, closed, covered) == [("claim", "全部办结")]
    Matter.objects.filter(closed_on=None).delete()
    assert blocked(counting, closed) == []
    assert says(counting, closed, "办件全部办结。办结率{kiosks.closed_rate}。") == [("claim", "全部办结")]


def test_nothing_happened_needs_a_figure_that_is_zero(counting, closed):
    assert says(counting, closed, "未发生噪声扰民{kiosks.received}。") == [("claim", "未发生")]
    assert says(counting, closed, "未发生返工，返工{kiosks.reworked}。") == []


def test_completed_needs_a_target_that_is_met(counting, closed):
    text = "受理{kiosks.received}，完成年度任务。"
    assert says(counting, closed, text) == [("claim", "完成年度任务")], "two of three"
    rows.matter(counting, MARCH)
    assert blocked(counting, closed) == []
    assert says(counting, closed, "受理{kiosks.received}，超额完成年度任务。") == [("claim", "超额完成")]
    rows.matter(counting, MARCH)
    assert blocked(counting, closed) == []


def test_compared_needs_both_periods_and_the_right_direction(counting, template):
    for on in (MARCH, MARCH, date(2023, 5, 1)):
        rows.matter(counting, on)
    quarter = Period.parse("2023-04-01..2023-06-30")
    row = actions.draft(by=counting.actor("clerk"), at=AT, template=template, period=quarter, as_of=AT.date())
    assert says(counting, row, "受理{kiosks.received}，环比下降。") == []
    assert says(counting, row, "受理{kiosks.received}，环比上升。") == [("claim", "环比")]
    assert says(counting, row, "受理{kiosks.received}，同比下降。") == [("claim", "同比")]


def grounded(cast, row, basis="区委办通报〔2023〕8号", words="首个", clause="建成首个便民亭", who="clerk"):
    return actions.ground(
        by=cast.actor(who), at=AT, report_id=row.id, key="plain", words=words, clause=clause, basis=basis
    )


def test_a_claim_stands_on_the_paper_that_a_person_names_and_the_paper_prints_it(counting, whole, issue):
    says(counting, whole, "建成首个便民亭。")
    grounded(counting, whole)
    assert blocked(counting, whole) == []
    issued = issue(whole)
    rendered = queries.render(issued, counting.scope("officer_a"))
    (line,) = [one for one in rendered.evidence if one.item == "plain"]
    assert (line.said, line.ground.words, line.ground.basis, line.ground.by, line.ground.on) == (
        "建成首个便民亭",
        "首个",
        "区委办通报〔2023〕8号",
        counting.people["clerk"].name,
        "2023年6月28日",
    )


def test_a_basis_is_of_one_sentence_and_goes_with_it(counting, draft):
    says(counting, draft, "建成首个便民亭。")
    grounded(counting, draft)
    assert says(counting, draft, "建成首个智慧便民亭。") == [("claim", "首个")]
    assert says(counting, draft, "建成首个便民亭。") == [("claim", "首个")]


@pytest.mark.parametrize(
    ("more", "refusal"),
    [({"basis": "有"}, "R117"), ({"basis": "经办人13800138000电话记录"}, "R113"), ({"clause": "别的话"}, "R114")],
)
def test_a_basis_names_a_paper_and_stands_in_the_text(counting, draft, more, refusal):
    says(counting, draft, "建成首个便民亭。")
    with pytest.raises(Refused, match=rf"reports\.{refusal}"):
        grounded(counting, draft, **more)


def test_the_checker_sees_the_list_and_is_nobody_who_wrote_in_it(counting, whole):
    says(counting, whole, "建成首个便民亭。")
    by = counting.actor
    actions.ground(
        by=by("clerk_b"),
        at=AT,
        report_id=whole.id,
        key="plain",
        words="首个",
        clause="建成首个便民亭",
        basis="区里通报",
    )
    actions.send_to_check(by=by("clerk"), at=AT, report_id=whole.id)
    with pytest.raises(Refused, match=r"reports\.R201"):
        actions.check(by=by("clerk_b"), at=AT, report_id=whole.id)
    row = queries.report(counting.scope("section_head"), whole.id)
    listed = [
        (one.text, one.ground.basis) for one in queries.proofread(row, counting.scope("section_head")) if one.ground
    ]
    assert listed == [("首个", "区里通报")]


def test_each_kind_of_claim_of_the_file_says_what_it_needs():
    assert {one.needs for one in claims.shipped()} == set(claims.NEEDS)
    assert [one for one in claims.shipped() if not (one.source and one.otherwise)] == []


def test_a_file_of_claims_with_words_of_nothing_is_refused():
    text = "claims:\n  a: {title: 甲, words: ['…'], needs: nothing, otherwise: 不说, source: 无}\n"
    assert [one.id for one in claims.problems(text)] == ["scenario.E204", "scenario.E203"]


def test_a_paper_of_a_period_that_began_before_the_office_names_the_days_it_counts(counting, whole, issue):
    """F026: the half-year paper printed 80 tickets where the year had 300."""
    Office.objects.filter(id=counting.office.id).update(started_on=date(2023, 3, 1))
    versions.changed(counting.office.id)
    rows.matter(counting, date(2023, 3, 2))
    row = issue(queries.report(counting.scope("clerk"), whole.id))
    found = queries.render(queries.report(counting.scope("officer_a"), row.id), counting.scope("officer_a"))
    assert found.title == "东澄街道3月1日至6月28日便民亭工作总结"
    assert found.notes == ("本系统自2023年3月1日起计数，本期只含其后。",)
    assert says(counting, template_of(counting), "受理{kiosks.received}，同比上升。") == [("claim", "同比")]


def template_of(cast):
    """A second draft of the same period."""
    by = cast.actor("clerk")
    return actions.draft(by=by, at=AT, template=templates.read(TEMPLATE), period=HALF, again=True)

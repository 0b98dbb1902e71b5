"""What a figure counts: flows, stocks, shares, sums, and what is left out."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import timezone

from gewu.kernel.periods import Period
from gewu.kernel.types import Refused
from gewu.office import actions as office
from tests.indicators import rows
from tests.looking import looking

MARCH = date(2023, 3, 1)


def test_a_flow_counts_the_first_day_and_not_the_day_after_the_last(counting, value):
    for day in (date(2022, 12, 31), date(2023, 1, 1), date(2023, 6, 28), date(2023, 6, 29)):
        rows.matter(counting, day)
    assert value("received").value == 2


def test_a_matter_received_at_the_last_minute_counts_on_its_local_day(counting, value):
    period = Period.parse("2023-01-01..2023-10-31")
    rows.matter(counting, rows.at(date(2023, 10, 31), 23, 59))
    rows.matter(counting, rows.at(date(2023, 11, 1), 0, 1))
    assert value("received", period=period).value == 1


def test_received_and_by_now_closed_looks_at_the_cut_off(counting, value):
    rows.matter(counting, MARCH, closed=date(2023, 7, 2))
    assert value("received_closed").value == 0
    assert value("received_closed", as_of=date(2023, 7, 2)).value == 1


def test_a_cut_off_before_the_end_ends_the_flow(counting, value):
    rows.matter(counting, date(2023, 3, 10))
    assert value("received", as_of=date(2023, 3, 9)).value == 0


def test_a_stock_is_what_is_valid_on_the_day(counting, value):
    rows.subject(counting, valid_to=date(2023, 6, 28))
    rows.subject(counting, valid_to=date(2023, 6, 29))
    rows.subject(counting, valid_from=date(2023, 6, 29))
    assert value("on_register").value == 1


def test_void_rows_leave_every_count(counting, value):
    row = rows.matter(counting, MARCH)
    rows.matter(counting, MARCH)
    row.void_at, row.void_reason = timezone.now(), "重复登记"
    row.save()
    assert value("received").value == 1


def test_what_was_recorded_later_is_not_known_before(counting, value):
    rows.matter(counting, MARCH)
    before = timezone.now() - timedelta(minutes=1)
    assert value("received", known_at=before).value == 0
    assert value("received", known_at=timezone.now()).value == 1


def test_other_kinds_of_subject_are_not_on_this_register(counting, value):
    rows.subject(counting)
    rows.subject(counting, kind="merchant")
    assert value("on_register").value == 1


def test_a_field_condition_counts_only_what_is_over_the_limit(counting, value):
    for invest in (3000, 3001):
        rows.subject(counting, facts={"invest_wan": invest})
    rows.subject(counting)
    assert value("big_invest").value == 1


def test_a_choice_and_a_yes_or_no_can_be_conditions(counting, value):
    rows.subject(counting, facts={"fuel": "gas"})
    rows.subject(counting, facts={"fuel": "power"})
    rows.record(counting, MARCH, facts={"clean": False})
    rows.record(counting, MARCH, facts={"clean": True})
    assert (value("on_gas").value, value("dirty").value) == (1, 1)


def test_a_tag_counts_while_it_is_valid(counting, value):
    now, before = rows.subject(counting), rows.subject(counting)
    rows.tag(counting, now, "busy")
    rows.tag(counting, before, "busy", until=date(2023, 6, 1))
    assert (value("busy").value, value("tagged").value) == (1, 1)


def test_stages_are_those_of_the_day_and_entries_those_of_the_period(counting, value):
    row = rows.subject(counting, stage="landed")
    rows.stage(counting, row, "signed", date(2023, 2, 1), date(2023, 7, 1))
    rows.stage(counting, row, "landed", date(2023, 7, 1))
    assert (value("landed").value, value("reached").value) == (0, 1)


def test_persons_are_counted_once_and_visits_each_time(counting, value):
    row = rows.subject(counting)
    rows.record(counting, MARCH, about=row)
    rows.record(counting, date(2023, 4, 1), about=row)
    rows.record(counting, MARCH, kind="training")
    assert (value("visits").value, value("seen").value) == (2, 1)


def test_a_sum_adds_the_answers_of_its_field(counting, value):
    for team in (2, 3):
        rows.record(counting, MARCH, facts={"team": team})
    rows.record(counting, MARCH)
    found = value("team")
    assert (found.value, found.said, found.rows) == (5, "5人次", 2)


def test_money_is_summed_in_fen_and_said_in_yuan(counting, value):
    rows.matter(counting, MARCH, closed=MARCH, facts={"fine_fen": 534_050})
    rows.matter(counting, MARCH, facts={"fine_fen": 100})
    assert (value("fines").value, value("fines").said) == (Decimal("5340.5"), "5340.5元")


def test_a_decimal_field_is_counted_in_its_smallest_unit(counting, value):
    for tons in (125, 25):
        rows.matter(counting, MARCH, closed=MARCH, facts={"weight": tons})
    assert (value("weight").value, value("weight").said) == (Decimal("1.50"), "1.5吨")


def test_a_share_keeps_both_parts_and_is_not_rounded(counting, value):
    for closed in (MARCH, MARCH, None):
        rows.matter(counting, MARCH, closed=closed)
    found = value("closed_rate")
    assert (found.value, found.parts, found.said, found.kind) == (Fraction(200, 3), (2, 3), "66.67%", "derived")


def test_nothing_due_is_a_dash_and_not_zero(value):
    found = value("closed_rate")
    assert (found.value, found.parts, found.said) == (None, (0, 0), "—")


def test_per_hundred_divides_by_the_visits(counting, value):
    rows.matter(counting, MARCH)
    for _ in range(4):
        rows.record(counting, MARCH)
    assert value("per_hundred").value == 25


def test_the_visits_behind_per_hundred_are_not_narrowed_by_what_matters_are_asked(counting, value):
    for channel in ("resident", "inspection"):
        rows.matter(counting, MARCH, channel=channel)
    for _ in range(4):
        rows.record(counting, MARCH)
    assert value("per_hundred_heard").value == 25


def test_a_late_entry_counts_on_its_day_and_is_told(counting, value):
    rows.record(counting, MARCH, late_entry=True)
    assert (value("visits").value, value("visits").late_entries) == (1, 1)


def test_a_returned_payment_is_not_paid(counting, value):
    paid, returned = rows.subject(counting), rows.subject(counting)
    rows.payment(counting, paid, 10_000, MARCH)
    rows.payment(counting, returned, 20_000, MARCH, state="returned", returned_on=MARCH)
    assert (value("paid").value, value("people_paid").value, value("sent_back").value) == (100, 1, 200)


def test_the_platform_counts_the_scenarios_of_its_three_domains_together(counting, value):
    counting.adopt("packs/economy/investment")
    counting.adopt("packs/safety/fire")
    rows.matter(counting, MARCH, closed=MARCH)
    rows.matter(counting, MARCH, closed=MARCH, scenario="fire")
    rows.matter(counting, MARCH, closed=MARCH, scenario="investment")
    rows.matter(counting, MARCH, closed=MARCH, channel="other")
    assert (value("platform").value, value("closed").value) == (2, 2)
    assert (value("scenarios").value, value("domains").value) == (3, 3)


def test_a_target_gives_a_verdict_and_a_local_one_overrides_it(counting, value):
    for _ in range(3):
        rows.matter(counting, MARCH)
    assert (value("received").verdict.words, value("received").verdict.done) == ("完成", 100)
    office.set_rule(
        by=counting.system,
        at=counting.at,
        scenario="kiosks",
        key="indicators.received.target.at_least",
        value=2,
        from_on=date(2023, 1, 1),
        source="区考核办通知",
    )
    assert (value("received").verdict.words, value("received").verdict.done) == ("超额完成", 150)


def test_without_a_target_there_is_no_verdict(value):
    assert (value("closed").verdict, value("closed").part_said("verdict")) == (None, "—")


def test_a_slot_prints_the_figure_its_bare_value_or_its_parts(counting, value):
    for closed in (MARCH, None):
        rows.matter(counting, MARCH, closed=closed)
    rate, count = value("closed_rate"), value("received")
    said = [rate.part_said(part) for part in ("", "value", "share", "of", "title")]
    assert said == ["50%", "50%", "1", "2", "办结率"]
    assert [count.part_said(part) for part in ("", "value", "target", "verdict")] == ["2处", "2", "3处", "未完成"]


def test_a_secretary_counts_her_own_community_only(counting, value):
    for area in ("willow_1", "willow_2", "bridge_1"):
        rows.matter(counting, MARCH, area=counting.areas[area])
    assert value("received", for_=counting.scope("secretary")).value == 2
    assert value("received", for_=counting.scope("secretary_b")).value == 1
    assert value("received", for_=counting.scope("clerk")).value == 3


def test_an_area_asked_for_never_widens_what_a_reader_sees(counting, value):
    rows.matter(counting, MARCH)
    bridge = counting.areas["bridge"].id
    assert value("received", areas=[counting.areas["willow"].id]).value == 1
    assert value("received", for_=counting.scope("secretary_b"), areas=[counting.areas["willow"].id]).value == 0
    assert value("received", areas=[bridge]).value == 0


def test_a_handler_counts_the_matters_of_the_unit(counting, value):
    rows.matter(counting, MARCH)
    rows.matter(counting, MARCH, unit=counting.units["safety"])
    assert value("received", for_=counting.scope("handler")).value == 1


def test_the_office_next_door_is_never_counted(counting, neighbour, value):
    rows.matter(neighbour, MARCH)
    assert value("received").value == 0


def test_an_indicator_that_no_edition_has_is_refused(value):
    with pytest.raises(Refused) as refused:
        value("nonsense")
    assert refused.value.id == "indicators.R405"


def test_all_figures_of_an_office_come_at_once(counting):
    found = looking(period=Period.parse("2023-01-01..2023-06-28"), for_=counting.system.scope).values()
    assert list(found)[:2] == ["kiosks.on_register", "kiosks.big_invest"]
    assert {one.kind for one in found.values()} == {"counted", "derived", "recorded", "observed"}


def test_the_definition_says_what_is_counted_and_up_to_when(value):
    assert value("big_invest").definition == (
        "在册数，作废的不计；总投资大于3000；统计期2023年1月1日至2023年6月28日，数据截至2023年6月28日。"
    )


def test_twenty_more_figures_ask_no_more_questions_each(counting, django_assert_max_num_queries):
    value_queries = 3  # editions, areas of the scope, local targets: once a page
    with django_assert_max_num_queries(value_queries + 20):
        whole = looking(period=Period.parse("2023-01-01..2023-06-28"), for_=counting.system.scope)
        whole.values(["kiosks.received"] * 20)


@pytest.mark.parametrize(
    ("key", "says"),
    [
        ("received", "收到数，作废的不计；"),
        ("closed_rate", "收到且已办结数除以收到数，百分数；"),
        ("per_hundred", "每100记录数中的收到数；"),
        ("per_hundred_heard", "每100记录数中的收到数；渠道为群众上报；"),
        ("paid", "发放笔数、金额的金额相加；发放项目为便民补贴；"),
        ("fines", "办结数中“罚款”相加；"),
        ("views", "报送数，由市级公众号后台提供，不由本系统统计；"),
        ("floors", "登记数，取自台账中登记的一项，不作累加；"),
        (
            "platform",
            "办结数，作废的不计；渠道为检查发现、群众上报；社会治理、城市治理、安全治理三大领域启用的全部场景合计；",
        ),
    ],
)
def test_every_shape_of_a_figure_says_what_it_counts(value, key, says):
    assert value(key).definition == says + "统计期2023年1月1日至2023年6月28日，数据截至2023年6月28日。"

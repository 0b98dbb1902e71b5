"""A payment list: drawn, approved by somebody else, sent, answered by the bank."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from gewu.journal.models import JournalLine
from gewu.kernel.types import Refused
from gewu.money import actions, queries
from gewu.money.actions import NewLine
from gewu.money.models import PaymentLine, PaymentList
from gewu.office import actions as office
from tests.indicators import rows

MAY = date(2023, 5, 1)
AT = rows.at(date(2023, 5, 10))
#: when the bank has answered
LATER = rows.at(date(2023, 6, 1))


@pytest.fixture
def payees(counting):
    return [rows.subject(counting) for _ in range(3)]


@pytest.fixture
def drawn(counting, payees):
    return draw(counting, [NewLine(one.id, 10_000) for one in payees])


def draw(cast, lines, who="section_head"):
    return actions.draw_list(
        by=cast.actor(who),
        at=AT,
        scenario="kiosks",
        programme="subsidy",
        title="5月便民补贴",
        for_month=date(2023, 5, 20),
        lines=lines,
    )


def sent(cast, row):
    actions.approve(by=cast.actor("leader_deputy"), at=AT, list_id=row.id)
    return actions.send(by=cast.actor("section_head"), at=AT, list_id=row.id)


def answered(cast, row, returned=None):
    actions.take_bank_return(
        by=cast.actor("section_head"), at=LATER, list_id=row.id, paid_on=date(2023, 5, 12), returned=returned
    )


def test_nothing_is_paid_until_the_bank_answers(counting, drawn, value):
    sent(counting, drawn)
    assert value("paid").value == 0
    answered(counting, drawn)
    assert (value("paid").value, value("people_paid").value) == (300, 3)


def test_a_returned_transfer_is_not_paid_until_it_is_repaid(counting, drawn, value):
    sent(counting, drawn)
    back = drawn.lines.first()
    answered(counting, drawn, {back.id: "账号有误"})
    assert (value("paid").value, value("sent_back").value, value("people_paid").value) == (200, 100, 2)
    actions.repay(by=counting.actor("section_head"), at=LATER, line_id=back.id, paid_on=date(2023, 5, 20))
    assert (value("paid").value, value("people_paid").value) == (300, 3)
    view = queries.payment_list(counting.scope("section_head"), drawn.id)
    assert (view.people, view.amount_fen, view.paid_fen, view.returned) == (3, 30_000, 30_000, 0)


def test_nobody_is_repaid_twice_or_without_a_return(counting, drawn):
    sent(counting, drawn)
    back, fine = drawn.lines.all()[:2]
    answered(counting, drawn, {back.id: "账号有误"})
    by = counting.actor("section_head")
    actions.repay(by=by, at=LATER, line_id=back.id, paid_on=date(2023, 5, 20))
    for line in (back, fine):
        with pytest.raises(Refused) as refused:
            actions.repay(by=by, at=LATER, line_id=line.id, paid_on=date(2023, 5, 21))
        assert refused.value.id == "money.R204"


def test_who_drew_a_list_does_not_approve_it(counting, drawn):
    with pytest.raises(Refused) as refused:
        actions.approve(by=counting.actor("section_head"), at=AT, list_id=drawn.id)
    assert refused.value.id == "money.R201"


def test_the_database_refuses_it_too(counting, drawn):
    with pytest.raises(IntegrityError), transaction.atomic():
        PaymentList.objects.filter(id=drawn.id).update(approved_by=drawn.drawn_by)


def test_steps_cannot_be_left_out(counting, drawn):
    with pytest.raises(Refused) as refused:
        actions.send(by=counting.actor("section_head"), at=AT, list_id=drawn.id)
    assert (refused.value.id, PaymentList.objects.get().state) == ("money.R202", "drawn")


@pytest.mark.parametrize(("amounts", "refusal"), [([], "money.R101"), ([0], "money.R103"), ([100, 100], "money.R104")])
def test_an_empty_list_a_zero_and_a_double_payee_are_refused(counting, payees, amounts, refusal):
    with pytest.raises(Refused) as refused:
        draw(counting, [NewLine(payees[0].id, amount) for amount in amounts])
    assert (refused.value.id, PaymentList.objects.count()) == (refusal, 0)


def test_somebody_of_the_office_next_door_cannot_be_paid(counting, neighbour):
    with pytest.raises(Refused) as refused:
        draw(counting, [NewLine(rows.subject(neighbour).id, 100)])
    assert refused.value.id == "money.R105"


def test_a_bank_file_of_another_list_is_refused(counting, drawn):
    sent(counting, drawn)
    with pytest.raises(Refused) as refused:
        answered(counting, drawn, {987_654: "查无此人"})
    assert (refused.value.id, drawn.lines.filter(state="sent").count()) == ("money.R203", 3)


def test_a_mean_outside_the_standard_raises_the_alarm(counting, payees):
    scope = counting.scope("section_head")
    high = draw(counting, [NewLine(one.id, 20_001) for one in payees])
    low = draw(counting, [NewLine(payees[0].id, 4_000)])
    assert queries.payment_list(scope, high.id).alarm == "人均200.01元，高于标准200元，请核对名单和标准。"
    assert queries.payment_list(scope, low.id).alarm == "人均40元，低于标准50元，请核对名单和标准。"


def test_a_mean_inside_the_standard_raises_none(counting, drawn):
    assert [one.alarm for one in queries.lists(counting.scope("section_head"))] == [""]


def test_entitlements_of_the_month_make_the_list(counting, payees):
    by = counting.actor("section_head")
    for one, since in zip(payees, (date(2023, 1, 1), MAY, date(2023, 6, 1)), strict=True):
        actions.entitle(
            by=by, at=AT, subject_id=one.id, programme="subsidy", monthly_fen=6_000, from_on=since, approval="批文1号"
        )
    row = actions.draw_month(
        by=by, at=AT, scenario="kiosks", programme="subsidy", title="5月便民补贴", for_month=date(2023, 5, 31)
    )
    assert [line.subject_id for line in row.lines.order_by("id")] == [payees[0].id, payees[1].id]


def test_a_month_is_drawn_once_for_everybody_and_later_for_who_came_late(counting, payees):
    by = counting.actor("section_head")
    of = {"by": by, "at": AT, "scenario": "kiosks", "programme": "subsidy", "for_month": MAY}
    entitled = {
        "by": by,
        "at": AT,
        "programme": "subsidy",
        "monthly_fen": 6_000,
        "from_on": MAY,
        "approval": "批文1号",
    }
    actions.entitle(subject_id=payees[0].id, **entitled)
    actions.draw_month(title="5月便民补贴", **of)
    with pytest.raises(Refused, match=r"money\.R109"):
        actions.draw_month(title="5月便民补贴又一张", **of)
    actions.entitle(subject_id=payees[1].id, **entitled)
    late = actions.draw_month(title="5月便民补贴补报", **of)
    assert ([line.subject_id for line in late.lines.all()], PaymentList.objects.count()) == ([payees[1].id], 2)


def test_a_void_payment_leaves_the_count_with_its_reason(counting, drawn, value):
    sent(counting, drawn)
    answered(counting, drawn)
    line = drawn.lines.first()
    actions.void_line(by=counting.actor("section_head"), at=AT, line_id=line.id, reason="重复发放")
    assert (value("paid").value, PaymentLine.objects.get(id=line.id).void_reason) == (200, "重复发放")


def test_a_locked_period_takes_no_payment(counting, drawn):
    sent(counting, drawn)
    office.lock_period(by=counting.actor("leader_main"), at=AT, start=MAY, end=date(2023, 6, 1))
    with pytest.raises(Refused) as refused:
        answered(counting, drawn)
    assert refused.value.id == "office.R310"


def test_each_verb_is_one_line_of_the_journal(counting, drawn):
    sent(counting, drawn)
    answered(counting, drawn)
    acts = JournalLine.objects.filter(noun="payment_list").order_by("id").values_list("act", "count")
    assert list(acts) == [("money.drawn", 3), ("money.approved", 1), ("money.sent", 1), ("money.bank_returned", 3)]


def test_payments_are_not_shown_to_those_who_may_not_see_them(counting, drawn):
    with pytest.raises(Refused) as refused:
        queries.lists(counting.scope("officer_a"))
    assert refused.value.id == "money.R403"

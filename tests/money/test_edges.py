"""Which lines of a list are sent, paid and counted; every list is its own and its office's."""

from __future__ import annotations

from datetime import date

import pytest

from gewu.journal.models import JournalLine
from gewu.kernel.periods import Period
from gewu.kernel.types import Refused
from gewu.money import actions, queries
from gewu.money.actions import NewLine
from gewu.money.models import Entitlement, PaymentLine
from tests.indicators import rows
from tests.money.test_lists import AT, LATER, answered, draw, sent

PAID = date(2023, 5, 12)


def refused(call, *args, **more) -> str:
    with pytest.raises(Refused) as found:
        call(*args, **more)
    return found.value.id


def head(cast, at=AT) -> dict:
    return {"by": cast.actor("section_head"), "at": at}


@pytest.fixture
def lists(counting):
    """Two lists of two payees each: 1 fen and 2 fen, 3 fen and 4 fen."""
    fen = iter(range(1, 5))
    return [draw(counting, [NewLine(rows.subject(counting).id, next(fen), "YH1") for _ in range(2)]) for _ in range(2)]


def states(row) -> list[tuple]:
    return list(row.lines.order_by("id").values_list("state", "paid_on", "returned_on", "return_reason"))


def test_a_list_is_drawn_for_its_month_with_the_lines_as_they_were_given(counting, lists):
    first, second = lists
    assert (first.number, second.number, first.for_month) == ("FF-202305-001", "FF-202305-002", date(2023, 5, 1))
    columns = ("amount_fen", "bank_ref", "scenario", "programme", "area__name", "state")
    assert list(first.lines.order_by("id").values_list(*columns)) == [
        (fen, "YH1", "kiosks", "subsidy", "柳荫一网格", "drawn") for fen in (1, 2)
    ]
    assert first.drawn_by_id == counting.people["section_head"].id


def test_a_void_line_is_neither_sent_nor_paid_and_other_lists_stay(counting, lists):
    first, second = lists
    void = first.lines.order_by("id")[0]
    actions.void_line(by=counting.actor("leader_deputy"), at=AT, line_id=void.id, reason=" 误登 ")
    row = sent(counting, first)
    assert (row.sent_on, row.approved_by_id) == (AT.date(), counting.people["leader_deputy"].id)
    answered(counting, first)
    assert states(first) == [("drawn", None, None, ""), ("paid", PAID, None, "")]
    assert states(second) == [("drawn", None, None, "")] * 2
    void.refresh_from_db()
    assert (void.void_at, void.void_reason) == (AT, "误登")
    line = JournalLine.objects.get(act="money.voided")
    assert (line.row_id, JournalLine.objects.get(act="money.bank_returned").count) == (void.id, 1)


def test_what_came_back_keeps_its_day_and_reason(counting, lists):
    first, _ = lists
    sent(counting, first)
    back, fine = first.lines.order_by("id")
    answered(counting, first, {back.id: "账号有误"})
    assert states(first) == [("returned", None, PAID, "账号有误"), ("paid", PAID, None, "")]
    again = actions.repay(**head(counting, LATER), line_id=back.id, paid_on=date(2023, 5, 20), bank_ref="YH2")
    same = ("payment_list_id", "subject_id", "area_id", "amount_fen", "scenario", "programme", "office_id")
    assert [getattr(again, name) for name in same] == [getattr(back, name) for name in same]
    assert (again.state, again.repays_id, again.bank_ref) == ("paid", back.id, "YH2")
    assert JournalLine.objects.get(act="money.repaid").row_id == again.id
    assert [row.id for row in queries.lines(counting.scope("section_head"), first.id)] == [back.id, fine.id, again.id]


def test_a_repayment_that_was_voided_may_be_made_again(counting, lists):
    first, _ = lists
    sent(counting, first)
    back = first.lines.order_by("id")[0]
    answered(counting, first, {back.id: "账号有误"})
    again = actions.repay(**head(counting, LATER), line_id=back.id, paid_on=date(2023, 5, 20))
    scope = counting.scope("section_head")
    assert queries.payment_list(scope, first.id).returned == 0
    actions.void_line(by=counting.actor("leader_deputy"), at=AT, line_id=again.id, reason="又退回")
    assert queries.payment_list(scope, first.id).returned == 1
    assert actions.repay(**head(counting, LATER), line_id=back.id, paid_on=date(2023, 5, 21)).repays_id == back.id


def test_a_void_needs_a_reason_and_happens_once(counting, lists):
    by = {"by": counting.actor("leader_deputy"), "at": AT, "line_id": lists[0].lines.first().id}
    assert refused(actions.void_line, **by, reason=" ") == "money.R102"
    actions.void_line(**by, reason="误登")
    assert refused(actions.void_line, **by, reason="误登") == "money.R205"


def test_each_step_is_taken_by_who_may(counting, lists):
    officer, first = {"by": counting.actor("officer_a"), "at": AT}, lists[0]
    line = first.lines.first().id
    for act, more in (
        (actions.approve, {"list_id": first.id}),
        (actions.send, {"list_id": first.id}),
        (actions.take_bank_return, {"list_id": first.id, "paid_on": PAID}),
        (actions.repay, {"line_id": line, "paid_on": PAID}),
        (actions.void_line, {"line_id": line, "reason": "误登"}),
        (actions.draw_many, {"lists": []}),
    ):
        assert refused(act, **officer, **more) == "office.R403"
    assert refused(draw, counting, [], who="officer_a") == "office.R403"
    person = {"subject_id": rows.subject(counting).id, "programme": "subsidy", "monthly_fen": 1}
    assert refused(actions.entitle, **officer, **person, from_on=PAID, approval="批文") == "office.R403"


def test_nothing_of_next_door_is_seen_or_touched(counting, neighbour, lists):
    neighbour.adopt(rows.COUNTING)
    theirs = draw(neighbour, [NewLine(rows.subject(neighbour).id, 7)])
    line, scope = theirs.lines.get(), counting.scope("section_head")
    leader = {"by": counting.actor("leader_deputy"), "at": AT}
    assert theirs.number == "FF-202305-001"
    assert [view.row.id for view in queries.lists(scope)] == [lists[1].id, lists[0].id]
    assert queries.lines(scope, theirs.id) == []
    for call in (
        lambda: queries.payment_list(scope, theirs.id),
        lambda: queries.list_of_line(scope, line.id),
        lambda: actions.approve(**leader, list_id=theirs.id),
        lambda: actions.void_line(**leader, line_id=line.id, reason="误登"),
    ):
        assert refused(call) == "money.R404"


def test_lists_are_found_by_programme_and_step_newest_month_first(counting, lists):
    actions.approve(by=counting.actor("leader_deputy"), at=AT, list_id=lists[0].id)
    asked = {"scenario": "kiosks", "title": "救助", "lines": [NewLine(rows.subject(counting).id, 5)]}
    april = actions.draw_list(**head(counting), **asked, programme="subsidy", for_month=date(2023, 4, 2))
    other = actions.draw_list(**head(counting), **asked, programme="relief", for_month=date(2023, 4, 2))

    def ids(**wanted):
        return [view.row.id for view in queries.lists(counting.scope("section_head"), **wanted)]

    assert ids() == [lists[1].id, lists[0].id, other.id, april.id]
    assert ids(programme="subsidy") == [lists[1].id, lists[0].id, april.id]
    assert (ids(state="approved"), ids(programme="relief", state="approved")) == ([lists[0].id], [])


def test_who_was_paid_in_a_stretch_and_how_much(counting, lists):
    first, second = lists
    for row in lists:
        sent(counting, row)
        answered(counting, row)
    a, b = first.lines.order_by("id")
    c, d = second.lines.order_by("id")
    PaymentLine.objects.filter(id=a.id).update(paid_on=date(2023, 4, 30))
    PaymentLine.objects.filter(id=b.id).update(paid_on=date(2023, 5, 1))
    PaymentLine.objects.filter(id=c.id).update(paid_on=date(2023, 5, 31))
    PaymentLine.objects.filter(id=d.id).update(paid_on=date(2023, 6, 1))
    may, scope = Period.parse("2023-05-01..2023-05-31"), counting.scope("section_head")
    assert queries.paid(scope, "kiosks", "subsidy", may) == (frozenset({b.subject_id, c.subject_id}), 5)
    actions.void_line(by=counting.actor("leader_deputy"), at=AT, line_id=b.id, reason="误登")
    assert queries.paid(scope, "kiosks", "subsidy", may) == (frozenset({c.subject_id}), 3)
    assert [queries.paid(scope, *names, may) for names in (("gas", "subsidy"), ("kiosks", "relief"))] == [
        (frozenset(), 0)
    ] * 2
    assert queries.list_of_line(scope, c.id) == second.id


def test_the_month_is_drawn_from_what_holds_and_is_worth_something(counting):
    one, nothing, ended, other, later = (rows.subject(counting) for _ in range(5))
    worthless = {"subject_id": nothing.id, "programme": "subsidy", "monthly_fen": 0, "from_on": date(2023, 5, 1)}
    assert refused(actions.entitle, **head(counting), **worthless) == "money.R107"
    since = {"approval": "批文1号", "from_on": date(2023, 5, 1)}
    on_the_second = since | {"from_on": date(2023, 5, 2)}
    actions.entitle(**head(counting), subject_id=later.id, programme="subsidy", monthly_fen=9, **on_the_second)
    made = [
        actions.entitle(**head(counting), subject_id=who.id, programme=programme, monthly_fen=fen, **since)
        for who, programme, fen in (
            (other, "relief", 9),
            (ended, "subsidy", 9),
            (one, "subsidy", 1),
        )
    ]
    Entitlement.objects.filter(id=made[1].id).update(valid_from=date(2023, 1, 1), valid_to=date(2023, 5, 1))
    asked = {"scenario": "kiosks", "programme": "subsidy", "title": "补贴"}
    row = actions.draw_month(**head(counting), **asked, for_month=date(2023, 5, 31))
    assert list(row.lines.values_list("subject_id", "amount_fen")) == [(one.id, 1)]
    assert JournalLine.objects.filter(act="money.entitled").latest("id").row_id == made[-1].id
    assert (made[-1].approval, made[-1].valid_from) == ("批文1号", date(2023, 5, 1))

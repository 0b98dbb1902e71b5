"""补贴发放: drawn, approved by a second person, sent, answered by the bank; visited beside paid."""

from datetime import date

import pytest

from gewu.money import actions as money
from gewu.money.actions import NewLine
from gewu.money.models import PaymentLine, PaymentList
from gewu.registry import actions as registry
from gewu.registry.actions import NewSubject
from tests.front.knowing import AT, questions

AID = "packs/social/aid_payments"
JUNE = date(2023, 6, 1)


@pytest.fixture
def aid(hotline):
    hotline.adopt(AID)
    return hotline


def payees(cast, count: int, first: int = 1) -> list[int]:
    rows = [
        NewSubject("person", "aid_recipient", f"J{n:03d}", f"赵{n}", area_id=cast.areas["willow_1"].id, space="care")
        for n in range(first, first + count)
    ]
    return list(registry.admit_many(rows, by=cast.system, at=AT).values())


def drawn(cast, count: int = 2, fen: int = 68_200, first: int = 1) -> PaymentList:
    lines = [NewLine(payee, fen) for payee in payees(cast, count, first)]
    return money.draw_list(
        by=cast.actor("section_head"),
        at=AT,
        scenario="aid_payments",
        programme="disability",
        title="6月残疾人两项补贴",
        for_month=JUNE,
        lines=lines,
    )


@pytest.mark.parametrize(
    ("who", "status"), [("section_head", 200), ("leader_main", 200), ("officer_a", 403), ("clerk", 403)]
)
def test_lists_open_to_those_who_may_see_money(aid, at_desk, who, status):
    assert at_desk(who).read("/money/", status) != ""


def test_who_drew_a_list_does_not_approve_it(aid, at_desk):
    row = drawn(aid)
    page = at_desk("section_head").read(f"/money/{row.id}/")
    own = at_desk("section_head").send(f"/money/{row.id}/approve/")
    assert ("等另一人审核" in page, own.status_code, PaymentList.objects.get().state) == (True, 422, "drawn")


def test_a_returned_transfer_is_named_by_its_code_and_paid_again(aid, at_desk):
    row = drawn(aid)
    desk = at_desk("section_head")
    at_desk("leader_deputy").send(f"/money/{row.id}/approve/")
    desk.send(f"/money/{row.id}/send/")
    unknown = desk.send(f"/money/{row.id}/returns/", paid_on="2023-06-19", returned="X999 销户")
    desk.send(f"/money/{row.id}/returns/", paid_on="2023-06-19", returned="J002 账号有误")
    back = PaymentLine.objects.get(state="returned")
    desk.send(f"/money/lines/{back.id}/repay/", paid_on="2023-06-26", bank_ref="88")
    said = list(PaymentLine.objects.order_by("id").values_list("state", "paid_on", "return_reason"))
    assert (unknown.status_code, said) == (
        422,
        [("paid", date(2023, 6, 19), ""), ("returned", None, "账号有误"), ("paid", date(2023, 6, 26), "")],
    )


def test_a_mean_outside_the_standard_raises_an_alarm(aid, at_desk):
    drawn(aid, fen=900_000)
    assert "人均9000元，高于标准2000元" in at_desk("section_head").read("/money/")


def test_visited_and_paid_are_said_apart(aid, at_desk):
    row = drawn(aid)
    at_desk("leader_deputy").send(f"/money/{row.id}/approve/")
    at_desk("section_head").send(f"/money/{row.id}/send/")
    at_desk("section_head").send(f"/money/{row.id}/returns/", paid_on="2023-06-19", returned="")
    page = at_desk("section_head").read("/money/?period=2023-01-01..2023-06-30")
    assert "走访慰问残疾人两项补贴0人；发放2人、1364元" in page


def test_lists_ask_the_database_no_more_for_more_lists(aid, at_desk):
    drawn(aid)
    one = questions(at_desk("section_head"), "/money/")
    drawn(aid, first=10)
    drawn(aid, first=20)
    assert questions(at_desk("section_head"), "/money/") == one


def test_lines_ask_the_database_no_more_for_more_lines(aid, at_desk):
    small, large = drawn(aid, 1), drawn(aid, 3, first=10)
    desk = at_desk("section_head")
    assert questions(desk, f"/money/{small.id}/") == questions(desk, f"/money/{large.id}/")


def test_a_payment_opens_the_list_it_stands_in(aid, at_desk):
    row = drawn(aid, 1)
    answer = at_desk("section_head").browser.get(f"/money/lines/{row.lines.get().id}/")
    assert answer.url == f"/money/{row.id}/#line-{row.lines.get().id}"

"""补贴发放: drawn, approved by a second person, sent, answered by the bank; visited beside paid."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gewu.money import actions as money
from gewu.money.actions import NewLine
from gewu.money.models import Entitlement, PaymentLine, PaymentList
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
    unknown = desk.send(f"/money/{row.id}/returns/", paid_on="2023-06-28", returned="X999 销户")
    desk.send(f"/money/{row.id}/returns/", paid_on="2023-06-28", returned="J002 账号有误")
    back = PaymentLine.objects.get(state="returned")
    desk.send(f"/money/lines/{back.id}/repay/", paid_on="2023-06-28", bank_ref="88")
    said = list(PaymentLine.objects.order_by("id").values_list("state", "paid_on", "return_reason"))
    assert (unknown.status_code, said) == (
        422,
        [("paid", date(2023, 6, 28), ""), ("returned", None, "账号有误"), ("paid", date(2023, 6, 28), "")],
    )


def sent(cast, at_desk, count=2):
    row = drawn(cast, count)
    at_desk("leader_deputy").send(f"/money/{row.id}/approve/")
    at_desk("section_head").send(f"/money/{row.id}/send/")
    return row


@pytest.mark.parametrize(
    ("paid_on", "returned", "refusal"),
    [
        ("2099-01-01", "", "money.R206"),
        ("2023-06-27", "", "money.R206"),
        ("2023-06-28", "J001 销户\nJ001 户名不符", "front.R482"),
        ("2023-06-28", "J009，销户", "front.R480"),
    ],
)
def test_a_bank_s_answer_that_cannot_be_is_refused(aid, at_desk, paid_on, returned, refusal):
    row = sent(aid, at_desk)
    answer = at_desk("section_head").send(f"/money/{row.id}/returns/", paid_on=paid_on, returned=returned)
    states = set(PaymentLine.objects.values_list("state", flat=True))
    assert (answer.status_code, refusal in answer.content.decode(), states) == (422, True, {"sent"})


@pytest.mark.parametrize(
    "typed", ["J002,账号有误", "J002，账号有误", "Ｊ００２　账号有误", "j002、账号有误", " J002 ， 账号有误"]
)
def test_a_code_is_understood_before_a_comma_and_in_wide_letters(aid, at_desk, typed):
    row = sent(aid, at_desk)
    at_desk("section_head").send(f"/money/{row.id}/returns/", paid_on="2023-06-28", returned=typed)
    line = PaymentLine.objects.get(state="returned")
    assert (line.subject.code, line.return_reason) == ("J002", "账号有误")


def test_a_wrong_answer_is_taken_back_with_a_reason_and_given_anew(aid, at_desk):
    row, desk = sent(aid, at_desk), at_desk("section_head")
    desk.send(f"/money/{row.id}/returns/", paid_on="2023-06-28", returned="J001 销户")
    silent = desk.send(f"/money/{row.id}/take-back/", reason=" ")
    desk.send(f"/money/{row.id}/take-back/", reason="传错了批次")
    back = list(PaymentLine.objects.values_list("state", "paid_on", "returned_on", "return_reason"))
    page = desk.read(f"/money/{row.id}/")
    desk.send(f"/money/{row.id}/returns/", paid_on="2023-06-28", returned="")
    assert (silent.status_code, back, "撤回回盘：传错了批次" in page) == (422, [("sent", None, None, "")] * 2, True)
    assert set(PaymentLine.objects.values_list("state", flat=True)) == {"paid"}


def test_an_answer_with_a_payment_made_again_stays(aid, at_desk):
    row, desk = sent(aid, at_desk), at_desk("section_head")
    desk.send(f"/money/{row.id}/returns/", paid_on="2023-06-28", returned="J001 销户")
    line = PaymentLine.objects.get(state="returned")
    early = desk.send(f"/money/lines/{line.id}/repay/", paid_on="2023-06-27", bank_ref="8")
    desk.send(f"/money/lines/{line.id}/repay/", paid_on="2023-06-28", bank_ref="8")
    answer = desk.send(f"/money/{row.id}/take-back/", reason="传错了批次")
    assert ("money.R206" in early.content.decode(), "money.R207" in answer.content.decode()) == (True, True)


ROW = {
    "programme": "aid_payments.disability",
    "monthly": "682",
    "from_on": "2023-06-01",
    "approval": "残联3号",
}


def test_a_month_is_drawn_from_who_is_paid_what(aid, at_desk):
    payees(aid, 2)
    desk = at_desk("section_head")
    month = {"programme": "aid_payments.disability", "for_month": "2023-06", "title": "6月残疾人两项补贴"}
    empty = desk.send("/money/draw/", **month)
    desk.send("/money/entitled/new/", code="J001", **ROW)
    desk.send("/money/entitled/new/", code="J002", **ROW | {"from_on": "2023-07-01"})
    desk.send("/money/draw/", **month)
    lines = list(PaymentLine.objects.values_list("subject__code", "amount_fen"))
    assert ("请先在“发放对象”登记" in empty.content.decode(), lines) == (True, [("J001", 68_200)])


def test_who_is_paid_what_is_listed_and_ended_with_a_reason(aid, at_desk):
    payees(aid, 1)
    desk = at_desk("section_head")
    desk.send("/money/entitled/new/", code="J001", **ROW)
    row = Entitlement.objects.get()
    desk.send(f"/money/entitled/{row.id}/end/", on="2023-06-28", reason="迁出")
    again = desk.send("/money/entitled/new/", code="J001", **ROW | {"from_on": "2023-06-20"})
    page = desk.read("/money/entitled/")
    shown = [words in page for words in ("赵1", "残疾人两项补贴", "迁出", "残联3号")]
    assert (shown, "money.R107" in again.content.decode()) == ([True] * 4, True)


@pytest.mark.parametrize("typed", [{"code": "X1"}, {"code": "J001", "monthly": "0"}, {"code": "J001", "approval": ""}])
def test_an_entitlement_that_cannot_be_is_refused(aid, at_desk, typed):
    payees(aid, 1)
    answer = at_desk("section_head").send("/money/entitled/new/", **ROW | typed)
    assert (answer.status_code, Entitlement.objects.count()) == (422, 0)


HEAD = "对象编号,姓名,项目,每月金额（元）,起始日期,截止日期,批准文号"


def loaded(desk, *rows):
    sheet = SimpleUploadedFile("对象.csv", "\n".join([HEAD, *rows]).encode())
    return desk.send("/money/entitled/load/", sheet=sheet)


def test_a_sheet_of_payees_is_taken_in_once(aid, at_desk):
    payees(aid, 2)
    desk = at_desk("section_head")
    rows = ["J001,赵1,残疾人两项补贴,682,2023-06-01,,批1", "J002,,残疾人两项补贴,500.50,2023/6/1,2024/1/1,批1"]
    loaded(desk, *rows)
    loaded(desk, *rows)
    said = list(
        Entitlement.objects.order_by("id").values_list("subject__code", "monthly_fen", "valid_from", "valid_to")
    )
    assert said == [("J001", 68_200, JUNE, None), ("J002", 50_050, JUNE, date(2024, 1, 1))]


def test_every_wrong_row_of_a_sheet_is_said_and_nothing_is_kept(aid, at_desk):
    payees(aid, 1)
    rows = [
        "J001,赵1,残疾人两项补贴,682,2023-06-01,,批1",
        "J009,,残疾人两项补贴,682,2023-06-01,,批1",
        "J001,钱一,残疾人两项补贴,682,2023-06-01,,批1",
        "J001,赵1,没有的项目,682,2023-06-01,,批1",
        "J001,赵1,残疾人两项补贴,许多,2023-06-01,,批1",
    ]
    page = loaded(at_desk("section_head"), *rows).content.decode()
    assert ([f"第{row}行" in page for row in (2, 3, 4, 5, 6)], Entitlement.objects.count()) == (
        [False, True, True, True, True],
        0,
    )


def test_payees_are_listed_to_who_may_see_money_and_changed_by_who_draws(aid, at_desk):
    assert at_desk("leader_main").read("/money/entitled/") and at_desk("officer_a").read("/money/entitled/", 403)
    assert at_desk("leader_main").send("/money/entitled/new/", code="J001", **ROW).status_code == 403


def test_payees_ask_the_database_no_more_for_more_rows(aid, at_desk):
    payees(aid, 3)
    desk = at_desk("section_head")
    desk.send("/money/entitled/new/", code="J001", **ROW)
    one = questions(desk, "/money/entitled/")
    for code in ("J002", "J003"):
        desk.send("/money/entitled/new/", code=code, **ROW)
    assert questions(desk, "/money/entitled/") == one


def test_a_mean_outside_the_standard_raises_an_alarm(aid, at_desk):
    drawn(aid, fen=900_000)
    assert "人均9000元，高于标准2000元" in at_desk("section_head").read("/money/")


def test_visited_and_paid_are_said_apart(aid, at_desk):
    row = drawn(aid)
    at_desk("leader_deputy").send(f"/money/{row.id}/approve/")
    at_desk("section_head").send(f"/money/{row.id}/send/")
    at_desk("section_head").send(f"/money/{row.id}/returns/", paid_on="2023-06-28", returned="")
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

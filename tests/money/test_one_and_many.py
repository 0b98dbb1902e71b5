"""A list drawn here and answered by the bank, one taken over, and many taken over at once are kept alike."""

from datetime import date

import pytest

from gewu.kernel.types import Refused
from gewu.money import actions
from gewu.money.actions import NewLine, PaidLine, PaidList
from gewu.money.models import PaymentLine, PaymentList
from gewu.office import actions as office
from tests.alike import SEEDS, dice, kept, one_by_one
from tests.indicators import rows

AT = rows.at(date(2023, 6, 28))
MONTH, PAID = date(2023, 5, 1), date(2023, 5, 12)
TABLES = ("money.PaymentList", "money.PaymentLine")


def some(cast, seed: int) -> list[PaidList]:
    roll = dice(seed)
    people = [rows.subject(cast, area=cast.areas[roll.choice(["willow_1", "bridge_1"])]).id for _ in range(6)]
    lists = []
    for number in range(roll.randint(2, 4)):
        lines = []
        for person in roll.sample(people, roll.randint(1, 5)):
            back = roll.random() < 0.3
            fate = {"paid_on": None, "returned_on": PAID, "return_reason": "销户"} if back else {"paid_on": PAID}
            lines.append(PaidLine(person, roll.randint(1, 99_999), bank_ref=f"N{roll.randint(1, 99)}", **fate))
        lists.append(PaidList(f"Q-{number}", "kiosks", "subsidy", "区级发放", MONTH, tuple(lines), sent_on=PAID))
    return lists


def taken_over(cast, lists):
    return actions.draw_many(by=cast.system, at=AT, lists=lists)


@pytest.mark.parametrize("seed", SEEDS)
def test_lists_one_by_one_are_kept_as_all_at_once(counting, seed):
    lists = some(counting, seed)
    many = kept(lambda: taken_over(counting, lists), *TABLES)
    assert kept(one_by_one(lambda one: taken_over(counting, one), lists), *TABLES) == many


@pytest.mark.parametrize("seed", SEEDS)
def test_a_list_that_went_its_whole_way_here_is_kept_as_one_taken_over(counting, seed):
    """But for its number and the two persons who drew and approved it."""
    one = some(counting, seed)[0]

    def own_way():
        by, lines = counting.system, [NewLine(line.subject_id, line.amount_fen, line.bank_ref) for line in one.lines]
        said = {"scenario": one.scenario, "programme": one.programme, "title": one.title, "for_month": one.for_month}
        row = actions.draw_list(by=by, at=AT, lines=lines, **said)
        actions.approve(by=by, at=AT, list_id=row.id)
        actions.send(by=by, at=rows.at(PAID), list_id=row.id)
        drawn = PaymentLine.objects.filter(payment_list=row).order_by("id")
        back = {line.id: "销户" for line, paid in zip(drawn, one.lines, strict=True) if paid.returned_on}
        actions.take_bank_return(by=by, at=AT, list_id=row.id, paid_on=PAID, returned=back)
        PaymentList.objects.filter(id=row.id).update(number=one.number)

    assert kept(own_way, *TABLES) == kept(lambda: taken_over(counting, [one]), *TABLES)


def drawn(cast, lines, by):
    said = {"scenario": "kiosks", "programme": "subsidy", "title": "临时救助", "for_month": MONTH}
    return actions.draw_list(by=by, at=AT, lines=[NewLine(*line) for line in lines], **said)


def over(cast, lines, by):
    paid = tuple(PaidLine(*line, PAID) for line in lines)
    return actions.draw_many(by=by, at=AT, lists=[PaidList("Q", "kiosks", "subsidy", "区级发放", MONTH, paid)])


@pytest.mark.parametrize("door", [drawn, over])
@pytest.mark.parametrize(
    ("amounts", "refusal"), [([], "money.R101"), ([0], "money.R103"), ([5, 5], "money.R104"), (None, "money.R105")]
)
def test_what_is_refused_in_a_list_of_ones_own_is_refused_in_one_taken_over(counting, door, amounts, refusal):
    person = rows.subject(counting).id
    lines = [(987_654, 5)] if amounts is None else [(person, fen) for fen in amounts]
    with pytest.raises(Refused) as refused:
        door(counting, lines, counting.system)
    assert (refused.value.id, PaymentList.objects.count()) == (refusal, 0)


@pytest.mark.parametrize("door", [drawn, over])
def test_no_list_comes_into_a_locked_month(counting, door):
    person = rows.subject(counting).id
    office.lock_period(by=counting.actor("clerk"), at=AT, start=MONTH, end=date(2023, 6, 1))
    with pytest.raises(Refused, match=r"office\.R310"):
        door(counting, [(person, 5)], counting.system)


def test_a_transfer_that_came_back_and_was_paid_again_may_stand_twice(counting):
    person = rows.subject(counting).id
    lines = PaidLine(person, 5, None, PAID, "户名不符"), PaidLine(person, 5, PAID)
    taken_over(counting, [PaidList("Q", "kiosks", "subsidy", "区级发放", MONTH, lines)])
    assert sorted(PaymentLine.objects.values_list("state", flat=True)) == ["paid", "returned"]


def test_a_list_that_comes_twice_in_one_load_is_taken_once(counting):
    one = PaidList("Q", "kiosks", "subsidy", "区级发放", MONTH, (PaidLine(rows.subject(counting).id, 5, PAID),))
    taken_over(counting, [one, one])
    assert PaymentLine.objects.count() == 1

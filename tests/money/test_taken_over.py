"""Lists of the district: taken over whole, once, by the same rules."""

from __future__ import annotations

from datetime import date

import pytest

from gewu.journal.models import JournalLine
from gewu.kernel.types import Refused
from gewu.money import actions
from gewu.money.actions import PaidLine, PaidList
from gewu.money.models import PaymentLine
from tests.indicators import rows

AT = rows.at(date(2023, 6, 28))
PAID = date(2023, 5, 12)


def district(number, *lines):
    return PaidList(number, "kiosks", "subsidy", "区级发放", date(2023, 5, 1), tuple(lines), source="区民政系统")


def test_paid_and_returned_lines_come_in_as_the_bank_said(counting, value):
    first, second = rows.subject(counting), rows.subject(counting)
    lines = PaidLine(first.id, 10_000, PAID), PaidLine(second.id, 7_000, None, PAID, "销户")
    actions.draw_many(by=counting.system, at=AT, lists=[district("Q-1", *lines)])
    assert (value("paid").value, value("sent_back").value) == (100, 70)


def test_the_same_list_twice_is_taken_once(counting):
    one = district("Q-1", PaidLine(rows.subject(counting).id, 10_000, PAID))
    first = actions.draw_many(by=counting.system, at=AT, lists=[one])
    assert actions.draw_many(by=counting.system, at=AT, lists=[one]) == first
    assert PaymentLine.objects.count() == 1


def test_many_lists_are_one_line_of_the_journal(counting):
    subjects = [rows.subject(counting) for _ in range(3)]
    actions.draw_many(
        by=counting.system,
        at=AT,
        lists=[district(f"Q-{one.id}", PaidLine(one.id, 100, PAID)) for one in subjects],
    )
    line = JournalLine.objects.get(act="money.taken_over")
    assert (line.count, line.detail["lists"]) == (3, 3)


@pytest.mark.parametrize(("subject_id", "fen", "refusal"), [(987_654, 100, "money.R105"), (None, 0, "money.R103")])
def test_strangers_and_empty_amounts_are_refused(counting, subject_id, fen, refusal):
    one = district("Q-1", PaidLine(subject_id or rows.subject(counting).id, fen, PAID))
    with pytest.raises(Refused) as refused:
        actions.draw_many(by=counting.system, at=AT, lists=[one])
    assert (refused.value.id, PaymentLine.objects.count()) == (refusal, 0)

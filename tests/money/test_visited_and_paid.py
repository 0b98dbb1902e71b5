"""Visited and paid are two populations: the sentence says both, one claim of them is refused (S1-E5)."""

from __future__ import annotations

from datetime import date

import pytest

from gewu.indicators.listing import subjects_of
from gewu.kernel.types import Refused
from gewu.money.rules import VisitedAndPaid
from gewu.reports import actions, queries
from tests.indicators import rows
from tests.looking import looking
from tests.reports.conftest import AT, HALF, cast, counting, draft, issue, neighbour, template  # noqa: F401

MARCH = date(2023, 3, 1)


@pytest.fixture
def children(counting):  # noqa: F811
    """Ten were visited, twenty-four paid, 32.14万元 together."""
    found = [rows.subject(counting, nature="person") for _ in range(24)]
    for child in found[:10]:
        rows.record(counting, MARCH, about=child)
    for child in found:
        rows.payment(counting, child, 1_339_166 if child != found[0] else 1_339_182, MARCH)
    return found


def people(cast, key):  # noqa: F811
    found = looking(period=HALF, for_=cast.system.scope).rows(f"kiosks.{key}")
    return subjects_of(found, cast.system.scope)


def test_the_sentence_says_both_numbers_and_the_single_claim_is_refused(counting, children):  # noqa: F811
    amount = looking(period=HALF, for_=counting.system.scope).value("kiosks.paid").value * 100
    both = VisitedAndPaid("困境儿童", people(counting, "seen"), people(counting, "people_paid"), int(amount))
    assert both.sentence() == "走访慰问困境儿童10人；发放24人、32.14万元"
    with pytest.raises(Refused) as refused:
        both.one_claim()
    assert refused.value.id == "money.R210"


def test_a_report_that_makes_them_one_claim_is_stopped(counting, children, draft):  # noqa: F811
    by = counting.actor("clerk")
    one_claim = "走访{kiosks.seen}，发放资金{kiosks.paid}。"
    row = actions.save_text(by=by, at=AT, report_id=draft.id, key="plain", says=one_claim, seq=0)
    found = [one for one in queries.proofread(row, by.scope) if one.kind == "populations"]
    assert [one.blocks for one in found] == [True]
    assert [one.words for one in found] == [
        "走访10人与发放24人不是同一批人，不能写成一句，请分开写：走访慰问便民亭管理10人；发放24人、32.14万元。"
    ]
    told = "走访{kiosks.seen}；发放{kiosks.people_paid}、{kiosks.paid}。"
    row = actions.save_text(by=by, at=AT, report_id=draft.id, key="plain", says=told, seq=1)
    assert [one for one in queries.proofread(row, by.scope) if one.kind == "populations"] == []

"""Means, alarms, and the sentence about visits and payments."""

from __future__ import annotations

import pytest

from gewu.kernel.types import Refused
from gewu.money import rules
from gewu.money.rules import VisitedAndPaid


@pytest.mark.parametrize(("fen", "people", "raised"), [(5_000, 1, False), (40_000, 2, False), (40_001, 2, True)])
def test_the_alarm_rises_just_outside_the_standard(fen, people, raised):
    assert bool(rules.alarm(fen, people, (5_000, 20_000))) is raised


@pytest.mark.parametrize(
    ("fen", "people", "words"),
    [
        (4_999, 1, "人均49.99元，低于标准50元，请核对名单和标准。"),
        (40_002, 2, "人均200.01元，高于标准200元，请核对名单和标准。"),
        (10_000, 2, ""),
        (40_000, 2, ""),
    ],
)
def test_the_alarm_says_which_side_of_the_standard(fen, people, words):
    assert rules.alarm(fen, people, (5_000, 20_000)) == words


def test_without_a_standard_there_is_no_alarm():
    assert rules.alarm(1, 1, None) == ""


def test_months_widen_the_standard():
    assert rules.alarm(30_000, 1, (5_000, 20_000), months=2) == ""
    assert rules.alarm(9_000, 1, (5_000, 20_000), months=2).startswith("人均90元，低于标准100元")


def test_nobody_has_no_mean_and_raises_no_alarm():
    assert (rules.mean(0, 0), rules.alarm(0, 0, (1, 2))) == (None, "")


def test_different_people_are_said_apart():
    children = VisitedAndPaid("困境儿童", frozenset(range(10)), frozenset(range(24)), 32_140_000)
    assert children.sentence() == "走访慰问困境儿童10人；发放24人、32.14万元"
    with pytest.raises(Refused) as refused:
        children.one_claim()
    assert refused.value.id == "money.R210"


@pytest.mark.parametrize(
    ("fen", "said"), [(999_999, "9999.99元"), (1_000_000, "1万元"), (1_005_000, "1.01万元"), (0, "0元")]
)
def test_from_ten_thousand_on_money_is_said_in_wan(fen, said):
    assert VisitedAndPaid("优抚对象", frozenset(), frozenset(), fen).sentence().endswith(f"、{said}")


def test_nobody_visited_and_nobody_paid_are_not_the_same_people():
    assert VisitedAndPaid("优抚对象", frozenset(), frozenset(), 0).same_people is False


def test_the_same_people_may_be_said_in_one_breath():
    veterans = VisitedAndPaid("优抚对象", frozenset({1, 2}), frozenset({1, 2}), 900_00)
    assert veterans.one_claim() == "走访慰问优抚对象2人，发放资金900元"

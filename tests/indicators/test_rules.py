"""Verdicts and quotients."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gewu.indicators import rules
from gewu.kernel.periods import Period
from gewu.scenario.grammar import Target

YEAR, HALF = Period.parse("2023-01-01..2023-12-31"), Period.parse("2023-01-01..2023-06-30")
LATER, JUNE = Period.parse("2023-07-01..2023-12-31"), Period.parse("2023-06-01..2023-06-30")


@pytest.mark.parametrize(
    ("value", "words", "done"),
    [(16, "超额完成", Fraction(1600, 15)), (15, "完成", Fraction(100)), (14, "未完成", Fraction(1400, 15))],
)
def test_only_more_than_the_target_is_more_than_done(value, words, done):
    found = rules.verdict(value, Target(at_least=15), per_cent=False, period=HALF)
    assert (found.words, found.told, found.done) == (words, words, done)


def test_per_cents_and_limits_are_met_or_not():
    assert rules.verdict(Fraction(95), Target(at_least=95), per_cent=True, period=HALF).words == "达到目标"
    assert rules.verdict(Fraction(94), Target(at_least=95), per_cent=True, period=HALF).words == "未达到目标"
    assert rules.verdict(3, Target(at_most=3), per_cent=False, period=HALF).words == "达到目标"
    assert rules.verdict(4, Target(at_most=3), per_cent=False, period=HALF).words == "未达到目标"


@pytest.mark.parametrize(
    ("value", "words", "gap"), [(95, "达到目标", ""), (Decimal("93.06"), "未达到目标", "低于目标值1.94个百分点")]
)
def test_a_per_cent_says_how_much_of_its_target_is_done_and_by_how_much_it_is_missed(value, words, gap):
    found = rules.verdict(value, Target(at_least=95), per_cent=True, period=HALF)
    assert found == rules.Verdict(words, Fraction(value) * 100 / 95, gap)
    assert found.told == (gap or words)


@pytest.mark.parametrize(("value", "gap"), [(10, ""), (12, "高于目标值2件"), (0, "")])
def test_a_limit_that_is_not_kept_says_by_how_much(value, gap):
    found = rules.verdict(value, Target(at_most=10), per_cent=False, period=HALF, unit="件")
    assert (found.met, found.gap, found.told) == (not gap, gap, gap or "达到目标")


def test_of_a_target_of_nothing_no_share_is_done():
    assert rules.verdict(0, Target(at_least=0), per_cent=False, period=HALF) == rules.Verdict("完成", None)


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ([], []),
        ([0, 5, 7], [0, 5, 7]),
        ([3, 9], [3, 9]),
        ([2, 9, 5], [None, 9, None]),
        ([1, 2, 9], [None, None, 9]),
        ([1, 0, 4, 4], [None, 0, None, 4]),
        ([2], [None]),
        ([2, 0, None], [None, 0, None]),
    ],
)
def test_a_small_cell_is_hidden_and_with_a_single_one_the_smallest_that_shows(sizes, shown):
    found = rules.protect([rules.Cell(place, "", size) for place, size in enumerate(sizes)])
    assert [cell.value for cell in found] == shown
    assert {cell.said for cell in found if cell.hidden} <= {"<3"}
    assert {cell.said for cell in found if not cell.hidden} <= {""}


def test_a_share_is_hidden_by_what_it_is_taken_of():
    cells = [
        rules.Cell("a", "", Fraction(50), (1, 2)),
        rules.Cell("b", "", Fraction(1), (1, 100)),
        rules.Cell("c", "", Fraction(90), (9, 10)),
    ]
    assert [(cell.value, cell.parts, cell.hidden) for cell in rules.protect(cells)] == [
        (None, None, True),
        (Fraction(1), (1, 100), False),
        (None, None, True),
    ]


def test_without_target_or_value_nothing_may_be_claimed():
    assert rules.verdict(16, None, per_cent=False, period=HALF) is None
    assert rules.verdict(None, Target(at_least=15), per_cent=False, period=HALF) is None


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_a_quotient_is_exact(part, whole):
    assert rules.quotient(part, whole) * whole == part * 100


def test_a_mean_is_no_per_cent():
    assert rules.quotient(7, 2, 1) == Fraction(7, 2)


def test_nothing_to_divide_by_gives_nothing():
    assert rules.quotient(0, 0) is None


def test_a_pace_far_from_the_calendar_asks_to_be_looked_at():
    assert rules.progress(34, 100, passed=6, whole=12) == "完成34%，序时进度50%，明显落后，请说明原因。"
    assert rules.progress(425, 100, passed=10, whole=12) == "完成425%，序时进度83.33%，明显超前，请核对数据。"


@pytest.mark.parametrize(("done", "word"), [(349, "落后"), (351, ""), (749, ""), (751, "超前")])
def test_a_pace_is_far_away_below_seven_tenths_and_above_one_and_a_half(done, word):
    said = rules.progress(done, 1000, passed=6, whole=12)
    assert (word in said, "明显" in said) == (True, bool(word))


@pytest.mark.parametrize(("done", "target", "passed"), [(1, 0, 6), (0, 100, 0)])
def test_without_a_target_or_time_passed_there_is_no_pace(done, target, passed):
    assert rules.progress(done, target, passed=passed, whole=12) == ""


@pytest.mark.parametrize(
    ("target", "period", "value", "words"),
    [
        ("year", YEAR, 14, "未完成"),
        ("year", YEAR, 16, "超额完成"),
        ("year", HALF, 14, None),
        ("year", HALF, 15, "完成"),
        ("year", HALF, 16, "超额完成"),
        ("year", LATER, 16, None),
        ("year", JUNE, 16, None),
        ("month", JUNE, 14, "未完成"),
        ("month", JUNE, 16, "超额完成"),
        ("month", HALF, 574, None),
        ("half", LATER, 14, "未完成"),
        ("quarter", HALF, 16, None),
        ("total", HALF, 14, "未完成"),
        ("", HALF, 14, "未完成"),
    ],
)
def test_a_target_is_judged_over_its_own_stretch_and_only_what_is_reached_is_said_before(target, period, value, words):
    found = rules.verdict(value, Target(at_least=15, for_=target), per_cent=False, period=period)
    assert (found.words if found else None) == words


def test_of_a_stretch_that_has_just_begun_nothing_is_said_of_rates_and_limits():
    assert rules.verdict(96, Target(at_least=95, for_="year"), per_cent=True, period=HALF) is None
    assert rules.verdict(3, Target(at_most=3, for_="year"), per_cent=False, period=HALF) is None


@pytest.mark.parametrize(
    ("target", "period", "as_of", "said"),
    [
        ("year", HALF, date(2023, 6, 30), "完成46.45%，序时进度49.59%"),
        ("year", YEAR, date(2023, 6, 30), "完成46.45%，序时进度49.59%"),
        ("year", YEAR, date(2023, 12, 31), ""),
        ("year", JUNE, date(2023, 6, 30), ""),
        ("half", HALF, date(2023, 6, 28), "完成46.45%，序时进度98.9%，明显落后，请说明原因。"),
        ("month", HALF, date(2023, 6, 28), ""),
        ("total", HALF, date(2023, 6, 28), ""),
        ("", HALF, date(2023, 6, 28), ""),
    ],
)
def test_a_pace_is_held_against_the_stretch_of_the_target(target, period, as_of, said):
    assert rules.pace(4645, Target(at_least=10000, for_=target), period=period, as_of=as_of) == said

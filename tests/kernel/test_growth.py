"""Shares and growth with the numbers of domain.md D2."""

from decimal import Decimal

import pytest

from gewu.kernel.growth import growth, points, share
from gewu.kernel.numerals import Say, say


def test_nothing_due_is_not_zero_per_cent():
    assert (share(0, 0), share(0, 5), say(share(0, 0), "%", Say("percent"))) == (None, 0, "—")


def test_shares_are_exact_until_they_are_shown():
    found = share(1573, 1892)
    assert (found * 1892, say(found, "%", Say("percent"))) == (157300, "83.14%")


@pytest.mark.parametrize(
    ("now", "base", "said"),
    [
        (1042, 1000, "同比增长4.2%"),
        (35, 100, "同比下降65%"),
        (3, 1, "同比增加2件（基数1件，不算百分比）"),
        (2238, 7, "同比增加2231件（基数7件，不算百分比）"),
        (2238, 9, "同比增加2229件（基数9件，不算百分比）"),
        (30, 10, "同比增长200%"),
        (Decimal("0.6"), Decimal("0.5"), "同比增长20%"),
        (5, 5, "同比持平"),
        (3, 0, "同比增加3件（基数0件，不算百分比）"),
        (0, 0, "同比持平"),
        (-2, -5, "同比增加3件"),
        (3, None, "—"),
        (Decimal("0.5"), 0, "同比增加0.5件（基数0件，不算百分比）"),
        (-6, -5, "同比减少1件"),
        (40, 30, "同比增长33.33%"),
    ],
)
def test_growth_is_said_in_words_where_a_percentage_would_mislead(now, base, said):
    assert growth(now, base).say(unit="件") == said


@pytest.mark.parametrize(
    ("now", "base", "said"),
    [
        (Decimal("98.3"), Decimal("96.8"), "提高1.5个百分点"),
        (Decimal("1.0055"), 1, "提高0.01个百分点"),
        (Decimal("1.004"), 1, "持平"),
        (90, 91, "下降1个百分点"),
        (90, 90, "持平"),
    ],
)
def test_percentages_differ_by_points(now, base, said):
    assert points(now, base) == said


def test_floats_are_no_figures():
    with pytest.raises(TypeError, match="not float"):
        share(0.5, 1)

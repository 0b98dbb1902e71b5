"""Figures as papers say them."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gewu.kernel.numerals import Say, from_chinese, rounded, say, to_chinese, yuan_from_fen


@pytest.mark.parametrize(
    ("value", "unit", "how", "said"),
    [
        (1937, "件", Say("over", to=100), "1900余件"),
        (43, "件", Say("over", to=10), "40余件"),
        (23500, "户", Say("over", to=10000), "20000余户"),
        (23500, "户", Say("over", scale="万"), "2万余户"),
        (234000, "户", Say("over", to=100000, scale="万"), "20余万户"),
        (125600, "户", Say("over", to=1000, scale="万"), "12.5万余户"),
        (196, "家", Say("nearly", to=100), "近200家"),
        (180, "家", Say("nearly", to=100), "近200家"),
        (Decimal("0.95"), "公里", Say("nearly"), "近1公里"),
        (Decimal("1.5"), "公里", Say("over"), "1余公里"),
        (1, "件", Say("exceed"), "突破1件"),
        (12_000, "元", Say(scale="千"), "12千元"),
        (12_500_000, "元", Say(scale="百万"), "12.5百万元"),
        (79_600_000, "分", Say("nearly", to=100_000, scale="万"), "近80万元"),
        (112_345, "人次", Say("about", to=10_000, scale="万"), "约11万人次"),
        (453, "", Say("about", to=10, suffix="平方"), "约450平方"),
        (350_000, "人次", Say(scale="万"), "35万人次"),
        (350_000, "人次", Say("wan"), "35万人次"),
        (yuan_from_fen(238_160_000), "元", Say("wan"), "238.16万元"),
        (238_160_000, "分", Say("wan"), "238.16万元"),
        (238_160_000, "分", Say(scale="万", suffix="元"), "238.16万元"),
        (407_600_000, "分", Say(scale="万"), "407.6万元"),
        (2_250_000, "分", Say(scale="万", suffix=""), "2.25万"),
        (14_700_000, "分", Say(scale="万", fixed=True), "14.70万元"),
        (534_000, "分", Say(suffix="元"), "5340元"),
        (113_800_000_000, "分", Say(scale="亿", prefix="预计"), "预计11.38亿元"),
        (95, "分", Say(), "95分"),
        (3, "个", Say("chinese", suffix="大领域"), "三大领域"),
        (4, "个", Say("chinese", suffix="大功能板块"), "四大功能板块"),
        (2, "场", Say("chinese"), "两场"),
        (2, "", Say("chinese"), "二"),
        (7, "个", Say(suffix="大特色园区"), "7大特色园区"),
        (Decimal("83.1395"), "%", Say("percent", digits=2), "83.14%"),
        (Fraction(150, 2), "%", Say("percent"), "75%"),
        (Decimal("98.25"), "%", Say("percent", digits=1), "98.3%"),
        (-65, "%", Say("growth"), "下降65%"),
        (Decimal("4.2"), "%", Say("growth"), "增长4.2%"),
        (0, "%", Say("growth"), "持平"),
        (300_000, "次", Say("exceed", scale="万", suffix=""), "突破30万"),
        (303_512, "次", Say("exceed", scale="万"), "突破30万次"),
        (632_000, "人次", Say("exceed", to=10_000, scale="万", word="超"), "超63万人次"),
        (10_050_000_000, "分", Say("exceed", scale="亿", word="超", prefix="预计"), "预计超1亿元"),
        ((5, 9), "层", Say("range"), "5-9层"),
        (5, "层", Say("range"), "5层"),
        (77828, "户", Say(), "77828户"),
        (None, "户", Say(), "—"),
        (0, "件", Say(), "0件"),
    ],
)
def test_numbers_are_said(value, unit, how, said):
    assert say(value, unit, how) == said


@pytest.mark.parametrize(
    ("day", "how", "said"),
    [
        ("2023-06-30", Say("date_month_end", prefix="预计"), "预计6月底"),
        ("2023-07-31", Say("date_before_month_end"), "7月底前"),
        ("2023-12-31", Say("date_year_end", prefix="预计"), "预计年底前"),
        ("2024-12-31", Say("date_at_year_end", prefix="预计", with_year=True), "预计2024年底"),
        ("2023-05-15", Say("date_ten_days"), "5月中旬"),
        ("2023-05-10", Say("date_ten_days"), "5月上旬"),
        ("2023-05-31", Say("date_ten_days"), "5月下旬"),
        ("2025-03-31", Say("date_month", prefix="预计", with_year=True), "预计2025年3月"),
        ("2023-06-28", Say("date"), "2023年6月28日"),
        ("2023-06-28", Say(), "2023年6月28日"),
    ],
)
def test_dates_are_said(day, how, said):
    assert say(date.fromisoformat(day), "date", how) == said


@pytest.mark.parametrize(
    ("value", "how", "said"),
    [
        (1900, Say("over", to=100), "1900件"),
        (7, Say("over", to=10), "7件"),
        (200, Say("nearly", to=100), "200件"),
        (101, Say("nearly", to=100), "100余件"),
        (3, Say("about", to=10), "3件"),
        (9999, Say("exceed", scale="万"), "9999件"),
        (0, Say("over", to=10), "0件"),
        (179, Say("nearly", to=100), "100余件"),
        (-5, Say("nearly", to=10), "-5件"),
        (0, Say("nearly", scale="万"), "0件"),
    ],
)
def test_a_word_that_would_be_false_is_not_said(value, how, said):
    assert say(value, "件", how) == said


def test_any_object_with_the_six_fields_says_how():
    how = SimpleNamespace(style="over", to=100, scale="", digits=2, prefix="", suffix=None)
    assert say(1937, "件", how) == "1900余件"


def test_floats_are_no_figures():
    with pytest.raises(TypeError, match="not float"):
        say(0.1, "元")


@pytest.mark.parametrize("how", [Say("loudly"), Say(scale="兆")])
def test_unknown_words_are_an_error(how):
    with pytest.raises(ValueError, match="no such"):
        say(1, "件", how)


@pytest.mark.parametrize(("value", "said"), [("0.005", "0.01"), ("-0.005", "-0.01"), ("-0.001", "0"), ("2.50", "2.5")])
def test_rounding_is_half_up(value, said):
    assert rounded(Decimal(value)) == said


@pytest.mark.parametrize(
    ("more", "said"),
    [({}, "2.35"), ({"digits": 3}, "2.345"), ({"digits": 0}, "2"), ({"digits": 4, "fixed": True}, "2.3450")],
)
def test_two_decimals_are_shown_unless_others_are_asked_for(more, said):
    assert (rounded(Decimal("2.345"), **more), rounded(Decimal("2.5"))) == (said, "2.5")


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "零"),
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (105, "一百零五"),
        (110, "一百一十"),
        (1010, "一千零一十"),
        (100_010, "十万零一十"),
        (35_000, "三万五千"),
        (2_050_000_000, "二十亿五千万"),
        (1_000_000_000_000, "一万亿"),
        (-3, "负三"),
    ],
)
def test_whole_numbers_are_written(number, said):
    assert (to_chinese(number), from_chinese(said)) == (said, number)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("两千零五", 2005),
        ("三万五", 35000),
        ("一百五", 150),
        ("百万", 1_000_000),
        ("万", 10_000),
        ("亿", 100_000_000),
        ("两", 2),
        ("两万", 20_000),
        ("三千五", 3500),
        ("一万零五", 10_005),
        ("五", 5),
        ("二〇二三", 2023),
        ("廿五", 25),
        ("１２", 12),
        (" 三 ", 3),
    ],
)
def test_whole_numbers_are_read_as_people_write_them(text, number):
    assert from_chinese(text) == number


@pytest.mark.parametrize("text", ["", "三两", "十百", "三百二百", "零十", "若干", "三.五", "-3"])
def test_what_is_no_number_is_an_error(text):
    with pytest.raises(ValueError, match="no number"):
        from_chinese(text)


def test_numbers_too_large_to_say_are_an_error():
    with pytest.raises(ValueError, match="too large"):
        to_chinese(10**16)


@given(st.integers(-(10**16) + 1, 10**16 - 1))
def test_what_is_written_reads_back(number):
    assert from_chinese(to_chinese(number)) == number


@given(st.integers(0, 10**12), st.sampled_from([1, 10, 100, 1000]))
def test_over_never_says_more_than_there_is(value, step):
    assert int(say(value, "", Say("over", to=step)).removesuffix("余")) <= value


@given(st.integers(0, 10**14))
def test_money_keeps_every_fen(fen):
    assert yuan_from_fen(fen) * 100 == fen

"""Numbers of persons are found in running text; numbers of papers, amounts and days are left alone."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gewu.kernel.identifiers import citizen_id_check_digit, demo_citizen_id, demo_phone
from gewu.kernel.telltale import covered, find, mask

DAYS = st.dates(date(1900, 1, 1), date(2026, 11, 21))
WORDS = st.text("楼道灯不亮，请尽快处理。12号3单元、第4次：", max_size=12)
BEFORE = st.sampled_from(["", "反映人", "他说：", "（", "，", " ", "tel:", "微信"])
AFTER = st.sampled_from(["", "。", "，请回电", "）", " ", "老人"])
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def luhn(first: str) -> str:
    return next(first + str(last) for last in range(10) if _luhn_sum(first + str(last)) % 10 == 0)


def _luhn_sum(number: str) -> int:
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number))]
    return sum(one - 9 if one > 9 else one for one in doubled)


@st.composite
def numbers(draw):
    """A number of a person as people type it."""
    kind = draw(st.sampled_from("imlc"))
    if kind == "i":
        number = demo_citizen_id(draw(DAYS), draw(st.integers(0, 999)))
        return draw(st.sampled_from([number, number.lower(), f"{number[:6]} {number[6:14]} {number[14:]}"]))
    if kind == "c":
        card = luhn("62" + draw(st.text("0123456789", min_size=14, max_size=16)))
        return draw(st.sampled_from([card, f"{card[:4]} {card[4:8]} {card[8:12]} {card[12:16]} {card[16:]}".strip()]))
    if kind == "l":
        area, rest = draw(st.sampled_from([("0519", 8), ("010", 8), ("0512", 7)]))
        number = draw(st.sampled_from("23456789")) + draw(st.text("0123456789", min_size=rest - 1, max_size=rest - 1))
        return draw(st.sampled_from([f"{area}-{number}", f"{area}{number}", f"({area}){number}"]))
    number = draw(
        st.sampled_from([demo_phone(draw(st.integers(0, 10**8 - 1))), "13" + f"{draw(st.integers(0, 10**9 - 1)):09}"])
    )
    shapes = [
        number,
        f"{number[:3]} {number[3:7]} {number[7:]}",
        f"{number[:3]}-{number[3:7]}-{number[7:]}",
        f"+86{number}",
    ]
    return draw(st.sampled_from([*shapes, number.translate(WIDE)]))


@given(WORDS.filter(lambda text: not text[-1:].isdigit()), BEFORE, numbers(), AFTER)
def test_a_number_of_a_person_is_found_wherever_it_stands(words, before, number, after):
    text = f"{words}{before}{number}{after}"
    found = []
    masked = covered(text, found)
    assert len(found) == 1
    assert number not in masked
    assert mask(masked) == masked
    assert masked == mask(text)


@given(st.text("0123456789-+() .*Xx元电话身份证卡号，单tel", max_size=60))
def test_what_is_masked_has_nothing_left_to_mask(text):
    assert find(mask(text)) == []


TICKETS = [
    st.builds(
        lambda day, n: f"{day:%Y%m%d}{n:06}", st.dates(date(2015, 1, 1), date(2035, 1, 1)), st.integers(0, 999999)
    ),
    st.builds(
        lambda head, day, n: f"{head}{day:%Y%m%d}{n:04}",
        st.sampled_from(["SX", "JL", "FK", "GD"]),
        DAYS,
        st.integers(0, 9999),
    ),
    st.builds(lambda day, n: f"{day:%Y%m%d}-{n:06}", DAYS, st.integers(0, 999999)),
    st.builds(
        lambda word, n: f"{word}{n}",
        st.sampled_from(["编号", "单号：", "工单", "发票"]),
        st.integers(13 * 10**9, 2 * 10**10),
    ),
]
AMOUNTS = [
    st.builds(
        lambda n, unit: f"{n}{unit}", st.integers(0, 2 * 10**10), st.sampled_from(["元", "万元", "米", "人次", "%"])
    ),
    st.builds(lambda n: f"{n:,}", st.integers(0, 10**18)),
    st.builds(lambda n: f"{n:.6f}", st.floats(0, 180)),
    st.builds(lambda n: f"¥{n}", st.integers(0, 2 * 10**10)),
]
MOMENTS = [
    st.datetimes().map(lambda at: at.isoformat(" ")),
    st.datetimes().map(lambda at: f"{at:%Y-%m-%d %H:%M}"),
    st.dates().map(lambda on: f"{on:%Y%m%d}"),
    st.builds(lambda a, b: f"{a:%Y%m%d}-{b:%Y%m%d}", st.dates(date(1990, 1, 1)), st.dates(date(1990, 1, 1))),
]


@given(WORDS.filter(lambda text: not text[-1:].isdigit()), st.one_of(*TICKETS, *AMOUNTS, *MOMENTS))
def test_numbers_of_papers_amounts_and_days_are_left_alone(words, number):
    text = f"{words}{number}，"
    assert mask(text) == text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("业主身份证320411198001011234要求退款", "业主身份证320***********1234要求退款"),  # a slip in the check digit
        ("旧证 320411800101123。", "旧证 320********1123。"),
        ("社区电话：88123456", "社区电话：******56"),
        ("卡号 123456789012", "卡号 1234****9012"),
        ("请拨打12345或95598", "请拨打12345或95598"),
        ("打400-820-8820投诉", "打400-820-8820投诉"),
        ("在3幢2单元1501室", "在3幢2单元1501室"),
        ("执照320411600123456", "执照320411600123456"),
        ("统一社会信用代码91320411MA1XXXXX0X", "统一社会信用代码91320411MA1XXXXX0X"),
        ("经度119.97412345678", "经度119.97412345678"),
        ("摘要sm3:9913812345678abc", "摘要sm3:9913812345678abc"),
    ],
)
def test_what_is_taken_for_a_number_of_a_person(text, masked):
    assert mask(text) == masked


def test_telephones_come_in_the_form_in_which_registers_keep_them():
    assert [one.value for one in find("０５１９－８８１２３４５６转12，+86 138-1234-5678")] == [
        "051988123456-12",
        "13812345678",
    ]
    assert citizen_id_check_digit("11010519491231002") == "X"
    assert find("11010519491231002x")[0].value == "11010519491231002X"

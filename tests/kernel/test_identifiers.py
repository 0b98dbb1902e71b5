"""Identity numbers, credit codes, telephones, and how much of them is shown."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gewu.kernel.identifiers import (
    DEMO_PHONE_PREFIX,
    DEMO_PLACE_PREFIX,
    USCC_ALPHABET,
    check_citizen_id,
    check_registration_no,
    check_uscc,
    citizen_id_check_digit,
    demo_citizen_id,
    demo_phone,
    demo_uscc,
    heard_phone,
    mask_heard_phone,
    mask_id,
    mask_name,
    mask_phone,
    normalise_id,
    normalise_phone,
    uscc_check_char,
)

BIRTHDAYS = st.dates(date(1900, 1, 1), date(2026, 11, 21))


def whole(first17: str) -> str:
    return first17 + citizen_id_check_digit(first17)


@pytest.mark.parametrize(("first17", "digit"), [("11010519491231002", "X"), ("36042619910101007", "1")])
def test_check_digits_of_the_standards_examples(first17, digit):
    assert citizen_id_check_digit(first17) == digit


@given(st.text("0123456789", min_size=17, max_size=17))
def test_digits_weighed_by_powers_of_two_leave_one_of_eleven(first17):
    """GB 11643: the first weighs most, the check digit itself 1, X is ten."""
    weighed = sum(int(digit) * 2 ** (17 - place) for place, digit in enumerate(first17))
    assert (weighed + "0123456789X".index(citizen_id_check_digit(first17))) % 11 == 1


@given(st.text(st.sampled_from(USCC_ALPHABET), min_size=17, max_size=17))
def test_characters_weighed_by_powers_of_three_leave_nothing_of_thirty_one(first17):
    """GB 32100: the check character takes the sum to the next multiple."""
    weighed = sum(USCC_ALPHABET.index(char) * 3**place for place, char in enumerate(first17))
    assert (weighed + USCC_ALPHABET.index(uscc_check_char(first17))) % 31 == 0


@pytest.mark.parametrize("first17", ["", "1101051949123100", "110105194912310021", "1101051949123100X"])
def test_a_check_digit_needs_seventeen_digits(first17):
    with pytest.raises(ValueError, match="17 digits"):
        citizen_id_check_digit(first17)


@pytest.mark.parametrize("order", [-1, 1000])
def test_a_thousand_invented_people_are_born_on_a_day(order):
    with pytest.raises(ValueError, match="0 to 999"):
        demo_citizen_id(date(1990, 1, 1), order)


def test_birth_and_sex_come_from_the_number():
    verdict = check_citizen_id("11010519491231002X")
    assert (verdict.ok, verdict.kind, verdict.birth_on, verdict.sex, verdict.warnings) == (
        True,
        "citizen",
        date(1949, 12, 31),
        "female",
        (),
    )


@pytest.mark.parametrize(
    "typed",
    ["11010519491231002x", " 110105 19491231 002X ", "１１０１０５１９４９１２３１００２Ｘ", "110105-19491231-002X"],
)
def test_one_number_typed_in_many_ways_is_the_same(typed):
    assert (normalise_id(typed), check_citizen_id(typed).ok) == ("11010519491231002X", True)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("110105194912310021", "证件号码校验位不符，请逐位核对。"),
        ("1101051949123100", "证件号码应为18位，现为16位。"),
        ("", "证件号码应为18位，现为0位。"),
        ("110105491231002", "15位身份证号码已停用，请登记18位号码。"),
        ("11010519491231O02X", "证件号码前17位应为数字，末位为数字或X。"),
        (whole("11010519490231002"), "证件号码中的出生日期不存在，请核对第7至14位。"),
    ],
)
def test_what_is_no_identity_number_says_why(typed, problem):
    verdict = check_citizen_id(typed)
    assert (verdict.ok, verdict.kind, verdict.problem) == (False, "", problem)


def test_a_place_in_no_table_is_only_a_warning():
    verdict = check_citizen_id(whole("29010519491231002"))
    assert (verdict.ok, verdict.warnings) == (True, ("地区码290105不在现行区划表中，请核对。",))


@pytest.mark.parametrize("place", ["810000", "820000", "830000"])
def test_residents_of_hong_kong_macau_and_taiwan_pass(place):
    verdict = check_citizen_id(whole(place + "19900307123"))
    assert (verdict.ok, verdict.kind, verdict.sex, verdict.warnings) == (True, "residence_permit", "male", ())


def test_the_new_foreign_permit_begins_with_nine():
    verdict = check_citizen_id(whole("91112419810803002"))
    assert (verdict.ok, verdict.kind, verdict.birth_on, verdict.warnings) == (
        True,
        "foreign_permit",
        date(1981, 8, 3),
        (),
    )


def test_a_foreign_permit_without_readable_birthday_passes_with_a_warning():
    verdict = check_citizen_id(whole("91112419819903002"))
    assert (verdict.ok, verdict.birth_on, verdict.warnings) == (
        True,
        None,
        ("从号码中读不出出生日期，请按证件登记。",),
    )


def test_the_old_foreign_permit_passes_and_tells_nothing():
    verdict = check_citizen_id("can110081080310")
    assert (verdict.ok, verdict.kind, verdict.birth_on, verdict.sex) == (True, "foreign_permit_old", None, None)


def test_somebody_older_than_the_republic_of_numbers_is_doubted():
    assert check_citizen_id(whole("11010518991231002")).warnings == ("出生日期为1899-12-31，请核对。",)


@given(BIRTHDAYS, st.integers(0, 999))
def test_invented_people_have_right_numbers_from_nowhere(birth_on, order):
    verdict = check_citizen_id(demo_citizen_id(birth_on, order))
    assert (verdict.ok, verdict.kind, verdict.birth_on, verdict.sex, verdict.warnings) == (
        True,
        "citizen",
        birth_on,
        "male" if order % 2 else "female",
        ("演示号段，不是真实证件。",),
    )


@given(BIRTHDAYS, st.integers(0, 999), st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(birth_on, order, at, by):
    number = whole(f"110105{birth_on:%Y%m%d}{order:03d}")
    wrong = number[:at] + str((int(number[at]) + by) % 10) + number[at + 1 :]
    assert check_citizen_id(wrong).ok is False


def test_nobody_lives_at_the_demonstration_place():
    assert (DEMO_PLACE_PREFIX[:2], DEMO_PHONE_PREFIX) == ("00", "100")


# firms ----------------------------------------------------------------------------------------


def test_check_character_of_a_credit_code():
    assert (uscc_check_char("91110000600037341"), check_uscc("91110000600037341L").ok) == ("L", True)


@pytest.mark.parametrize("first17", ["", "9111000060003734", "911100006000373411", "9111000060003734I", "I" * 17])
def test_a_check_character_needs_seventeen_characters_of_the_alphabet(first17):
    with pytest.raises(ValueError, match="17 characters"):
        uscc_check_char(first17)


def test_letters_may_lead_a_credit_code():
    first17 = "N2110105MA01A1B2C"
    assert check_uscc(first17 + uscc_check_char(first17)).ok is True


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("91110000600037341", "统一社会信用代码应为18位，现为17位。"),
        ("91110000600037341M", "统一社会信用代码校验位不符，请逐位核对。"),
        ("9111000060003734IL", "统一社会信用代码不含“I”，请核对（不用I、O、Z、S、V）。"),
        ("9111A000600037341L", "统一社会信用代码第3至8位应为数字（登记机关行政区划）。"),
        ("91A10000600037341L", "统一社会信用代码第3至8位应为数字（登记机关行政区划）。"),
        ("9111000A600037341L", "统一社会信用代码第3至8位应为数字（登记机关行政区划）。"),
    ],
)
def test_what_is_no_credit_code_says_why(typed, problem):
    verdict = check_uscc(typed)
    assert (verdict.ok, verdict.problem) == (False, problem)


@given(st.text(st.sampled_from(USCC_ALPHABET), min_size=17, max_size=17), st.integers(0, 16), st.data())
def test_one_wrong_character_of_a_credit_code_is_always_found(first17, at, data):
    other = data.draw(st.sampled_from(USCC_ALPHABET.replace(first17[at], "")))
    assert uscc_check_char(first17[:at] + other + first17[at + 1 :]) != uscc_check_char(first17)


@given(st.integers(0, 10**8 - 1))
def test_invented_firms_have_right_codes_from_nowhere(order):
    verdict = check_uscc(demo_uscc(order))
    assert (verdict.ok, verdict.warnings) == (True, ("演示号段，不是真实单位。",))


@pytest.mark.parametrize(
    ("typed", "ok", "warnings"),
    [
        ("110108000000016", True, ()),
        ("110108000000017", True, ("注册号校验位不符，请对照营业执照核对。",)),
        ("11010800000001", False, ()),
    ],
)
def test_registration_numbers_of_shops_without_credit_code(typed, ok, warnings):
    verdict = check_registration_no(typed)
    assert (verdict.ok, verdict.warnings) == (ok, warnings)


@given(st.text("0123456789", min_size=14, max_size=14))
def test_the_last_digit_of_a_registration_number_closes_the_sum_of_mod_11_10(first14):
    """ISO 7064: carried through all digits, the last sum is 1 and nothing else."""
    carried = 10
    for digit in first14:
        carried = (((carried + int(digit)) % 10) or 10) * 2 % 11
    right = [last for last in range(10) if (carried + last) % 10 == 1]
    assert [last for last in range(10) if not check_registration_no(f"{first14}{last}").warnings] == right


@pytest.mark.parametrize("order", [-1, 10**8])
@pytest.mark.parametrize("demo", [demo_uscc, demo_phone])
def test_there_are_a_hundred_million_invented_firms_and_telephones(demo, order):
    with pytest.raises(ValueError, match="99,999,999"):
        demo(order)


# telephones and masks -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("13812345678", "13812345678"),
        ("+86 138-1234-5678", "13812345678"),
        ("0086 13812345678", "13812345678"),
        ("8613812345678", "13812345678"),
        ("１３８１２３４５６７８", "13812345678"),
        ("13812345678.0", "13812345678"),
        ("(0519) 8123 4567", "051981234567"),
        ("0519-81234567转801", "051981234567-801"),
        ("010-62345678-23", "01062345678-23"),
        ("010-8888888-1", "0108888888-1"),
        ("0519-88888888-8001", "051988888888-8001"),
        ("88888888-8001", "88888888-8001"),
        ("81234567", "81234567"),
        ("400-820-8820", "4008208820"),
        ("12345", "12345"),
        ("110", "110"),
        ("10012345678", "10012345678"),
        ("1381234567", None),
        ("电话不详", None),
        ("", None),
    ],
)
def test_telephones_are_kept_in_one_form(typed, kept):
    try:
        found = normalise_phone(typed)
    except ValueError as refused:
        assert (kept, str(refused).startswith("电话号码无法识别")) == (None, True)
    else:
        assert found == kept


@pytest.mark.parametrize(
    ("said", "kept", "number", "shown"),
    [
        ("138 1234 5678", "13812345678", "13812345678", "138****5678"),
        ("１３８１２３４５６７８", "13812345678", "13812345678", "138****5678"),
        ("13812345678（妻子）", "13812345678(妻子)", "13812345678", "138****5678（另有说明）"),
        ("13812345678 13987654321", "13812345678 13987654321", "13812345678", "138****5678（另有说明）"),
        (
            "家里0519-81234567，手机13812345678",
            "家里0519-81234567,手机13812345678",
            "051981234567",
            "051*****4567（另有说明）",
        ),
        ("无", "无", "", "（没有认出号码）"),
        ("1380000", "1380000", "", "（没有认出号码）"),
        ("138****8000", "138****8000", "", "（没有认出号码）"),
        (" ", "", "", ""),
    ],
)
def test_what_a_caller_gives_as_telephone_is_kept_and_stops_nobody(said, kept, number, shown):
    assert heard_phone(said) == (kept, number)
    assert mask_heard_phone(kept, number) == shown


@given(st.text(max_size=60))
def test_no_text_in_the_place_of_a_telephone_is_refused(said):
    kept, number = heard_phone(said)
    assert heard_phone(kept) == (kept, number)
    assert not number or normalise_phone(number) == number


@given(st.integers(0, 10**8 - 1))
def test_invented_telephones_are_read_like_others(order):
    number = demo_phone(order)
    assert (normalise_phone(number), number[:3]) == (number, "100")


@pytest.mark.parametrize(
    ("name", "shown"),
    [("张小三", "张**"), ("张三", "张*"), ("张", "*"), ("", ""), ("欧阳小三", "欧***"), ("𠮷小三", "𠮷**")],
)
def test_names_are_masked(name, shown):
    assert mask_name(name) == shown


def test_numbers_are_masked():
    masked = (mask_id("11010519491231002X"), mask_phone("13812345678"), mask_phone("81234567"), mask_id("12345"))
    assert masked == ("110***********002X", "138****5678", "******67", "*****")
    assert (mask_id("1234567"), mask_id("12345678"), mask_phone("057812345")) == ("*******", "123*5678", "057**2345")


@given(st.text(max_size=30))
def test_masks_keep_the_length(text):
    plain = text.strip()
    assert {len(mask(text)) for mask in (mask_name, mask_id, mask_phone)} == {len(plain)}

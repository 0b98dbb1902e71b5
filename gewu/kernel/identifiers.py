"""Numbers that name people and firms: is it one, what does it tell, how much of it is shown."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from operator import mul

CITIZEN_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CITIZEN_CHECKS = "10X98765432"
USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)

#: Place of invented people. GB/T 2260 codes begin with 1 to 8 (9 is the foreign permit's), so 00 is nobody's.
DEMO_PLACE_PREFIX = "009999"
#: Invented telephones: 100 as the head of eleven digits is allotted to no operator (mobiles begin 13 to 19).
DEMO_PHONE_PREFIX = "100"

# Provinces of GB/T 2260 by their first two digits.
PROVINCES = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83".split()
)
_PERMIT_PLACES = {"810000": "香港", "820000": "澳门", "830000": "台湾"}


@dataclass(frozen=True)
class IdVerdict:
    """What an identity number says.

    `kind`      citizen, residence_permit (港澳台居民居住证), foreign_permit (18, from 2023), foreign_permit_old (15);
                "" when it is none
    `birth_on`, `sex`  "male" or "female"; None where the number does not tell
    `warnings`  sentences that do not stop anybody (unknown place, demonstration number)
    `problem`   why it is not ok, one sentence; ""
    """

    ok: bool
    kind: str = ""
    birth_on: date | None = None
    sex: str | None = None
    warnings: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True)
class CodeVerdict:
    """What a firm's number says: is it right, why not, and what to look at."""

    ok: bool
    problem: str = ""
    warnings: tuple[str, ...] = ()


# people ---------------------------------------------------------------------------------------


def normalise_id(text: str) -> str:
    """Make the one form in which an identity number or credit code is kept and indexed: no spaces, capitals."""
    return re.sub(r"[\s\-‐‑–—·.]", "", unicodedata.normalize("NFKC", text)).upper()


def citizen_id_check_digit(first17: str) -> str:
    """Compute the 18th character (GB 11643, MOD 11-2); ValueError unless 17 digits."""
    if not re.fullmatch("[0-9]{17}", first17):
        raise ValueError("the check digit needs 17 digits")
    return CITIZEN_CHECKS[sum(map(mul, map(int, first17), CITIZEN_WEIGHTS)) % 11]


def check_citizen_id(text: str) -> IdVerdict:
    """Check an identity number of a resident: citizen, 港澳台 permit, or foreign permit old and new.

    Small x and full-width forms pass. The place is looked at last and only warned about: legacy and special codes are
    in no table (E1-R5). Source: domain.md A2; GB 11643.
    """
    number = normalise_id(text)
    if re.fullmatch("[A-Z]{3}[0-9]{12}", number):
        return IdVerdict(True, "foreign_permit_old")
    if not re.fullmatch("[0-9]{17}[0-9X]", number):
        return _refused_id(number)
    if citizen_id_check_digit(number[:17]) != number[17]:
        return IdVerdict(False, problem="证件号码校验位不符，请逐位核对。")
    birth_on = _birth(number)
    kind = _kind(number)
    if birth_on is None and kind != "foreign_permit":
        return IdVerdict(False, problem="证件号码中的出生日期不存在，请核对第7至14位。")
    return IdVerdict(
        True,
        kind,
        birth_on=birth_on,
        sex="male" if int(number[16]) % 2 else "female",
        warnings=_warnings(number, kind, birth_on),
    )


def demo_citizen_id(birth_on: date, order: int) -> str:
    """Make the number of an invented person; `order` 0 to 999, odd for men."""
    if not 0 <= order <= 999:
        raise ValueError("order is 0 to 999")
    first17 = f"{DEMO_PLACE_PREFIX}{birth_on:%Y%m%d}{order:03d}"
    return first17 + citizen_id_check_digit(first17)


def _refused_id(number: str) -> IdVerdict:
    if re.fullmatch("[0-9]{15}", number):
        return IdVerdict(False, problem="15位身份证号码已停用，请登记18位号码。")
    if len(number) != 18:
        return IdVerdict(False, problem=f"证件号码应为18位，现为{len(number)}位。")
    return IdVerdict(False, problem="证件号码前17位应为数字，末位为数字或X。")


def _kind(number: str) -> str:
    if number[:6] in _PERMIT_PLACES:
        return "residence_permit"
    return "foreign_permit" if number[0] == "9" else "citizen"


def _birth(number: str) -> date | None:
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def _warnings(number: str, kind: str, birth_on: date | None) -> tuple[str, ...]:
    said = []
    if number.startswith(DEMO_PLACE_PREFIX):
        said.append("演示号段，不是真实证件。")
    elif kind == "citizen" and number[:2] not in PROVINCES:
        said.append(f"地区码{number[:6]}不在现行区划表中，请核对。")
    if birth_on is None:
        said.append("从号码中读不出出生日期，请按证件登记。")
    elif birth_on.year < 1900:
        said.append(f"出生日期为{birth_on.isoformat()}，请核对。")
    return tuple(said)


# firms ----------------------------------------------------------------------------------------


def uscc_check_char(first17: str) -> str:
    """Compute the 18th character of a 统一社会信用代码 (GB 32100); ValueError for a character outside its alphabet."""
    if len(first17) != 17 or any(char not in USCC_ALPHABET for char in first17):
        raise ValueError("the check character needs 17 characters of the alphabet without I, O, Z, S, V")
    total = sum(map(mul, map(USCC_ALPHABET.index, first17), USCC_WEIGHTS))
    return USCC_ALPHABET[(31 - total % 31) % 31]


def check_uscc(text: str) -> CodeVerdict:
    """Check a 统一社会信用代码; letters may stand in places 1 and 2 (E1-R6), places 3 to 8 are the region's digits."""
    code = normalise_id(text)
    if len(code) != 18:
        return CodeVerdict(False, f"统一社会信用代码应为18位，现为{len(code)}位。")
    strange = [char for char in code if char not in USCC_ALPHABET]
    if strange:
        return CodeVerdict(False, f"统一社会信用代码不含“{strange[0]}”，请核对（不用I、O、Z、S、V）。")
    if not code[2:8].isdigit():
        return CodeVerdict(False, "统一社会信用代码第3至8位应为数字（登记机关行政区划）。")
    if uscc_check_char(code[:17]) != code[17]:
        return CodeVerdict(False, "统一社会信用代码校验位不符，请逐位核对。")
    return CodeVerdict(True, warnings=("演示号段，不是真实单位。",) if code[2:8] == DEMO_PLACE_PREFIX else ())


def demo_uscc(order: int) -> str:
    """Make the credit code of an invented firm; `order` 0 to 99,999,999."""
    if not 0 <= order < 10**8:
        raise ValueError("order is 0 to 99,999,999")
    first17 = f"91{DEMO_PLACE_PREFIX}{order:08d}0"
    return first17 + uscc_check_char(first17)


def check_registration_no(text: str) -> CodeVerdict:
    """Check a 15-digit 注册号 of a shop without credit code; its check digit (MOD 11,10) is only warned about."""
    number = normalise_id(text)
    if not re.fullmatch("[0-9]{15}", number):
        return CodeVerdict(False, f"营业执照注册号应为15位数字，现为{len(number)}位。")
    if _registration_check_digit(number[:14]) != number[14]:
        return CodeVerdict(True, warnings=("注册号校验位不符，请对照营业执照核对。",))
    return CodeVerdict(True)


def _registration_check_digit(first14: str) -> str:
    rest = 10
    for digit in first14:
        rest = ((rest + int(digit)) % 10 or 10) * 2 % 11
    return str((11 - rest) % 10)


# telephones -----------------------------------------------------------------------------------

_PHONES = re.compile(
    r"1[3-9]\d{9}"  # mobile
    rf"|{DEMO_PHONE_PREFIX}\d{{8}}"  # invented
    r"|0\d{2,3}[2-9]\d{6,7}(?:-\d{1,6})?"  # area code, number, extension
    r"|[48]00\d{7}(?:-\d{1,6})?"
    r"|[2-9]\d{6,7}(?:-\d{1,6})?"  # number without area code
    r"|1\d{2,4}|9\d{4,5}",  # 110, 12345, 95598
    re.ASCII,
)

#: behind a whole number of the land line: 0519-88888888-8001
_DASHED_EXTENSION = re.compile(r"^((?:\(?0\d{2,3}\)?[- ]?)?[2-9]\d{6,7})-(\d{1,6})$")


def normalise_phone(text: str) -> str:
    """Make the one form in which a telephone is kept: digits, an extension behind "-".

    Takes +86, 0086, spaces, dashes, brackets, full-width digits, 转 and the ".0" of a spreadsheet.
    Errors: ValueError with one sentence for the person.
    """
    plain = unicodedata.normalize("NFKC", str(text)).strip().removesuffix(".0")
    parted = _DASHED_EXTENSION.sub(r"\1/\2", re.sub("转分机|分机|转|ext\\.?|x|#", "/", plain.lower()))
    number, _, extension = parted.partition("/")
    digits = re.sub(r"^(?:\+86|0086|86(?=1\d{10}$))", "", re.sub(r"[\s()\-‐‑–—.]", "", number))
    found = digits + (f"-{extension.strip(' :.-')}" if extension else "")
    if not _PHONES.fullmatch(found):
        raise ValueError(f"电话号码无法识别：{plain}。请填11位手机号，或区号加固定电话。")
    return found


def heard_phone(text: str) -> tuple[str, str]:
    """Read what a caller gave as telephone, and refuse nothing: what is kept of it, and the number to find them by.

    A number is kept in its one form; anything else as it was said (“无”, two numbers, a number with a remark), with
    the first number in it, "" where there is none.
    """
    said = " ".join(unicodedata.normalize("NFKC", str(text)).split())
    runs = re.findall(r"[\d+()\- ]{7,}", said)
    for piece in (said, *runs, *(word for run in runs for word in run.split())):
        try:
            number = normalise_phone(piece)
        except ValueError:
            continue
        return (number if piece == said else said), number
    return said, ""


def demo_phone(order: int) -> str:
    """Make the mobile of an invented person; `order` 0 to 99,999,999."""
    if not 0 <= order < 10**8:
        raise ValueError("order is 0 to 99,999,999")
    return f"{DEMO_PHONE_PREFIX}{order:08d}"


# masks ----------------------------------------------------------------------------------------


def mask_name(name: str) -> str:
    """Show the surname's first character: 张小三 becomes 张**; a single character disappears."""
    name = name.strip()
    return name[:1] + "*" * (len(name) - 1) if len(name) > 1 else "*" * len(name)


def mask_id(number: str) -> str:
    """Show the first three and the last four: enough to compare with a card, not to know the birthday."""
    return _mask(number, 3, 4)


def mask_phone(number: str) -> str:
    """Show 138****5678; of short numbers only the last two."""
    return _mask(number, 3, 4) if len(number) >= 9 else _mask(number, 0, 2)


def mask_card(number: str) -> str:
    """Show the first four and the last four of a bank card."""
    return _mask(number, 4, 4)


def mask_heard_phone(kept: str, number: str) -> str:
    """Mask what heard_phone() read: of anything but a plain number only the number found in it is hinted at."""
    if not number:
        return "（没有认出号码）" if kept else ""
    return mask_phone(number) + ("" if kept == number else "（另有说明）")


def _mask(text: str, head: int, tail: int) -> str:
    text = text.strip()
    if len(text) <= head + tail:
        return "*" * len(text)
    return text[:head] + "*" * (len(text) - head - tail) + text[len(text) - tail :]

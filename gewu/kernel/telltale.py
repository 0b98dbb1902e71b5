"""Numbers in running text that say who somebody is: identity numbers, telephones, bank cards; found and masked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from gewu.kernel import identifiers

CITIZEN, PHONE, CARD = "citizen_id", "phone", "card"


@dataclass(frozen=True)
class Found:
    """A number in a text: where it stands, its one form, what is shown of it."""

    kind: str
    value: str
    start: int
    end: int

    @property
    def masked(self) -> str:
        return _MASK[self.kind](self.value)


def find(text: str) -> list[Found]:
    """Return the numbers of persons in `text`, in order, none inside another.

    A number without a word before it must prove itself: a check digit and a day of birth, the head of a mobile, an
    area code, the Luhn sum of a card. After a word that names it (身份证, 电话, 卡号) its length is enough.
    """
    if not _LONG.search(text):
        return []
    plain = text.translate(_NARROW)
    taken: list[Found] = []
    for found in _candidates(plain):
        if all(found.end <= other.start or found.start >= other.end for other in taken):
            taken.append(found)
    return sorted(taken, key=lambda one: one.start)


def asked(text: str) -> list[Found]:
    """Do as find() for what stands in a search box, where a number stands alone: a local telephone counts there."""
    return find(text) or [replace(one, start=0, end=len(text)) for one in find(f"电话{text}")]


def mask(text: str) -> str:
    """Return `text` with each of these numbers masked: 320***********1234, 138****5678."""
    return covered(text, [])


def covered(text: str, into: list[Found]) -> str:
    """Do as mask(), and put what was covered into a list."""
    found = find(text)
    for one in reversed(found):
        text = text[: one.start] + one.masked + text[one.end :]
    into += found
    return text


def each(value: Any, do: Callable[[str], str]) -> Any:
    """Let `do` change every text inside lists and mappings."""
    if isinstance(value, str):
        return do(value)
    if isinstance(value, Mapping):
        return {key: each(one, do) for key, one in value.items()}
    return [each(one, do) for one in value] if isinstance(value, (list, tuple)) else value


# what is looked for ---------------------------------------------------------------------------

#: wide digits, dashes and blanks as narrow ones, each in its place
_NARROW = {ord("０") + n: str(n) for n in range(10)} | {
    **{ord(dash): "-" for dash in "－‐‑–—﹣"},
    **{ord(blank): " " for blank in "\u00a0\u3000"},
    **dict(zip(map(ord, "（）＋．"), "()+.", strict=True)),
    **{ord(one): "X" for one in "ｘＸx"},
}
#: fewer figures in a row name nobody; most texts end here
_LONG = re.compile(r"(?:\d[ \u00a0\u3000()（）－‐‑–—﹣-]{0,2}){6}[\dXx]")
_BEGIN = r"(?<![0-9A-Za-z_*])(?<!\d-)(?<!\d\d\.)(?<!0\.)"
_END = r"(?![0-9A-Za-z_*])(?!\.\d)"
#: what is counted or paid is no telephone and no card
_NO_UNIT = r"(?! ?(?:元|万|亿|吨|米|公里|千米|克|公斤|㎡|平方|立方|度|瓦|人次|件|%|％))"
#: nor is what a paper is called by
_PAPER = re.compile(
    r"(?:编号|单号|工单|文号|案号|流水号?|票号|发票|合同号?|序号|批次|条码|执照|注册号|No\.?|¥|￥)"
    r"(?:是|为)?[:： ]{0,2}$",
    re.I,
)
_LATIN = r"(?:(?<![A-Za-z])(?:tel|phone|mobile|wechat|wX|vX|v)\.?[:： ]{0,2})?"

_LABELLED_ID = re.compile(r"(?:身份证|证件)[^\d]{0,8}?(\d(?:[ -]?\d){13,16}(?:[ -]?[\dX])?)" + _END)
_ID = re.compile(_BEGIN + r"(?=((?:\d[ -]?){17}[\dX])" + _END + ")")
_OLD_ID = re.compile(_BEGIN + r"(\d{15})" + _END)
_LABELLED_CARD = re.compile(r"(?:银行卡|卡号|[账帐][号户])[^\d\n*]{0,8}?(\d(?:[ -]?\d){11,18})" + _END)
_CARD = re.compile(_BEGIN + r"(\d{4}([ -]?)\d{4}\2\d{4}\2\d{3,4}(?:\2\d{1,3})?|\d{6} \d{10,13})" + _END + _NO_UNIT)
_MOBILE = re.compile(
    rf"(?:{_BEGIN}{_LATIN}|(?<![A-Za-z])(?:tel|phone|mobile|wechat|wX|vX|v)\.?[:： ]{{0,2}})"
    rf"((?:(?:\+?86|0086)[ -]?)?(?:1[3-9]\d|{identifiers.DEMO_PHONE_PREFIX})"
    r"([ -]?)(?:\d{4}\2\d{4}|\d{3}\2\d{5}))" + _END + _NO_UNIT,
    re.I,
)
_LANDLINE = re.compile(
    _BEGIN + r"(\(?(?:010|02\d|0[3-9]\d\d)\)?[ -]?[2-9]\d{3}[ -]?\d{3,4}(?:(?:-|转|转分机)\d{1,6})?)" + _END + _NO_UNIT
)
_LABELLED_PHONE = re.compile(
    r"(?:电话|手机|座机|联系方式|致电|拨打|电联|tel|phone)(?:号码|号)?(?:是|为)?[:： ]{0,3}([2-9]\d{3}[ -]?\d{3,4})"
    + _END
    + _NO_UNIT,
    re.I,
)


def _candidates(plain: str) -> Iterator[Found]:
    for kind, pattern, proved in _LOOKED_FOR:
        for hit in pattern.finditer(plain):
            number = _digits(hit[1])
            if proved(number, plain[: hit.start(1)]):
                yield Found(kind, _value(kind, number, hit[1]), hit.start(1), hit.end(1))


def _digits(text: str) -> str:
    return re.sub(r"[^\dX+]", "", text)


def _value(kind: str, number: str, said: str) -> str:
    """The one form: for telephones that of normalise_phone, so that registers and callers are found by the same."""
    if kind != PHONE:
        return number
    try:
        return identifiers.normalise_phone(said)
    except ValueError:
        return number


def _no_proof(number: str, before: str) -> bool:
    return True


def _is_id(number: str, before: str) -> bool:
    return identifiers.check_citizen_id(number).ok


def _is_old_id(number: str, before: str) -> bool:
    """A province and a day of birth; what passes as a shop's registration number is one."""
    shop = _PAPER.search(before) or not identifiers.check_registration_no(number).warnings
    if shop or number[:2] not in identifiers.PROVINCES:
        return False
    try:
        return bool(date(1900 + int(number[6:8]), int(number[8:10]), int(number[10:12])))
    except ValueError:
        return False


def _is_phone(number: str, before: str) -> bool:
    return not _PAPER.search(before)


def _is_card(number: str, before: str) -> bool:
    known = re.match(r"62|60|35|4|5[1-5]|3[47]", number)
    return bool(known) and 15 <= len(number) <= 19 and _luhn(number) and not _PAPER.search(before)


def _luhn(number: str) -> bool:
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number))]
    return sum(one - 9 if one > 9 else one for one in doubled) % 10 == 0


Proof = Callable[[str, str], bool]
_LOOKED_FOR: tuple[tuple[str, re.Pattern[str], Proof], ...] = (
    (CITIZEN, _LABELLED_ID, _no_proof),
    (CITIZEN, _ID, _is_id),
    (CARD, _LABELLED_CARD, _no_proof),
    (CARD, _CARD, _is_card),
    (PHONE, _MOBILE, _is_phone),
    (PHONE, _LANDLINE, _is_phone),
    (PHONE, _LABELLED_PHONE, _no_proof),
    (CITIZEN, _OLD_ID, _is_old_id),
)
_MASK: Mapping[str, Callable[[str], str]] = {
    CITIZEN: identifiers.mask_id,
    PHONE: identifiers.mask_phone,
    CARD: identifiers.mask_card,
}

"""Whole numbers in Chinese words, both ways."""

from __future__ import annotations

import unicodedata

DIGITS = "零一二三四五六七八九"
_VALUES = {word: value for value, word in enumerate(DIGITS)} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
LARGEST = 10**16 - 1


def to_chinese(number: int) -> str:
    """Write a whole number: 12 十二, 105 一百零五, 30000 三万; ValueError beyond ±(10^16 − 1)."""
    if number < 0:
        return "负" + to_chinese(-number)
    if number > LARGEST:
        raise ValueError(f"too large to be said: {number}")
    said = _write(number)
    return said[1:] if said.startswith("一十") else said


def from_chinese(text: str) -> int:
    """Read a whole number: 十二, 两千零五, 三万五 (35000), 百万, 二〇二三 (2023), 负三; digits as well.

    Errors: ValueError that names the text.
    """
    plain = unicodedata.normalize("NFKC", text.strip()).replace("廿", "二十").replace("卅", "三十")
    if plain.startswith("负"):
        return -from_chinese(plain[1:])
    if plain.isascii() and plain.isdigit():
        return int(plain)
    if not plain or any(char not in _VALUES and char not in _SMALL and char not in _LARGE for char in plain):
        raise ValueError(f"no number: {text!r}")
    if all(char in DIGITS + "〇" for char in plain):
        return int("".join(str(_VALUES[char]) for char in plain))
    return _read(plain, text)


def _write(number: int) -> str:
    for word, size in (("亿", 10**8), ("万", 10**4), ("千", 1000), ("百", 100), ("十", 10)):
        if number >= size:
            head, rest = divmod(number, size)
            gap = DIGITS[0] if rest and rest < size // 10 else ""
            return _write(head) + word + gap + (_write(rest) if rest else "")
    return DIGITS[number]


def _read(plain: str, text: str) -> int:
    """Add up from left to right.

    `total` is what 万 and 亿 have closed, `section` the part below 万 that is open, `digit` waits for its unit,
    `below` is what a last digit counts in (三万五 is 35000, 一百五 150, 一百零五 105), `room` what the next small unit
    must stay below.
    """
    total, section, digit, below, room = 0, 0, None, 1, LARGEST
    for char in plain:
        if char in _VALUES:
            if digit:
                raise ValueError(f"no number: {text!r}")
            digit = _VALUES[char]
            below = below if digit else 1
        elif char in _SMALL:
            if digit == 0 or _SMALL[char] >= room:
                raise ValueError(f"no number: {text!r}")
            room = _SMALL[char]
            section, digit, below = section + (digit or 1) * room, None, room // 10
        else:
            section, size = section + (digit or 0), _LARGE[char]
            if char == "亿" or not total:
                total = (total + section or 1) * size
            else:
                total += (section or 1) * size
            section, digit, below, room = 0, None, size // 10, LARGEST
    return total + section + (digit or 0) * below

"""Days, years, periods and row numbers as they are written from outside: none with which nothing can be reckoned."""

from __future__ import annotations

from datetime import date

from gewu.kernel.periods import Period

#: years whose days have a week, a quarter and a year on both sides of them, and a meaning here
FIRST, LAST = 1900, 2100
#: a period of more days is no stretch of anybody's work, and each of its weeks would be looked at
DAYS_AT_MOST = 366 * 30
#: row numbers beyond this are nobody's
NUMBER_AT_MOST = 2**31 - 1
RANGE = f"{FIRST}年至{LAST}年"


class TooFar(ValueError):
    """A day or year that can be read, and lies where no work of ours is."""


def near(day: date) -> date:
    """Return `day` itself. Errors: TooFar."""
    if not FIRST <= day.year <= LAST:
        raise TooFar(f"not within {FIRST} to {LAST}: {day}")
    return day


def day(text: str) -> date:
    """Read an ISO day. Errors: ValueError for anything else, TooFar beyond the years we know."""
    return near(date.fromisoformat(text.strip()))


def year(text: str) -> int:
    """Read a year. Errors: ValueError for anything else, TooFar."""
    if not (text.isascii() and text.isdecimal()):
        raise ValueError(f"no year: {text!r}")
    if len(text) > 4 or not FIRST <= int(text) <= LAST:
        raise TooFar(f"not within {FIRST} to {LAST}: {text}")
    return int(text)


def period(text: str) -> Period:
    """Read FIRST..LAST, both days included. Errors: ValueError, TooFar."""
    first, dots, last = text.strip().partition("..")
    if not dots:
        raise ValueError(f"a period reads FIRST..LAST: {text!r}")
    return between(day(first), day(last))


def between(first: date, last: date) -> Period:
    """Make a period of two days. Errors: ValueError where it ends before it starts, TooFar where it is too long."""
    made = Period.of(near(first), near(last))
    if made.days > DAYS_AT_MOST:
        raise TooFar(f"more than {DAYS_AT_MOST} days: {made}")
    return made


def number(text: str) -> int | None:
    """Read the number of a row; None for what can be none."""
    found = int(text) if text.isascii() and text.isdecimal() and len(text) <= 10 else NUMBER_AT_MOST + 1
    return found if found <= NUMBER_AT_MOST else None

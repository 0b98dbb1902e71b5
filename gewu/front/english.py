"""English for the sentences that rooms make ready: periods, and what a clock says. Chinese stays the source."""

from __future__ import annotations

import re
from datetime import date

from django.utils.translation import get_language

from gewu.kernel.periods import Period


def chosen() -> bool:
    """Whether this page is shown in English."""
    return (get_language() or "").startswith("en")


def period(one: Period) -> str:
    """Name a period: "first half of 2023", "Q2 2023", "Jun 2023", "week 26 of 2023"."""
    first = one.start
    named = {
        "day": lambda: _day(first),
        "week": lambda: f"week {first.isocalendar().week} of {first.isocalendar().year}",
        "month": lambda: f"{first:%b %Y}",
        "quarter": lambda: f"Q{(first.month + 2) // 3} {first.year}",
        "half": lambda: f"{'first' if first.month == 1 else 'second'} half of {first.year}",
        "year": lambda: str(first.year),
    }
    return named.get(one.kind, lambda: f"{_day(first)} to {_day(one.last)}")()


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


#: what kernel.explain writes → English, in this order: longer phrases before the words in them
_PHRASES = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"挂账中：自(.{16})起挂账", r"Suspended since \1"),
        (r"，期间不计时", ", no time counted"),
        (r"（挂账前应于(.{16})前办结，", r" (until then due \1; "),
        (r"（应于(.{16})前办结，", r" (due \1; "),
        (r"红：已?", "Red: "),
        (r"黄：", "Amber: "),
        (r"绿：(.{16})已按期办结", r"Green: closed in time \1"),
        (r"^(.{16})办结，(.*?)(?= \()", r"Closed \1, \2"),
        (r"已按期办结", "closed in time"),
        (r"挂账中", "suspended"),
        (r"没有办理时限", "no deadline"),
        (r"超时不到 ?1 ?个工作日", "less than 1 workday late"),
        (r"超 ?((?:\d+ ?(?:个工作日|个工作时|天|小时|分) ?)+)", r"late by \1 "),
        (r"还剩 ?((?:\d+ ?(?:个工作日|个工作时|天|小时|分) ?)+|不到 ?1 ?分)", r"\1 left "),
        (r"不到 ?1 ?分", "under 1 min"),
        (r"(\d+) ?个工作日", r"\1 workdays "),
        (r"(\d+) ?个工作时", r"\1 working hours "),
        (r"(\d+) ?天", r"\1 days "),
        (r"(\d+) ?小时", r"\1 h "),
        (r"(\d+) ?分", r"\1 min "),
        (r"延期", "extended by "),
        (r"扣除挂账", "not counting suspended "),
        (r"，已", ", for "),
        (r"办结", "when closed"),
        (r"，", ", "),
        (r"）", ")"),
        (r" +", " "),
        (r" (?=[,;)])", ""),
    )
)


def clock(words: str) -> str:
    """Say in English what a clock says; names of holidays stay as the calendar has them."""
    for pattern, english in _PHRASES:
        words = pattern.sub(english, words)
    return words.strip()

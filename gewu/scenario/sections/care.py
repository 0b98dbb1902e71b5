"""归口: who answers for the file, and until when it was looked through."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gewu.scenario.problems import Problems
from gewu.scenario.shapes import DAY, TEXT, Choice, Section, word

if TYPE_CHECKING:
    from gewu.scenario.grammar import Scenario

STATES = {"draft": "草稿", "trial": "试行", "ready": "成稿"}


@dataclass(frozen=True)
class Care:
    owner: str = word(TEXT, "归口单位", needed=True)
    written_by: str = word(TEXT, "谁写的", needed=True)
    checked_by: str = word(TEXT, "谁核的，与写的人不同", needed=True)
    reviewed: date = word(DAY, "最近复核日期", needed=True)
    next_review: date = word(DAY, "下次复核日期", needed=True)
    state: str = word(Choice(named="状态", words=(*STATES,), titles=STATES), "作者自评：草稿、试行、成稿", needed=True)


CARE = Section(title="care", noun=Care)


def check(scenario: Scenario, problems: Problems) -> None:
    care = scenario.care
    if care.checked_by and care.written_by == care.checked_by:
        problems.refuse("care.checked_by", "E521", "核的人与写的人是同一个。", "换一位同事核对。")
    if problems.has("care") and care.next_review <= care.reviewed:
        problems.refuse("care.next_review", "E522", "下次复核不晚于最近复核。", "把下次复核日期往后写。")
    if scenario.master == "theirs" and not scenario.master_system:
        problems.refuse("master", "E523", "以对方系统为主，却没写是哪个系统。", "补上 master_system: 系统名称。")

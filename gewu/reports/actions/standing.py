"""What a person writes where no figure stands: the words for a figure without a value, the paper behind a claim."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from gewu.kernel.calendar import local_day
from gewu.kernel.periods import day_of
from gewu.kernel.types import Actor, Refused
from gewu.office import queries as office
from gewu.reports import bodies, rules
from gewu.reports.actions.drafting import no_persons
from gewu.reports.actions.steps import at_step, note
from gewu.reports.bodies import Ground, Item
from gewu.reports.models import Report
from gewu.reports.queries.proofreading import Finding, proofread

#: what a basis and the words for a gap may have at most
LONGEST_BASIS, LONGEST_WORDS = 200, 30


@transaction.atomic
def ground(*, by: Actor, at: datetime, report_id: int, key: str, words: str, clause: str, basis: str) -> Report:
    """Write on what a claim or a typed number of a draft stands (核实依据): kept, printed with the paper, checked.

    It holds for this very sentence. Errors: Refused reports.R117 (no paper named), R113 (a number of a person), R114
    (no such words there), R202.
    """
    row = _draft(by, report_id)
    basis = " ".join(basis.split())
    if len(basis) < 4 or len(basis) > LONGEST_BASIS:
        field = {"basis": "写到能查到的程度，如“民政办低保台账2023年6月”"}
        raise Refused("reports.R117", "没有写清依据哪份文件或台账，没有保存。", "请写明文件、台账的名称。", field)
    no_persons(basis)
    asked = [one for one in proofread(row, by.scope) if one.grounds_itself and _same(one, key, words, clause)]
    if not asked:
        raise Refused("reports.R114", "这句话已经改过，没有保存核实依据。", "请回到材料，从“数字校核”里重新打开。")
    who = office.staff_member(by.scope, by.staff_id).name if by.staff_id else "系统"
    made = Ground(words, clause, basis, who, day_of(local_day(at)).label())

    def grounded(item: Item) -> Item:
        others = tuple(one for one in item.grounds if (one.words, one.clause) != (words, clause))
        return replace(item, grounds=(*others, made))

    return _kept(row, key, grounded, "reports.grounded", by, at, words=words, basis=basis)


@transaction.atomic
def fill(*, by: Actor, at: datetime, report_id: int, key: str, slot: str, words: str) -> Report:
    """Write the words that a figure without a value says: 本期无, 未统计, or a few others.

    As soon as the figure has a value it is printed itself. Errors: Refused reports.R115 (a number or a claim, nothing,
    or too long), R116 (the figure is not in the paragraph, or has its value), R202.
    """
    row = _draft(by, report_id)
    words = " ".join(words.split())
    if not words or len(words) > LONGEST_WORDS or rules.unbound(words) or "{" in words:
        field = {"words": f"写“本期无”“未统计”，或{LONGEST_WORDS}字以内的一句话，不写数字"}
        raise Refused("reports.R115", "这里不能这样写，没有保存。", "没有数的地方只写文字。", field)
    no_persons(words)
    if not any(one.wants_words and (one.item, one.slot) == (key, slot) for one in proofread(row, by.scope)):
        raise Refused("reports.R116", "这个指标已经有数，或不在这一段里，没有保存。", "请回到材料再看。")

    def filled(item: Item) -> Item:
        return replace(item, fills=(*(one for one in item.fills if one[0] != slot), (slot, words)))

    return _kept(row, key, filled, "reports.filled", by, at, slot=slot, words=words)


def _same(one: Finding, key: str, words: str, clause: str) -> bool:
    return (one.item, one.text, one.clause) == (key, words, clause)


def _draft(by: Actor, report_id: int) -> Report:
    by.must("reports.draft", ask="党政办文字岗")
    return at_step(by, report_id, "draft")


def _kept(
    row: Report, key: str, change: Callable[[Item], Item], act: str, by: Actor, at: datetime, **detail: object
) -> Report:
    row.body = bodies.kept(bodies.changed(bodies.read(row.body), lambda one: change(one) if one.key == key else one))
    row.save(update_fields=["body"])
    note(act, row, by=by, at=at, item=key, **detail)
    return row

"""On what claims and typed numbers of a paper stand: a figure that holds them, a paper a person names, or nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from gewu.indicators.comparing import Against
from gewu.indicators.figures import FigureValue
from gewu.reports import rules
from gewu.reports.bodies import Ground, Item
from gewu.scenario.claims import NEEDS, Claim

MET = ("完成", "超额完成", "达到目标")
DOWN, UP = re.compile("下降|减少|降低|回落|好转"), re.compile("上升|增长|增加|提高|提升|翻番|成倍")
BEFORE = ("环比", "较上期", "较上月")
NO_SOURCE = "这个数字没有绑定指标，请改用指标，或写核实依据"


@dataclass(frozen=True)
class Mark:
    """Words of a line that state something no figure holds: where, why, in which sentence, and its `ground`."""

    start: int
    end: int
    text: str
    kind: str
    words: str
    clause: str
    ground: Ground | None = None


@dataclass(frozen=True)
class Known:
    """The figures of a paper, and each against an earlier one (computed only when asked)."""

    figures: Mapping[str, FigureValue]
    against: Callable[[str, str], Against | None]


def marks(item: Item, line: str, known: Known) -> list[Mark]:
    """Find what a line of an item claims or states and no figure of the same sentence holds."""
    if item.told:
        return []
    return list(_marks(item, line, known))


def _marks(item: Item, line: str, known: Known) -> Iterator[Mark]:
    grounds = {(one.words, one.clause): one for one in item.grounds}
    for one in rules.unbound(line):
        clause = rules.clause_at(line, one.start)
        if one.claim and holds(one.claim, one.text, clause, known):
            continue
        kind = "claim" if one.claim else "unbound"
        words = f"这样说{NEEDS[one.claim.needs]}。{one.claim.otherwise}" if one.claim else NO_SOURCE
        yield Mark(one.start, one.end, one.text, kind, words, clause, grounds.get((one.text, clause)))


def grounded(item: Item, line: str) -> list[Mark]:
    """Find what a line of an issued paper stood on: the figures that held the rest are frozen, and are not asked."""
    return [one for one in marks(item, line, Known({}, lambda ref, word: None)) if one.ground]


def holds(claim: Claim, said: str, clause: str, known: Known) -> bool:
    """Say whether a figure of the same sentence holds a claim."""
    names = dict.fromkeys(slot.ref for slot in rules.slots(clause) if slot.ref in known.figures)
    figures = [known.figures[name] for name in names]
    return _HOLDS[claim.needs](said, clause, figures, known)


def _target(said: str, clause: str, figures: Iterable[FigureValue], known: Known) -> bool:
    """超额 needs more than the target, the other words the target."""
    wanted = ("超额完成",) if "超额" in said else MET
    return any(one.verdict.words in wanted for one in figures if one.verdict)


def _zero(said: str, clause: str, figures: Iterable[FigureValue], known: Known) -> bool:
    return any(one.value == 0 and not one.unregistered for one in figures)


def _whole(said: str, clause: str, figures: Iterable[FigureValue], known: Known) -> bool:
    return any(one.parts and one.parts[0] == one.parts[1] > 0 for one in figures)


def _compared(said: str, clause: str, figures: Iterable[FigureValue], known: Known) -> bool:
    """A figure of both periods whose change goes the way that is written; 同比 and 环比 need their own period."""
    ways = ("环比",) if said in BEFORE else ("同比",) if said[0] in "同较比" else ("同比", "环比")
    changes = (found.difference for one in figures for way in ways if (found := known.against(one.ref, way)))
    return any(_goes(change, said + clause) for change in changes if change)


def _goes(change: int | Decimal | Fraction, words: str) -> bool:
    if DOWN.search(words):
        return change < 0
    return change > 0 if UP.search(words) else True


def _document(said: str, clause: str, figures: Iterable[FigureValue], known: Known) -> bool:
    return False


_HOLDS = {"target": _target, "zero": _zero, "whole": _whole, "compared": _compared, "document": _document}

"""Money that the district paid: lists with bank returns, and the figures that others state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from demo import days, own
from demo.dice import shares, stream
from demo.roll import Roll
from gewu.indicators.actions import NewObservation
from gewu.kernel.periods import Period
from gewu.money.actions import PaidLine, PaidList


def lists(roll: Roll) -> Iterator[PaidList]:
    """Every list of the half year; each month a few transfers come back and are paid again later."""
    for key, entry in own.told("payments"):
        dice, months = stream(f"pay:{entry['programme']}"), entry["months"]
        people = [thing.id for tag in entry["tags"] for thing in roll.groups[tag]]
        people = people[: entry.get("only", len(people))]
        weights = [dice.uniform(0.85, 1.15) for _ in people] * len(months)
        sums = [part * 100 for part in shares(entry["total_fen"] // 100, weights)]
        for number, month in enumerate(months):
            part = sums[number * len(people) : (number + 1) * len(people)]
            yield _list(key, entry, month, list(zip(people, part, strict=True)), dice)


def _list(key: str, entry: Mapping[str, Any], month: int, payees: list[tuple[int, int]], dice) -> PaidList:
    on, programme = date(2023, month, 20 if month != 6 else 19), entry["programme"]
    ref = f"{programme[:3].upper()}{month:02d}"
    lines = [PaidLine(subject, fen, on, bank_ref=f"{ref}{number:04d}") for number, (subject, fen) in enumerate(payees)]
    if len(payees) > 100:
        # Came back in the same list and was paid again under the regular line: it counts once.
        lines += [
            PaidLine(subject, fen, None, returned_on=on, return_reason="账号户名不符", bank_ref=f"R{ref}{subject}")
            for subject, fen in dice.sample(payees, 2)
        ]
    return PaidList(
        f"QJ-{programme}-2023{month:02d}",
        key,
        programme,
        f"{month}月{entry['title']}发放",
        date(2023, month, 1),
        tuple(lines),
        source="区级主管部门发放系统",
        sent_on=on,
    )


def stated(roll: Roll) -> Iterator[NewObservation]:
    """What belongs to others: totals of the discipline committee, and a view count."""
    period = Period(days.START, date.fromordinal(days.CUT_OFF.toordinal() + 1))
    for key, row in own.told("stated"):
        ref, unit = f"{key}.{row['figure']}", roll.unit_ids[row["unit"]]
        yield NewObservation(ref, period, row["value"], row["by"], date(2023, 6, 27), row["source"], unit)

"""Chance that falls the same way every time: one stream a subject, so that a change in one moves no other."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate


def stream(name: str) -> random.Random:
    return random.Random(f"gewu-demo-2023:{name}")


def shares(total: int, weights: Sequence[float]) -> list[int]:
    """Split `total` into whole parts in proportion to `weights`; the parts add up exactly (largest remainders)."""
    whole = sum(weights)
    exact = [total * weight / whole for weight in weights]
    parts = [int(value) for value in exact]
    by_rest = sorted(range(len(parts)), key=lambda at: (parts[at] - exact[at], at))
    for at in by_rest[: total - sum(parts)]:
        parts[at] += 1
    return parts


def days(start: date, end: date) -> list[date]:
    """Every day from `start` to `end`, both included."""
    return [start + timedelta(days=step) for step in range((end - start).days + 1)]


def spread(total: int, over: Sequence[date], weight) -> list[date]:
    """`total` days drawn from `over` in proportion to `weight(day)`, in order and evenly; exact and repeatable."""
    bounds = list(accumulate(weight(day) for day in over))
    first = total * 0.618 % 1  # streams of different size do not fall on the same days
    return [over[bisect_right(bounds, (number + first) / total * bounds[-1])] for number in range(total)]

"""What the lists of the ground share: a place, a grid, parts of a whole."""

from __future__ import annotations

from datetime import date

from demo import words
from demo.dice import shares, stream
from demo.roll import Roll

LONG_AGO = date(2022, 6, 1)


def a_place(grid: str, dice) -> str:
    return f"{dice.choice(words.ROADS)}{dice.randrange(2, 320)}号"


def a_grid(roll: Roll, dice, *, community: str = "") -> str:
    grids = [area for area in roll.grids if not community or area.key.startswith(community)]
    return dice.choices([area.key for area in grids], [area.weight for area in grids])[0]


def even(total: int, parts: int, least: int = 1) -> list[int]:
    """`total` in `parts` whole parts of at least `least`, uneven as life is."""
    dice = stream(f"even:{total}:{parts}")
    return [least + share for share in shares(total - least * parts, [dice.uniform(0.4, 1.6) for _ in range(parts)])]

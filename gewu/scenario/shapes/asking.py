"""How the form asks for a value: its boxes, the words on offer, amounts as people type them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import count
from typing import Any

from gewu.kernel.numerals import plain_number, rounded

KEY = re.compile(r"[a-z][a-z0-9_]*")
#: the words that a value may be, in those of the office: key -> title
Titles = Mapping[str, str]
#: what is typed where nothing at all is to stand: no unit, no word in front
NONE = "无"
#: what is chosen to say that a list is empty, rather than say nothing of it
NOTHING = "*"
#: what stands in the boxes of a value: one text, or rows of texts
Said = Any


@dataclass(frozen=True)
class Box:
    """How the form asks for one value: by one box, or by rows of boxes.

    `kind` is text, number, day, choice (of `options`), joined (a choice that the first row lacks), hidden, or rows:
    of `columns` (what each is called -> its box), `most` of them (0: as many as one likes; -1: there is nothing to
    ask). A text suggests its options; a choice that `must` be has no blank.
    """

    kind: str = "text"
    options: Titles = field(default_factory=dict, hash=False)
    columns: tuple[tuple[str, Box], ...] = ()
    most: int = 0
    must: bool = False


@dataclass(frozen=True)
class Asked:
    """Where a value is asked: the scenario, its place, the keys beside it, the words in use.

    `look` finds what a condition may ask there: what `lefts` gives is ideas.conditions.Lefts.
    """

    scenario: Any
    place: str = ""
    row: Mapping[str, Any] = field(default_factory=dict, hash=False)
    look: Callable[[Asked], Any] = lambda asked: None
    taken: Collection[str] = ()

    def lefts(self) -> Any:
        """What a condition may look at here."""
        return self.look(self)


def rows_of(place: str) -> Callable[[Any], Titles]:
    """Offer the rows that the file itself has at a place ("matter.grades"), by their titles."""

    def found(scenario: Any) -> Titles:
        for name in place.split("."):
            scenario = getattr(scenario, name, None)
        return {key: called(one) for key, one in (scenario or {}).items()}

    return found


def called(row: Any) -> str:
    """Say what the office calls a row: by its title, its question, or itself."""
    return str(getattr(row, "title", "") or getattr(row, "say", "") or row)


def fresh(place: str, taken: Collection[str]) -> str:
    """Give a new row of a place a key of its own: indicators get indicator_1, indicator_2, …"""
    stem = re.sub("ie$", "y", place.rpartition(".")[2].removesuffix("s"))
    return next(key for n in count(1) if (key := f"{stem}_{n}") not in taken)


def chosen(said: str, options: Titles) -> str | None:
    """Find the word that was chosen, by itself or by its title. Errors: ValueError with what there is."""
    if not said or said in options:
        return said or None
    if found := next((word for word, title in options.items() if title == said), None):
        return found
    raise ValueError(f"没有“{said}”，可选：{'、'.join(options.values()) or '还没有可选的'}。")


def shown_amount(amount: Any, places: int) -> str:
    """Say a number that is kept in its smallest unit: 分 as 元, with `places` decimals."""
    return rounded(Decimal(amount).scaleb(-places), places) if type(amount) is int else str(amount)


def typed_amount(said: str, places: int) -> int:
    """Read it back. Errors: ValueError for what is no number, or finer than the unit."""
    typed = plain_number(said)
    if typed is not None and (amount := typed.scaleb(places)) == amount.to_integral_value():
        return int(amount)
    raise ValueError(f"“{said}”要写成数，{f'最多{places}位小数' if places else '不带小数'}，不带单位。")

"""Values out of their descriptions in demo.yaml: fixed, by chance, by turn, or parts of a whole.

a text          its slots filled: {road}, {head}, {tail}, {river}, {person}, {door}, and what is known of the thing
a list          one of it
weights         one of it, by weight
from, below     a whole number by chance (`times` as much); from, each: so much more with each row
row             the value of this row; turn: the values in turn
first, is       the first so many are so; `rest` the others
only, is        of these kinds only
parts           so many parts of the whole, at `least` so much each, uneven as life is
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from demo import own
from demo.dice import shares, stream


class About(dict):
    """What is known of one thing, by slot; what nobody knows chance adds.

    `index` is its row in the group (0 …), `at` the same from 1, `n` its running number.
    """

    def __init__(self, dice, index: int, n: int, **known: Any):
        super().__init__(known, at=index + 1, n=n)
        self.dice, self.index = dice, index

    def __missing__(self, slot: str) -> Any:
        if slot == "person":
            return own.person(self.dice)
        if slot == "door":
            return self.dice.randrange(2, 320)
        if slot == "trade":
            return self.dice.choice(own.word("trades").get(self["split"], ["服务"]))
        if slot == "shop":
            return self.dice.choice(own.word("shop_head")) + self["trade"]
        return self.dice.choice(own.word(slot))


def value(spec: Any, about: About) -> Any:
    """The value that `spec` describes for one thing; None where it has none."""
    if isinstance(spec, str):
        return spec.format_map(about) if "{" in spec else spec
    if isinstance(spec, list):
        return value(about.dice.choice(spec), about)
    if not isinstance(spec, dict):
        return spec
    return next((say(spec, about) for key, say in _SPECS.items() if key in spec), spec)


def values(specs: Mapping[str, Any], about: About) -> dict[str, Any]:
    """Values by key, those left out that this thing has not; a later one may name an earlier one."""
    found: dict[str, Any] = {}
    for key, spec in specs.items():
        drawn = value(spec, about)
        if drawn is not None:
            found[key] = drawn
    return found


def prepared(specs: Mapping[str, Any], count: int, scale: float = 1.0) -> dict[str, Any]:
    """Specs in which each whole (`parts`) is already cut into `count` rows; the parts add up exactly."""
    return {key: _cut(spec, count, scale) for key, spec in specs.items()}


def _cut(spec: Any, count: int, scale: float) -> Any:
    if not isinstance(spec, dict) or "parts" not in spec:
        return spec
    least = spec.get("least", 1)
    return {"row": even(max(round(spec["parts"] * scale), least * count), count, least)}


def even(total: int, parts: int, least: int = 1) -> list[int]:
    """`total` in `parts` whole parts of at least `least`."""
    dice = stream(f"even:{total}:{parts}")
    return [least + share for share in shares(total - least * parts, [dice.uniform(0.4, 1.6) for _ in range(parts)])]


def day(spec: Any, about: About, count: int = 0) -> date:
    """A day: fixed, `step` days later with each row (over again every `turn`), or spread `over` so many days."""
    if not isinstance(spec, dict):
        return spec
    days = spec.get("step", 0) * (about.index % spec.get("turn", 1_000_000))
    days += spec["over"] * about.index // count if "over" in spec else 0
    days += about.dice.randrange(spec["random"]) if "random" in spec else 0
    return spec["day"] + timedelta(days=days)


def _number(spec: Mapping[str, Any], about: About) -> int:
    if "each" in spec:
        return spec["from"] + spec["each"] * about.index
    return about.dice.randrange(spec["from"], spec["below"]) * spec.get("times", 1)


_SPECS = {
    "weights": lambda spec, about: about.dice.choices(list(spec["weights"]), list(spec["weights"].values()))[0],
    "from": _number,
    "row": lambda spec, about: value(spec["row"][about.index % len(spec["row"])], about),
    "turn": lambda spec, about: value(spec["turn"][about.index % len(spec["turn"])], about),
    "first": lambda spec, about: value(spec["is"] if about.index < spec["first"] else spec["rest"], about),
    "only": lambda spec, about: value(spec["is"], about) if about["split"] in spec["only"] else None,
}

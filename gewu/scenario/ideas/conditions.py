"""条件: what a where-word is compared with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from gewu.scenario import vocabulary
from gewu.scenario.problems import Problems, nearest
from gewu.scenario.shapes import Either, Listed, Shape
from gewu.scenario.yamltree import Node

COMPARISONS = ("in", "not_in", "over", "at_least", "at_most")


@dataclass(frozen=True)
class Condition:
    """One filter of an indicator.

    `on` is a dimension word (channel, category, grade, level, kind, stage, tag, programme, split, form, scenario,
    domain, subject) or "field"; then `field` names it. A yes_no field is compared with 1 and 0.
    `operator` is one of in, not_in, over, at_most, at_least, is.
    """

    on: str
    operator: str
    values: tuple[str | int, ...]
    field: str = ""


@dataclass(frozen=True)
class Conditions(Shape):
    """A mapping of words, each with a value, a list of values, or comparisons: all of them hold."""

    named: str = "词: 条件"
    blank: Any = field(default=(), hash=False)

    def read(self, node: Node, at: str, problems: Problems) -> tuple[Condition, ...]:
        if not isinstance(node.value, dict):
            problems.add(at, "E203", f"这里要写{self.named}。", "每行一个“词: 值”，或 {词: 值}。")
            return ()
        return tuple(
            _condition(word, operator, values)
            for word, found in node.value.items()
            for operator, values in _filters(found, f"{at}.{word}", problems)
        )

    def schema(self) -> dict[str, Any]:
        one = Either().schema()
        several = {"type": "array", "items": one}
        compare = {name: {"anyOf": [one, several]} for name in COMPARISONS}
        found = {"anyOf": [one, several, {"type": "object", "additionalProperties": False, "properties": compare}]}
        return {"type": "object", "patternProperties": {"^(?:[a-z][a-z0-9_]*)$": found}, "additionalProperties": False}


def _condition(word: str, operator: str, values: tuple[Any, ...]) -> Condition:
    if word in vocabulary.DIMENSIONS:
        return Condition(word, operator, values)
    return Condition("field", operator, values, field=word)


def _filters(node: Node, at: str, problems: Problems) -> list[tuple[str, tuple[Any, ...]]]:
    if isinstance(node.value, Mapping):
        return [_comparison(op, value, f"{at}.{op}", problems) for op, value in node.value.items()]
    operator = "in" if isinstance(node.value, list) else "is"
    return [(operator, _values(node, at, problems))]


def _comparison(op: str, node: Node, at: str, problems: Problems) -> tuple[str, tuple[Any, ...]]:
    if op not in COMPARISONS:
        problems.add(at, "E204", f"没有“{op}”这种比较。", nearest(op, COMPARISONS))
    return op, _values(node, at, problems)


def _values(node: Node, at: str, problems: Problems) -> tuple[Any, ...]:
    """Read values; yes and no of a question are counted as 1 and 0."""
    found = Listed(of=Either(), one_will_do=True).read(node, at, problems)
    return tuple(int(value) if isinstance(value, bool) else value for value in found)

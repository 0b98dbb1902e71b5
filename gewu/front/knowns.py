"""Kept answers as a form shows them again: without units, choices by their keys."""

from __future__ import annotations

from collections.abc import Mapping

from gewu.answers import rules
from gewu.scenario.grammar import Field

NUMBERS = ("whole_number", "money", "decimal")


def typed(field: Field, value: object) -> object:
    """One kept answer as it was typed."""
    if field.type in NUMBERS:
        return rules.show(field, value).removesuffix(field.unit or "元")
    return value


def answers(fields: Mapping[str, Field], kept: Mapping[str, object]) -> dict[str, object]:
    """The kept answers to these fields, ready for asked.fields(known=…)."""
    return {key: typed(field, kept[key]) for key, field in fields.items() if key in kept}

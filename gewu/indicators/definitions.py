"""From an indicator of a scenario to exactly what is counted: the one place where conditions find their columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gewu.indicators.measures import published
from gewu.kernel.types import Measure, Refused
from gewu.scenario.grammar import ALWAYS, Condition, Indicator, Scenario, When

#: domains whose scenarios "across: all" takes together
PLATFORM_DOMAINS = ("social", "urban", "safety")

#: words that any measure with a subject can be narrowed by: word -> column of the register
SUBJECT_COLUMNS = {"kind": "kind", "split": "split", "subject": "code"}


@dataclass(frozen=True)
class Filter:
    """One condition on the rows of a measure.

    `on` says where `name` is looked up: column (of the measure's table), subject (a column of the register),
    tag, stage (valid on the day), fact (a field's typed rows; `name` may hold former names, joined by "|"), or any:
    one of the `groups` holds, each of them with all its conditions.
    """

    on: str
    name: str
    operator: str
    values: tuple[object, ...]
    groups: tuple[tuple[Filter, ...], ...] = ()


@dataclass(frozen=True)
class Definition:
    """What is counted: a measure, narrowed; `adds` names the fact fields that are summed ("amount" adds the
    measure's own amount; empty: rows, or the distinct column, are counted)."""

    measure: Measure
    filters: tuple[Filter, ...] = ()
    adds: tuple[str, ...] = ()
    adds_amount: bool = False


@dataclass(frozen=True)
class Defined:
    """An indicator ready to be counted: `part` alone, or `part` of `whole` (share, per)."""

    part: Definition
    whole: Definition | None = None


def define(scenario: Scenario, indicator: Indicator, adopted: Mapping[str, Scenario]) -> Defined:
    """Say what `indicator` counts, given the editions in use.

    Errors: Refused indicators.R422 where a measure or a condition has no place to look at.
    """
    part = _definition(scenario, indicator, indicator.measure, indicator.where, adopted)
    other = indicator.of or indicator.per
    if not other:
        return Defined(_summed(part, scenario, indicator))
    return Defined(part, _definition(scenario, indicator, other, _whole_where(indicator), adopted))


def _whole_where(indicator: Indicator) -> When:
    """A share narrows both sides alike; visits behind "per hundred" do not share the conditions of matters."""
    if indicator.of_where is not None:
        return indicator.of_where
    return indicator.where if indicator.of else ALWAYS


def _definition(
    scenario: Scenario,
    indicator: Indicator,
    measure_name: str,
    where: When,
    adopted: Mapping[str, Scenario],
) -> Definition:
    measure = published(measure_name)
    together = _together(scenario, indicator, adopted)
    groups = tuple(tuple(_filter(one, measure, scenario, adopted) for one in group) for group in where.groups)
    filters = groups[0] if len(groups) == 1 else (Filter("any", "", "in", (), groups),) if groups else ()
    return Definition(measure, (*_narrowing(measure, scenario, together, where), *filters))


def _summed(part: Definition, scenario: Scenario, indicator: Indicator) -> Definition:
    if indicator.shape != "sum":
        return part
    if not indicator.sum_field:
        return Definition(part.measure, part.filters, adds_amount=True)
    return Definition(part.measure, part.filters, adds=_names(indicator.sum_field, scenario))


def _together(scenario: Scenario, indicator: Indicator, adopted: Mapping[str, Scenario]) -> tuple[Scenario, ...]:
    """The scenarios that are counted as one, its own first."""
    if indicator.across == ("*",):
        return tuple(one for one in adopted.values() if one.domain in PLATFORM_DOMAINS)
    others = (adopted[key] for key in indicator.across if key in adopted and key != scenario.scenario)
    return (scenario, *others)


def _narrowing(
    measure: Measure, scenario: Scenario, together: tuple[Scenario, ...], where: When
) -> tuple[Filter, ...]:
    """What belongs to a scenario: its rows where rows know their scenario, else its subjects or its tags.

    Measures of the office itself (scenarios in use) are never narrowed.
    """
    if measure.name.startswith("office."):
        return ()
    if "scenario" in measure.dims:
        return (Filter("column", measure.dims["scenario"], "in", tuple(sorted(one.scenario for one in together))),)
    if measure.table == "registry_tag":
        return () if where.always_asks("tag") else _tags(measure, together)
    return () if where.always_asks("kind") else _subjects(scenario, together)


def _tags(measure: Measure, together: tuple[Scenario, ...]) -> tuple[Filter, ...]:
    tags = {tag for one in together if one.subject for tag in (*one.subject.tags, one.subject.tag) if tag}
    return (Filter("column", measure.dims.get("tag", "tag"), "in", tuple(sorted(tags))),) if tags else ()


def _subjects(scenario: Scenario, together: tuple[Scenario, ...]) -> tuple[Filter, ...]:
    subjects = [one.subject for one in together if one.subject]
    if not subjects:
        return ()
    kinds = Filter("subject", "kind", "in", tuple(sorted({subject.kind for subject in subjects})))
    if scenario.subject and scenario.subject.tag and len(subjects) == 1:
        return (kinds, Filter("tag", "tag", "in", (scenario.subject.tag,)))
    return (kinds,)


def _filter(condition: Condition, measure: Measure, scenario: Scenario, adopted: Mapping[str, Scenario]) -> Filter:
    word, operator, values = condition.on, condition.operator, condition.values
    if word == "field":
        return _fact(condition, measure, scenario)
    if word == "domain" and "domain" not in measure.dims:
        inside = tuple(sorted(key for key, one in adopted.items() if one.domain in values))
        return Filter("column", _column(measure, "scenario"), operator, inside)
    if word in measure.dims and not _on_the_day(word, measure):
        return Filter("column", measure.dims[word], operator, values)
    if word in ("tag", "stage"):
        return Filter(word, scenario.scenario if word == "stage" else "tag", operator, values)
    if word in SUBJECT_COLUMNS:
        return Filter("subject", SUBJECT_COLUMNS[word], operator, values)
    raise _nowhere(measure, word)


def _on_the_day(word: str, measure: Measure) -> bool:
    """Whether the measure's own column is not to be asked: subjects are named by code, and the stage on the register
    is the one of today, not that of the day in question."""
    return word == "subject" or (word == "stage" and measure.table == "registry_subject")


def _fact(condition: Condition, measure: Measure, scenario: Scenario) -> Filter:
    if not measure.facts:
        raise _nowhere(measure, condition.field)
    return Filter("fact", "|".join(_names(condition.field, scenario)), condition.operator, condition.values)


def _names(field: str, scenario: Scenario) -> tuple[str, ...]:
    """A field's name and the names it had in earlier editions."""
    return (field, *(old for old, new in scenario.renames.items() if new == field))


def _column(measure: Measure, word: str) -> str:
    if word not in measure.dims:
        raise _nowhere(measure, word)
    return measure.dims[word]


def _nowhere(measure: Measure, word: str) -> Refused:
    said = f"“{measure.title}”不能按“{word}”筛选。"
    return Refused("indicators.R422", said, "请改用该指标支持的口径，或联系场景维护人。")

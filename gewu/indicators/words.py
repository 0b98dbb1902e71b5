"""口径: what a figure counts, in one Chinese paragraph that anyone can check against the rows."""

from __future__ import annotations

from datetime import date

from gewu.indicators.catalogue import Entry
from gewu.indicators.measures import published
from gewu.kernel import nouns
from gewu.kernel.periods import Period
from gewu.scenario.grammar import Condition, Field, Scenario, When

OPERATORS = {"over": "大于", "under": "小于", "at_most": "不超过", "at_least": "不少于", "not_in": "不是"}


def definition(entry: Entry, period: Period, as_of: date) -> str:
    """Say what is counted, of whom, in which days, up to when."""
    said = [_shape(entry), *_conditions(entry.indicator.where, entry.scenario), *_across(entry)]
    when = f"统计期{_day(period.start)}至{_day(period.last)}，数据截至{_day(as_of)}"
    return "；".join([*filter(None, said), when, *([entry.indicator.note] if entry.indicator.note else [])]) + "。"


def _shape(entry: Entry) -> str:
    one = entry.indicator
    if one.shape == "observed":
        item = entry.scenario.series[one.observed]
        return f"报送数，由{item.from_whom}提供，不由本系统统计"
    if one.shape == "recorded":
        return "登记数，取自台账中登记的一项，不作累加"
    first = published(one.measure).title
    if one.shape == "sum":
        return f"{first}中“{_field(entry.scenario, one.sum_field)}”相加" if one.sum_field else f"{first}的金额相加"
    if one.of:
        return f"{first}除以{published(one.of).title}，百分数"
    if one.per:
        return f"每{one.per_times}{published(one.per).title}中的{first}"
    return f"{first}，作废的不计"


def _across(entry: Entry) -> list[str]:
    if entry.indicator.across == ("*",):
        return ["社会治理、城市治理、安全治理三大领域启用的全部场景合计"]
    return [f"与{'、'.join(entry.indicator.across)}合计"] if entry.indicator.across else []


def _conditions(where: When, scenario: Scenario) -> list[str]:
    """Say each line; of several groups, all of them in one breath."""
    groups = [[_condition(one, scenario) for one in group] for group in where.groups]
    return groups[0] if len(groups) == 1 else ["，或者".join("且".join(group) for group in groups)] if groups else []


def _condition(one: Condition, scenario: Scenario) -> str:
    word = _field(scenario, one.field) if one.on == "field" else nouns.dimensions().get(one.on, one.on)
    names = [title(scenario, one.field or one.on, value) for value in one.values]
    return f"{word}{OPERATORS.get(one.operator, '为')}{'、'.join(names)}"


def _field(scenario: Scenario, key: str) -> str:
    found = field_of(scenario, key)
    return found.say if found else key


def field_of(scenario: Scenario, key: str) -> Field | None:
    """The scenario's own field of this name, wherever it is asked; None for a dimension word."""
    places = (nouns.questions(kind, scenario) for kind in reversed([*nouns.nouns()]))
    return next((place[key] for place in places if key in place), None)


def title(scenario: Scenario, word: str, value: object) -> str:
    """The office's word for one value of a dimension or of a field with options."""
    return listed(scenario, word).get(str(value), str(value))


def listed(scenario: Scenario, word: str) -> dict[str, str]:
    """Every value of a dimension or a field with options, in the order of the file: key -> title."""
    field = field_of(scenario, word)
    if field:
        return dict(field.options) or ({"yes": "是", "no": "否"} if field.type == "yes_no" else {})
    return dict(nouns.values(scenario, word) or {})


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"

"""Checks of count: shapes, measures, shares that stay within 100 %, filters, splits, targets, ways of saying."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from gewu.scenario import vocabulary
from gewu.scenario.building import shapes_of
from gewu.scenario.checks.report import Report
from gewu.scenario.checks.sections import CHOICES, NUMBERS
from gewu.scenario.grammar import Condition, Field, Indicator, Scenario

NEEDS_SECTION = {
    "registry": "subject",
    "tasks": "subject",
    "records": "record",
    "matters": "matter",
    "money": "payment",
}


def check(scenario: Scenario, values: Mapping[str, Any], report: Report) -> None:
    for key, indicator in scenario.indicators.items():
        at = f"indicators.{key}"
        if not _one_shape(at, values["indicators"][key], report):
            continue
        if indicator.shape == "recorded":
            _recorded(at, indicator, scenario, report)
        elif indicator.shape == "observed":
            report.known(f"{at}.observed", "E407", "报送数", [indicator.observed], scenario.series)
        else:
            _counted(at, indicator, scenario, report)
        _target(at, indicator, report)
        _say(at, indicator, report)


def _one_shape(at: str, values: Mapping[str, Any], report: Report) -> bool:
    shapes = shapes_of(values)
    if len(shapes) != 1:
        words = "、".join(shapes) or "一种都没写"
        report.add(at, "E401", f"算法要恰好一种：{words}。", "count、sum、share、recorded、observed 选一。")
        return False
    wants = {
        "of": ("share",),
        "of_where": ("share",),
        "field": ("sum",),
        "per": ("count", "sum"),
    }
    for word, partners in wants.items():
        if values[word] and shapes[0] not in partners:
            report.add(f"{at}.{word}", "E401", f"{word} 不与 {shapes[0]} 同用。", f"与 {'、'.join(partners)} 同用。")
    if values["share"] and not values["of"]:
        report.add(at, "E401", "率没有分母。", "补上 of: 计量词。")
    return True


# measures -----------------------------------------------------------------------------------


def _counted(at: str, indicator: Indicator, scenario: Scenario, report: Report) -> None:
    word = {"per": "sum" if indicator.sum_field else "count"}.get(indicator.shape, indicator.shape)
    used = {word: indicator.measure, "of": indicator.of, "per": indicator.per}
    for key, measure in used.items():
        report.known(f"{at}.{key}", "E402", "计量词", [measure], vocabulary.MEASURES)
        if not indicator.across:
            _has_section(f"{at}.{key}", measure, indicator, scenario, report)
    fields = _fields(indicator.measure, scenario)
    _sum(at, indicator, fields, report)
    for where, conditions in (("where", indicator.where), ("of_where", indicator.of_where or ())):
        measure = indicator.of if where == "of_where" else indicator.measure
        for condition in conditions:
            _condition(f"{at}.{where}", condition, measure, scenario, indicator, report)
    _by(at, indicator, fields, report)
    if indicator.shape == "share":
        _share(at, indicator, report)


def _has_section(at: str, measure: str, indicator: Indicator, scenario: Scenario, report: Report) -> None:
    section = NEEDS_SECTION.get(measure.partition(".")[0])
    elsewhere = any(condition.on in ("scenario", "kind", "subject") for condition in indicator.where)
    if section and not elsewhere and getattr(scenario, section) is None:
        report.add(
            at, "E413", f"数 {measure}，文件里却没有 {section} 一节。", f"补上 {section}，或用 across 指明别的场景。"
        )


def _fields(measure: str, scenario: Scenario) -> Mapping[str, Field]:
    """Give the fields of the measure's owner."""
    owner = vocabulary.MEASURES[measure].owner if measure in vocabulary.MEASURES else ""
    if owner == "subject":
        return scenario.subject.attributes if scenario.subject else {}
    if owner == "record":
        return scenario.record.asks if scenario.record else {}
    if owner == "matter":
        return scenario.matter.asks if scenario.matter else {}
    return {}


def _sum(at: str, indicator: Indicator, fields: Mapping[str, Field], report: Report) -> None:
    if indicator.sum_field:
        report.known(f"{at}.field", "E505", "问题", [indicator.sum_field], fields)
        field = fields.get(indicator.sum_field)
        if field and field.type and field.type not in NUMBERS:
            report.add(f"{at}.field", "E412", "只有数字能相加。", "换成整数、小数或金额的项。")
        return
    measure = vocabulary.MEASURES.get(indicator.measure)
    if indicator.shape == "sum" and measure and not measure.amount:
        report.add(
            f"{at}.sum", "E412", f"{indicator.measure} 没有自带金额，不知道加哪一项。", "补上 field: 问题的键。"
        )


# shares -------------------------------------------------------------------------------------


def _share(at: str, indicator: Indicator, report: Report) -> None:
    part, whole = indicator.measure, indicator.of
    if part not in vocabulary.MEASURES or whole not in vocabulary.MEASURES:
        return
    narrower = _narrower(indicator)
    if part != whole and whole not in _wholes(part):
        fitting = "、".join(_wholes(part)) or "无"
        report.add(
            f"{at}.share", "E403", f"{part} 不全在 {whole} 里，率可能超过100%。", f"{part} 的分母可用：{fitting}。"
        )
    elif part == whole and not indicator.of_where and not (indicator.of_where == () and indicator.where):
        report.add(f"{at}.share", "E403", "分子分母相同，率总是100%。", "用 of_where 写清分母算哪些。")
    elif not narrower:
        hint = "分母的条件分子也要有；不加条件写 of_where: {}。"
        report.add(f"{at}.of_where", "E403", "分母的条件比分子窄，率可能超过100%。", hint)
    if indicator.unit != "%":
        report.add(f"{at}.unit", "E411", "率的单位是 %。", '写 unit: "%"。')


def _wholes(part: str) -> Collection[str]:
    """List the measures that contain `part`, near and far."""
    found: list[str] = []
    for whole in vocabulary.PART_OF.get(part, ()):
        found += [whole, *_wholes(whole)]
    return list(dict.fromkeys(found))


def _narrower(indicator: Indicator) -> bool:
    """Say whether every condition of the whole also holds for the part."""
    return all(any(_implies(mine, theirs) for mine in indicator.where) for theirs in indicator.of_where or ())


def _implies(mine: Condition, theirs: Condition) -> bool:
    if (mine.on, mine.field) != (theirs.on, theirs.field):
        return False
    if theirs.operator in ("is", "in") and mine.operator in ("is", "in"):
        return set(mine.values) <= set(theirs.values)
    return (mine.operator, mine.values) == (theirs.operator, theirs.values)


# filters and splits -------------------------------------------------------------------------


def _condition(
    at: str, condition: Condition, measure: str, scenario: Scenario, indicator: Indicator, report: Report
) -> None:
    if condition.on == "field":
        _field_condition(at, condition, measure, scenario, report)
        return
    word = vocabulary.MEASURES.get(measure)
    if word and condition.on not in word.dims:
        known = [*word.dims, *_fields(measure, scenario)]
        report.known(f"{at}.{condition.on}", "E404", "条件词", [condition.on], known)
    if condition.operator not in ("is", "in", "not_in"):
        report.add(f"{at}.{condition.on}", "E405", f"{condition.on} 不能比大小。", "写一个值或一个列表。")
    defined = _defined(condition.on, scenario)
    if defined and not indicator.across:
        what = vocabulary.DIMENSIONS[condition.on]
        report.known(f"{at}.{condition.on}", "E405", what, map(str, condition.values), defined)


def _defined(word: str, scenario: Scenario) -> Collection[str]:
    """List the values that this file defines for a dimension; empty where others define them."""
    subject, record, matter, payment = scenario.subject, scenario.record, scenario.matter, scenario.payment
    return {
        "channel": matter.channels if matter else (),
        "category": matter.categories if matter else (),
        "grade": matter.grades if matter else (),
        "level": matter.levels if matter else (),
        "split": subject.kinds if subject else (),
        "stage": subject.stages if subject else (),
        "form": record.forms if record else (),
        "programme": payment.programmes if payment else (),
    }.get(word, ())


def _field_condition(at: str, condition: Condition, measure: str, scenario: Scenario, report: Report) -> None:
    fields = _fields(measure, scenario)
    place = f"{at}.{condition.field}"
    word = vocabulary.MEASURES.get(measure)
    if word is None:
        return
    if condition.field not in fields:
        report.known(place, "E404", "条件词", [condition.field], [*word.dims, *fields])
        return
    field = fields[condition.field]
    if condition.operator in ("over", "at_least", "at_most") and field.type not in (*NUMBERS, "date"):
        report.add(place, "E405", f"“{field.say}”不是数字，不能比大小。", "写一个值或一个列表。")
    if field.options and condition.operator in ("is", "in", "not_in"):
        report.known(place, "E405", "选项", map(str, condition.values), field.options)
    if condition.operator in ("over", "at_least", "at_most") and len(condition.values) != 1:
        report.add(place, "E405", "比大小只能写一个数。", f"例如 {{{condition.operator}: 3000}}。")


def _by(at: str, indicator: Indicator, fields: Mapping[str, Field], report: Report) -> None:
    measure = vocabulary.MEASURES.get(indicator.measure)
    if measure is None:
        return
    choices = [key for key, field in fields.items() if field.type in CHOICES or field.type == "yes_no"]
    report.known(f"{at}.by", "E406", "分法", indicator.by, [*vocabulary.SPLITS, *measure.dims, *choices])


# recorded -----------------------------------------------------------------------------------


def _recorded(at: str, indicator: Indicator, scenario: Scenario, report: Report) -> None:
    given = indicator.recorded
    place = f"{at}.recorded"
    words = set(given) - {"take", "field_to"}
    if words not in ({"subject", "field"}, {"subject", "milestone"}, {"report"}):
        hint = "写 {subject, field}、{subject, milestone, take} 或 {report, take}。"
        report.add(place, "E408", "登记的值没说清取自哪里。", hint)
        return
    subject = scenario.subject
    attributes, milestones = (subject.attributes, subject.milestones) if subject else ({}, {})
    report.known(f"{place}.field", "E408", "登记项", [given.get("field", "")], attributes)
    report.known(f"{place}.field_to", "E408", "登记项", [given.get("field_to", "")], attributes)
    report.known(f"{place}.milestone", "E408", "节点", [given.get("milestone", "")], milestones)
    takes = vocabulary.REPORT_TAKES if "report" in given else vocabulary.MILESTONE_TAKES
    if "report" in given or "milestone" in given:
        report.known(f"{place}.take", "E408", "取法", [given.get("take", "")], takes)
        if indicator.unit != "date":
            report.add(f"{at}.unit", "E411", "日期的单位写 date。", "写 unit: date。")


# targets and ways of saying -------------------------------------------------------------------


def _target(at: str, indicator: Indicator, report: Report) -> None:
    target = indicator.target
    if target is None:
        return
    given = [word for word in ("at_least", "at_most") if getattr(target, word) is not None]
    wanted = {"higher": "at_least", "lower": "at_most"}.get(indicator.better)
    if wanted is None:
        report.add(f"{at}.target", "E410", "只看走势的指标不设目标。", "删去 target，或写明 better。")
    elif given != [wanted]:
        report.add(f"{at}.target", "E410", f"better: {indicator.better} 的目标写 {wanted}。", f"写 {wanted}: 数。")


def _say(at: str, indicator: Indicator, report: Report) -> None:
    style = indicator.say.style
    is_date = indicator.unit == "date"
    if style != "plain" and style.startswith("date") != is_date:
        report.add(
            f"{at}.say", "E409", f"单位是 {indicator.unit}，不能说成 {style}。", "日期用 date 开头的说法，数字用其他。"
        )
    if (style == "range") != ("field_to" in indicator.recorded):
        report.add(f"{at}.say", "E409", "说成起止（range）要有 field 和 field_to。", "两样同写或同不写。")
    if style in ("over", "nearly", "about") and indicator.say.to == 1 and not indicator.say.scale:
        report.add(f"{at}.say", "E409", f"{style} 要写约到多少。", "补上 to: 100。")

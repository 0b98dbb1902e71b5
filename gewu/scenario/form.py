"""The form view of a scenario file: the places an office changes, as inputs; answers go back into the same text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from gewu.kernel.clocks import Limit
from gewu.scenario import edit, naming, vocabulary
from gewu.scenario.grammar import MatterPart, Scenario
from gewu.scenario.problems import Problems, ScenarioErrors
from gewu.scenario.yamltree import Plain, parse

EVERY = {
    "day": "每天",
    "week": "每周",
    "month": "每月",
    "quarter": "每季度",
    "half year": "每半年",
    "year": "每年",
    "once": "一次",
}

#: who may be sent: everybody but the three administrators and the district
GOERS = {
    key: title for key, title in vocabulary.ROLES.items() if not key.startswith(("admin_", "district_", "leader_"))
}

LIMIT_WORDS = {
    "sign_within": "签收时限",
    "object_within": "申请退单时限",
    "pause_at_most": "最长挂账",
}


@dataclass(frozen=True)
class Input:
    """One input: `name` is its place in the file and the key of its answer.

    `type` is choice (of `options`), limit ("3 workdays"), whole_number, text or long_text.
    """

    name: str
    label: str
    type: str
    value: Any
    options: Mapping[str, str] = field(default_factory=dict, hash=False)
    help: str = ""

    def as_dict(self) -> dict[str, Any]:
        return {key: value for key, value in self.__dict__.items() if value not in ("", {})} | {"value": self.value}


def to_form(scenario: Scenario) -> dict[str, Any]:
    """Lay out what an office changes without writing YAML.

    Shape: {"groups": [{"key", "title", "inputs": [{name, label, type, value, options, help}]}], "removable": {place:
    words}, "check": inputs of a new check (names without place)}. Answers go to apply() as {name: value}.
    """
    groups = {
        "unit": ("归口单位", list(_unit(scenario))),
        "whom": ("查谁", list(_whom(scenario))),
        "nouns": ("怎么叫", list(_named(naming.nouns(scenario)))),
        "visits": ("走访频次", list(_visits(scenario))),
        "checks": ("检查项", list(_checks(scenario))),
        "limits": ("办理期限", list(_limits(scenario.matter)) if scenario.matter else []),
        "indicators": ("统计指标", list(_indicators(scenario))),
        "paragraph": ("报告段落", list(_paragraph(scenario))),
    }
    return {
        "groups": [
            {"key": key, "title": title, "inputs": [each.as_dict() for each in inputs]}
            for key, (title, inputs) in groups.items()
            if inputs
        ],
        "removable": _removable(scenario),
        "check": [each.as_dict() for each in _new_check(scenario)],
    }


def apply(text: str, changes: Mapping[str, Any]) -> str:
    """Put the answers of the form back into the file; what was not changed stays as it stands.

    A value is what the input's type says, as text or number; a new check is {"record.checks.KEY": {"say": …}};
    None removes a place. Errors: ScenarioErrors if `text` is no YAML; the result is not checked here.
    """
    typed = {place: _typed(place, value) for place, value in changes.items()}
    # From the end, so that the places of a list before it still hold; what is struck out is not changed as well.
    struck = sorted((place for place, value in typed.items() if value is None), key=_position, reverse=True)
    gone = tuple(f"{place}." for place in struck)
    kept = {place: value for place, value in typed.items() if value is not None and not place.startswith(gone)}
    return edit.change(text, kept | dict.fromkeys(struck))


def _position(place: str) -> tuple[int, ...]:
    return tuple(step for step in edit.steps(place) if isinstance(step, int))


def copy(text: str, *, key: str, title: str, edition: str) -> str:
    """Make a new scenario out of an old one (复制一个场景改一改); the copy is a draft."""
    return edit.change(text, {"scenario": key, "edition": edition, "title": title, "care.state": "draft"})


# inputs -------------------------------------------------------------------------------------


def _unit(scenario: Scenario) -> Iterator[Input]:
    yield Input("title", "场景名称", "text", scenario.title)
    yield Input("care.owner", "归口单位", "text", scenario.care.owner)


def _whom(scenario: Scenario) -> Iterator[Input]:
    if scenario.subject:
        yield Input("subject.is", "对象是什么", "choice", scenario.subject.nature, naming.NATURES)
        yield from _named(naming.whom(scenario.subject))


def _named(words: Iterable[naming.Named]) -> Iterator[Input]:
    for place, label, word, hint in words:
        yield Input(place, label, "text", word, help=hint)


def _visits(scenario: Scenario) -> Iterator[Input]:
    kinds = scenario.subject.kinds if scenario.subject else {}
    for place, rule in _visit_rules(scenario.text):
        whom = [kinds[kind].title if kind in kinds else kind for kind in rule.get("kinds", [])]
        tags = scenario.subject.tags if scenario.subject else {}
        whom += [tags.get(tag, tag) for tag in rule.get("tags", [])]
        label = "、".join(whom) or ("其他" if scenario.visits[1:] else "全部")
        every = "half year" if rule.get("every") == "half" else rule.get("every", "")
        yield Input(f"{place}.every", f"{label}：多久一次", "choice", every, EVERY)
        if "who" in rule:
            yield Input(f"{place}.who", f"{label}：谁去", "choice", rule["who"], GOERS)


def _visit_rules(text: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """List the visit rules of the file with their places, those that go more often after theirs."""
    visit = _plain(text).get("visit", [])
    rules = [("visit", visit)] if isinstance(visit, dict) else [(f"visit[{n}]", r) for n, r in enumerate(visit, 1)]
    for place, rule in rules:
        yield place, rule
        for n, more in enumerate(rule.get("more_often", []), start=1):
            yield f"{place}.more_often[{n}]", more


def _checks(scenario: Scenario) -> Iterator[Input]:
    if scenario.record is None or scenario.matter is None:
        return
    grades = {key: grade.title for key, grade in scenario.matter.grades.items()}
    for key, check in scenario.record.checks.items():
        yield Input(f"record.checks.{key}.say", check.say[:12], "text", check.say)
        yield Input(f"record.checks.{key}.fails_as", f"{check.say[:12]}：不合格算", "choice", check.fails_as, grades)


def _new_check(scenario: Scenario) -> Iterator[Input]:
    if scenario.record is None or scenario.matter is None:
        return
    grades = {key: grade.title for key, grade in scenario.matter.grades.items()}
    sources = {key: source.title for key, source in scenario.sources.items()}
    yield Input("key", "键", "text", "", help="小写字母、数字、下划线")
    yield Input("say", "合格是什么样", "text", "")
    yield Input("fails_as", "不合格算", "choice", "", grades)
    yield Input("source", "依据", "choice", "", sources)


def _limits(matter: MatterPart) -> Iterator[Input]:
    for key, grade in matter.grades.items():
        at = f"matter.grades.{key}"
        yield Input(f"{at}.within", f"{grade.title}：多久办结", "limit", grade.within.written())
        yield Input(f"{at}.warn", f"{grade.title}：提前多久提醒", "limit", _written(grade.warn))
    for word, label in LIMIT_WORDS.items():
        yield Input(f"matter.{word}", label, "limit", _written(getattr(matter, word)))
    yield Input("matter.verify", "怎么核查", "text", matter.verify, help="each、sample 10% 或 none")


def _written(limit: Limit | None) -> str:
    return limit.written() if limit else ""


def _indicators(scenario: Scenario) -> Iterator[Input]:
    for key, indicator in scenario.indicators.items():
        yield Input(f"indicators.{key}.title", f"{indicator.title}：名称", "text", indicator.title)
        yield Input(f"indicators.{key}.unit", f"{indicator.title}：单位", "text", indicator.unit)
        if target := indicator.target:
            word = "at_least" if target.at_least is not None else "at_most"
            label = f"{indicator.title}：{'不低于' if word == 'at_least' else '不高于'}"
            yield Input(f"indicators.{key}.target.{word}", label, "whole_number", getattr(target, word))


def _paragraph(scenario: Scenario) -> Iterator[Input]:
    if scenario.report is None:
        return
    slots = "、".join(f"{{{key}}}" for key in scenario.indicators)
    yield Input("report.heading", "小标题", "text", scenario.report.heading)
    yield Input("report.says", "正文", "long_text", scenario.report.says, help=f"可填：{slots}")
    yield Input("report.says_when_nothing_due", "没有应办时", "text", scenario.report.says_when_nothing_due)


def _removable(scenario: Scenario) -> dict[str, str]:
    """What may be struck out: checks, questions on the subject, examples that no longer hold."""
    checks = scenario.record.checks if scenario.record else {}
    fields = scenario.subject.attributes if scenario.subject else {}
    return (
        {f"record.checks.{key}": f"检查项：{check.say}" for key, check in checks.items()}
        | {f"subject.attributes.{key}": f"登记项：{field.say}" for key, field in fields.items()}
        | {f"examples[{n}]": f"用例：{one.say}" for n, one in enumerate(scenario.examples, start=1)}
    )


# answers ------------------------------------------------------------------------------------


def _plain(text: str) -> dict[str, Any]:
    found = Problems()
    root = parse(text, found)
    if root is None or not isinstance(root.value, dict):
        raise ScenarioErrors(found.all)
    return root.plain()  # type: ignore[return-value]


def _typed(place: str, value: Any) -> Plain:
    """Turn the text of a form field into what the file holds there; an emptied optional field is removed."""
    if isinstance(value, dict):
        return {key: inner for key, inner in value.items() if inner not in ("", None)}
    if value == "":
        return None
    if place.endswith((".at_least", ".at_most")) and str(value).lstrip("-").isdigit():
        return int(value)
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    return value

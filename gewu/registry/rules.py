"""What the register asks of a row before it is kept. Pure: identifiers, tags, dates."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from gewu.answers.rules import show
from gewu.kernel import identifiers
from gewu.kernel.types import Refused
from gewu.scenario.sections.subject import NATURES
from gewu.scenario.sections.subject import Subject as Part

#: kinds of values in the vault, as the screen calls them
SECRETS = {"citizen_id": "证件号码", "phone": "电话", "uscc": "统一社会信用代码"}
#: identifiers that two of a kind never share without a word
UNIQUE = ("citizen_id", "uscc")
#: kinds of every register, whether or not a scenario looks at them -> what they are
COMMON = {
    "estate": "place",
    "building": "place",
    "dwelling": "dwelling",
    "household": "household",
    "resident": "person",
}
#: relations a household, a shop or a project can have
RELATIONS = {
    "lives_in": "居住于",
    "member_of": "户内成员",
    "head_of": "户主",
    "occupies": "经营于",
    "owns": "产权人",
    "rents": "承租人",
    "works_at": "从业于",
    "part_of": "隶属于",
    "looked_after_by": "照护人",
}
#: relation -> natures that may stand at its beginning, and at its end
ENDS = {
    "lives_in": ("person household", "dwelling"),
    "member_of": ("person", "household"),
    "head_of": ("person", "household"),
    "occupies": ("place organisation", "place dwelling"),
    "owns": ("person household organisation", "dwelling place thing"),
    "rents": ("person household place organisation", "dwelling place"),
    "works_at": ("person", "place organisation"),
    "part_of": ("dwelling place thing organisation project", "place thing organisation project"),
    "looked_after_by": ("person household", "person organisation"),
}
#: a dwelling that nobody lives in, from a day to a day
VACANT = "vacant"
#: tags of kinds that every register has, whether or not a scenario keeps them
COMMON_TAGS = {"dwelling": {VACANT: "空置"}}
#: what the other end calls those that it does not call the same
INWARD = {
    "lives_in": "住在这里",
    "occupies": "在这里经营",
    "works_at": "在这里从业",
    "part_of": "属于这里",
    "looked_after_by": "由其照护",
}
#: how often one person may reveal masked values in an hour
REVEALS_AN_HOUR = 20
#: how long a revealed value is shown to whoever gave a reason
SHOWN_FOR = timedelta(minutes=5)


@dataclass(frozen=True)
class Stage:
    """A stage that a new subject is or was in; `left_on` None for where it is now."""

    scenario: str
    stage: str
    entered_on: date
    left_on: date | None = None


@dataclass(frozen=True)
class NewSubject:
    """One person, household, dwelling, place, thing, organisation or project to admit.

    attributes  answers to the fields that the adopted scenarios ask of this kind (see answers.rules.clean)
    tags        tag words, each from `valid_from` on
    secrets     {"citizen_id": …, "phone": …, "uscc": …}: sealed at once, never in the index
    another_because  why it is another than the one on the register that looks the same
    """

    nature: str
    kind: str
    code: str
    name: str
    split: str = ""
    area_id: int | None = None
    address_id: int | None = None
    place_text: str = ""
    attributes: Mapping[str, object] = field(default_factory=dict, hash=False)
    tags: Sequence[str] = ()
    stages: Sequence[Stage] = ()
    secrets: Mapping[str, str] = field(default_factory=dict, hash=False)
    valid_from: date = date(2000, 1, 1)
    valid_to: date | None = None
    verified_on: date | None = None
    source: str = ""
    space: str = ""
    another_because: str = ""


def spoken(new: NewSubject, do: Callable[[str], str]) -> NewSubject:
    """Return a new subject with its free words as `do` writes them."""
    return replace(new, name=do(new.name), place_text=do(new.place_text))


def relations_between(nature: str, other: str) -> list[str]:
    """Return the relations that something of one nature may have to something of another."""
    return [kind for kind, (of, to) in ENDS.items() if nature in of.split() and other in to.split()]


def plain_name(name: str) -> str:
    """Return a name as it is compared: without blanks, wide letters narrow, capitals small."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def misfits(part: Part, split: str, answers: Mapping[str, object]) -> list[str]:
    """Say in which sizes a thing is no longer of its class: 营业面积320平方米，超过“小商店”的上限300平方米.

    A size that was never asked fits: it says nothing.
    """
    kind = part.splits.get(split)
    if kind is None:
        return []
    found = []
    for word, limits, wrong in (
        ("超过{}的上限", kind.at_most, int.__gt__),
        ("不到{}的下限", kind.at_least, int.__lt__),
    ):
        for key, limit in limits.items():
            value, question = answers.get(key), part.attributes.get(key)
            if question and isinstance(value, int) and wrong(value, limit):
                over = word.format(f"“{kind.title}”")
                found.append(f"{question.say}{show(question, value)}，{over}{show(question, limit)}")
    return found


def split_of(questions: Iterable[tuple[str, Collection[str]]], answers: Mapping[str, object], otherwise: str) -> str:
    """Find the finer class: what the question says that fills it, else what was said of the class itself."""
    said = (str(answers[key]) for key, classes in questions if str(answers.get(key)) in classes)
    return next(said, otherwise)


@dataclass(frozen=True)
class CleanSecret:
    """A checked identifier: the one form in which it is kept and found, its mask, and what to look at."""

    kind: str
    value: str
    masked: str
    warnings: tuple[str, ...] = ()


def clean_secret(kind: str, text: str) -> CleanSecret:
    """Check and normalise one identifier.

    Errors: Refused registry.R110 with the reason (wrong check digit, unreadable telephone). An unknown place
    code only warns (E1-R5).
    """
    return _CLEAN[kind](str(text))


def _citizen_id(text: str) -> CleanSecret:
    number = identifiers.normalise_id(text)
    verdict = identifiers.check_citizen_id(number)
    if not verdict.ok:
        raise _wrong("citizen_id", verdict.problem)
    return CleanSecret("citizen_id", number, identifiers.mask_id(number), verdict.warnings)


def _uscc(text: str) -> CleanSecret:
    number = identifiers.normalise_id(text)
    verdict = identifiers.check_registration_no(number) if len(number) == 15 else identifiers.check_uscc(number)
    if not verdict.ok:
        raise _wrong("uscc", verdict.problem)
    return CleanSecret("uscc", number, identifiers.mask_id(number), verdict.warnings)


def _phone(text: str) -> CleanSecret:
    try:
        number = identifiers.normalise_phone(text)
    except ValueError as problem:
        raise _wrong("phone", str(problem)) from problem
    return CleanSecret("phone", number, identifiers.mask_phone(number))


def _wrong(kind: str, problem: str) -> Refused:
    return Refused(
        "registry.R110", f"{SECRETS[kind]}有误，没有保存：{problem}", "请对照证件核实后重新填写。", {kind: problem}
    )


_CLEAN: Mapping[str, Callable[[str], CleanSecret]] = {"citizen_id": _citizen_id, "phone": _phone, "uscc": _uscc}


def problem(
    new: NewSubject, *, areas: Collection[int], tags: Collection[str], natures: Mapping[str, Collection[str]]
) -> str:
    """Say what is wrong with a new row beside its answers and identifiers; "" for nothing."""
    if not new.code or not new.name:
        return "编码和名称都要填写"
    if new.nature not in NATURES:
        return f"对象类别“{new.nature}”不认识"
    if new.kind in natures and new.nature not in natures[new.kind]:
        is_one = "、".join(NATURES[nature] for nature in sorted(natures[new.kind]))
        return f"这种对象属于{is_one}，不能登记为{NATURES[new.nature]}"
    if new.area_id is not None and new.area_id not in areas:
        return "所填网格不在本单位或您的辖区内"
    if new.valid_to is not None and new.valid_to <= new.valid_from:
        return "注销日期不能早于登记日期"
    if unknown := [tag for tag in new.tags if tag not in tags]:
        return f"没有“{'、'.join(unknown)}”这个标签"
    if unknown := [kind for kind in new.secrets if kind not in SECRETS]:
        return f"不能保存“{'、'.join(unknown)}”这类号码"
    return ""


def open_stage(stages: Sequence[Stage]) -> tuple[str, str]:
    """Return the stage a row is in now, and its scenario: of those not left, the one entered last."""
    open_now = [stage for stage in stages if stage.left_on is None]
    last = max(open_now, key=lambda stage: stage.entered_on) if open_now else None
    return (last.stage, last.scenario) if last else ("", "")


# milestones --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Standing:
    """How a milestone stands: `colour` late, soon, done, done_late or "", a word and the sentence that says why."""

    colour: str
    short: str
    sentence: str


def milestone_stands(
    planned_on: date | None, forecast_on: date | None, actual_on: date | None, today: date
) -> Standing:
    """Judge a milestone on a day; a forecast explains a delay, it never excuses one."""
    if actual_on:
        return _reached(planned_on, actual_on)
    expected = f"，预计{_said(forecast_on)}" if forecast_on else ""
    if planned_on and planned_on < today:
        over = (today - planned_on).days
        return Standing("late", f"晚 {over} 天", f"计划{_said(planned_on)}完成，已过{over}天，还没有完成{expected}")
    if planned_on and forecast_on and forecast_on > planned_on:
        slip = (forecast_on - planned_on).days
        return Standing("soon", f"要晚 {slip} 天", f"计划{_said(planned_on)}完成{expected}，比计划晚{slip}天")
    if planned_on:
        left = (planned_on - today).days
        return Standing("", f"还有 {left} 天", f"计划{_said(planned_on)}完成{expected}")
    if forecast_on and forecast_on < today:
        over = (today - forecast_on).days
        return Standing("late", f"晚 {over} 天", f"没有计划日期{expected}，已过{over}天，还没有完成")
    return Standing("", "没有计划日期", f"没有计划日期{expected}")


def _reached(planned_on: date | None, actual_on: date) -> Standing:
    words = f"{_said(actual_on)}完成"
    if planned_on is None:
        return Standing("done", "已完成", words)
    late = (actual_on - planned_on).days
    if late > 0:
        return Standing("done_late", f"晚 {late} 天完成", f"{words}，比计划的{_said(planned_on)}晚{late}天")
    return Standing("done", "按期完成", f"{words}，计划{_said(planned_on)}")


def _said(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"

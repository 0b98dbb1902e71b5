"""GO 走访: how often, and who goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from gewu.scenario.ideas.cited import SOURCE
from gewu.scenario.ideas.persons import GOERS, ROLE
from gewu.scenario.problems import Problems
from gewu.scenario.shapes import WORDS, Ask, Choice, Entry, Listed, OneOrSeveral, Pair, Pattern, Section
from gewu.scenario.yamltree import Node

if TYPE_CHECKING:
    from gewu.scenario.grammar import Scenario

#: how often, from the most frequent on
EVERY = {
    "day": "每天",
    "week": "每周",
    "month": "每月",
    "quarter": "每季度",
    "half": "每半年",
    "year": "每年",
    "once": "一次",
}
FREQUENCY = Choice(named="频次", words=(*EVERY, "half year"), said={"half year": "half"})
MONTH_DAY = Pattern(named="月-日", pattern=r"\d{2}-\d{2}", example="05-25")


@dataclass(frozen=True)
class Visit:
    """GO. One rule: which kinds (empty: all others), how often, who. `key` is "all" or the first kind's key."""

    key: str
    every: str
    who: str  # role word
    kinds: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    season: tuple[str, str] | None = None  # ("05-25", "06-30"), both days included
    source: str = ""


_WHICH = (
    Entry("kinds", WORDS, "哪些细类", default=()),
    Entry("tags", WORDS, "带哪些标签", default=()),
    Entry("season", Pair(named="起止月日", of=(MONTH_DAY, MONTH_DAY)), "只在这段时间"),
)
HOW_OFTEN = Ask("走访频次", "多久一次", options=lambda scenario: EVERY)
WHO = Ask("走访频次", "谁去", options=lambda scenario: GOERS, absent=False)


def _whom(rule: dict[str, Any], scenario: Scenario) -> str:
    """Name the kinds and tags of a rule."""
    kinds = scenario.subject.splits if scenario.subject else {}
    tags = scenario.subject.tags if scenario.subject else {}
    whom = [kinds[kind].title if kind in kinds else kind for kind in rule.get("kinds", [])]
    whom += [tags.get(tag, tag) for tag in rule.get("tags", [])]
    return "、".join(whom) or ("其他" if scenario.visits[1:] else "全部")


MORE_OFTEN = Section(
    title="more_often",
    called=_whom,
    keys=(
        *_WHICH,
        Entry("every", FREQUENCY, "多久一次", needed=True, ask=HOW_OFTEN),
        Entry("who", ROLE, "谁去，不写则同上", default="", ask=WHO),
        Entry("source", SOURCE, "依据，不写则同上", default=""),
    ),
)
VISIT = Section(
    title="visit",
    called=_whom,
    keys=(
        Entry("every", FREQUENCY, "多久一次；每期最后一个工作日到期", needed=True, ask=HOW_OFTEN),
        Entry("who", ROLE, "谁去（角色）", needed=True, ask=WHO),
        *_WHICH,
        Entry("more_often", Listed(of=MORE_OFTEN), "哪些要更勤", default=()),
        Entry("source", SOURCE, "频次依据", needed=True),
    ),
)


@dataclass(frozen=True)
class Rules(OneOrSeveral):
    """Rules of visits, those that go more often after theirs; of equal keys the second has a number."""

    of: Any = VISIT

    def read(self, node: Node, at: str, problems: Problems) -> tuple[Visit, ...]:
        return _distinct([visit for rule in super().read(node, at, problems) for visit in _visits(rule)])


RULES = Rules()


def _visits(rule: dict[str, Any]) -> Iterable[Visit]:
    """Give the rule for all others, then those that go more often, which keep what they do not say."""
    yield _visit(rule, rule)
    for more in rule["more_often"]:
        yield _visit(more, rule)


def _distinct(visits: list[Visit]) -> tuple[Visit, ...]:
    keys = [visit.key for visit in visits]
    numbers = [keys[: n + 1].count(key) for n, key in enumerate(keys)]
    return tuple(
        replace(visit, key=f"{visit.key}_{n}" if n > 1 else visit.key)
        for visit, n in zip(visits, numbers, strict=True)
    )


def _visit(values: dict[str, Any], base: dict[str, Any]) -> Visit:
    kinds, tags = values["kinds"], values["tags"]
    return Visit(
        key=(*kinds, *tags, "all")[0],
        every=values["every"],
        who=values["who"] or base["who"],
        kinds=kinds,
        tags=tags,
        season=values["season"] or base["season"],
        source=values["source"] or base["source"],
    )


def check(scenario: Scenario, problems: Problems) -> None:
    for place, visit in _places(scenario, problems):
        _one(visit, scenario, place, problems)
    named = Counter(kind for visit in scenario.visits for kind in visit.kinds if not (visit.season or visit.tags))
    for kind in [kind for kind, times in named.items() if times > 1]:
        problems.refuse("visit", "E516", f"细类“{kind}”的频次写了两遍。", "每个细类只写在一条里。")


def _places(scenario: Scenario, problems: Problems) -> list[tuple[str, Visit]]:
    """Pair each rule with its place in the file, in the order of reading."""
    bases = [f"visit[{n}]" for n in range(1, len(scenario.visits) + 1) if problems.has(f"visit[{n}]")] or ["visit"]
    places = []
    for base in bases:
        places.append(base)
        n = 1
        while problems.has(f"{base}.more_often[{n}]"):
            places.append(f"{base}.more_often[{n}]")
            n += 1
    return list(zip(places, scenario.visits, strict=False))


def _one(visit: Visit, scenario: Scenario, at: str, problems: Problems) -> None:
    whom = scenario.subject
    if whom is None:
        problems.refuse(at, "E514", "没有写 subject，不知道走访谁。", "补上 subject 一节。")
    problems.known(f"{at}.kinds", "E504", "细类", visit.kinds, whom.splits if whom else {})
    if visit.season and not all(map(_is_month_day, visit.season)):
        problems.refuse(f"{at}.season", "E508", "没有这样的月日。", "写成 [05-25, 06-30]。")
    if "more_often" in at and not (visit.kinds or visit.tags or visit.season):
        problems.refuse(at, "E515", "没写哪些要更勤。", "补上 kinds、tags 或 season。")


def _is_month_day(text: str) -> bool:
    try:
        date.fromisoformat(f"2024-{text}")
    except ValueError:
        return not text  # unreadable ones have been noted already
    return True

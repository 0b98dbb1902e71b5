"""条件 when: 什么情况下；几条同时成立，列成几组是任一组成立。

One grammar for questions, checks, duties and for `where` and `of_where` of indicators. A mapping holds when all its
lines hold, a list of mappings when one of them does. No other "or", no "not" but the comparisons, no arithmetic.
The left sides are the words of nouns and `period`; `holds` is its form in Python, indicators/definitions.py finds its
columns.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from gewu.kernel.nouns import dimensions
from gewu.scenario.problems import Problems, nearest
from gewu.scenario.shapes import (
    KEY,
    NOTHING,
    Asked,
    Box,
    Either,
    Listed,
    Said,
    Shape,
    chosen,
    shown_amount,
    typed_amount,
)
from gewu.scenario.yamltree import Node, Plain

if TYPE_CHECKING:
    from gewu.scenario.ideas.fields import Field

NUMBERS = ("whole_number", "money", "decimal")
COMPARISONS = ("in", "not_in", "over", "under", "at_least", "at_most")
SIZES = ("over", "under", "at_least", "at_most")
#: how the office says a comparison, and how a line is joined to the one before
COMPARED = {"in": "是", "over": "大于", "under": "小于", "at_most": "不超过", "at_least": "不少于", "not_in": "不是"}
JOINED = {"and": "并且", "or": "或者"}

#: the left side that stands in the calendar; all others that are no question of the file are words of nouns
PERIOD = "period"
#: left sides of the language that no room can look at yet
COMING = "state late unit area warning line part entry list duty relation series card".split()
COMING_COMPARISONS = ("coming", "past", "differs_from", "same_as", "during", "per", "where", "sum")

#: what a thing shows: left side or question -> its value, several values, or nothing
Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Condition:
    """One line of a condition.

    `on` is a word of a noun, `period` or "field"; then `field` names the question. A yes_no question is compared with
    1 and 0, a date with dates. `operator` is one of in, not_in, over, under, at_least, at_most.
    """

    on: str
    operator: str
    values: tuple[Any, ...]
    field: str = ""

    @property
    def name(self) -> str:
        """The word on the left."""
        return self.field or self.on

    def holds(self, facts: Facts) -> bool:
        """Say whether one of the thing's values is as asked; with not_in, whether none is."""
        found = facts.get(self.name)
        several = found if isinstance(found, tuple | list | set | frozenset) else () if found is None else (found,)
        if self.operator == "not_in":
            return not any(value in self.values for value in several)
        if self.operator == "in":
            return any(value in self.values for value in several)
        return any(_COMPARE[self.operator](value, self.values[0]) for value in several)


_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "over": lambda value, limit: value > limit,
    "under": lambda value, limit: value < limit,
    "at_least": lambda value, limit: value >= limit,
    "at_most": lambda value, limit: value <= limit,
}


@dataclass(frozen=True)
class When:
    """Groups of conditions: a group holds when all of its lines do, the whole when one group does, or without any."""

    groups: tuple[tuple[Condition, ...], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.groups)

    def __iter__(self) -> Iterator[Condition]:
        """All lines, of whatever group."""
        return (condition for group in self.groups for condition in group)

    def holds(self, facts: Facts) -> bool:
        """Say whether it holds of a thing that shows `facts`."""
        return not self.groups or any(all(one.holds(facts) for one in group) for group in self.groups)

    def always_asks(self, word: str) -> bool:
        """Say whether every group has a line on this left side."""
        return bool(self.groups) and all(any(one.name == word for one in group) for group in self.groups)

    def each(self, change: Callable[[Condition], Condition]) -> When:
        """Change every line."""
        return When(tuple(tuple(map(change, group)) for group in self.groups))

    def within(self, wider: When) -> bool:
        """Say whether this can hold only where `wider` does, as far as the lines themselves show."""
        mine = self.groups or ((),)
        return not wider or all(any(_narrows(group, theirs) for theirs in wider.groups) for group in mine)


ALWAYS = When()


def _narrows(mine: tuple[Condition, ...], theirs: tuple[Condition, ...]) -> bool:
    return all(any(_implies(one, other) for one in mine) for other in theirs)


def _implies(mine: Condition, theirs: Condition) -> bool:
    if mine.name != theirs.name:
        return False
    if theirs.operator == mine.operator == "in":
        return set(mine.values) <= set(theirs.values)
    return (mine.operator, mine.values) == (theirs.operator, theirs.values)


def shown(fields: Mapping[str, Field], answers: Mapping[str, Any]) -> dict[str, Any]:
    """Turn kept answers into facts: yes and no into 1 and 0, dates into dates."""
    return {key: _shown(fields[key].type, value) for key, value in answers.items() if key in fields}


def _shown(type: str, value: Any) -> Any:
    if type == "yes_no":
        return int(value == "yes")
    return date.fromisoformat(str(value)) if type == "date" else value


# reading ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Lefts:
    """What a condition may look at in one place of a file, in the words of the office.

    `values` are those of a left side that has a list; `places` the decimals that are typed of a number.
    """

    titles: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[Any, str]] = field(default_factory=dict)
    places: Mapping[str, int] = field(default_factory=dict)

    def columns(self) -> tuple[tuple[str, Box], ...]:
        """The boxes of a line: left side, comparison, value."""
        offered = {title: title for values in self.values.values() for title in values.values()}
        left = Box("choice", self.titles)
        compared = Box("choice", COMPARED, must=True)
        return (("看什么", left), ("怎么比", compared), ("值", Box(options=offered)))

    def said(self, plain: Plain) -> Iterator[list[str]]:
        """Lay a condition of the file out in lines: how joined to the line before, left side, comparison, value."""
        for n, group in enumerate(plain if isinstance(plain, list) else [plain]):
            joined = "or" if n else "and"
            for left, right in group.items() if isinstance(group, dict) else ():
                for comparison, value in right.items() if isinstance(right, dict) else [("in", right)]:
                    several = value if isinstance(value, list) else [value]
                    yield [joined, left, comparison, "、".join(self._shown(left, one) for one in several)]
                    joined = "and"

    def _shown(self, left: str, value: Any) -> str:
        return self.values.get(left, {}).get(value) or shown_amount(value, self.places.get(left, 0))

    def typed(self, lines: Iterable[Sequence[str]]) -> Plain:
        """Put lines together as the file has them; None for no line. Errors: ValueError with what is wrong."""
        groups: list[dict[str, Any]] = []
        for joined, left, comparison, said in lines:
            several = [one.strip() for one in said.replace("，", "、").split("、") if one.strip()]
            if not left and not several:
                continue
            if not left or not several:
                raise ValueError("一行要选看什么，也要写值；不要的一行两样都清空。")
            if not groups or joined == "or":
                groups.append({})
            line = groups[-1].setdefault(str(chosen(left, self.titles)), {})
            if chosen(comparison, COMPARED) in line:
                raise ValueError("同一项用同一种比较只能写一行，几个值用顿号隔开。")
            values = [self._value(left, one) for one in several]
            line[comparison] = values[0] if len(values) == 1 else values
        found = [{left: line["in"] if [*line] == ["in"] else line for left, line in group.items()} for group in groups]
        return (found[0] if len(found) == 1 else found) if found else None  # type: ignore[return-value]

    def _value(self, left: str, said: str) -> Any:
        if left in self.places:
            return typed_amount(said, self.places[left])
        titles = self.values.get(left)
        if not titles or said in titles:
            return said
        word = chosen(said, {str(value): title for value, title in titles.items()})
        return next(value for value in titles if str(value) == word)


@dataclass(frozen=True)
class Conditions(Shape):
    """Lines, each a word with a value, a list of values, or comparisons; or a list of groups of such lines.

    With `or_all` an empty condition is not the same as none: 不加条件 has to be chosen.
    """

    named: str = "条件"
    blank: Any = ALWAYS
    or_all: bool = False

    def box(self, asked: Asked) -> Box:
        lefts = asked.lefts()
        if not lefts.titles:
            return Box("rows", most=-1)
        known = replace(lefts, titles={NOTHING: "不加条件", **lefts.titles}) if self.or_all else lefts
        return Box("rows", columns=(("与上一行", Box("joined", JOINED, must=True)), *known.columns()))

    def said(self, plain: Plain, asked: Asked) -> Said:
        return [["and", NOTHING, "in", ""]] if plain == {} and self.or_all else [*asked.lefts().said(plain)]

    def typed(self, said: Said, asked: Asked) -> Plain:
        if self.or_all and any(row[1] == NOTHING for row in said):
            return {}
        return asked.lefts().typed(said)

    def read(self, node: Node, at: str, problems: Problems) -> When:
        if isinstance(node.value, list):
            groups = [self._group(each, f"{at}[{n}]", problems) for n, each in enumerate(node.value, start=1)]
            return When(tuple(group for group in groups if group))
        group = self._group(node, at, problems)
        return When((group,)) if group else ALWAYS

    def _group(self, node: Node, at: str, problems: Problems) -> tuple[Condition, ...]:
        if not isinstance(node.value, dict):
            problems.add(at, "E203", f"这里要写{self.named}。", "写 {词: 值}；列成几组是任一组成立。")
            return ()
        left = {*dimensions(), PERIOD}
        return tuple(
            Condition(word, operator, values) if word in left else Condition("field", operator, values, field=word)
            for word, found in node.value.items()
            for operator, values in _lines(found, f"{at}.{word}", problems)
        )

    def schema(self) -> dict[str, Any]:
        one = Either().schema()
        several = {"type": "array", "items": one}
        compare = {name: {"anyOf": [one, several]} for name in COMPARISONS}
        right = {"anyOf": [one, several, {"type": "object", "additionalProperties": False, "properties": compare}]}
        group = {"type": "object", "patternProperties": {f"^(?:{KEY.pattern})$": right}, "additionalProperties": False}
        return {"anyOf": [group, {"type": "array", "items": group}]}


CONDITIONS = Conditions()


def _lines(node: Node, at: str, problems: Problems) -> list[tuple[str, tuple[Any, ...]]]:
    if isinstance(node.value, Mapping):
        return [_comparison(op, value, f"{at}.{op}", problems) for op, value in node.value.items()]
    return [("in", _values(node, at, problems))]


def _comparison(op: str, node: Node, at: str, problems: Problems) -> tuple[str, tuple[Any, ...]]:
    if op in COMING_COMPARISONS:
        problems.add(at, "E209", f"“{op}”还没有实现。", "可用：" + "、".join(COMPARISONS) + "。")
        return "in", ()
    if op not in COMPARISONS:
        problems.add(at, "E204", f"没有“{op}”这种比较。", nearest(op, COMPARISONS))
    return op, _values(node, at, problems)


def _values(node: Node, at: str, problems: Problems) -> tuple[Any, ...]:
    """Read values; yes and no of a question are counted as 1 and 0."""
    found = Listed(of=Either(), one_will_do=True).read(node, at, problems)
    return tuple(int(value) if isinstance(value, bool) else value for value in found)


def dated(when: When, fields: Mapping[str, Field]) -> When:
    """Read what is compared with a date as dates; what is none stays, for the check to refuse."""

    def change(one: Condition) -> Condition:
        if one.on != "field" or one.field not in fields or fields[one.field].type != "date":
            return one
        return replace(one, values=tuple(_date(value) for value in one.values))

    return when.each(change)


def _date(value: Any) -> Any:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return value


# checks -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Reach:
    """What a condition may ask at its place.

    `words`   left sides in reach -> the values that the file defines for them (None: others define them)
    `fields`  questions in reach
    """

    words: Mapping[str, Collection[str] | None]
    fields: Mapping[str, Field]


def check_when(at: str, when: When, reach: Reach, problems: Problems) -> None:
    """Note what can never work: unknown left sides and values, sizes of no number, lines that exclude each other."""
    for n, group in enumerate(when.groups, start=1):
        place = f"{at}[{n}]" if problems.has(f"{at}[{n}]") else at
        for one in group:
            _one(f"{place}.{one.name}", one, reach, problems)
        _possible(place, group, reach, problems)


def _one(at: str, one: Condition, reach: Reach, problems: Problems) -> None:
    if not one.values:
        problems.refuse(at, "E405", "一个值也没写，这一行永远不成立。", "写一个值或一个列表，或删去这一行。")
    elif one.on == "field":
        _question(at, one, reach, problems)
    elif one.on not in reach.words:
        problems.known(at, "E404", "条件词", [one.on], [*reach.words, *reach.fields])
    elif one.operator in SIZES:
        problems.refuse(at, "E405", f"{one.on} 不能比大小。", "写一个值或一个列表。")
    elif (defined := reach.words[one.on]) is not None:
        what = dimensions().get(one.on, "时段")
        problems.known(at, "E405", what, map(str, one.values), defined)


def _question(at: str, one: Condition, reach: Reach, problems: Problems) -> None:
    if one.field not in reach.fields:
        _nobody_asks(at, one.field, reach, problems)
        return
    field = reach.fields[one.field]
    if one.operator in SIZES:
        _size(at, one, field, problems)
    elif field.options:
        problems.known(at, "E405", "选项", map(str, one.values), field.options)
    if field.type == "date" and not all(isinstance(value, date) for value in one.values):
        problems.refuse(at, "E405", f"“{field.say}”是日期，不能与数字相比。", "写成日期，例如 2023-06-30。")
    if field.type == "yes_no" and not set(one.values) <= {0, 1}:
        problems.refuse(at, "E405", f"“{field.say}”是是非题。", "是写 true，否写 false。")
    if field.type in NUMBERS and not all(isinstance(value, int) for value in one.values):
        problems.refuse(at, "E405", f"“{field.say}”是数字，要与整数相比。", "不带引号、单位和小数，按最小单位写。")


def _nobody_asks(at: str, word: str, reach: Reach, problems: Problems) -> None:
    if word.count(".") > 1:
        problems.refuse(at, "E414", f"“{word}”隔了两步。", "最多隔一步，只能有一个点。")
    elif word in COMING or "." in word:
        problems.refuse(at, "E209", f"条件“{word}”还没有实现。", "先删去这一行；写了也没有人去看。")
    else:
        problems.known(at, "E404", "条件词", [word], [*reach.words, *reach.fields])


def _size(at: str, one: Condition, field: Field, problems: Problems) -> None:
    if field.type not in (*NUMBERS, "date"):
        problems.refuse(at, "E405", f"“{field.say}”不是数字，不能比大小。", "写一个值或一个列表。")
    elif len(one.values) != 1:
        problems.refuse(at, "E405", "比大小只能写一个数。", f"例如 {{{one.operator}: 3000}}。")


def _possible(at: str, group: tuple[Condition, ...], reach: Reach, problems: Problems) -> None:
    """Refuse two lines on one thing of which only one can hold: of a choice there is one answer at a time."""
    single = [one for one in group if one.operator == "in" and _is_single(one, reach)]
    for one, other in pairwise(sorted(single, key=lambda line: line.name)):
        if one.name == other.name and not set(one.values) & set(other.values):
            words = f"“{one.name}”不能同时是两个值。"
            problems.refuse(f"{at}.{one.name}", "E415", words, "列成两组，任一组成立；或写成一个列表。")


def _is_single(one: Condition, reach: Reach) -> bool:
    if one.on == "field":
        return one.field in reach.fields and reach.fields[one.field].type != "choices"
    return one.on not in ("tag", "period")

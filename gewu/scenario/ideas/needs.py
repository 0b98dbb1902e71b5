"""要齐的 needs: 到这一步之前要齐的东西，缺一样就办不了，并说出缺哪样."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from gewu.scenario import vocabulary
from gewu.scenario.ideas.conditions import ALWAYS, CONDITIONS, Facts, Reach, When, check_when, dated
from gewu.scenario.ideas.fields import Field
from gewu.scenario.problems import Problems
from gewu.scenario.shapes import TEXT, Entry, Listed, Section, Shape, Word
from gewu.scenario.yamltree import Node


@dataclass(frozen=True)
class Need:
    """One thing to have: `key` (a word of the vocabulary, or a question), or one of two more.

    `holds`  a condition; where it does not hold, the screen says `say`
    `when`   where this holds, all of `have` are needed too
    """

    key: str = ""
    holds: When = ALWAYS
    say: str = ""
    when: When = ALWAYS
    have: tuple[Need, ...] = ()


@dataclass(frozen=True)
class _One(Shape):
    named: str = "必备项"
    blank: Any = Need()

    def read(self, node: Node, at: str, problems: Problems) -> Need:
        if not isinstance(node.value, dict):
            return Need(_WORD.read(node, at, problems))
        section = _HAVE if "have" in node.value or "when" in node.value else _HOLDS
        return Need(**(section.values(node, at, problems) or {}))

    def schema(self) -> dict[str, Any]:
        have = {
            "type": "object",
            "additionalProperties": False,
            "required": ["when", "have"],
            "properties": {"when": CONDITIONS.schema(), "have": {"type": "array", "items": _WORD.schema()}},
        }
        return {"anyOf": [_WORD.schema(), _HOLDS.schema(), have]}


_WORD = Word(named="必备项")
COMING = "each approved_by"
_HOLDS = Section(
    title="必备项",
    keys=(Entry("holds", CONDITIONS, "要成立的条件", needed=True), Entry("say", TEXT, "不成立时怎么说", needed=True)),
    coming=COMING,
)
NEEDS = Listed(named="必备项，或 {holds, say}、{when, have}", of=_One(), one_will_do=True)
_HAVE = Section(
    title="必备项",
    keys=(Entry("when", CONDITIONS, "什么情况下", needed=True), Entry("have", NEEDS, "还要哪些", needed=True)),
    coming=COMING,
)


def named(needs: Iterable[Need], facts: Facts) -> Iterator[str]:
    """Name the words and questions that are needed of a thing that shows `facts`."""
    for need in needs:
        if need.have and need.when.holds(facts):
            yield from named(need.have, facts)
        elif need.key:
            yield need.key


def lacking(
    needs: Iterable[Need], facts: Facts, has: Callable[[str], bool], say: Callable[[str], str]
) -> Iterator[str]:
    """Say what a thing that shows `facts` still lacks: keys that `has` does not find, and conditions."""
    for need in needs:
        if need.holds and not need.holds.holds(facts):
            yield need.say
        elif need.have and need.when.holds(facts):
            yield from lacking(need.have, facts, has, say)
        elif need.key and not has(need.key):
            yield say(need.key)


def settled(needs: tuple[Need, ...], fields: Mapping[str, Field]) -> tuple[Need, ...]:
    """Read dates of conditions as dates."""
    return tuple(
        replace(need, holds=dated(need.holds, fields), when=dated(need.when, fields), have=settled(need.have, fields))
        for need in needs
    )


def check_needs(at: str, needs: tuple[Need, ...], reach: Reach, problems: Problems) -> None:
    """Note what is nothing that can be needed."""
    several = problems.has(f"{at}[1]")
    for n, need in enumerate(needs, start=1):
        place = f"{at}[{n}]" if several else at
        problems.known(at, "E310", "必备项", [need.key], {*vocabulary.NEEDS, *reach.fields})
        check_when(f"{place}.holds", need.holds, reach, problems)
        check_when(f"{place}.when", need.when, reach, problems)
        for inner in need.have:
            if inner.key in ("rechecked_by", "callback"):
                words = f"“{vocabulary.NEEDS[inner.key]}”不能只在某种情况下才要。"
                problems.refuse(f"{place}.have", "E310", words, "写在 needs 里，对每一件都要。")
        check_needs(f"{place}.have", need.have, reach, problems)

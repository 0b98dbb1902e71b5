"""要齐的 needs: 到这一步之前要齐的东西，缺一样就办不了，并说出缺哪样."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any

from gewu.kernel.types import Refused
from gewu.scenario import vocabulary
from gewu.scenario.ideas.conditions import ALWAYS, CONDITIONS, JOINED, Facts, Reach, When, check_when, dated
from gewu.scenario.ideas.fields import Field
from gewu.scenario.problems import Problems
from gewu.scenario.shapes import TEXT, Asked, Box, Entry, Listed, Said, Section, Shape, Titles, Word, chosen
from gewu.scenario.yamltree import Node, Plain


@dataclass(frozen=True)
class Need:
    """One thing to have: `key` (a word of the vocabulary, a question, or a paper), or one of two more.

    `paper`  what the paper is called that has to be issued; "" where the key is none
    `holds`  a condition; where it does not hold, the screen says `say`
    `when`   where this holds, all of `have` are needed too
    """

    key: str = ""
    holds: When = ALWAYS
    say: str = ""
    when: When = ALWAYS
    have: tuple[Need, ...] = ()
    paper: str = ""


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


def needable(asked: Asked) -> Titles:
    """What may be needed here: words of the vocabulary, questions of the matter, papers; of a paper its questions."""
    scenario, (section, key, *_) = asked.scenario, f"{asked.place}.".split(".")
    own = scenario.documents.get(key) if section == "documents" else None
    of = own.of if own else "matter"
    part = {"matter": scenario.matter, "record": scenario.record}.get(of)
    asks = dict(part.asks) if part else dict(scenario.subject.attributes) if scenario.subject and own else {}
    questions = {name: ask.say for name, ask in (asks | (dict(own.asks) if own else {})).items()}
    words = {} if section == "documents" else vocabulary.NEEDS
    papers = {name: one.title for name, one in scenario.documents.items() if one.of == of and one is not own}
    return {**words, **questions, **papers}


@dataclass(frozen=True)
class Needs(Listed):
    """The list of needs. In the form a row is one thing to have; a row with a condition has it only where that holds,
    and one with words but nothing to have wants the condition itself. Rows joined to the one before belong to it.
    """

    def box(self, asked: Asked) -> Box:
        what, say = Box("choice", needable(asked)), Box()
        joined = Box("joined", {"": "另要", **JOINED}, must=True)
        return Box(
            "rows", columns=(("与上一行", joined), ("要什么", what), *asked.lefts().columns(), ("不成立时怎么说", say))
        )

    def said(self, plain: Plain, asked: Asked) -> Said:
        items = plain if isinstance(plain, list) else [] if plain is None else [plain]
        return [row for item in items for row in self._rows(item, asked)]

    def _rows(self, item: Any, asked: Asked) -> Iterator[list[str]]:
        parts = item if isinstance(item, dict) else {"have": item}
        have = parts.get("have") or []
        have = have if isinstance(have, list) else [have]
        if any(isinstance(one, dict) for one in have):
            raise Refused("scenario.R101", "这个草稿的必备项一层套一层，表单里看不了。", "请用文本改成一层。")
        lines = [*asked.lefts().said(parts.get("when") or parts.get("holds"))]
        for n, (key, line) in enumerate(zip_longest(have, lines)):
            joined, *rest = line or ["and", "", "in", ""]
            yield [joined if n else "", key or "", *rest, "" if n else str(parts.get("say", ""))]

    def typed(self, said: Said, asked: Asked) -> Plain:
        items: list[list[list[str]]] = []
        for row in said:
            if any((row[1], row[2], row[4], row[5])):
                items += [[]] if not row[0] or not items else []
                items[-1].append(row)
        return [self._item(rows, asked) for rows in items] or None

    def _item(self, rows: list[list[str]], asked: Asked) -> Plain:
        have: list[Plain] = [chosen(row[1], needable(asked)) for row in rows if row[1]]
        say = next((row[5] for row in rows if row[5]), None)
        when = asked.lefts().typed((row[0] or "and", *row[2:5]) for row in rows)
        if when is None and (len(have) != 1 or say):
            raise ValueError("一行要选要什么；“不成立时怎么说”和条件一起写。")
        if when is None:
            return have[0]
        if bool(have) == bool(say):
            raise ValueError("有条件的一行，或者选要什么，或者写不成立时怎么说，两样取一样。")
        return {"when": when, "have": have} if have else {"holds": when, "say": say}


_WORD = Word(named="必备项")
COMING = "each approved_by"
_HOLDS = Section(
    title="必备项",
    keys=(Entry("holds", CONDITIONS, "要成立的条件", needed=True), Entry("say", TEXT, "不成立时怎么说", needed=True)),
    coming=COMING,
)
NEEDS = Needs(named="必备项，或 {holds, say}、{when, have}", of=_One(), one_will_do=True)
_HAVE = Section(
    title="必备项",
    keys=(Entry("when", CONDITIONS, "什么情况下", needed=True), Entry("have", NEEDS, "还要哪些", needed=True)),
    coming=COMING,
)


def named(needs: Iterable[Need], facts: Facts) -> Iterator[str]:
    """Name the words and questions that are needed of a thing that shows `facts`; papers are issued, not answered."""
    for need in needs:
        if need.have and need.when.holds(facts):
            yield from named(need.have, facts)
        elif need.key and not need.paper:
            yield need.key


def lacking(
    needs: Iterable[Need], facts: Facts, has: Callable[[Need], bool], say: Callable[[str], str]
) -> Iterator[str]:
    """Say what a thing that shows `facts` still lacks: keys that `has` does not find, and conditions."""
    for need in needs:
        if need.holds and not need.holds.holds(facts):
            yield need.say
        elif need.have and need.when.holds(facts):
            yield from lacking(need.have, facts, has, say)
        elif need.key and not has(need):
            yield need.paper or say(need.key)


def settled(needs: tuple[Need, ...], fields: Mapping[str, Field]) -> tuple[Need, ...]:
    """Read dates of conditions as dates."""
    return tuple(
        replace(need, holds=dated(need.holds, fields), when=dated(need.when, fields), have=settled(need.have, fields))
        for need in needs
    )


def papers_in(needs: Iterable[Need]) -> Iterator[str]:
    """Name the papers that may be needed, whatever the thing shows."""
    for need in needs:
        yield from papers_in(need.have)
        if need.paper:
            yield need.key


def check_needs(
    at: str,
    needs: tuple[Need, ...],
    reach: Reach,
    problems: Problems,
    *,
    papers: Collection[str] = (),
    words: Collection[str] = (*vocabulary.NEEDS,),
) -> None:
    """Note what is nothing that can be needed."""
    several = problems.has(f"{at}[1]")
    for n, need in enumerate(needs, start=1):
        place = f"{at}[{n}]" if several else at
        problems.known(at, "E310", "必备项", [need.key], [*words, *reach.fields, *papers])
        check_when(f"{place}.holds", need.holds, reach, problems)
        check_when(f"{place}.when", need.when, reach, problems)
        for inner in need.have:
            if inner.have or inner.holds:
                problems.refuse(
                    f"{place}.have", "E323", "必备项里只能写要什么，不能再套一层。", "拆成两条并列的必备项。"
                )
            if inner.key in ("rechecked_by", "callback"):
                said = f"“{vocabulary.NEEDS[inner.key]}”不能只在某种情况下才要。"
                problems.refuse(f"{place}.have", "E310", said, "写在 needs 里，对每一件都要。")
        check_needs(f"{place}.have", need.have, reach, problems, papers=papers, words=words)

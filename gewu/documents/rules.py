"""What a paper is made of: its number, its words filled in, what it still lacks. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from gewu.answers import rules as answers
from gewu.kernel.terms import Term
from gewu.scenario import vocabulary
from gewu.scenario.grammar import Document, Field, Scenario
from gewu.scenario.ideas.conditions import shown
from gewu.scenario.ideas.needs import lacking
from gewu.scenario.ideas.slots import SLOT
from gewu.scenario.sections.documents import fields_of

#: what stands where nothing is known: to be written by hand
GAP = "＿＿＿＿"
REASON_AT_LEAST = 4


class Whose(Term):
    OURS = "ours", "出具"
    THEIRS = "theirs", "收到"


class Stand(Term):
    """How a paper stands: one that has to be scanned counts only once it is."""

    ISSUED = "issued", "有效"
    UNSIGNED = "unsigned", "待回扫"
    VOID = "void", "已作废"


@dataclass(frozen=True)
class Grid:
    """A table of a paper, as it was on its day."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]

    def kept(self) -> dict[str, Any]:
        return {"title": self.title, "heads": [*self.heads], "rows": [[*row] for row in self.rows]}


@dataclass(frozen=True)
class Owner:
    """What a paper is about, and all that it may say of it.

    slots     name of a slot -> what stands there; `personal` names those that are masked until opened
    answers   what the scenario's questions were answered, for what has to be there first; `facts`: its words
    called    number or name for lists; never the name of a person
    shut      why no paper may be issued about it (it is void); "" when one may
    """

    kind: str
    id: int
    called: str = ""
    area_id: int | None = None
    unit_id: int | None = None
    subject_id: int | None = None
    slots: Mapping[str, str] = field(default_factory=dict, hash=False)
    personal: frozenset[str] = frozenset()
    answers: Mapping[str, Any] = field(default_factory=dict, hash=False)
    facts: Mapping[str, Any] = field(default_factory=dict, hash=False)
    tables: Mapping[str, Grid] = field(default_factory=dict, hash=False)
    shut: str = ""


def number(pattern: str, day: date, n: int) -> str:
    """Write the n-th number of the year of `day`: 调〔2026〕7号."""
    return series(pattern, day).replace("{n}", str(n))


def series(pattern: str, day: date) -> str:
    """Name the series that a number of this day belongs to: two papers of one pattern would share it."""
    return pattern.replace("{year}", str(day.year))


def register(scenario: str, document: str, day: date) -> str:
    """Name the series in which papers that came in are registered."""
    return f"in:{scenario}.{document}:{day.year}"[:60]


def paragraphs(says: str, slots: Mapping[str, str], hidden: Collection[str] = ()) -> list[str]:
    """Fill in the words of a paper, paragraph by paragraph; `hidden` slots are masked, empty ones left to the pen."""

    def put(name: str) -> str:
        return answers.MASKED if name in hidden else slots.get(name) or GAP

    return [SLOT.sub(lambda found: put(found[1]), part.strip()) for part in says.split("\n") if part.strip()]


def is_address(paragraph: str, place: int) -> bool:
    """Whether a paragraph is the line that says to whom the paper goes: the first, ending in a colon."""
    return place == 0 and paragraph.endswith("：")


def said_day(day: date) -> str:
    """Write a day as papers do, without leading zeros: 2026年6月8日."""
    return f"{day.year}年{day.month}月{day.day}日"


def told(asked: Field, value: Any) -> str:
    """Write an answer as papers do."""
    if asked.type == "date":
        return said_day(date.fromisoformat(str(value)))
    return answers.show(asked, value, opened=True)


def used(document: Document) -> frozenset[str]:
    """Name the slots that the words of a paper have."""
    return frozenset(SLOT.findall(document.says))


def missing(scenario: Scenario, document: Document, owner: Owner, given: Mapping[str, Any], stand: Collection[str]):
    """Name what has to be there first and is not; `given` is what the form said, `stand` the papers that stand."""
    fields = {**fields_of(scenario, document.of), **document.asks}
    known = {**owner.answers, **given}

    def has(need: Any) -> bool:
        if need.paper:
            return need.key in stand
        if fields[need.key].type == "yes_no":
            return known.get(need.key) == "yes"
        return known.get(need.key) not in (None, "", [])

    return list(lacking(document.needs, {**owner.facts, **shown(fields, known)}, has, lambda key: said(fields[key])))


def before_its_form(document: Document) -> Document:
    """The paper without the needs that its own form may still fill."""
    own = document.asks.keys()
    needs = tuple(
        one for one in document.needs if one.key not in own and not any(line.name in own for line in one.holds)
    )
    return replace(document, needs=needs)


def said(asked: Field) -> str:
    """Say what is lacking of a question; one that has to be answered with yes says so."""
    return asked.say + ("（须为“是”）" if asked.type == "yes_no" else "")


def offered(scenario: Scenario, kind: str) -> list[Document]:
    """List the papers of a scenario about one kind of thing that are made or registered here."""
    return [one for one in scenario.documents.values() if one.of == kind and not one.has_own_page]


def kinds() -> tuple[str, ...]:
    """Name the kinds of things that papers are about, but the office itself."""
    return tuple(kind for kind in vocabulary.PAPERS_OF if kind != "office")

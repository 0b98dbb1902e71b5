"""Nouns: what a room keeps, said once in its `noun.py`; all who list, find, count or hand out rows read it here.

The registry is made of the rooms named in gewu/rooms.py when it is first asked, and never changes afterwards.
It needs no Django: scenarios are checked against it wherever they are read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Protocol

from gewu.kernel.calendar import local
from gewu.kernel.numerals import rounded, yuan_from_fen
from gewu.kernel.terms import Term
from gewu.kernel.types import Measure, Scope
from gewu.rooms import ROOMS


class Teller(Protocol):
    """What a column may ask when it makes its value: who reads, on which day, and what scenarios call things."""

    for_: Scope
    on: date

    @property
    def adopted(self) -> Mapping[str, Any]:
        """The editions in force by scenario."""

    def edition(self, row: Any) -> Any:
        """Return the edition that the row keeps."""

    def name(self, subject: Any) -> str:
        """Return the subject's name, masked for whoever may not read it; "" for None."""

    def title(self, row: Any, word: str, value: str) -> str:
        """Say what the row's edition calls a category, channel, grade, form …"""

    def word(self, scenario: str, word: str, value: str) -> str:
        """Return the same by the edition in force."""


#: how a column makes its value of a row
Value = Callable[[Any, Teller], object]


@dataclass(frozen=True)
class Column:
    """One column of a noun, wherever its rows are listed: pages, files, the rows behind a figure, programs.

    key     name of the value for programs, and the row's attribute unless `value` makes it
    width   characters in a file
    kind    text, day, moment, whole, fen (integer 分, shown in 元)
    value   makes the value from the row
    more    in files and for programs only: lists on the screen stay narrow
    """

    key: str
    title: str
    width: int = 14
    kind: str = "text"
    value: Value | None = None
    more: bool = False

    def of(self, row: Any, tell: Teller) -> object:
        """Return the value itself: text, "" for none; or a day, a moment, an integer, None for none."""
        found = self.value(row, tell) if self.value else getattr(row, self.key)
        if self.kind == "text":
            return "" if found is None else str(found)
        return found

    def said(self, row: Any, tell: Teller) -> str:
        """Return the value as a list prints it; "" for none."""
        found = self.of(row, tell)
        if isinstance(found, datetime):
            return f"{local(found):%Y-%m-%d %H:%M}"
        if self.kind == "fen" and isinstance(found, int):
            return rounded(yuan_from_fen(found), fixed=True)
        return "" if found is None else str(found)


def about(row: Any, tell: Teller) -> str:
    """A column's value: the name of the subject that the row is about."""
    return tell.name(row.subject)


def behind(path: str) -> Value:
    """A column's value: what lies behind its row, as "subject.code"."""
    found = attrgetter(path)
    return lambda row, tell: found(row)


def worded(terms: type[Term], key: str = "state") -> Value:
    """A column's value: the word of a closed list for what the row keeps."""
    return lambda row, tell: terms(getattr(row, key)).word


@dataclass(frozen=True)
class Happened:
    """One line in a subject's story: its day, what it is in words, how it stands."""

    day: date
    words: str
    mark: str = ""
    mark_words: str = ""


@dataclass(frozen=True)
class Noun:
    """What a room keeps.

    kind       its name for programs, and as owner of facts, files and search entries (12 characters at most)
    word       what the office calls one ("记录"), `heading` many of them over a list ("走访检查记录")
    model      "records.Record"; `key` is the column that names a row, `with_` what its columns reach for
    page       name of the page of one row, with further words of its address; the general page where there is none
    see        permissions of which one opens rows; none: everybody who may see the list
    subject    column with the subject it is about ("id": it is one); "" for none
    day        column of the day it happened, began or fell due, by which lists are ordered
    numbers    columns by which people and programs name a row
    search     whether its rows are in the text index
    story      makes its line in a subject's story; None leaves a row out
    section    section of a scenario file that describes it
    questions  the fields that a scenario asks of it; their answers lie in the column `answers`
    words      words by which its rows are narrowed and split, with their titles
    values     what a scenario defines for such a word: word -> value -> title (or what has one)
    measures   what it lets others count
    """

    kind: str
    word: str
    model: str
    columns: tuple[Column, ...]
    heading: str = ""
    measure_word: str = "条"
    key: str = "id"
    with_: tuple[str, ...] = ()
    page: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    subject: str = ""
    day: str = ""
    numbers: tuple[str, ...] = ()
    search: bool = False
    story: Callable[[Any, Teller], Happened | None] | None = None
    section: str = ""
    questions: Callable[[Any], Mapping[str, Any]] | None = None
    answers: str = "answers"
    words: Mapping[str, str] = field(default_factory=dict, hash=False)
    values: Callable[[Any], Mapping[str, Mapping[str, Any]]] | None = None
    measures: tuple[Measure, ...] = ()

    @property
    def table(self) -> str:
        """The table its rows lie in."""
        return self.model.replace(".", "_").lower()

    @property
    def many(self) -> str:
        """What stands over a list of them."""
        return self.heading or self.word

    @property
    def narrow(self) -> tuple[Column, ...]:
        """The columns of lists on the screen."""
        return tuple(column for column in self.columns if not column.more)

    def seen_by(self, scope: Scope) -> bool:
        """Say whether this person may open rows of it."""
        return not self.see or any(scope.may(permission) for permission in self.see)


@cache
def nouns() -> Mapping[str, Noun]:
    """Return every noun of the house by its kind, room by room. Errors: ValueError for a kind said twice."""
    return _once((noun.kind, noun) for noun in _declared())


def noun(kind: str) -> Noun:
    """Return one noun. Errors: KeyError; kinds come from code and from rows, never from people."""
    return nouns()[kind]


@cache
def measures() -> Mapping[str, Measure]:
    """Return everything that can be counted, by name. Errors: ValueError for a measure published twice."""
    return _once((measure.name, measure) for noun in nouns().values() for measure in noun.measures)


@cache
def counted(measure: str) -> Noun:
    """Return the noun whose rows a measure counts."""
    return next(noun for noun in nouns().values() if any(one.name == measure for one in noun.measures))


@cache
def dimensions() -> Mapping[str, str]:
    """Return every word by which rows can be narrowed and split, with its title; area, unit and time beside them."""
    return MappingProxyType({word: title for noun in nouns().values() for word, title in noun.words.items()})


def dims(measure: str) -> tuple[str, ...]:
    """Return those that fit a measure: its rows' own, and those of the subject that they are about."""
    own = [word for word in measures()[measure].dims if word in dimensions()]
    about = noun("subject").words if counted(measure).subject else ()
    domain = ("domain",) if "scenario" in own else ()
    return tuple(dict.fromkeys((*own, *domain, *about)))


def questions(kind: str, scenario: Any) -> Mapping[str, Any]:
    """Return the fields that a scenario asks of a noun; none for "" and for nouns that are asked nothing."""
    asked = nouns()[kind].questions if kind else None
    return asked(scenario) if asked else {}


def values(scenario: Any, word: str) -> Mapping[str, str] | None:
    """Say what a scenario defines for a word, with titles in its order; None where others define it."""
    for one in nouns().values():
        if one.values and (found := one.values(scenario).get(word)) is not None:
            return {key: title if isinstance(title, str) else title.title for key, title in found.items()}
    return None


def wholes(measure: str) -> tuple[str, ...]:
    """Return the measures that contain all rows of this one, near and far: what a share of it may be taken of."""
    near = measures()[measure].part_of
    return tuple(dict.fromkeys(name for whole in near for name in (whole, *wholes(whole))))


def _declared() -> Iterator[Noun]:
    for room in ROOMS:
        if find_spec(f"gewu.{room}.noun"):
            yield from import_module(f"gewu.{room}.noun").NOUNS


def _once(pairs: Iterator[tuple[str, Any]]) -> Mapping[str, Any]:
    found: dict[str, Any] = {}
    for name, one in pairs:
        if name in found:
            raise ValueError(f"{name} is declared twice")
        found[name] = one
    return MappingProxyType(found)

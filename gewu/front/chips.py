"""Filters as chips: each a word and its choices, together a sentence. What was chosen is in the address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from gewu.kernel import telltale


@dataclass(frozen=True)
class Chip:
    """One filter. `options` are (value, word); "" is its first and means no filter, unless `always` is set."""

    name: str
    title: str
    options: tuple[tuple[str, str], ...]
    all_word: str = "不限"
    always: bool = False

    def value(self, given: Mapping[str, str]) -> str:
        chosen = given.get(self.name, "")
        known = {str(value) for value, _ in self.options}
        if chosen in known:
            return chosen
        return str(self.options[0][0]) if self.always and self.options else ""

    def word(self, value: str) -> str:
        return next((word for key, word in self.options if str(key) == value), "")


@dataclass(frozen=True)
class Shown:
    """A chip as the page draws it."""

    chip: Chip
    value: str

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        head = [] if self.chip.always else [("", self.chip.all_word, not self.value)]
        return head + [(str(key), word, str(key) == self.value) for key, word in self.chip.options]


@dataclass(frozen=True)
class Chosen:
    """All chips with what the address chose, and the words searched for ("" for none)."""

    shown: tuple[Shown, ...]
    words: str = ""
    searchable: bool = True
    number: bool = False  # a number of a person was put into the address

    def __getitem__(self, name: str) -> str:
        # KeyError, not StopIteration: templates try this before attributes.
        return {one.chip.name: one.value for one in self.shown}[name]

    @property
    def values(self) -> dict[str, str]:
        """What is filtered: name -> value, without the chips left open."""
        return {one.chip.name: one.value for one in self.shown if one.value}

    @property
    def sentence(self) -> str:
        """Read the chips aloud: "状态：办理中 · 时钟：已超期 · 含“噪声”"; "" when nothing is filtered."""
        parts = [f"{_(one.chip.title)}：{_(one.chip.word(one.value))}" for one in self.shown if one.value]
        return " · ".join([*parts, f"{_('含')}“{self.words}”"] if self.words else parts)

    @property
    def narrowed(self) -> bool:
        return bool(self.words) or any(one.value and not one.chip.always for one in self.shown)


def chosen(request: HttpRequest, chips: Iterable[Chip], searchable: bool = True) -> Chosen:
    """Read the chips from the address; unknown values are left out."""
    words = " ".join(request.GET.get("q", "").split())[:60] if searchable else ""
    number = bool(telltale.find(words))  # of a person: it is asked for by the search of the top bar (finding.py)
    shown = tuple(Shown(chip, chip.value(request.GET)) for chip in chips)
    return Chosen(shown, "" if number else words, searchable, number)

"""Each word of the language is read by a room; what is not stands in one list, and nothing new may join it."""

from __future__ import annotations

import ast
import re
from dataclasses import is_dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from gewu.scenario import grammar
from gewu.scenario.shapes import words_of

GEWU = Path(grammar.__file__).parents[1]

#: words that are accepted and that no room reads: the next issue empties this list
UNREAD = {
    "Access.readers",  # F001
    "Field.personal",  # F002
    "Grade.refer_to",  # F005
    "Scenario.access",  # F001
    "Scenario.state_note",  # F014
}
#: the same, hidden from the walk below by another attribute of that name
UNREAD_NAMESAKES = {
    "Document.title",  # F007: the weekly bulletin and the slip alone have one that is printed
    "Split.at_least",  # F014
    "Split.at_most",  # F014
    "Overdue.then",  # F004
}


def declared() -> dict[str, str]:
    """Name every word: Noun.attribute -> attribute."""
    nouns = {grammar.Scenario}
    for part in ("sections", "ideas"):
        package = import_module(f"gewu.scenario.{part}")
        for module in iter_modules(package.__path__):
            found = vars(import_module(f"{package.__name__}.{module.name}")).values()
            nouns |= {one for one in found if isinstance(one, type) and is_dataclass(one)}
    return {f"{noun.__name__}.{entry.attribute}": entry.attribute for noun in nouns for entry in words_of(noun)}


def read() -> set[str]:
    """Name every attribute that is read outside the language, by Python or by a page.

    Inside it count its rules, worked examples, and what a noun says of itself (`self.default_grade`).
    """
    found: set[str] = set()
    for path in GEWU.rglob("*.py"):
        own = "scenario" in path.relative_to(GEWU).parts[:1] and path.name not in ("rules.py", "examples.py")
        attributes = (node for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.Attribute))
        found |= {node.attr for node in attributes if not own or getattr(node.value, "id", "") == "self"}
    for page in GEWU.rglob("*.html"):
        found |= set(re.findall(r"\.([a-z_]+)", page.read_text(encoding="utf-8")))
    return found


def test_each_word_is_read_by_a_room_and_nothing_joins_those_that_are_not():
    known = read()
    assert {word for word, attribute in declared().items() if attribute not in known} == UNREAD


def test_the_list_of_unread_words_names_words():
    assert (UNREAD | UNREAD_NAMESAKES) - set(declared()) == set()

"""Each word of the language is read by a room; what is not stands in one list, and nothing new may join it."""

from __future__ import annotations

import ast
import re
from dataclasses import is_dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from gewu.scenario import edit, form, grammar, reader
from gewu.scenario.shapes import Listed, Mapped, Section, words_of

GEWU = Path(grammar.__file__).parents[1]

#: words that are accepted and that no room reads: the next issue empties this list
UNREAD: set[str] = set()
#: the same, hidden from the walk below by another attribute of that name
UNREAD_NAMESAKES: set[str] = set()


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


#: keys for which the form has no box of their own, and why
UNASKED = {
    "scenario": "given when the draft is begun; it names the scenario for ever",
    "edition": "given when the draft is begun",
    "renames": "the form changes titles and never a key",
    "matter.asks.when": "a question of a matter has nothing yet that a condition could look at",
    "examples.opens.check": "a column of the rows of examples.opens, as the next three",
    "examples.opens.grade": "",
    "examples.opens.due": "",
    "examples.opens.warn": "",
    "duties.attempts.does.tell": "the rows of duties.attempts.does are roles",
    "documents.asks.when": "as matter.asks.when",
}
WHOLE = GEWU.parent / "tests/scenario/fixtures/small_places.yaml"


def keys(shape, at: str = "") -> set[str]:
    """Name every key of the grammar that takes a value, rows without their names: matter.grades.within."""
    inner = shape.of if isinstance(shape, Listed | Mapped) else shape
    if not isinstance(inner, Section):
        return {at}
    places = (keys(entry.takes, f"{at}.{entry.name}".lstrip(".")) for entry in inner.entries)
    return set().union(*places)


def general(place: str) -> str:
    """Take the names of rows out of the place of a box."""
    shape, found = grammar.SCENARIO, []
    for step in edit.steps(place):
        if isinstance(shape, Section):
            shape = next(entry.takes for entry in shape.entries if entry.name == step)
            found.append(step)
        else:
            shape = shape.of
    return ".".join(found)


def test_every_key_of_the_language_is_asked_by_the_form_or_stands_here_with_its_reason():
    laid = form.groups(reader.read(WHOLE.read_text(encoding="utf-8")))
    cards = [*form.cards(laid), *(group.blank for group in laid if group.blank)]
    asked = {general(one.place.replace("+", "x")) for card in cards for one in card.inputs}
    assert keys(grammar.SCENARIO) - asked == set(UNASKED)
    assert asked - keys(grammar.SCENARIO) == {"duties.attempts.does", "examples.opens"}

"""Words that stand in several places agree."""

import ast
import re
from itertools import combinations

import pytest

from gewu.kernel.nouns import measures
from tests.house.tree import ROOMS, ROOT, models, modules, parsed, place

SIX = ["registry", "tasks", "records", "matters", "indicators", "reports"]
SIX_WORDS = {
    "README.md": ["know", "go", "see", "fix", "count", "tell"],
    "README.zh-CN.md": ["摸底", "走访", "记录", "办理", "统计", "报送"],
}


@pytest.mark.parametrize("file", SIX_WORDS)
def test_the_six_words_stand_in_their_order(file):
    words = SIX_WORDS[file]
    text = (ROOT / file).read_text(encoding="utf-8")
    assert re.search(r"\W+(?:→\W*)?".join(words), text, re.IGNORECASE) is not None


def test_rooms_stand_in_the_order_of_the_six_words():
    assert [room for room in ROOMS if room in SIX] == SIX


def test_the_glossary_knows_every_model():
    text = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
    assert [model.__name__ for model in models() if not re.search(rf"\b{model.__name__}\b", text)] == []


def test_the_columns_of_a_measure_are_on_its_table():
    """Measures are compiled to SQL text, so a misspelt column would show only when someone counts."""
    columns = {model._meta.db_table: {field.column for field in model._meta.fields} for model in models()}
    wrong = {}
    for measure in measures().values():
        used = {measure.flow, *(measure.stock or ()), measure.distinct, measure.amount, measure.by_then}
        used |= {column for column, _, _ in measure.where} | set(measure.dims.values())
        if missing := {column for column in used if column} - columns.get(measure.table, set()):
            wrong[measure.name] = sorted(missing)
    assert wrong == {}


def test_refusals_have_ids_that_are_used_once():
    """A refusal's id is looked up in the manual: two meanings under one id would mislead."""
    pattern = re.compile(r"""(?:Refused|NOT_FOUND = )\(\s*["']([a-z]+\.R\d+)["']\s*,\s*f?["']([^"']*)""")
    meanings: dict[str, set[str]] = {}
    for path in modules("gewu"):
        for refusal, words in pattern.findall(path.read_text(encoding="utf-8")):
            meanings.setdefault(refusal, set()).add(words)
    assert {refusal: sorted(words) for refusal, words in meanings.items() if len(words) > 1} == {}


#: two tables of one key set that say two things of it, with what each says
TWO_THINGS = {
    frozenset({"_SHORT", "_SENTENCES"}): "a clock in a list, and the same clock on a page",
    frozenset({"Contacted", "Resolved"}): "two questions of one callback",
    frozenset({"Contacted", "Satisfied"}): "two questions of one callback",
    frozenset({"Resolved", "Satisfied"}): "two questions of one callback",
    frozenset({"RELATIONS", "INWARD"}): "the two ends of a relation",
    frozenset({"NATURES", "FILES"}): "what a thing is, and what its page is called",
}


def _tables(path) -> dict[str, dict[str, str]]:
    """Return the tables of a module that give Chinese words to keys: dicts and closed lists, by name."""
    found = {}
    for node in parsed(path).body:
        if isinstance(node, ast.ClassDef):
            pairs = [(one.value.elts[0], one.value.elts[1]) for one in node.body if _is_term(one)]
        elif isinstance(node, (ast.Assign, ast.AnnAssign)) and isinstance(node.value, ast.Dict):
            pairs = [(key, value) for key, value in zip(node.value.keys, node.value.values, strict=True) if key]
        else:
            continue
        name = getattr(node, "name", "") or ast.unparse(getattr(node, "target", None) or node.targets[0])
        words = {_key(key): text for key, value in pairs if _key(key) and (text := _chinese(value))}
        if len(words) >= 3:
            found[name] = words
    return found


def _is_term(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and isinstance(node.value, ast.Tuple) and len(node.value.elts) == 2


def _key(node: ast.expr) -> str:
    """Return a key as text; a member of a closed list by its name in small letters."""
    return str(node.value) if isinstance(node, ast.Constant) else getattr(node, "attr", "").lower()


def _chinese(node: ast.expr) -> str:
    if isinstance(node, ast.Call) and len(node.args) == 1:
        node = node.args[0]  # gettext("…")
    text = node.value if isinstance(node, ast.Constant) else None
    return text if isinstance(text, str) and re.search("[\u4e00-\u9fff]", text) else ""


def test_tables_with_the_same_keys_say_the_same_words():
    """A word of the office has one home: a second table of the same keys begins to differ the day one is changed."""
    tables = [(place(path, 1), name, words) for path in modules("gewu") for name, words in _tables(path).items()]
    twice = [
        f"{one} {first} and {other} {second}"
        for (one, first, words), (other, second, others) in combinations(tables, 2)
        if words.keys() <= others.keys() or others.keys() <= words.keys()
        if frozenset({first, second}) not in TWO_THINGS
    ]
    assert twice == []

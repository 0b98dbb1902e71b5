"""Words that stand in several places agree."""

import re

import pytest

from gewu.kernel.nouns import measures
from tests.house.tree import ROOMS, ROOT, models, modules

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
    pattern = re.compile(r"""Refused\(\s*["']([a-z]+\.R\d+)["']\s*,\s*f?["']([^"']*)""")
    meanings: dict[str, set[str]] = {}
    for path in modules("gewu"):
        for refusal, words in pattern.findall(path.read_text(encoding="utf-8")):
            meanings.setdefault(refusal, set()).add(words)
    assert {refusal: sorted(words) for refusal, words in meanings.items() if len(words) > 1} == {}

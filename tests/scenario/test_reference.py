from __future__ import annotations

import json

from gewu.front.commands import docs
from gewu.kernel.nouns import measures
from gewu.scenario import checking, packs, reference, vocabulary
from gewu.scenario.grammar import SCENARIO


def test_the_pages_made_from_code_say_what_the_code_says():
    assert docs.stale() == [], "run: gewu docs"


def test_the_schema_knows_every_key_of_the_file_and_which_are_needed():
    schema = json.loads(reference.schema())
    assert list(schema["properties"]) == [entry.name for entry in SCENARIO.entries]
    assert schema["required"] == [entry.name for entry in SCENARIO.entries if entry.needed]
    named, _, whole = schema["properties"]["matter"]["properties"]["path"]["anyOf"]
    step = whole["patternProperties"]["^(?:[a-z][a-z0-9_]*)$"]
    assert step["properties"]["is"]["enum"] == ["new", "running", "paused", "done", "void"]
    assert named["enum"] == ["inspection", "ticket"]


def test_the_page_ends_with_a_whole_file_that_checks():
    page = reference.markdown()
    text = page.partition("```yaml\n")[2].partition("```")[0]
    assert checking.problems(packs.sample(text)) == []
    assert all(f"`{word}`" in page for word in ("each", "none", "sample 10%"))


def test_the_page_names_every_measure_and_role():
    page = reference.markdown()
    assert [word for word in (*measures(), *vocabulary.ROLES) if f"`{word}`" not in page] == []

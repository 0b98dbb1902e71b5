"""What packs say of the demo is read by its engine, adds up, and is the same every time."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import yaml
from hypothesis import given
from hypothesis import strategies as st

import demo
from demo import draw
from demo.draw import About
from gewu.scenario import packs


def test_every_section_of_a_pack_is_read_by_the_engine():
    code = "".join(file.read_text(encoding="utf-8") for file in Path(demo.__file__).parent.glob("*.py"))
    files = [pack.path / "demo.yaml" for pack in packs.shipped()]
    written = {key for file in files if file.exists() for key in yaml.safe_load(file.read_text(encoding="utf-8"))}
    assert written == set(re.findall(r'own\.told\("(\w+)"\)', code))


@given(total=st.integers(1, 5_000), count=st.integers(1, 60), least=st.integers(0, 9))
def test_parts_of_a_whole_add_up_and_none_is_too_small(total, count, least):
    total = max(total, least * count)
    row = draw.prepared({"people": {"parts": total, "least": least}}, count)["people"]["row"]
    assert (sum(row), len(row), min(row) >= least) == (total, count, True)


def test_a_value_is_drawn_as_it_is_described():
    about = About(Random(1), 2, 12, split="shop", name="老街")
    specs = {
        "text": "{name}{n:03}",
        "each": {"from": 100, "each": 30},
        "row": {"row": ["a", "b", "c"]},
        "turn": {"turn": ["x", "y"]},
        "first": {"first": 2, "is": "new", "rest": "old"},
        "only": {"only": ["hotel"], "is": "kept"},
    }
    assert draw.values(specs, about) == {"text": "老街012", "each": 160, "row": "c", "turn": "x", "first": "old"}

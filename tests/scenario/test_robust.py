"""Whatever stands in a file, the reader answers with problems and never falls over."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gewu.scenario import checking, reader, templates
from gewu.scenario.problems import Problem

ODD = ["[]", "{}", "null", "7", "-3", "true", "文字", "[a, b]", "{a: b}", "[[1]]", "{a: {b: [c]}}", '""', "3.5"]


def whole(problems: list[Problem]) -> bool:
    return all(problem.place and problem.id.startswith("scenario.E") and problem.words for problem in problems)


@given(data=st.data())
def test_lines_left_out_are_problems_not_crashes(text, data):
    lines = text.splitlines()
    dropped = data.draw(st.sets(st.integers(0, len(lines) - 1), max_size=6))
    assert whole(checking.problems("\n".join(line for n, line in enumerate(lines) if n not in dropped)))


@given(data=st.data())
def test_odd_values_anywhere_are_problems_not_crashes(text, data):
    lines = text.splitlines()
    for n in data.draw(st.sets(st.integers(0, len(lines) - 1), min_size=1, max_size=4)):
        key, colon, _ = lines[n].partition(": ")
        lines[n] = f"{key}: {data.draw(st.sampled_from(ODD))}" if colon else lines[n]
    assert whole(checking.problems("\n".join(lines)))


@given(st.text(max_size=200))
def test_any_text_is_answered_with_problems(anything):
    assert reader.problems(anything) != []
    assert templates.problems(anything) != []


@pytest.mark.parametrize(
    "section", ["care", "sources", "subject", "duties", "record", "matter", "indicators", "report"]
)
@pytest.mark.parametrize("value", ODD)
def test_a_section_of_the_wrong_shape_is_a_problem_not_a_crash(text, section, value):
    start = text.index(f"\n{section}:") + 1
    rest = text[start:].split("\n\n", 1)[1]
    changed = f"{text[:start]}{section}: {value}\n\n{rest}"
    assert whole(checking.problems(changed))

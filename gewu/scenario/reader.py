"""Reads a scenario file strictly: everything wrong with it is said at once, with place, id and cure."""

from __future__ import annotations

from dataclasses import replace

from gewu.scenario import grammar
from gewu.scenario.grammar import SCENARIO, Scenario
from gewu.scenario.packs import BLANK, scalars
from gewu.scenario.problems import Problem, Problems, ScenarioErrors
from gewu.scenario.yamltree import parse

__all__ = ["Problem", "ScenarioErrors", "problems", "read"]


def read(text: str, place: str = "") -> Scenario:
    """Read the text of a scenario file; `place` names the file in errors.

    Errors: ScenarioErrors with all problems, in the order of the file.
    """
    scenario, found = draft(text)
    if found or scenario is None:
        raise ScenarioErrors(found, place)
    return scenario


def problems(text: str) -> list[Problem]:
    """List everything wrong with `text`; empty if it can be used."""
    return draft(text)[1]


def draft(text: str) -> tuple[Scenario | None, list[Problem]]:
    """Read what can be read of a text that is still being written, and list everything wrong with it."""
    found = Problems()
    root = parse(text, found)
    if root is None:
        return None, found.all
    for at, node in scalars(root):
        for blank in BLANK.findall(str(node.value)):
            found.add(at, "E107", f"“<{blank}>”还没有填。", "换成本单位自己的话。")
    if found.all:
        return None, found.all
    read = SCENARIO.read(root, "", found)
    if not isinstance(root.value, dict):
        return None, found.all
    scenario = grammar.finish(replace(read, text=text))
    grammar.check(scenario, found)
    return scenario, found.all

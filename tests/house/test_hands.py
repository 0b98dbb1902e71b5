"""Every step of every shipped path has somebody who sees it and can take it; every request somebody who decides it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from gewu.kernel.types import Actor, Scope
from gewu.matters.loop import buttons, path_of
from gewu.matters.loop.folding import whose
from gewu.matters.verbs import ALL, requests
from gewu.office import rules
from gewu.scenario import checking

UNIT, AREA = 7, 3
PATHS = {one.scenario: one for one in checking.library() if one.matter}
BLANK = dict.fromkeys(("staff_id", "handled_by_id", "merged_into_id", "repeat_of_id", "reporter_id"))
BLANK |= dict.fromkeys(
    ("pending", "contacted", "resolved", "satisfied", "not_counted", "hand_to", "category", "grade"), ""
)


def person(role: str) -> Actor:
    """Somebody of the unit that holds the matter, with one role only."""
    scope = Scope(1, 2, frozenset({UNIT}), None, rules.spaces([role]), rules.permissions([role]))
    return Actor(1, 2, role, scope, frozenset({role}))


def sees(scenario, role: str) -> bool:
    return scenario.matter.space in rules.spaces([role]) and "matters.see" in rules.permissions([role])


def at_step(step, **more) -> SimpleNamespace:
    own = {"number": "X1", "unit_id": UNIT, "area_id": AREA, "step": step.key, "state": step.state, "who": step.who}
    return SimpleNamespace(**BLANK | {"archived_at": None, "drawn": None, "links": 0, "answers": {}} | own | more)


def taken(scenario, step, role: str, **more) -> set[str]:
    """The buttons of this role at this step that lead on."""
    return {
        one.key
        for one in buttons(scenario, at_step(step, **more), person(role))
        if not ALL[one.key.partition(":")[0]].quiet
    }


@pytest.mark.parametrize("key", PATHS)
def test_whose_step_it_is_sees_it_and_takes_it_on(key):
    scenario = PATHS[key]
    path = path_of(scenario.matter)
    for step in scenario.matter.path.values():
        if step.state not in ("new", "running"):
            continue
        assert sees(scenario, step.who), f"{key}: {step.who} does not see {step.title}"
        pending = {"pending": "objection"} if step.key == "objected" else {}
        arrows = {edge.kind for edge in path.edges[step.key]}
        offered = {one.partition(":")[0] for one in taken(scenario, step, step.who, **pending)}
        assert arrows & offered, f"{key}: {step.who} cannot take {step.title} on"


@pytest.mark.parametrize("key", PATHS)
def test_every_request_is_decided_by_somebody_who_sees_it(key):
    scenario = PATHS[key]
    path, doing = path_of(scenario.matter), path_of(scenario.matter).doing
    for waits in requests().values():
        role = whose(path, waits)
        assert sees(scenario, role), f"{key}: {role} does not see “{waits.title}”"
        before = at_step(doing, pending=waits.key, state="done" if waits.key in ("answer", "exclusion") else "running")
        assert taken_beside(scenario, before, role), f"{key}: {role} cannot decide “{waits.title}”"


def taken_beside(scenario, row, role: str) -> bool:
    """Whether the first button of this role decides what waits."""
    found = buttons(scenario, row, person(role))
    return bool(found) and found[0].key in (
        "objection_ruled",
        "extended",
        "paused",
        "excluded",
        "called_back",
        "not_accepted",
    )


@pytest.mark.parametrize(
    "key", [key for key, one in PATHS.items() if any(c.emergency for c in one.matter.categories.values())]
)
def test_whoever_is_called_for_an_emergency_sees_it_and_says_who_was_told(key):
    scenario = PATHS[key]
    first = at_step(scenario.matter.first, hand_to="110")
    assert sees(scenario, "duty_chief")
    assert buttons(scenario, first, person("duty_chief"))[0].key == "handed_over"

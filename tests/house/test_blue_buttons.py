"""Whoever's turn it is, the blue button is the next step that can be taken; what cannot be done says why before."""

from __future__ import annotations

from copy import copy
from datetime import datetime, timedelta
from functools import cache
from types import SimpleNamespace

import pytest

from gewu.kernel.calendar import LOCAL, Calendar
from gewu.kernel.types import Actor, Refused, Scope
from gewu.matters.loop import apply, buttons, next_event, path_of, tried
from gewu.matters.loop.trying import _answer
from gewu.matters.rules import About, Book, Folded, Move
from gewu.matters.verbs import ALL
from gewu.office import rules
from gewu.scenario import checking
from gewu.scenario.vocabulary import ROLES

UNIT, AREA = 7, 3
CALENDAR = Calendar({}, frozenset({2023, 2024}))
PATHS = {one.scenario: one for one in checking.library() if one.matter}
START = datetime(2023, 6, 21, 9, tzinfo=LOCAL)
PERSONS = {role: number for number, role in enumerate(ROLES, start=10)}


@cache
def person(*roles: str, id: int = 0) -> Actor:
    """Somebody of the unit that holds the matter."""
    scope = Scope(1, id or PERSONS[roles[0]], frozenset({UNIT}), None, rules.spaces(roles), rules.permissions(roles))
    return Actor(1, id or PERSONS[roles[0]], roles[0], scope, frozenset(roles))


class Walk:
    """One matter on its way, without a database."""

    def __init__(self, scenario, category: str):
        self.scenario, part = scenario, scenario.matter
        grade = part.categories[category].grade or part.fallback if category else part.fallback
        self.book = Book(path_of(part), CALENDAR, part.verify, lambda key, on, default: default)
        channel, papers = next(iter(part.channels), ""), frozenset(scenario.documents)
        self.about = About(category, grade, "X1", has_subject=True, channel=channel, papers=papers)
        self.state, self.at = Folded(), START
        self.move(
            "received", person("grid_officer"), {"hand_to": part.categories[category].emergency} if category else {}
        )

    def move(self, key: str, actor: Actor, given: dict, unit: int | None = None) -> None:
        kind, _, to = key.partition(":")
        self.at += timedelta(minutes=5)
        said = ALL[kind].says.read({name: value for name, value in given.items() if value})
        event = next_event(self.book, self.state, Move(kind, self.at, actor.staff_id, "", said, to, unit), self.about)
        apply(self.book.path, self.state, event)

    def row(self) -> SimpleNamespace:
        own = {"number": "X1", "area_id": AREA, "category": self.about.category, "grade": self.about.grade}
        return SimpleNamespace(**{**self.state.columns(), "reporter_id": None, "answers": self.state.answers, **own})

    def offered(self, actor: Actor) -> list:
        found = buttons(self.scenario, self.row(), actor)
        return tried(found, self.book, self.state, self.about, actor, self.at)

    def press(self, button, actor: Actor) -> None:
        own = {ask.key for ask in ALL[button.key.partition(":")[0]].asked(self.scenario.matter)}
        given = {ask.key: button.known.get(ask.key) or _answer(ask, self.at) for ask in button.asks}
        answers = {key: given.pop(key) for key in list(given) if key in self.scenario.matter.asks and key not in own}
        unit = UNIT if given.pop("unit", None) else None
        given |= {key: 99 for key in ("staff", "second") if key in given}
        self.move(button.key, actor, given | ({"answers": answers} if answers else {}), unit)


CASES = [(key, category) for key, one in PATHS.items() for category in (one.matter.categories or ("",))]


@pytest.mark.parametrize(("key", "category"), CASES)
def test_pressing_the_blue_button_leads_every_shipped_path_to_its_end(key, category):
    walk, pressed = Walk(PATHS[key], category), []
    while walk.state.state not in ("done", "void"):
        actor = person(walk.state.who)
        blue = [one for one in walk.offered(actor) if one.primary]
        assert blue, (
            f"{walk.state.step}: {actor.label} has none, {[(one.key, one.lacks) for one in walk.offered(actor)]}"
        )
        pressed.append(blue[0].key)
        walk.press(blue[0], actor)
        assert len(pressed) < 15, pressed
    assert walk.state.state == "done", pressed


@pytest.mark.parametrize("key", PATHS)
def test_what_is_shown_can_be_done_or_says_beforehand_why_not(key):
    """To every role, and to somebody who holds them all and handled it."""
    scenario = PATHS[key]
    everyone = [*(person(role) for role in ROLES), person(*ROLES, id=PERSONS["handler"])]
    walk = Walk(scenario, next(iter(scenario.matter.categories), ""))
    for _ in range(15):
        for actor in everyone:
            for button in walk.offered(actor):
                assert refusal(walk, button, actor) == button.lacks, f"{walk.state.step}: {actor.label} {button.key}"
        if walk.state.state in ("done", "void"):
            return
        actor = person(walk.state.who)
        walk.press(next(one for one in walk.offered(actor) if one.primary), actor)


def refusal(walk: Walk, button, actor: Actor) -> str:
    """What is said to whoever presses it."""
    other = copy(walk)
    other.state = copy(walk.state)
    try:
        other.press(button, actor)
    except Refused as found:
        return found.words + found.hint
    return ""


def test_nobody_is_led_to_turn_a_petition_away_because_its_notice_is_lacking():
    walk = Walk(PATHS["petitions"], "first")
    walk.about = About("first", "ordinary", "X1", channel="letter")
    offered = {one.key: one for one in walk.offered(person("dispatcher"))}
    assert "受理告知书" in offered["dispatched"].lacks
    assert [one.key for one in offered.values() if one.primary and "not_accepted" in one.key] == []

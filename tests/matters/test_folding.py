"""Properties of the pure rules: whatever way a matter takes, its columns follow from its events."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import datetime, timedelta
from functools import cache
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gewu.kernel.calendar import LOCAL, Calendar
from gewu.kernel.types import Refused
from gewu.matters import loop
from gewu.matters.rules import LIVE, About, Book, Folded, Move, clock
from gewu.matters.verbs import ALL
from gewu.scenario import packs, reader
from tests.cast import pack

START = datetime(2023, 6, 21, 9, tzinfo=LOCAL)
PERSONS = (1, 2, 3)
SAID = {
    "words": "说明",
    "reason": "not_ours",
    "contacted": "yes",
    "resolved": "yes",
    "satisfied": "no",
    "told": True,
    "more": "3 workdays",
    "accepted": True,
    "granted": True,
    "head": 3,
    "category_of": "untrue",
    "co_unit": 9,
    "answers": {"result": "solved"},
    "files": [{"sha256": "a" * 64, "what": "after"}],
}
KINDS = sorted(set(ALL) - {"received", "merged", "not_accepted", "refusal_asked"})


def said(kind: str):
    """What the verb of this kind would hear of SAID."""
    known = {one.name for one in fields(ALL[kind].says)}
    words = SAID | ({"reason": "engineering"} if "pause" in kind else {})
    return ALL[kind].says.read({key: value for key, value in words.items() if key in known})


@cache
def book() -> tuple[Book, object]:
    scenario = reader.read(pack("packs/social/hotline"))
    path = loop.path_of(scenario.matter)
    return Book(
        path, Calendar.seeded([2022, 2023, 2024]), path.part.verify, lambda key, on, default: default
    ), scenario


def walk(wishes):
    """Try one wish after the other; what is refused leaves no trace. Answers (events, state)."""
    judge, _ = book()
    about = About("noise", "ordinary", "RX1")
    state = Folded()
    events = [loop.next_event(judge, state, Move("received", START, 1, said=said("received")), about)]
    loop.apply(judge.path, state, events[0])
    for number, (kind, person, unit, hours) in enumerate(wishes, 1):
        at = events[-1].at + timedelta(hours=hours, seconds=number)
        try:
            event = loop.next_event(judge, state, Move(kind, at, person, said=said(kind), unit_id=unit), about)
        except Refused:
            continue
        events.append(event)
        if kind == "undone":
            state = loop.replay(judge.path, events)
        else:
            loop.apply(judge.path, state, event)
    return events, state


wishes = st.lists(
    st.tuples(st.sampled_from(KINDS), st.sampled_from(PERSONS), st.sampled_from([None, 7, 8]), st.integers(0, 30)),
    max_size=60,
)
# Most random wishes are refused at the door: these go with the path and reach its end.
forward = st.lists(
    st.tuples(
        st.sampled_from(
            ["accepted", "dispatched", "signed", "handled", "verified", "called_back", "closed", "rework", "redo"]
        ),
        st.sampled_from(PERSONS),
        st.just(7),
        st.integers(0, 30),
    ),
    max_size=60,
)


@given(st.one_of(wishes, forward))
def test_folding_all_events_gives_what_folding_them_one_by_one_gave(plan):
    events, state = walk(plan)
    assert loop.replay(book()[0].path, events) == state


@given(st.one_of(wishes, forward))
def test_a_done_matter_has_a_closing_day_and_an_open_one_has_none(plan):
    _, state = walk(plan)
    assert (state.closed_on is not None) == (state.state in ("done", "void") and state.closed_at is not None)
    assert (state.state != "done") or state.closed_at is not None


@given(st.one_of(wishes, forward))
def test_who_handled_never_verified(plan):
    _, state = walk(plan)
    assert state.verified_by_id is None or state.verified_by_id != state.handled_by_id


@given(st.one_of(wishes, forward))
def test_the_deadline_of_the_events_is_the_deadline_counted_again(plan):
    """E1-R21: what the events remember is what a replay of the clock finds."""
    judge, _ = book()
    _, state = walk(plan)
    found = clock.replay(state, judge.calendar)
    if state.due_at is not None:
        assert found.due_at == state.due_at


def as_row(state):
    """The columns as a row gives them back: JSON through the database's text."""
    columns = dict(state.columns())
    kept = {name: json.loads(json.dumps(columns[name])) for name in ("extended", "pauses", "steps")}
    return SimpleNamespace(**columns | kept)


@given(st.one_of(wishes, forward), st.integers(0, 600))
def test_the_columns_say_why_a_matter_is_red_as_its_events_do_and_lists_find_it_by_that(plan, hours):
    judge, _ = book()
    _, state = walk(plan)
    row, now = as_row(state), state.last_at + timedelta(hours=hours)
    colour = clock.look(row, judge.path.part, judge.calendar, now)
    live = row.state in LIVE and row.next_due_at is not None
    late = live and row.next_due_at < now
    assert colour == clock.look(state, judge.path.part, judge.calendar, now)
    assert (colour.name == "late") == late
    assert (colour.name == "soon") == (live and not late and row.next_warn_at <= now)


def test_the_steps_of_an_illegal_building_run_from_its_dispatch_until_they_are_reached_or_it_is_over():
    part = reader.read(pack("packs/urban/five_disorders")).matter
    judge = replace(book()[0], path=loop.path_of(part))
    about, state, due = About("illegal_building", "demolition", "CX1", has_subject=True), Folded(), {}
    steps = [
        ("received", ""),
        ("dispatched", ""),
        ("signed", ""),
        ("step", "stopped"),
        ("handled", "verifying"),
        ("closed", ""),
    ]
    for hour, (kind, to) in enumerate(steps, 9):
        said = ALL[kind].says(words="已办", files=({"sha256": "c" * 64, "what": "after"},))
        move = Move(kind, START.replace(hour=hour), hour, "", said, to, 7)
        loop.apply(judge.path, state, loop.next_event(judge, state, move, about))
        due[kind] = {one["step"]: one["due_at"][:16] for one in state.steps}
    both = {"stopped": "2023-06-21T16:00", "decided": "2023-07-03T18:00"}
    assert {step: due["dispatched"][step] for step in both} == both
    assert [due[kind].get("stopped") for kind in ("signed", "step")] == [both["stopped"], None]
    assert [due[kind].get("decided") for kind in ("handled", "closed")] == [both["decided"], None]


@given(st.one_of(wishes, forward))
def test_numbers_of_events_run_without_a_gap(plan):
    events, state = walk(plan)
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    assert state.seq == len(events)


WITH_MATTERS = [found for found in packs.shipped() if "\nmatter:" in found.text]


@pytest.mark.parametrize("found", WITH_MATTERS, ids=lambda pack: pack.key)
def test_every_path_of_the_office_can_be_walked_to_its_end(found):
    scenario = reader.read(pack(found.path))
    way = loop.path_of(scenario.matter)
    seen, ahead = set(), [scenario.matter.first.key]
    while ahead:
        key = ahead.pop()
        if key not in seen:
            seen.add(key)
            ahead += [edge.to.key for edge in way.edges[key]]
    kinds = {edge.kind for key in seen for edge in way.edges[key]}
    assert {"dispatched", "signed", "handled", "closed"} <= kinds
    assert seen == set(scenario.matter.path)

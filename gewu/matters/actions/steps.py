"""The next step of one matter, whatever it is: rights, rules, event, projection, journal; all or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import transaction

from gewu.answers import actions as answers
from gewu.answers import rules as answers_rules
from gewu.answers import search
from gewu.journal import actions as journal
from gewu.kernel import telltale
from gewu.kernel.calendar import local_day
from gewu.kernel.telltale import Found
from gewu.kernel.types import Actor, Refused
from gewu.matters import books, queries
from gewu.matters.actions import writing
from gewu.matters.actions.effects import BRINGS, EFFECTS, hold, message, tell_holder
from gewu.matters.actions.people import in_post, must_serve
from gewu.matters.loop import apply, check_right, fold, heard, next_event, replay, verb_of
from gewu.matters.models import Matter, Passage
from gewu.matters.rules import About, Book, Event, Folded, Move, part_of
from gewu.matters.rules.clock import HANDLING
from gewu.matters.rules.intake import asks_of
from gewu.matters.rules.passages import rows
from gewu.matters.verbs import ALL
from gewu.matters.verbs.watching import OVERDUE
from gewu.office import queries as office
from gewu.scenario.grammar import Scenario


@transaction.atomic
def do(
    matter_id: int, verb: str, *, by: Actor, at: datetime, seq: int | None, said: Mapping[str, object] | None = None
) -> Matter:
    """Take the step `verb` (a key of loop.buttons) with what the person said; return the matter after it.

    seq   number of the last event the person saw; a stale one is refused (matters.R409) and nothing is saved.
          None only for the system, which acts on what it finds.
    said  answers to the verb's questions; unit and staff as ids, files as [{"sha256", "what": "after", …}],
          scenario fields by their keys
    Errors: Refused matters.R1xx (rules), R403 (rights), R404 (not in sight), R409, office.R310 (locked period).
    """
    kind, _, to = verb.partition(":")
    matter = hold(matter_id, kind, by=by, seq=seq, said=said or {})
    office.must_be_open(by.office_id, local_day(at))
    scenario = office.edition(by.office_id, matter.scenario, matter.edition)
    check_right(scenario, matter, by, kind, to)
    history = [heard(row) for row in matter.events.order_by("seq")]
    book = books.book(by.office_id, scenario)
    state = replay(book.path, history)
    found: list[Found] = []
    move = _move(by, at, kind, to, scenario, matter, said or {}, found)
    event = next_event(book, state, move, About.of(matter, queries.papers_of(scenario, matter)))
    before = rows(matter, state)
    was = copy(state)
    state = _after(book, history, state, event)
    _leave_locked_alone(by.office_id, was, state)
    _keep(matter, scenario, state, event)
    answers.cover(by.office_id, "matter", matter.id, found)
    writing.passages(matter, before, state)
    _consequences(matter, book, event, by)
    journal.write(f"matters.{kind}", by=by, at=at, noun="matter", row_id=matter.id)
    return matter


def _move(
    by: Actor,
    at: datetime,
    kind: str,
    to: str,
    scenario: Scenario,
    matter: Matter,
    said: Mapping[str, Any],
    covered: list[Found],
) -> Move:
    """Sort what was said: the holder, answers to the scenario's questions, and the words of the event itself.

    Numbers of persons in it are masked; they are put into `covered`.
    """
    verb, part = verb_of(kind), part_of(scenario)
    own = {ask.key: ask.type for ask in verb.asked(part)}
    words: dict[str, Any] = {key: _plain(value) for key, value in said.items() if value not in (None, "", [])}
    for key in words.keys() & {"unit", "staff", *own}:
        if reader := _READ.get(own.get(key, key)):
            words[key] = reader(by, at, words[key])
    asks = asks_of(part)
    asked = {key: words.pop(key) for key in list(words) if key in asks and key not in own}
    given: Mapping[str, object] = words.pop("answers", None) or {}
    if kept := answers_rules.clean(asks, {**given, **asked}):
        words["answers"] = kept
    unit_id: Any = words.pop("unit", None)
    if verb.brings:
        words |= BRINGS[verb.brings](by, matter, at, words)
    heard = verb.says.read(words)
    must_serve(by.office_id, heard.staff, unit_id if unit_id is not None else matter.unit_id, local_day(at))
    heard = heard.each(partial(telltale.covered, into=covered))
    return Move(kind, at, by.staff_id, by.label, heard, to, unit_id)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, (date, datetime)) else value


def _yes(by: Actor, at: datetime, value: object) -> bool:
    return value is True or str(value).lower() in answers_rules.YES


def _unit(by: Actor, at: datetime, unit: Any) -> int:
    wanted = int(getattr(unit, "id", unit))
    found = office.at_hand(by.office_id).units.get(wanted)
    if found is None or not found.active:
        raise Refused("matters.R210", "没有找到这个单位，未作改动。", "请从列表中选择。", {"unit": "请从列表中选择"})
    return wanted


def _staff(by: Actor, at: datetime, staff: Any) -> int:
    return in_post(by.office_id, staff, local_day(at))


#: type of a question -> how its answer is read
_READ: Mapping[str, Callable[[Actor, datetime, Any], object]] = {"unit": _unit, "staff": _staff, "yes_no": _yes}


def _leave_locked_alone(office_id: int, was: Folded, now: Folded) -> None:
    """Refuse what takes a matter out of the figures of the day it came in, or of the day it was closed."""
    out = [(one.state == "void", one.merged_into_id, one.not_counted) for one in (was, now)]
    days = {was.received_on, was.closed_on} if out[0] != out[1] else set()
    if was.closed_on != now.closed_on:
        days.add(was.closed_on)
    for day in filter(None, days):
        office.must_be_open(office_id, day)


def _after(book: Book, history: list[Event], state: Folded, event: Event) -> Folded:
    if event.kind == "undone":
        return replay(book.path, [*history, event])
    apply(book.path, state, event)
    return state


def _keep(matter: Matter, scenario: Scenario, state: Folded, event: Event) -> None:
    changed = writing.project(matter, state)
    matter.save(update_fields=changed)
    writing.append(matter, event)
    if event.said.answers:
        writing.facts(matter, scenario)
    if {"unit_id", "category"} & set(changed):
        search.index(writing.entry(matter, scenario))


def _consequences(matter: Matter, book: Book, event: Event, by: Actor) -> None:
    verb = ALL[event.kind]
    if verb.effect:
        EFFECTS[verb.effect](matter, book, event, by)
    if verb.tells:
        tell_holder(matter, f"{verb.title}：{matter.number} {matter.title}")


# what the clock brings ---------------------------------------------------------------------


@transaction.atomic
def mark_overdue(
    matter_id: int, *, by: Actor, at: datetime, what: Sequence[str], tell: Mapping[int | None, str]
) -> Matter:
    """Say once that clocks of a matter ran out: an event (催办), and a message to each of `tell` (staff id: word).

    what  the clocks, as rules.clock.untold names them
    """
    named = "、".join(what)
    matter = do(matter_id, "reminded", by=by, at=at, seq=None, said={"why": OVERDUE, "words": f"已超过{named}时限"})
    words = f"{'' if HANDLING in what else named}已逾期：{matter.number} {matter.title}"
    journal.tell_many(message(matter, "overdue", staff_id, f"{words}（{word}）") for staff_id, word in tell.items())
    return matter


@transaction.atomic
def move_on(matter_id: int, *, by: Actor, at: datetime, tell: Iterable[int | None]) -> Matter:
    """Take a matter over its time to the step that its scenario names, and tell those who go on with it there.

    Errors: Refused matters.R253 where somebody was quicker and it is not to be moved any more.
    """
    matter = do(matter_id, "escalated", by=by, at=at, seq=None)
    words = f"因超期转来：{matter.number} {matter.title}"
    journal.tell_many(message(matter, "overdue", staff_id, words) for staff_id in tell)
    return matter


@transaction.atomic
def reproject(*, by: Actor, at: datetime) -> int:
    """Write every matter's columns anew from its events, where they differ; return how many were mended."""
    numbers = {one.number for one in queries.replay_check(by.office_id, limit=1_000_000)}
    for matter in Matter.objects.filter(office_id=by.office_id, number__in=numbers):
        scenario = office.edition(by.office_id, matter.scenario, matter.edition)
        state = fold(scenario, map(heard, matter.events.order_by("seq")))
        matter.save(update_fields=writing.project(matter, state))
        Passage.objects.filter(matter=matter).delete()
        writing.passages(matter, [], state)
    journal.write("matters.reprojected", by=by, at=at, noun="matter", count=len(numbers))
    return len(numbers)

"""Trying buttons before they are pressed: each says what is in its way even if all that it asks were answered well."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from gewu.kernel.calendar import local_day
from gewu.kernel.types import Actor, Refused
from gewu.matters.loop.moving import next_event, verb_of
from gewu.matters.loop.offering import Button
from gewu.matters.rules import About, Book, Folded, Move
from gewu.matters.verbs import Verb
from gewu.scenario.grammar import Field

#: stands for a row that somebody would choose; no row has it
SOMEBODY = -1


def tried(
    offered: Iterable[Button], book: Book, state: Folded, about: About, actor: Actor, at: datetime
) -> list[Button]:
    """Say of each button what it `lacks`; the first that lacks nothing and is not quiet becomes the primary one.

    Of what stands beside the path (quiet), and of a slip, what cannot be done now is left out.
    """
    shown = [replace(one, primary=False, lacks=_lacks(book, state, about, one, actor, at)) for one in offered]
    shown = [one for one in shown if not one.lacks or not (_verb(one).quiet or one.key == "undone")]
    # Nobody is led to turn a matter away because the way on lacks something.
    onward = [one for one in shown if not (_is_an_end(book, one) and any(other.lacks for other in shown))]
    first = next((one for one in onward if not one.lacks and not _verb(one).quiet), None)
    return [replace(one, primary=one is first) for one in shown]


def _is_an_end(book: Book, button: Button) -> bool:
    """Whether it makes the matter void."""
    return bool(button.to) and book.path.step(button.to).state == "void"


def _verb(button: Button) -> Verb:
    return verb_of(button.key.partition(":")[0])


def _lacks(book: Book, state: Folded, about: About, button: Button, actor: Actor, at: datetime) -> str:
    verb, to = _verb(button), button.key.partition(":")[2]
    own = {ask.key for ask in verb.asked(book.path.part)}
    given = {ask.key: button.known.get(ask.key) or _answer(ask, at) for ask in button.asks}
    answers = {key: given.pop(key) for key in list(given) if key in book.path.part.asks and key not in own}
    unit_id: Any = given.pop("unit", None)
    said = verb.says.read(given | ({"answers": answers} if answers else {}))
    try:
        next_event(book, state, Move(verb.kind, at, actor.staff_id, actor.label, said, to, unit_id), about)
    except Refused as refused:
        return refused.words + refused.hint
    return ""


def _answer(ask: Field, at: datetime) -> object:
    """A good answer to a question, by its type."""
    if ask.options:
        return next(iter(ask.options))
    return {
        "unit": SOMEBODY,
        "staff": SOMEBODY,
        "matter": SOMEBODY,
        "files": ({"sha256": "", "what": "after"},),
        "moment": at.isoformat(),
        "date": (local_day(at) + timedelta(days=1)).isoformat(),
        "limit": "1 workday",
        "yes_no": "yes",
        **dict.fromkeys(("whole_number", "decimal", "money"), 1),
    }.get(ask.type, "1")

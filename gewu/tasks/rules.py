"""How a task stands, and what fulfils it. Pure."""

from __future__ import annotations

from datetime import date

from gewu.kernel.terms import Term


class State(Term):
    DUE = "due", "待办"
    DONE = "done", "已办"
    EXEMPT = "exempt", "免办"
    VOID = "void", "作废"


def on_time(done_on: date | None, due_on: date) -> bool:
    return done_on is not None and done_on <= due_on


def may_fulfil(*, opens_on: date, closes_on: date, happened_on: date, entered_on: date) -> bool:
    """Say whether a record repairs a duty: it happened inside the period, and was entered inside it too."""
    return opens_on <= happened_on < closes_on and entered_on < closes_on

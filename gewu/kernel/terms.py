"""Closed lists: the few values that a column may have, each with the word for it on the screen."""

from __future__ import annotations

from enum import StrEnum


class Term(StrEnum):
    """One value of a closed list; equal to its text, so rows, SQL and files go on with plain words.

    class State(Term):
        DUE = "due", "待办"

    State("due").word == "待办"
    """

    word: str

    def __new__(cls, value: str, word: str = "") -> Term:
        made = str.__new__(cls, value)
        made._value_, made.word = value, word
        return made

    @classmethod
    def words(cls) -> dict[str, str]:
        """Return every value with its word, in the order of the list."""
        return {str(one): one.word for one in cls}

    @classmethod
    def steps(cls, here: str) -> list[tuple[str, str]]:
        """Return every word with how it stands at `here`: past, now or ahead; the last one, once there, is past."""
        order = list(cls)
        at = order.index(cls(here))
        past = at + (at == len(order) - 1)
        return [
            (one.word, "past" if number < past else "now" if number == at else "ahead")
            for number, one in enumerate(order)
        ]

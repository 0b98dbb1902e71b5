"""What a move is judged by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from gewu.kernel.calendar import Calendar
from gewu.kernel.clocks import Limit
from gewu.matters.rules.path import Path
from gewu.matters.rules.said import Said

if TYPE_CHECKING:
    from gewu.matters.models import Matter


@dataclass(frozen=True)
class Move:
    """What somebody wants to do: `kind` of event, `to` a step where a path offers several."""

    kind: str
    at: datetime
    staff_id: int | None = None
    actor: str = ""
    said: Any = field(default_factory=Said)  # of its verb's own class
    to: str = ""
    unit_id: int | None = None


@dataclass(frozen=True)
class Book:
    """What a move is judged by: the path, the calendar, and the office's own limits.

    `limit` gives the limit that holds on a day for a rule key ("matter.grades.ordinary.within"), or the default.
    """

    path: Path
    calendar: Calendar
    verify: str
    limit: Callable[[str, date, Limit | None], Limit | None]


@dataclass(frozen=True)
class About:
    """What of the matter's identity a move depends on."""

    category: str = ""
    grade: str = ""
    number: str = ""
    has_subject: bool = False
    channel: str = ""
    papers: frozenset[str] = frozenset()  # documents that stand: issued, not void

    @classmethod
    def of(cls, matter: Matter, papers: frozenset[str] = frozenset()) -> Self:
        """What of a matter's row a move depends on."""
        has_subject = matter.subject_id is not None
        return cls(matter.category, matter.grade, matter.number, has_subject, matter.channel, papers)


#: step after the event, what the event says, unit that holds the matter after it
Answer = tuple[str, Any, int | None]

"""A verb of the closed loop: everything about one kind of event, in one object."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from gewu.kernel.types import Actor
from gewu.matters.rules import About, Answer, Book, Event, Folded, Move, Path, Said
from gewu.scenario.grammar import Field, MatterPart

if TYPE_CHECKING:
    from gewu.matters.models import Matter


@dataclass(frozen=True)
class Waits:
    """A request that waits: its key in `pending`, its word on the screen, and the role whose turn it is.

    `stops`: nothing else goes on along the path until it is decided.
    """

    key: str
    title: str
    who: str
    stops: bool = False


#: what rights and offers read of: a row, whose columns are folded (loop.folding)
Row: TypeAlias = "Matter"
Asks = tuple[Field, ...]
May = Callable[[Row, Actor], bool]
Offered = Callable[[Path, Row, bool], bool]
Check = Callable[[Book, Folded, Move, About], Answer]
Fold = Callable[[Path, Folded, Any], None]
Notes = Callable[[MatterPart, Any], Iterator[str]]


def _nothing(path: Path, state: Folded, event: Event) -> None:
    """Change no more than every event does: step, holder, clock, answers."""


def _silent(part: MatterPart, said: Said) -> Iterator[str]:
    return iter(())


def _never(said: Said) -> bool:
    return False


def _nothing_known(row: Row) -> Mapping[str, object]:
    return {}


@dataclass(frozen=True)
class Verb:
    """One kind of event: who may, what it asks, what must be true before it, what follows from it.

    `kind` is its name in events, `title` the word on its button and in the story.
    """

    kind: str
    title: str
    #: what must be true before it, and the event it becomes; Refused (matters.R1xx) with what is in the way
    check: Check
    #: what it changes beside its step
    fold: Fold = _nothing
    #: what it says beside what any event says
    says: type[Said] = Said
    #: the questions of its button; field types beside the scenario's own: unit, staff, matter, files, moment
    asks: Asks | Callable[[MatterPart], Asks] = ()
    #: what the story tells of it beside its words
    notes: Notes = _silent

    #: along the path: the permission that takes it beside the step's own `who`, and others by phase of the step
    permission: str = ""
    permission_in: Mapping[str, str] = field(default_factory=dict)
    #: a step of this name is entered by it
    by_name: bool = False
    #: its button asks every question of the scenario, and a photo
    asks_all: bool = False
    #: it waits for the answers of those who were asked to help, or asks why not
    joint: bool = False

    #: beside the path: who may, where `permission` alone does not say it
    may: May | None = None
    #: beside the path: when it is offered, given whether the person's unit was asked to help and has not answered
    offered: Offered | None = None
    #: order of the buttons: those below zero come before the arrows of the path, the others after
    place: int = 0
    #: what its form has filled in already
    known: Callable[[Row], Mapping[str, object]] = _nothing_known
    #: its button is never the primary one
    quiet: bool = False

    #: requests that it opens
    waits: tuple[Waits, ...] = ()
    #: whether it puts the matter into other hands
    hands_over: Callable[[Any], bool] = _never
    #: the step that it leads to marks nothing: no person came there
    unmarked: bool = False
    #: the holder gets a message
    tells: bool = False
    #: a slip of the hand: may be taken back within ten minutes
    slip: bool = False
    #: the dots of the six that it fills
    dots: tuple[str, ...] = ()
    #: may still happen to a matter that follows another, is archived, is void
    when_merged: bool = False
    when_archived: bool = False
    when_void: bool = False

    #: what actions look up before it, and do after it, by name (actions.effects)
    brings: str = ""
    effect: str = ""

    def asked(self, part: MatterPart) -> Asks:
        """The questions of its button under a scenario."""
        return self.asks(part) if callable(self.asks) else self.asks


def long_text(key: str, say: str, *, needed: bool = False) -> Field:
    return Field(key, say, "long_text", needed=needed)


def choice(key: str, say: str, options: Mapping[str, str], *, needed: bool = True) -> Field:
    return Field(key, say, "choice", options=options, needed=needed)


def photos(*, needed: bool = False) -> Field:
    return Field("files", "处置后照片", "files", needed=needed)


UNIT = Field("unit", "承办单位", "unit", needed=True)
#: asked by a button only as things stand: of a joint verb, and of closing what the caller is not content with
ALONE = long_text("alone", "协办单位还没有答复，不等的理由", needed=True)
IN_SPITE = long_text("words", "诉求人未解决、不满意，仍办结的理由", needed=True)


def opens(waits: Waits) -> Fold:
    """The fold of a request: it waits from now on, and remembers who asked and for what."""

    def fold(path: Path, state: Folded, event: Event) -> None:
        state.pending, state.asked_by, state.asked = waits.key, event.staff_id, event.said

    return fold


def named(title: str, key: str, options: Mapping[str, str]) -> Notes:
    """The note of a choice, by its word."""
    return lambda part, said: iter([f"{title}：{options[getattr(said, key)]}"])


def granted(part: MatterPart, said: Any) -> Iterator[str]:
    """The note of a decision."""
    yield "同意" if said.granted else "不同意"


# who may ---------------------------------------------------------------------------------------


def permits(permission: str) -> May:
    """Whoever has the permission."""
    return lambda row, actor: actor.scope.may(permission)


def by_the_clock(row: Row, actor: Actor) -> bool:
    """Nobody: the system does it."""
    return False


def holds(row: Row, actor: Actor) -> bool:
    """Whether the matter is in this person's hands: theirs, their unit's, or nobody's on their ground."""
    if row.staff_id is not None and row.staff_id == actor.staff_id:
        return True
    if row.unit_id is not None:
        return row.unit_id in actor.scope.unit_ids
    return actor.scope.sees_area(row.area_id)


def holder(row: Row, actor: Actor) -> bool:
    """Who handles it."""
    return holds(row, actor) and actor.scope.may("matters.handle")


def holder_or_desk(row: Row, actor: Actor) -> bool:
    """Who handles it; where it is in other hands, the desk."""
    return actor.scope.may("matters.handle" if holds(row, actor) else "matters.dispatch")


# when it is offered ----------------------------------------------------------------------------


def always(path: Path, row: Row, helping: bool) -> bool:
    """Wherever the matter stands, unless it is over for this verb (loop.moving.barred)."""
    return True


def live(path: Path, row: Row, helping: bool) -> bool:
    return row.state in ("new", "running")


def out(path: Path, row: Row, helping: bool) -> bool:
    return live(path, row, helping) and path.phases[row.step] == "out"


def free(path: Path, row: Row, helping: bool) -> bool:
    return out(path, row, helping) and not row.pending


def waits_for(*keys: str) -> Offered:
    return lambda path, row, helping: row.pending in keys


def closed(path: Path, row: Row, helping: bool) -> bool:
    return row.state == "done"

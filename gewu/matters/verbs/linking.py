"""关联, 解除关联: two matters, of whatever scenarios, hang together; each goes its own way and counts for itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gewu.matters.rules import About, Answer, Book, Event, Folded, Move, Path, Said
from gewu.matters.verbs.checks import must, stay
from gewu.matters.verbs.verb import Row, Verb, always, long_text, permits
from gewu.scenario.grammar import Field, MatterPart


@dataclass(frozen=True, slots=True)
class Linked(Said):
    other: int | None = None
    number: str = ""  # of the other
    scenario: str = ""  # what the other is, by its scenario's title


def _link(book: Book, state: Folded, move: Move, about: About) -> Answer:
    must(move.said.other, "matters.R247", "请选择关联的事项。", field="other")
    return stay(book, state, move, about)


def _with_which(part: MatterPart, said: Linked) -> Iterator[str]:
    """Its number, not its title: whoever reads this story may not see the other."""
    yield f"{said.scenario}{said.number}"


def _linked(path: Path, state: Folded, event: Event) -> None:
    state.links += 1


def _unlinked(path: Path, state: Folded, event: Event) -> None:
    state.links -= 1


LINKED = Verb(
    "linked",
    "关联",
    _link,
    _linked,
    says=Linked,
    asks=(Field("other", "关联的事项（任何场景的编号）", "matter", needed=True), long_text("words", "关联说明")),
    notes=_with_which,
    may=permits("matters.dispatch"),
    offered=always,
    place=15,
    quiet=True,
    brings="other",
    effect="link",
    when_merged=True,
    when_archived=True,
)


def _has_one(path: Path, row: Row, helping: bool) -> bool:
    return bool(row.links)


UNLINKED = Verb(
    "unlinked",
    "解除关联",
    _link,
    _unlinked,
    says=Linked,
    asks=(Field("other", "不再关联的事项", "matter", needed=True), long_text("words", "解除关联说明")),
    notes=_with_which,
    may=permits("matters.dispatch"),
    offered=_has_one,
    place=15,
    quiet=True,
    brings="linked",
    effect="unlink",
    when_merged=True,
    when_archived=True,
)

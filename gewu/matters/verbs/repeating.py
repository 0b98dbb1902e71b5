"""认定重复: a person finds that the same caller came before, where no telephone says it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gewu.matters.rules import About, Answer, Book, Event, Folded, Move, Path, Said
from gewu.matters.verbs.checks import must, stay
from gewu.matters.verbs.verb import Row, Verb, live, long_text, permits
from gewu.scenario.grammar import Field, MatterPart


@dataclass(frozen=True, slots=True)
class Repeats(Said):
    earlier: int | None = None
    number: str = ""  # of the earlier one


def _find(book: Book, state: Folded, move: Move, about: About) -> Answer:
    must(move.said.earlier, "matters.R240", "请选择此前的事项。", field="earlier")
    must(state.repeat_of_id is None, "matters.R241", "该事项已经是重复事项。", "请刷新页面。")
    return stay(book, state, move, about)


def _found(path: Path, state: Folded, event: Event) -> None:
    state.repeat_of_id = event.said.earlier


def _which(part: MatterPart, said: Repeats) -> Iterator[str]:
    yield f"重复于{said.number}"


def _somebody_reported(path: Path, row: Row, helping: bool) -> bool:
    return live(path, row, helping) and bool(row.reporter_id) and not row.repeat_of_id


REPEATS = Verb(
    "repeats",
    "认定重复",
    _find,
    _found,
    Repeats,
    (Field("earlier", "此前的事项", "matter", needed=True), long_text("words", "说明")),
    _which,
    may=permits("matters.dispatch"),
    offered=_somebody_reported,
    place=11,
    quiet=True,
    brings="earlier",
)

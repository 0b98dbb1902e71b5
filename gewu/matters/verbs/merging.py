"""并单, 解除并单: the same matter reported twice is handled once, and every report ends in an answer of its own."""

from __future__ import annotations

from dataclasses import dataclass

from gewu.matters.rules import About, Answer, Book, Event, Folded, Move, Path, Said
from gewu.matters.verbs.checks import must, stay
from gewu.matters.verbs.closing import Closed
from gewu.matters.verbs.verb import Row, Verb, live, long_text, permits
from gewu.scenario.grammar import Field

#: kinds of events by which a matter ends
ENDS = ("closed", "not_accepted", "void")


@dataclass(frozen=True, slots=True)
class Merged(Said):
    into: int | None = None
    parent: str = ""  # its number


def _merge(book: Book, state: Folded, move: Move, about: About) -> Answer:
    must(state.is_live, "matters.R180", "该事项现在不能并单。", "")
    must(not state.hand_to, "matters.R187", f"还没有登记移交{state.hand_to}，不能并单。", "请先登记告知了谁、何时。")
    must(move.said.into, "matters.R181", "请选择主单。", field="into")
    return stay(book, state, move, about)


def _merged(path: Path, state: Folded, event: Event) -> None:
    state.merged_into_id = event.said.into


def _alone(path: Path, row: Row, helping: bool) -> bool:
    return live(path, row, helping) and not row.pending and not row.hand_to


MERGED = Verb(
    "merged",
    "并单",
    _merge,
    _merged,
    Merged,
    (Field("into", "主单", "matter", needed=True), long_text("words", "并单说明")),
    may=permits("matters.dispatch"),
    offered=_alone,
    place=11,
    quiet=True,
    brings="parent",
)


def _part(book: Book, state: Folded, move: Move, about: About) -> Answer:
    follows = state.merged_into_id is not None and state.is_live
    must(follows, "matters.R184", "该事项没有随主单办理，不能解除并单。", "请刷新页面。")
    return stay(book, state, move, about)


def _parted(path: Path, state: Folded, event: Event) -> None:
    state.merged_into_id = None


def _follows(path: Path, row: Row, helping: bool) -> bool:
    return live(path, row, helping) and row.merged_into_id is not None


UNMERGED = Verb(
    "unmerged",
    "解除并单",
    _part,
    _parted,
    asks=(long_text("words", "解除并单说明"),),
    may=permits("matters.dispatch"),
    offered=_follows,
    place=11,
    quiet=True,
    when_merged=True,
)


def followed(kind: str, main: str, handler: int | None, *, owes: bool) -> tuple[str, Said]:
    """What becomes of a child when its main matter ends by an event of `kind`: its own event, and what that says.

    It closes with it; where the main matter is void or not accepted, it goes on alone (E1-R18).
    main     number of the main matter; `handler`, who handled it
    owes     whether somebody reported the child
    """
    if kind == "closed":
        return "closed", Closed(main=main, handler=handler, owes=owes)
    word = "作废" if kind == "void" else "不予受理"
    return "unmerged", Said(words=f"主单{main}已{word}，恢复单独办理")

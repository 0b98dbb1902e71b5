"""列入回头看, 回头看: another person goes and looks again at what was closed (S1-A15)."""

from __future__ import annotations

from dataclasses import dataclass

from gewu.kernel.calendar import local_day
from gewu.matters.rules import About, Answer, Book, Event, Folded, Move, Path, Said, words
from gewu.matters.verbs.checks import by_another, chosen, must, stay
from gewu.matters.verbs.verb import Verb, choice, long_text, named, permits


@dataclass(frozen=True, slots=True)
class LookPlanned(Said):
    plan: int = 0
    seed: int | None = None


def _plan(book: Book, state: Folded, move: Move, about: About) -> Answer:
    must(state.state == "done", "matters.R199", "办结的事项才列入回头看。", "")
    return stay(book, state, move, about)


LOOK_PLANNED = Verb(
    "look_planned", "列入回头看", _plan, says=LookPlanned, may=permits("matters.supervise"), when_archived=True
)


@dataclass(frozen=True, slots=True)
class LookedBack(Said):
    plan: int = 0
    found: str = ""


def _look(book: Book, state: Folded, move: Move, about: About) -> Answer:
    must(state.state == "done", "matters.R233", "办结的事项才能回头看。", "")
    by_another(move, state.handled_by_id, "matters.R165", "承办人不能对自己办理的事项回头看。", "请其他同事去看。")
    chosen(move.said, "found", words.LOOKED, "matters.R166", "回头看结果")
    return stay(book, state, move, about)


def _looked(path: Path, state: Folded, event: Event) -> None:
    state.looked_on, state.looked = local_day(event.at), event.said.found


LOOKED_BACK = Verb(
    "looked_back",
    "回头看",
    _look,
    _looked,
    says=LookedBack,
    asks=(choice("found", "回头看结果", words.LOOKED), long_text("words", "现场情况")),
    notes=named("结果", "found", words.LOOKED),
    may=permits("matters.verify"),
    when_archived=True,
)

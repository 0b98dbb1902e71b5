"""回访登记: what the caller says of it, as three answers (E1-R28)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from gewu.kernel.calendar import local_day
from gewu.kernel.types import Actor
from gewu.matters.rules import About, Answer, Book, Event, Folded, Move, Path, Said, unhappy, words
from gewu.matters.verbs.checks import by_another, chosen, must, text
from gewu.matters.verbs.closing import ANSWER
from gewu.matters.verbs.verb import Row, Verb, choice, long_text
from gewu.scenario.grammar import MatterPart

_ANSWERS = {
    "contacted": ("联系", words.Contacted),
    "resolved": ("解决", words.Resolved),
    "satisfied": ("满意", words.Satisfied),
}


@dataclass(frozen=True, slots=True)
class CalledBack(Said):
    contacted: str = ""
    resolved: str = ""
    satisfied: str = ""


def _call_back(book: Book, state: Folded, move: Move, about: About) -> Answer:
    """Whoever was not reached has neither "resolved" nor "satisfied" said for them."""
    said = move.said
    must(state.handled_at, "matters.R160", "还没有反馈，不能回访。", "反馈或办结后再回访。")
    by_another(move, state.handled_by_id, "matters.R161", "承办人不能回访自己办理的事项。", "请派单员回访。")
    chosen(said, "contacted", words.Contacted.words(), "matters.R162", "是否联系上")
    if said.contacted != words.Contacted.YES:
        said = replace(said, resolved="no_answer", satisfied="no_answer")
    chosen(said, "resolved", words.Resolved.words(), "matters.R163", "是否解决")
    chosen(said, "satisfied", words.Satisfied.words(), "matters.R164", "是否满意")
    if state.state == "done" and unhappy(said):
        text(said, "words", "matters.R167", "诉求人未解决、不满意的原话")
    return state.step, said, state.unit_id


def _called_back(path: Path, state: Folded, event: Event) -> None:
    said = event.said
    state.called_back_at, state.called_back_on = event.at, local_day(event.at)
    state.contacted, state.resolved, state.satisfied = said.contacted, said.resolved, said.satisfied
    if state.pending == ANSWER.key:
        state.pending = ""


def _answers(part: MatterPart, said: CalledBack) -> Iterator[str]:
    for key, (title, options) in _ANSWERS.items():
        yield f"{title}：{options(getattr(said, key)).word}"


def _not_the_handler(row: Row, actor: Actor) -> bool:
    return row.handled_by_id != actor.staff_id and actor.scope.may("matters.callback")


def _handed_in(path: Path, row: Row, helping: bool) -> bool:
    return bool(row.handled_by_id or row.pending == ANSWER.key) and not row.contacted


CALLED_BACK = Verb(
    "called_back",
    "回访登记",
    _call_back,
    _called_back,
    CalledBack,
    (
        choice("contacted", "是否联系上", words.Contacted.words()),
        choice("resolved", "是否解决", words.Resolved.words(), needed=False),
        choice("satisfied", "是否满意", words.Satisfied.words(), needed=False),
        long_text("words", "回访原话"),
    ),
    _answers,
    may=_not_the_handler,
    offered=_handed_in,
    place=1,
    when_merged=True,
    when_archived=True,
    dots=("评价",),
)

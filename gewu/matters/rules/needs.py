"""What is still missing before a step may be entered."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from gewu.matters.rules.folded import Folded
from gewu.matters.rules.said import Said
from gewu.scenario.grammar import Category, MatterPart, Step
from gewu.scenario.ideas.conditions import Facts, shown
from gewu.scenario.ideas.needs import Need, lacking, papers_in
from gewu.scenario.vocabulary import NEEDS

#: what nobody can hand in: others do it
_BY_OTHERS = ("callback", "rechecked_by")


def wanted(part: MatterPart, step: Step, category: str, *, handed_in: bool = False) -> tuple[Need, ...]:
    """What entering a step needs: its own needs, and the photo of its category where it closes.

    Who hands in (`handed_in`) brings what closing will ask, as nobody else was there.
    """
    ends = [one for one in part.path.values() if "closed" in one.marks] if handed_in else [step]
    needs = dict.fromkeys(step.needs)
    if handed_in:
        needs |= dict.fromkeys(need for end in ends for need in end.needs if need.key not in _BY_OTHERS)
    photo = any("closed" in end.marks for end in ends) and (part.categories.get(category) or _PLAIN).photo
    if photo and not any(need.key == "photo" for need in needs):
        needs[Need("photo")] = None
    return tuple(needs)


def missing(
    part: MatterPart,
    step: Step,
    state: Folded,
    said: Said,
    category: str,
    papers: Collection[str] = (),
    *,
    handed_in: bool = False,
) -> list[str]:
    """Name what `step` still needs, in the office's words; empty when it may be entered.

    `said` is what is being said now; `state` is the folded matter; `handed_in` as in wanted().
    `papers` are those that stand: issued, and not void.
    """
    needs = wanted(part, step, category, handed_in=handed_in)
    answers = {**state.answers, **said.answers}
    shows = facts(part, category, said.grade or state.grade, answers)
    return list(
        lacking(
            needs, shows, lambda need: _has(part, need, state, said, answers, papers), lambda need: title(part, need)
        )
    )


def asks_papers(part: MatterPart) -> bool:
    """Whether any step may need a paper."""
    return any(True for step in part.path.values() for _ in papers_in(step.needs))


def facts(part: MatterPart, category: str, grade: str, answers: Mapping[str, Any], channel: str = "") -> Facts:
    """What a matter shows to the conditions of its path."""
    return {"category": category, "grade": grade, "channel": channel} | shown(part.asks, answers)


def title(part: MatterPart, need: str) -> str:
    """The office's word for a need; a question that is answered with no is named with the answer it must have."""
    if need not in part.asks:
        return NEEDS[need]
    return part.asks[need].say + ("（须为“是”）" if part.asks[need].type == "yes_no" else "")


def has_photo(state: Folded, said: Said) -> bool:
    """Whether an after-photo is there (or, for imported history, the name of the system that keeps it)."""
    return bool(state.pictured or said.photo_kept_in or any(file.get("what") == "after" for file in said.files))


def _has(
    part: MatterPart, one: Need, state: Folded, said: Said, answers: Mapping[str, Any], papers: Collection[str]
) -> bool:
    need = one.key
    if one.paper:
        return bool(need in papers or said.papers_kept_in)
    if need == "words":
        return bool(state.explained or said.words.strip())
    if need == "photo":
        return has_photo(state, said)
    if need == "callback":
        return bool(state.contacted)
    if need == "rechecked_by":
        return True  # who closes is looked at by the verb: it must be another person
    if part.asks[need].type == "yes_no":
        return answers.get(need) == "yes"
    return answers.get(need) not in (None, "", [])


_PLAIN = Category("", "")

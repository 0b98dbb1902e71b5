"""What is still missing before a step may be entered."""

from __future__ import annotations

from gewu.matters.rules.folded import Folded
from gewu.matters.rules.said import Said
from gewu.scenario.grammar import Category, MatterPart, Step
from gewu.scenario.vocabulary import NEEDS


def missing(part: MatterPart, step: Step, state: Folded, said: Said, category: str) -> list[str]:
    """Name what `step` still needs, in the office's words; empty when it may be entered.

    `said` is what is being said now; `state` is the folded matter.
    """
    needs = list(step.needs)
    if "closed" in step.marks and (part.categories.get(category) or _PLAIN).photo and "photo" not in needs:
        needs.append("photo")
    return [title(part, need) for need in needs if not _has(need, state, said)]


def title(part: MatterPart, need: str) -> str:
    """The office's word for a need."""
    return part.asks[need].say if need in part.asks else NEEDS[need]


def has_photo(state: Folded, said: Said) -> bool:
    """Whether an after-photo is there (or, for imported history, the name of the system that keeps it)."""
    return bool(state.pictured or said.photo_kept_in or any(file.get("what") == "after" for file in said.files))


def _has(need: str, state: Folded, said: Said) -> bool:
    if need == "words":
        return bool(state.explained or said.words.strip())
    if need == "photo":
        return has_photo(state, said)
    if need == "callback":
        return bool(state.contacted)
    if need == "rechecked_by":
        return True  # who closes is looked at by the verb: it must be another person
    return said.answers.get(need, state.answers.get(need)) not in (None, "", [])


_PLAIN = Category("", "")

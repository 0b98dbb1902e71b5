"""What is still missing before a step may be entered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from gewu.matters.rules.folding import State
from gewu.scenario.grammar import Category, MatterPart, Step
from gewu.scenario.vocabulary import NEEDS


def missing(part: MatterPart, step: Step, state: State, said: Mapping[str, Any], category: str) -> list[str]:
    """Name what `step` still needs, in the office's words; empty when it may be entered.

    `said` is what is being said now; `state` is the folded matter (rules.folding.replay).
    """
    needs = list(step.needs)
    if "closed" in step.marks and (part.categories.get(category) or _PLAIN).photo and "photo" not in needs:
        needs.append("photo")
    return [title(part, need) for need in needs if not _has(need, state, said)]


def title(part: MatterPart, need: str) -> str:
    """The office's word for a need."""
    return part.asks[need].say if need in part.asks else NEEDS[need]


def has_photo(state: State, said: Mapping[str, Any]) -> bool:
    """Whether an after-photo is there (or, for imported history, the name of the system that keeps it)."""
    return bool(state["_photo"] or said.get("photo_kept_in") or any(_after(said.get("files", ()))))


def _after(files: Iterable[Mapping[str, Any]]) -> Iterable[Mapping[str, Any]]:
    return (file for file in files if file.get("what") == "after")


def _has(need: str, state: State, said: Mapping[str, Any]) -> bool:
    if need == "words":
        return bool(state["_words"] or str(said.get("words") or "").strip())
    if need == "photo":
        return has_photo(state, said)
    if need == "callback":
        return bool(state["contacted"])
    if need == "rechecked_by":
        return True  # who closes is looked at by moves: it must be another person
    return (said.get("answers") or {}).get(need, state["answers"].get(need)) not in (None, "", [])


_PLAIN = Category("", "")

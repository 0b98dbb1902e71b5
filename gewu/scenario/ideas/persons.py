"""谁 who: the roles a file may name; whom the register names (a relation) and firms outside are still to come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gewu.scenario import vocabulary
from gewu.scenario.problems import Problems, nearest
from gewu.scenario.shapes import Listed, Titles, Word
from gewu.scenario.yamltree import Node


@dataclass(frozen=True)
class Role(Word):
    """A role word of the vocabulary."""

    named: str = "角色"
    options: Callable[[Any], Titles] | None = lambda scenario: vocabulary.ROLES

    def read(self, node: Node, at: str, problems: Problems) -> str:
        word = super().read(node, at, problems)
        if word == "outside":
            problems.add(at, "E209", "“outside”（外部单位）还没有实现。", "眼下只能写本单位的岗位。")
        elif word and word not in vocabulary.ROLES:
            problems.add(at, "E509", f"没有这个角色：“{word}”。", nearest(word, vocabulary.ROLES))
        return word

    def schema(self) -> dict[str, object]:
        return {"enum": list(vocabulary.ROLES)}


ROLE = Role()
ROLES = Listed(named="角色的列表", of=ROLE)

#: who may be sent: everybody but the three administrators and the district
GOERS = {key: title for key, title in vocabulary.ROLES.items() if key in vocabulary.GOING}
GOER = Role(options=lambda scenario: GOERS)

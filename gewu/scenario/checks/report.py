"""Where checks say what they find; silent about places that could not be read in the first place."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from gewu.scenario import vocabulary
from gewu.scenario.problems import Problems, nearest


@dataclass
class Report:
    problems: Problems

    def add(self, at: str, code: str, words: str, hint: str) -> None:
        """Note a problem, unless something is already wrong at that very place or inside it."""
        if not self.problems.touches(at):
            self.problems.add(at, code, words, hint)

    def known(self, at: str, code: str, what: str, used: Iterable[str], known: Collection[str]) -> None:
        """Refuse each used word that is not defined."""
        for word in used:
            if word and word not in known:
                self.problems.add(at, code, f"没有这个{what}：“{word}”。", nearest(word, known))

    def roles(self, at: str, used: Iterable[str]) -> None:
        """Refuse words that are not roles."""
        self.known(at, "E509", "角色", used, vocabulary.ROLES)

    def has(self, at: str) -> bool:
        """Say whether the file has something at this place."""
        return at in self.problems.lines

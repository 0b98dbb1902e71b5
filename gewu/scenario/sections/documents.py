"""文书: papers the scenario names."""

from __future__ import annotations

from dataclasses import dataclass

from gewu.scenario.shapes import TEXT, Mapped, Section, word


@dataclass(frozen=True)
class Document:
    """A paper the scenario prints: key and title (rectification_notice, routing_slip, …)."""

    key: str
    title: str = word(TEXT, "名称", needed=True)


DOCUMENTS = Mapped(named="键: 名称", of=Section(title="文书", short="title", noun=Document))

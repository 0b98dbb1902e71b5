"""文书: papers the scenario names."""

from __future__ import annotations

from dataclasses import dataclass

from gewu.scenario.shapes import TEXT, Mapped, Section, word


@dataclass(frozen=True)
class Document:
    """A paper the scenario prints: key and title (rectification_notice, routing_slip, …)."""

    key: str
    title: str = word(TEXT, "名称", needed=True)


COMING = "of whose asks number says tables needs signs seal scan keep valid confirm reply_within publish issuer power"
DOCUMENTS = Mapped(named="键: 名称", of=Section(title="文书", short="title", noun=Document, coming=COMING))

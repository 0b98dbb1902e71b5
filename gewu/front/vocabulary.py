"""The words that rooms hand to pages ready-made (steps, verbs, roles, answers): shown in English where it was chosen.

Scenario text is not among them: it shows as its author wrote it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gewu.front.domains import TITLES
from gewu.matters.rules import words
from gewu.matters.rules.dots import DOTS
from gewu.matters.rules.verbs import ASKS
from gewu.office.rules import PERMISSIONS, ROLES
from gewu.records.rules import RESULTS
from gewu.scenario import vocabulary

TABLES: tuple[Mapping[str, str], ...] = (
    TITLES,
    words.KINDS,
    words.STATES,
    words.CONTACTED,
    words.RESOLVED,
    words.SATISFIED,
    words.LOOKED,
    words.NOT_ACCEPTED,
    vocabulary.OBJECTION_REASONS,
    vocabulary.NOT_COUNTED,
    vocabulary.PAUSE_REASONS,
    vocabulary.DIMENSIONS,
    vocabulary.SPLITS,
    vocabulary.ROLES,
    RESULTS,
    PERMISSIONS,
)


def sentences() -> Iterator[str]:
    """List every word once or more; the catalogue takes each once."""
    for table in TABLES:
        yield from table.values()
    yield from DOTS
    yield from (role.title for role in ROLES.values())
    yield from (word for word, _whose in words.PENDING.values())
    yield from (ask.say for asks in ASKS.values() for ask in asks)

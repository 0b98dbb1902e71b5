"""Scenarios under their domains, in the office's order."""

from __future__ import annotations

from collections.abc import Iterable

from gewu.scenario.grammar import DOMAINS

#: the three domains of the platform; the others stand beside them
PLATFORM = ("social", "urban", "safety")


def grouped(rows: Iterable, of=lambda row: row.domain) -> list[tuple[str, str, list]]:
    """Put rows under their domains: (key, title, rows), domains without rows left out."""
    found: dict[str, list] = {}
    for row in rows:
        found.setdefault(of(row), []).append(row)
    return [(key, DOMAINS[key], found[key]) for key in DOMAINS if key in found]

"""What a clerk does with a paper before it goes on: words where a figure has none, the paper behind a typed number."""

from __future__ import annotations

from gewu.kernel.types import Actor
from gewu.reports import actions, queries


def mended(row, *, by: Actor, at):
    """Write 本期无 for every gap, and a basis for every number and claim that no figure holds."""
    for one in queries.proofread(queries.report(by.scope, row.id), by.scope):
        more = {"by": by, "at": at, "report_id": row.id, "key": one.item}
        if one.wants_words:
            actions.fill(**more, slot=one.slot, words="本期无")
        elif one.grounds_itself and one.ground is None:
            actions.ground(**more, words=one.text, clause=one.clause, basis="街道台账2023年6月")
    return queries.report(by.scope, row.id)

"""What follows from a scenario: which rule holds, which checks and questions are asked, by when, which grade.

Rooms, tasks and worked examples all ask here, so that an example cannot promise what the office does not do. Pure.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from gewu.kernel import clocks
from gewu.kernel.calendar import Calendar
from gewu.kernel.clocks import Clock, Limit
from gewu.scenario.grammar import EVERY, Check, Field, RecordPart, Scenario, Visit


def rule_for(visits: Sequence[Visit], split: str, tags: Collection[str]) -> Visit | None:
    """Choose the rule for a subject: the most frequent that names its kind or a tag, else the general one."""
    named = [visit for visit in visits if split in visit.kinds or set(visit.tags) & set(tags)]
    general = [visit for visit in visits if not visit.kinds and not visit.tags]
    return min(named or general, key=lambda visit: list(EVERY).index(visit.every), default=None)


def asked(fields: Mapping[str, Field], *, split: str = "", form: str = "") -> dict[str, Field]:
    """List the questions that are asked of a kind of subject, in a form of record."""
    return {key: field for key, field in fields.items() if field.when.holds({"split": split, "form": form})}


def applicable(part: RecordPart, split: str, form: str) -> dict[str, Check]:
    """List the checks that are asked of a kind of subject; those that name no form, in the first one."""
    first = form == next(iter(part.forms), "")
    return {
        key: check
        for key, check in part.checks.items()
        if (first or check.when.always_asks("form")) and check.when.holds({"split": split, "form": form})
    }


def grade_for(scenario: Scenario, category: str) -> str:
    """Name the grade of a category, or of the item of the checklist that failed; "" where it has none."""
    part, record = scenario.matter, scenario.record
    if part and category in part.categories:
        return part.categories[category].grade
    return record.checks[category].fails_as if record and category in record.checks else ""


def promised(start: datetime, limit: Limit, warn: Limit | None, calendar: Calendar) -> tuple[Clock, datetime | None]:
    """Start a clock at `start` (aware): when it is due, and from when that counts as soon (None: never)."""
    clock = clocks.replay(start, limit, calendar)
    return clock, warned(clock, warn)


def warned(clock: Clock, warn: Limit | None) -> datetime | None:
    """Say from when a clock counts as soon due; None where nobody is to be warned."""
    return clocks.warning(clock.due_at, warn, clock.calendar) if warn else None

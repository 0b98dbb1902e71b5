"""Values that devices or people read (power of a hood, water class)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from gewu.journal import actions as journal
from gewu.journal.actions import bulk
from gewu.kernel.types import Actor
from gewu.records.models import Reading

_COLUMNS = ("office", "subject", "key", "at", "value", "source")


@transaction.atomic
def keep_readings(
    key: str, readings: Iterable[tuple[int, datetime, int]], *, by: Actor, at: datetime, source: str
) -> int:
    """Keep readings (subject id, moment, value in the smallest unit) of one kind from one source; return how many."""
    by.must("records.submit")
    made = bulk.insert(
        Reading, _COLUMNS, ((by.office_id, subject, key, moment, value, source) for subject, moment, value in readings)
    )
    journal.write("records.readings_kept", by=by, at=at, noun="reading", count=made)
    return made
